"""How the files of a run are parted into batches for a cluster."""

from collections.abc import Iterator, Sequence
from math import ceil

from pipeline.ingesting.converting import BATCH
from pipeline.ingesting.task import Task
from pipeline.ingesting.workers import is_archive

BATCH_BYTES = 8 * 1024 * 1024
"""A batch of so much is sent as it is, however few files it has."""

LARGEST = 64 * 1024 * 1024
"""Bytes of the largest file that is sent elsewhere."""

ROUNDS = 4
"""So many batches each thread of the cluster gets at least, so that all end at about one time."""


def is_read_here(task: Task) -> bool:
    """Whether a file is for this machine: an archive, which is unpacked to its disk, or huge."""
    return is_archive(task) or _size(task) > LARGEST


def batches_of(tasks: Sequence[Task], threads: int) -> Iterator[list[Task]]:
    """Batches in the order of the tasks; what is read here comes one by one.

    Args:
        tasks: all of a round.
        threads: of the cluster.
    """
    most = max(1, min(BATCH, ceil(len(tasks) / (threads * ROUNDS))))
    batch: list[Task] = []
    room = BATCH_BYTES
    for task in tasks:
        is_ours, size = is_read_here(task), _size(task)
        if batch and (is_ours or len(batch) == most or size > room):
            yield batch
            batch, room = [], BATCH_BYTES
        if is_ours:
            yield [task]
        else:
            batch.append(task)
            room -= size
    if batch:
        yield batch


def _size(task: Task) -> int:
    try:
        return (task.content or task.path).stat().st_size
    except OSError:
        return 0
