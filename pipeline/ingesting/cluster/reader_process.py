"""A process beside a worker of the cluster that reads as a run does on its own machine.

A worker of Dask may not have children of multiprocessing; a program that it starts may. Each
file is then read in a process that is killed when it takes too much, and its worker goes on.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe
from queue import SimpleQueue

from pipeline.ingesting.task import Task
from pipeline.ingesting.workers import Reading, read_all

STOP_SECONDS = 10
"""How long a process that was told to end may take for it."""


class ReaderLost(Exception):
    """The process died as a whole, not just the one that read a file."""


class ReaderProcess:
    """Starts the process; it ends with this object's ``stop``, or with this process."""

    def __init__(self) -> None:
        self._line, theirs = Pipe()
        number = theirs.fileno()
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__, str(number)], pass_fds=[number]
        )
        theirs.close()

    def read(self, tasks: Sequence[Task]) -> list[Reading]:
        """What becomes of the tasks, in their order.

        Raises:
            ReaderLost: the process died; nothing is known of the tasks.
        """
        try:
            self._line.send(tasks)
            readings: list[Reading] = self._line.recv()
        except (EOFError, OSError) as error:
            raise ReaderLost(f"the process that reads is gone: {error!r}") from error
        return readings

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self._line.close()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def main(number: int) -> None:
    """Read what comes down the line, until it is closed."""
    line, batches = Connection(number), SimpleQueue[Sequence[Task]]()
    with suppress(KeyboardInterrupt, BrokenPipeError):
        threading.Thread(target=_listen, args=(line, batches), daemon=True).start()
        while True:
            line.send(list(read_all(batches.get(), 1)))


def _listen(line: Connection, batches: "SimpleQueue[Sequence[Task]]") -> None:
    """Hear at once when the worker is gone, also while a file is being read for it."""
    with suppress(EOFError, OSError):
        while True:
            batches.put(line.recv())
    os.kill(os.getpid(), signal.SIGINT)  # wakes the main thread, which clears up and ends


if __name__ == "__main__":
    main(int(sys.argv[1]))
