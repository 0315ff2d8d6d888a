"""Reading by a Dask cluster: files out in batches, what became of them in, in order.

A worker that dies costs time: its batch goes to another. Of a batch that kills one worker after
another each file is sent alone, and the one that does it is refused.
"""

import time
import warnings
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from models.problem import Problem
from models.refusal import RefusalReason, RefusedFile
from pipeline.ingesting.cluster.batches import batches_of, is_read_here
from pipeline.ingesting.cluster.reader_process import ReaderLost
from pipeline.ingesting.cluster.worker import OtherSetup, Parcel, read_batch, setup
from pipeline.ingesting.task import Task
from pipeline.ingesting.workers import Reading, read_all
from pipeline.readers.file_names import printable

if TYPE_CHECKING:
    from distributed import Client, Future

LOOK_SECONDS = 20
NO_WORKER_SECONDS = 300
"""How often one looks whether workers are left, and how long there may be none."""

AHEAD = 3
"""Batches handed out for each thread of the cluster, so that it need not wait for us."""


def nobody_reads(scheduler: str, seconds: int) -> Problem:
    """What is said where the cluster has no workers."""
    return Problem(
        f"No worker has joined the scheduler {scheduler} within {seconds} seconds. Start some "
        f"with: dask worker {scheduler} --nworkers auto --nthreads 1"
    )


@dataclass(frozen=True, slots=True)
class Sent:
    """A batch on its way; read on this machine if it is no task of the cluster's."""

    tasks: Sequence[Task]
    future: "Future[list[Reading | None]] | None"
    is_again: bool = False


class Cluster:
    """Hands out batches and takes them back.

    Args:
        client: connected to the scheduler.
        scheduler: its address, for messages.
        ships: whether files are sent with their bytes; so they are, too, once a machine does
            not see one.
    """

    def __init__(self, client: "Client", scheduler: str, *, ships: bool) -> None:
        self._client = client
        self._scheduler = scheduler
        self._ships = ships
        # Keys are the scheduler's, not the client's: no other run may have the same.
        self._run = uuid4().hex
        self._count = 0

    def read_all(self, tasks: Sequence[Task]) -> Iterator[Reading]:
        """Read tasks; what became of them comes in their order.

        Raises:
            Problem: the cluster is lost, or reads otherwise than this machine.
        """
        batches = batches_of(tasks, self._threads())
        waiting: deque[Sent] = deque()
        try:
            while True:
                room = AHEAD * self._threads() - len(waiting)
                waiting.extend(self._send(batch) for batch in islice(batches, max(1, room)))
                if not waiting:
                    return
                yield from self._take(waiting.popleft(), waiting)
        finally:
            futures = [sent.future for sent in waiting if sent.future is not None]
            with suppress(Problem, TimeoutError):  # nobody waits for them
                self._ask(self._client.cancel, futures)

    def _threads(self) -> int:
        """How many batches the cluster reads at once."""
        threads: dict[str, int] = self._ask(self._client.nthreads)
        return max(1, sum(threads.values()))

    def _send(self, tasks: Sequence[Task], *, is_again: bool = False) -> Sent:
        if is_read_here(tasks[0]):
            return Sent(tasks, None)
        parcels = [self._parcel(task) for task in tasks]
        self._count += 1
        with warnings.catch_warnings():
            # That a batch is large to send is known; it goes to one machine only, and once.
            warnings.filterwarnings("ignore", "Sending large graph", UserWarning)
            future = self._ask(
                self._client.submit,
                read_batch, parcels, setup(), key=f"jixiao-{self._run}-{self._count}", pure=False,
            )  # fmt: skip
        return Sent(tasks, future, is_again)

    def _parcel(self, task: Task) -> Parcel:
        """The task as it travels; what was unpacked here, no other machine sees."""
        if not self._ships and task.content is None:
            return Parcel(task)
        try:
            return Parcel(task, (task.content or task.path).read_bytes())
        except OSError:
            # Gone since it was found: wherever it is looked for, that is what will be said.
            return Parcel(replace(task, sha256=""))

    def _take(self, sent: Sent, waiting: deque[Sent]) -> Iterator[Reading]:
        """What became of a batch; what must be done again comes first among those waiting."""
        if sent.future is None:
            yield from read_all(sent.tasks, 1)
            return
        self._until_done([sent.future])
        readings = self._result(sent.future)
        if readings is None:
            again = self._again(sent, waiting)
            if not again:
                yield _deadly(sent.tasks[0])
            waiting.extendleft(reversed(again))
        elif None in readings:
            self._ships = True
            waiting.appendleft(self._send(sent.tasks))
        else:
            for task, reading in zip(sent.tasks, readings, strict=True):
                assert reading is not None  # noqa: S101  looked at above
                yield replace(reading, task=task)

    def _again(self, sent: Sent, waiting: deque[Sent]) -> list[Sent]:
        """The files of a batch that cost workers their lives, each alone; one file, once more.

        That second time nothing else is on its way: what dies then, dies of this file.
        """
        if len(sent.tasks) > 1:
            return [self._send([task]) for task in sent.tasks]
        if sent.is_again:
            return []
        self._until_done([other.future for other in waiting if other.future is not None])
        return [self._send(sent.tasks, is_again=True)]

    def _until_done(self, futures: "Sequence[Future[list[Reading | None]]]") -> None:
        from distributed import wait

        since = time.monotonic()
        while any(future.status == "pending" for future in futures):
            with suppress(TimeoutError):
                self._ask(wait, futures, timeout=LOOK_SECONDS)
            if self._ask(self._client.nthreads):
                since = time.monotonic()
            elif time.monotonic() - since > NO_WORKER_SECONDS:
                raise nobody_reads(self._scheduler, NO_WORKER_SECONDS)

    def _result(self, future: "Future[list[Reading | None]]") -> list[Reading | None] | None:
        """What came of a batch; None if it cost the workers that read it their lives."""
        from distributed import KilledWorker

        if future.status != "error":
            readings: list[Reading | None] = self._ask(future.result)
            return readings
        error = self._ask(future.exception)
        if isinstance(error, KilledWorker | ReaderLost):
            return None
        if isinstance(error, OtherSetup):
            raise Problem(f"A worker of {self._scheduler} {error}. Put that right and run again.")
        raise Problem(
            f"The cluster of {self._scheduler} cannot run Jixiao: {type(error).__name__}: {error}. "
            "Install the same version of it for the scheduler and for every worker, look at "
            "their logs, and run again."
        ) from error

    def _ask(self, call: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        """Something of the cluster's, which may be gone by now."""
        from distributed.client import FutureCancelledError

        try:
            return call(*arguments, **named)
        except TimeoutError:
            raise
        except (OSError, FutureCancelledError) as error:
            raise Problem(
                f"The scheduler {self._scheduler} is gone: {error}. What was stored before is "
                "whole; start it again and run again."
            ) from error


def _deadly(task: Task) -> Reading:
    name = printable(task.path)
    refusal = RefusedFile(
        RefusalReason.READER_DIED,
        f"Every worker of the cluster that read {name} died: the file is damaged, or needs more "
        "memory than there is. Open it, save it anew and run again.",
    )
    return Reading(task, None, refusal, 0.0)
