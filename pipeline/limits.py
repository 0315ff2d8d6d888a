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


def limit_memory() -> None:
    """Let this process have so much memory and no more, and leave no image of it when it dies."""
    if sys.platform == "linux":
        import resource

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (WORKER_BYTES, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_processor_time(seconds: int) -> None:
    """End this process once it has used so much more processor time than until now."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime) + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def allow_more_processor_time(seconds: int) -> None:
    """Put off the end that ``limit_processor_time`` set; nothing where none was set."""
    if sys.platform != "win32":
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
        if soft != resource.RLIM_INFINITY:
            resource.setrlimit(resource.RLIMIT_CPU, (soft + seconds, hard))
