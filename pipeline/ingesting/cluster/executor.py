"""A Dask cluster as executor of a run."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.problem import Problem
from pipeline.ingesting.cluster.client import Cluster, nobody_reads
from pipeline.ingesting.executors import ReadAll
from pipeline.ingesting.read_by import ReadBy

if TYPE_CHECKING:
    from distributed import Client

CONNECT_SECONDS = 30
"""How long the scheduler may take to answer, and the first worker to join."""


@dataclass(frozen=True, slots=True)
class Dask:
    """A cluster as executor.

    Attributes:
        scheduler: its address, such as ``tcp://10.0.0.5:8786``.
        ship_content: send the bytes of files without trying first whether its machines see
            the files at the same paths.
    """

    scheduler: str
    ship_content: bool = False

    @contextmanager
    def reading(self) -> Iterator[ReadAll]:
        """The cluster, as long as the block lasts.

        Raises:
            Problem: Dask is not installed, the scheduler cannot be reached, or nobody reads.
        """
        try:
            from distributed import Client
        except ImportError as error:
            raise Problem(
                "Reading on several machines needs Dask. Install it here and there with: "
                "pip install 'jixiao[dask]'"
            ) from error
        with _connected(Client, self.scheduler) as client:
            yield Cluster(client, self.scheduler, ships=self.ship_content).read_all

    def options(self) -> tuple[str, ...]:
        """How it is asked for on the command line."""
        ships = ("--ship-content",) if self.ship_content else ()
        return ("--executor", ReadBy.DASK.value, "--scheduler", self.scheduler, *ships)


@contextmanager
def _connected(make: "Callable[..., Client]", scheduler: str) -> "Iterator[Client]":
    try:
        client = make(scheduler, timeout=CONNECT_SECONDS, set_as_default=False, name="jixiao")
    except (OSError, ValueError) as error:
        raise Problem(
            f"The scheduler {scheduler} cannot be reached: {error}. Look at its address, or "
            "start it with: dask scheduler"
        ) from error
    try:
        try:
            client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        except TimeoutError as error:
            raise nobody_reads(scheduler, CONNECT_SECONDS) from error
        with client.as_current():
            yield client
    finally:
        with suppress(OSError, TimeoutError):
            client.close(timeout=CONNECT_SECONDS)  # type: ignore[no-untyped-call]
