"""What one file may cost the worker that reads it."""

import sys
from collections.abc import Callable
from typing import TypeVar

CPU_SECONDS = 240
"""Processor time one file may take in its worker, all threads together. It ends what hangs in
compiled code, too, where nothing else reaches it once the parent is gone."""

WORKER_BYTES = 6 * 1024**3
"""Address space of one worker."""

Given = TypeVar("Given")
Made = TypeVar("Made")


def limited(work: Callable[[Given], Made], given: Given) -> Made:
    """Do one piece of work within the processor time that a file may take."""
    limit_processor_time(CPU_SECONDS)
    return work(given)


def limit_memory(size: int = WORKER_BYTES) -> None:
    """Let this process have so much memory and no more, and leave no image of it when it dies.

    Args:
        size: of its address space, in bytes.
    """
    if sys.platform == "linux":
        import resource

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        allowed = size if hard == resource.RLIM_INFINITY else min(size, hard)
        resource.setrlimit(resource.RLIMIT_AS, (allowed, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_processor_time(seconds: int) -> None:
    """End this process once it has used so much more processor time than until now."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _set_processor_time(int(used.ru_utime + used.ru_stime) + seconds)


def allow_more_processor_time(seconds: int) -> None:
    """Put off the end that ``limit_processor_time`` set; nothing where none was set."""
    if sys.platform != "win32":
        import resource

        soft = resource.getrlimit(resource.RLIMIT_CPU)[0]
        if soft != resource.RLIM_INFINITY:
            _set_processor_time(soft + seconds)


def _set_processor_time(soft: int) -> None:
    """Set the limit of this process, under the one that the system may have set itself."""
    import resource

    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    allowed = soft if hard == resource.RLIM_INFINITY else min(soft, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (allowed, hard))
