"""Work on a stranger's file for somebody who waits: in a process of its own, with little time.

A few kilobytes of PDF can ask for gigabytes of drawing. The process that does the work has
limits of memory and time, and what it dies of stays with it. Processes are kept for the next
request, so that nobody waits for one to start.
"""

import atexit
import multiprocessing
from collections.abc import Callable
from concurrent.futures import TimeoutError as FutureTimeoutError
from functools import cache
from multiprocessing.context import BaseContext
from threading import Lock
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

from pipeline.readers.limits import limit_memory, limit_processor_time

SECONDS = 20
BYTES = 2 * 1024**3
PROCESSES = 2
TASKS = 200
"""Pieces of work after which a process is replaced, so that nothing piles up in it."""

Made = TypeVar("Made")

_LOCK = Lock()


class GuardedError(Exception):
    """The work was not done: it took too long, too much memory, or its process died."""


def guarded(work: Callable[..., Made], *given: Any) -> Made:
    """What the work makes of what is given, done in a process with limits.

    Args:
        work: a function of a module; it, what it is given and what it makes are pickled.
        given: its arguments.

    Raises:
        GuardedError: it needed more than it may have, or failed as only damaged files fail.
    """
    with _LOCK:
        future = _pool().schedule(_limited, args=(work, *given), timeout=SECONDS)
    try:
        made: Made = future.result()
    except (FutureTimeoutError, ProcessExpired, MemoryError) as error:
        raise GuardedError(f"{work.__name__} was ended: {error!r}") from error
    except Exception as error:  # whatever a damaged file makes of a library
        raise GuardedError(f"{work.__name__} failed: {error!r}") from error
    return made


def start() -> None:
    """Have a process ready before anybody asks for work."""
    guarded(int)


def _limited(work: Callable[..., Made], *given: Any) -> Made:
    limit_processor_time(SECONDS)
    return work(*given)


@cache
def _pool() -> ProcessPool:
    pool = ProcessPool(
        max_workers=PROCESSES,
        max_tasks=TASKS,
        initializer=limit_memory,
        initargs=(BYTES,),
        context=_context(),
    )
    atexit.register(pool.stop)
    return pool


def _context() -> BaseContext:
    """A clean process to begin with: a plain fork would carry connections and threads along."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(
        ["pipeline.exporting.marking.drawing", "pipeline.exporting.marking.word"]
    )
    return context
