"""A Dask cluster of several processes on this machine, each ended by its own id."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

SECONDS = 600
"""More than anything here takes on a busy machine."""

# A reader of files that do something to whoever reads them, as their second line says.
EVIL_READER = '''\
import os
import signal
import time
from pathlib import Path

import psutil

from pipeline.readers.formats import Format
from pipeline.readers import document_of_text
from pipeline.readers.signatures import starts_with


def worker():
    """The worker of the cluster, if one reads: it has started what started this process."""
    above = psutil.Process().parents()
    reads = any("pipeline.ingesting.cluster.reader_process" in word for word in above[1].cmdline())
    return above[2].pid if reads else None


def read(data, source):
    order, _, text = data.decode().partition("\\n")[2].partition("\\n")
    word, _, rest = order.partition(" ")
    if word == "dies":
        os.abort()
    if word == "memory":
        bytearray(8 * 1024**3)
    if word == "kills" and worker():
        os.kill(worker(), signal.SIGKILL)
        time.sleep(60)
    if word == "waits":
        Path(rest, "started").write_text(str(worker()))
        deadline = time.monotonic() + 120
        while not Path(rest, "go").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
    return document_of_text(text, source)


FORMAT = Format("evil", "files that do evil", starts_with(b"#EVIL"), reader=__name__)
'''


def wait_until(holds: Callable[[], bool], seconds: float = SECONDS) -> None:
    """Wait, but not for ever."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.05)


@contextmanager
def started(folder: Path, *words: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A Python program as long as the block lasts; what it says is in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", *words],
            cwd=folder, env=os.environ | environment, stdout=log, stderr=log,
        )  # fmt: skip
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def scheduler(folder: Path) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """A scheduler on a free port: its address and its process."""
    file = folder / "scheduler.json"
    words = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
    impatience = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    program = "distributed.cli.dask_scheduler"
    with started(folder / "scheduler", program, *words, **impatience) as process:
        wait_until(lambda: file.exists() and file.read_text().rstrip().endswith("}"))
        yield json.loads(file.read_text())["address"], process


@contextmanager
def workers(address: str, folder: Path, count: int, **environment: str) -> Iterator[None]:
    """Worker processes, each begun anew by its nanny when it dies."""
    words = ("--nworkers", str(count), "--nthreads", "1", "--host", "127.0.0.1", "--no-dashboard")
    with started(folder, "distributed.cli.dask_worker", address, *words, **environment):
        yield
