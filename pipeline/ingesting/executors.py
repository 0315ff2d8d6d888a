"""Who reads the files of a run: processes of this machine, or a cluster of several machines."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Protocol

from models.problem import Problem
from pipeline.ingesting.read_by import ReadBy
from pipeline.ingesting.task import Task
from pipeline.ingesting.workers import Reading, default_workers, read_all

ReadAll = Callable[[Sequence[Task]], Iterator[Reading]]
"""Reads tasks; what became of them comes in their order."""


class Executor(Protocol):
    """Reads within the limits of ``pipeline.readers.limits``, wherever it does."""

    def reading(self) -> AbstractContextManager[ReadAll]:
        """What reads, as long as the block lasts.

        Raises:
            Problem: nobody is there to read.
        """
        ...

    def options(self) -> tuple[str, ...]:
        """How it is asked for on the command line."""
        ...


@dataclass(frozen=True, slots=True)
class Processes:
    """Processes of this machine, which can be killed one by one.

    Attributes:
        workers: how many; default one a core, 0 for this process itself.
    """

    workers: int | None = None

    @contextmanager
    def reading(self) -> Iterator[ReadAll]:
        """Processes that end with each round of reading."""
        workers = default_workers() if self.workers is None else self.workers
        yield lambda tasks: read_all(tasks, min(workers, len(tasks)))

    def options(self) -> tuple[str, ...]:
        """Nothing for the default."""
        return () if self.workers is None else ("--workers", str(self.workers))


ALL_CORES: Executor = Processes()
"""Who reads where nothing else is said."""


def executor_of(
    name: ReadBy, scheduler: str | None, *, ship_content: bool, workers: int | None
) -> Executor:
    """The executor that the options of a command ask for.

    Args:
        name: what kind of executor.
        scheduler: address of the cluster.
        ship_content: whether files are sent to it with their bytes from the first.
        workers: processes of this machine.

    Raises:
        Problem: they contradict each other.
    """
    if name is ReadBy.PROCESSES:
        if scheduler is not None or ship_content:
            raise Problem("--scheduler and --ship-content are for a cluster: add --executor dask.")
        return Processes(workers)
    if scheduler is None:
        raise Problem("Say which cluster reads: --executor dask --scheduler tcp://HOST:8786")
    if workers is not None:
        raise Problem(
            "--workers counts processes of this machine; with --executor dask leave it out."
        )
    from pipeline.ingesting.cluster.executor import Dask

    return Dask(scheduler, ship_content)
