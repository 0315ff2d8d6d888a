"""Reading and analysing files in processes of their own.

A report that hangs, eats the memory or crashes a library costs itself and nobody else: its
process is killed, the file refused, and the run goes on. Workers read, analyse and make the
rows; the parent alone writes them to the database.
"""

import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, wait
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import dataclass
from itertools import islice
from multiprocessing.context import BaseContext
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from models.refusal import RefusalReason, RefusedFile
from pipeline.archives import Member, archive_kind, unpack
from pipeline.ingesting.converting import converted_ahead
from pipeline.ingesting.scan import refusal_of
from pipeline.ingesting.task import Task
from pipeline.ingesting.usage import peak_memory
from pipeline.readers.file_names import printable
from pipeline.readers.limits import CPU_SECONDS, WORKER_BYTES, limit_memory, limited
from pipeline.storing.ready import ReportRows, report_rows
from pipeline.storing.storable import storable

FILE_SECONDS = 900.0
"""Time one file may take by the clock, were it a scan of a hundred pages. What hangs in a loop
is ended long before that, by its processor time."""

# Files handed out ahead for each worker: enough to keep it busy while the parent writes.
AHEAD = 16

HELD_BYTES = 64_000_000
"""What has been read and waits for a slow file before it; with more, nothing is handed out."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of a task: a report's rows, a refusal, or the members of an archive.

    Attributes:
        seconds: by the clock, of reading and analysing.
        memory: the most bytes that the process which read it ever held.
    """

    task: Task
    rows: ReportRows | None
    refusal: RefusedFile | None
    seconds: float
    members: tuple[Member, ...] = ()
    memory: int = 0


def default_workers() -> int:
    """One worker for each core this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def read_all(tasks: Iterable[Task], workers: int) -> Iterator[Reading]:
    """Read and analyse every task, in order.

    Args:
        tasks: taken from the iterable only as workers become free.
        workers: number of processes; 0 reads in this process, without limits of time and
            memory, for measuring and for debugging.
    """
    if workers == 0:
        for task in tasks:
            yield read_here(task)
        return
    with (
        ProcessPool(max_workers=workers, initializer=limit_memory, context=_context()) as pool,
        TemporaryDirectory(prefix="jixiao-converted-") as folder,
    ):
        ahead = converted_ahead(pool, iter(tasks), workers, Path(folder))
        yield from _in_order(pool, ahead, workers * AHEAD)


def _in_order(pool: ProcessPool, tasks: Iterator[Task], ahead: int) -> Iterator[Reading]:
    waiting: deque[tuple[Task, ProcessFuture[Reading]]] = deque()

    def hand_out() -> None:
        room = ahead - sum(not future.done() for _, future in waiting)
        if room > 0 and sum(_size(future) for _, future in waiting) < HELD_BYTES:
            for task in islice(tasks, room):
                waiting.append((task, pool.submit(limited, FILE_SECONDS, read_here, task)))

    try:
        hand_out()
        while waiting:
            task, future = waiting[0]
            while not future.done():
                unfinished = [other for _, other in waiting if not other.done()]
                wait(unfinished, return_when=FIRST_COMPLETED)
                hand_out()
            waiting.popleft()
            yield _outcome(task, future)
            hand_out()
    except BaseException:
        pool.stop()  # type: ignore[no-untyped-call]  # nobody waits for the rest
        raise


def _size(future: "ProcessFuture[Reading]") -> int:
    """Bytes of a result that is there, roughly."""
    if not future.done() or future.exception() is not None:
        return 0
    rows = future.result().rows
    return 0 if rows is None else rows.size


def _outcome(task: Task, future: "ProcessFuture[Reading]") -> Reading:
    name = printable(task.path)
    try:
        return future.result()
    except FutureTimeoutError:
        return Reading(task, None, _too_slow(name, FILE_SECONDS), FILE_SECONDS)
    except ProcessExpired as error:
        if error.exitcode == -getattr(signal, "SIGXCPU", 0):
            return Reading(task, None, _too_slow(name, CPU_SECONDS), CPU_SECONDS)
        refusal = RefusedFile(
            RefusalReason.READER_DIED,
            f"The process that read {name} died (exit code {error.exitcode}): the file is "
            "damaged, or needs more memory than there is. Open it, save it anew and run again.",
        )
        return Reading(task, None, refusal, 0.0)
    except MemoryError:
        return Reading(task, None, _too_much_memory(name), 0.0)
    except Exception as error:  # the result itself could not be handed over
        return Reading(task, None, internal_error(task.path, error), 0.0)
    finally:
        if task.converted is not None:
            task.converted.unlink(missing_ok=True)


def _too_slow(name: str, seconds: float) -> RefusedFile:
    return RefusedFile(
        RefusalReason.TIME_LIMIT,
        f"{name} was not read within {seconds:.0f} seconds. "
        "Open it, save it anew or split it, and run again.",
    )


def _too_much_memory(name: str) -> RefusedFile:
    return RefusedFile(
        RefusalReason.MEMORY_LIMIT,
        f"{name} needs more than {WORKER_BYTES // 1024**3} GB of memory. "
        "Split it, or remove its pictures, and run again.",
    )


def read_here(task: Task) -> Reading:
    """Read and analyse one file; every fault comes back as a refusal."""
    start = time.perf_counter()
    rows, refusal = None, None
    members: tuple[Member, ...] = ()
    try:
        members = _members(task)
        rows = None if members else _read(task)
    except RefusedFile as error:
        refusal = error
    except OSError as error:
        refusal = refusal_of(error, task.path)
    except RecursionError:
        refusal = RefusedFile(
            RefusalReason.UNSAFE,
            f"{printable(task.path)} is nested deeper than any report. It was probably made to "
            "exhaust the reader; ask the department what it sent.",
        )
    except MemoryError:
        refusal = _too_much_memory(printable(task.path))
    except Exception as error:
        refusal = internal_error(task.path, error)
    seconds = time.perf_counter() - start
    return Reading(task, rows, refusal, seconds, members, peak_memory())


def internal_error(path: Path, error: Exception) -> RefusedFile:
    """The refusal for a fault of Jixiao itself, with what is needed to find it."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    return RefusedFile(
        RefusalReason.INTERNAL_ERROR,
        f"Jixiao failed on {printable(path)}: {type(error).__name__} at {place}: {error}. "
        "This is a fault of Jixiao; please report it with the file.",
    )


def is_archive(task: Task) -> bool:
    """Whether a task is to unpack an archive rather than to read a report."""
    return task.room is not None and task.path.is_file() and archive_kind(task.path) is not None


def _members(task: Task) -> tuple[Member, ...]:
    """The files in an archive, unpacked; none for any other file."""
    if not is_archive(task):
        return ()
    folder = Path(mkdtemp(dir=task.room))
    return tuple(unpack(task.path, printable(task.path), folder))


def _read(task: Task) -> ReportRows:
    # Imported here: only workers need the readers and the catalogue.
    from pipeline.analyse import analyse_document
    from pipeline.readers import read_file
    from pipeline.readers.office import read_made

    content, name = task.content or task.path, printable(task.path)
    if task.converted is not None:
        document = read_made(task.converted, content, name)
    else:
        document = read_file(content, name)
    return report_rows(analyse_document(storable(document), task.declared))


def _context() -> BaseContext:
    """How workers come to be: from one clean process that has loaded everything once.

    A plain fork would carry the parent's database connections into every worker.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pipeline.ingesting.warm", "pipeline.ingesting.workers"])
    return context
