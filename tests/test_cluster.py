"""Reading by a cluster of several processes: the same as on one machine, whoever dies."""

import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.database import open_database
from models.problem import Problem
from pipeline.exporting.files import export
from pipeline.ingesting.cluster import client, executor
from pipeline.ingesting.cluster.batches import batches_of
from pipeline.ingesting.cluster.executor import Dask
from pipeline.ingesting.cluster.worker import Parcel, Setup, read_batch, setup
from pipeline.ingesting.executors import Processes, executor_of
from pipeline.ingesting.read_by import ReadBy
from pipeline.ingesting.scan import sha256_of
from pipeline.ingesting.task import Task
from tests.dask_cluster import EVIL_READER, SECONDS, scheduler, started, wait_until, workers
from tests.databases import rows
from tests.killing import MOMENT, canonical, write_report

pytest.importorskip("distributed", reason="distributed is not installed")

REPORTS = 9


@dataclass(frozen=True)
class Scene:
    """A cluster, files with evil ones among them, and what a run on this machine makes of them."""

    folder: Path
    address: str
    evil: Path

    @property
    def raw(self) -> Path:
        return self.folder / "raw"

    def run(self, *words: object, at: Path | None = None) -> "subprocess.CompletedProcess[str]":
        """``jixiao ingest`` in a process of its own."""
        return subprocess.run(
            [sys.executable, "-m", "pipeline.cli", "ingest", *map(str, words)],
            env=self.environment, capture_output=True, text=True, timeout=SECONDS, cwd=at,
            check=False,
        )  # fmt: skip

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {"JIXIAO_READERS": str(self.evil)}

    @property
    def cluster(self) -> tuple[str, ...]:
        return ("--executor", "dask", "--scheduler", self.address)


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    folder = tmp_path_factory.mktemp("cluster")
    evil = folder / "evil.py"
    evil.write_text(EVIL_READER, encoding="utf-8")
    with (
        scheduler(folder) as (address, _),
        workers(address, folder / "workers", 2, JIXIAO_READERS=str(evil)),
    ):
        yield Scene(folder, address, evil)


def put_reports(raw: Path) -> None:
    """Good ones, a broken one, a copy, and two in an archive."""
    for number in range(REPORTS):
        write_report(raw / f"{number:02}.txt", number)
    (raw / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    (raw / "copy.txt").write_bytes((raw / "03.txt").read_bytes())
    inside = raw.parent / "inside"
    with zipfile.ZipFile(raw / "05 two more.zip", "w") as archive:
        for number in (20, 21):
            write_report(inside / f"{number}.txt", number)
            archive.write(inside / f"{number}.txt", f"{number}.txt")


def put_evil(raw: Path, name: str, order: str) -> None:
    """A report of an office of its own that does something to its reader."""
    write_report(raw / name, len(name))
    text = (raw / name).read_text(encoding="utf-8")
    (raw / name).write_text(f"#EVIL\n{order}\n{text}", encoding="utf-8")


def exported(database: Path, folder: Path) -> dict[str, bytes]:
    """The files of an export; moments, which differ from run to run, are all the same."""
    export(folder, str(database))
    return {path.name: MOMENT.sub(b"then", path.read_bytes()) for path in folder.iterdir()}


def test_a_killed_worker_and_poisonous_files_change_nothing(scene: Scene, tmp_path: Path) -> None:
    put_reports(scene.raw)
    put_evil(scene.raw, "02 dies.evil", "dies")
    put_evil(scene.raw, "04 memory.evil", "memory")
    signs = tmp_path / "signs"
    signs.mkdir()
    put_evil(scene.raw, "06 waits.evil", f"waits {signs}")
    files = [tmp_path / "cluster.db", tmp_path / "here.db"]
    words = ("ingest", str(scene.raw), "--db", str(files[0]), *scene.cluster)
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline.cli", *words],
        env=scene.environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        wait_until(lambda: process.poll() is not None or (signs / "started").exists())
        wait_until(lambda: (signs / "started").read_text().isdigit())
        os.kill(int((signs / "started").read_text()), signal.SIGKILL)
        (signs / "go").touch()
        assert process.wait(SECONDS) == 1, process.stderr and process.stderr.read()
    finally:
        process.kill()
        process.wait()
    assert scene.run(scene.raw, "--db", files[1], "--workers", 1).returncode == 1
    assert canonical(str(files[0])) == canonical(str(files[1]))
    assert exported(files[0], tmp_path / "a") == exported(files[1], tmp_path / "b")
    assert refused(files[0]) == {
        "02 dies.evil": "reader_died",
        "04 memory.evil": "memory_limit",
        "坏.docx": "damaged",
    }


def refused(database: Path) -> dict[str, object]:
    """Reasons of refusal by file name."""
    engine = open_database(str(database))
    found = rows(engine, "SELECT path, reason FROM refused_file")
    engine.dispose()
    return {Path(str(row["path"])).name: row["reason"] for row in found}


def test_a_file_that_kills_worker_after_worker_is_refused_alone(
    scene: Scene, tmp_path: Path
) -> None:
    raw, database = tmp_path / "raw", tmp_path / "a.db"
    for number in range(4):
        write_report(raw / f"{number}.txt", number)
    put_evil(raw, "1 kills.evil", "kills")
    done = scene.run(raw, "--db", database, *scene.cluster, "--ship-content")
    assert done.returncode == 1, done.stderr
    assert refused(database) == {"1 kills.evil": "reader_died"}
    engine = open_database(str(database))
    names = [row["file_name"] for row in rows(engine, "SELECT file_name FROM v_report")]
    (told,) = rows(engine, "SELECT message FROM refused_file")
    engine.dispose()
    assert names == [f"{number}.txt" for number in range(4)]
    assert told["message"] == (
        f"Every worker of the cluster that read {raw}/1 kills.evil died: the file is damaged, or "
        "needs more memory than there is. Open it, save it anew and run again."
    )


def test_files_that_the_workers_do_not_see_are_sent(scene: Scene, tmp_path: Path) -> None:
    put_reports(tmp_path / "raw")
    there, here = tmp_path / "there.db", tmp_path / "here.db"
    # Each process has a folder of its own under this name; that of the workers has no reports.
    raw = "/proc/self/cwd/raw"
    if not Path(raw).parent.exists():
        pytest.skip("this system gives the folder of a process no name of its own")
    assert scene.run(raw, "--db", there, *scene.cluster, at=tmp_path).returncode == 1
    assert scene.run(raw, "--db", here, "--workers", 0, at=tmp_path).returncode == 1
    assert canonical(str(there)) == canonical(str(here))


def test_a_worker_that_would_read_otherwise_ends_the_run(scene: Scene, tmp_path: Path) -> None:
    write_report(tmp_path / "raw" / "1.txt", 1)
    with small_cluster(tmp_path) as (address, _):
        cluster = ("--executor", "dask", "--scheduler", address)
        done = scene.run(tmp_path / "raw", "--db", tmp_path / "a.db", *cluster)
    assert done.returncode == 2
    theirs, ours = setup().version, done.stderr.split("this machine ")[1].split(";")[0]
    assert theirs != ours
    assert done.stderr == (
        f"A worker of {address} has Jixiao {theirs}, this machine {ours}; install the same there, "
        "and set the same JIXIAO_CATALOGUE, JIXIAO_RULES and JIXIAO_READERS. "
        "Put that right and run again.\n"
    )


def test_a_worker_without_a_program_that_is_here_says_so() -> None:
    asked = Setup("1", "2", frozenset({"LibreOffice"}))
    with pytest.raises(Exception, match="lacks LibreOffice, which this machine has"):
        Setup("1", "2", frozenset()).check(asked)
    Setup("1", "2", frozenset({"LibreOffice", "more"})).check(asked)


def test_a_cluster_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executor, "CONNECT_SECONDS", 1)
    with pytest.raises(Problem) as told, Dask("tcp://127.0.0.1:1").reading():
        pass
    assert str(told.value).startswith("The scheduler tcp://127.0.0.1:1 cannot be reached: ")
    assert str(told.value).endswith("Look at its address, or start it with: dask scheduler")


def test_a_cluster_without_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with scheduler(tmp_path) as (address, _):
        monkeypatch.setattr(executor, "CONNECT_SECONDS", 2)
        with pytest.raises(Problem) as told, Dask(address).reading():
            pass
    assert str(told.value) == (
        f"No worker has joined the scheduler {address} within 2 seconds. Start some with: "
        f"dask worker {address} --nworkers auto --nthreads 1"
    )


@contextmanager
def small_cluster(folder: Path) -> Iterator[tuple[str, list["subprocess.Popen[bytes]"]]]:
    """A scheduler with one worker that nobody starts again: its address, and both processes."""
    words = ("--no-nanny", "--no-dashboard", "--nthreads", "1", "--host", "127.0.0.1")
    with (
        scheduler(folder) as (address, one),
        started(folder / "worker", "distributed.cli.dask_worker", address, *words) as other,
    ):
        yield address, [one, other]


@pytest.mark.parametrize("lost", ["scheduler", "worker"])
def test_a_cluster_that_is_lost_ends_the_run(
    lost: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "LOOK_SECONDS", 0.5)
    monkeypatch.setattr(client, "NO_WORKER_SECONDS", 1)
    task = Task(tmp_path / "1.zip", sha256="0")
    with small_cluster(tmp_path) as (address, processes), Dask(address).reading() as read_all:
        process = processes[["scheduler", "worker"].index(lost)]
        process.kill()
        process.wait()
        with pytest.raises(Problem) as told:
            list(read_all([task]))
    said = {"worker": "No worker has joined the scheduler", "scheduler": "The scheduler tcp://"}
    assert str(told.value).startswith(said[lost])


def test_a_file_elsewhere_under_the_same_name_is_not_taken_for_ours(tmp_path: Path) -> None:
    path = tmp_path / "1.txt"
    path.write_text("预算3万元。", encoding="utf-8")
    known = Task(path, sha256=sha256_of(path))
    path.write_text("预算4万元。", encoding="utf-8")
    assert read_batch([Parcel(known)], setup()) == [None]


def test_options_that_contradict_each_other() -> None:
    said = {
        ("processes", "tcp://h:1", False, None): "add --executor dask",
        ("processes", None, True, None): "add --executor dask",
        ("dask", None, False, None): "Say which cluster reads",
        ("dask", "tcp://h:1", False, 4): "leave it out",
    }
    for (name, address, ships, count), words in said.items():
        with pytest.raises(Problem, match=words):
            executor_of(ReadBy(name), address, ship_content=ships, workers=count)
    assert executor_of(ReadBy.PROCESSES, None, ship_content=False, workers=3) == Processes(3)
    cluster = executor_of(ReadBy.DASK, "tcp://h:1", ship_content=True, workers=None)
    assert cluster == Dask("tcp://h:1", ship_content=True)
    options = ("--executor", "dask", "--scheduler", "tcp://h:1", "--ship-content")
    assert cluster.options() == options


@given(count=st.integers(0, 300), threads=st.integers(1, 40))
def test_batches_hold_every_file_once_in_order(count: int, threads: int) -> None:
    tasks = [Task(Path(f"/nowhere/{n}")) for n in range(count)]
    batches = list(batches_of(tasks, threads))
    assert [task for batch in batches for task in batch] == tasks
    assert all(0 < len(batch) <= 25 for batch in batches)
    assert len(batches) >= min(count, threads * 2)


def test_large_files_travel_alone_and_archives_stay_here(tmp_path: Path) -> None:
    sizes = {"a": 5, "b": 5, "c": 1, "d": 70}
    for name, size in sizes.items():
        with (tmp_path / name).open("wb") as file:
            file.truncate(size * 1024 * 1024)
    with zipfile.ZipFile(tmp_path / "e.zip", "w") as archive:
        archive.writestr("1.txt", "预算3万元。")
    names = ("a", "b", "c", "d", "e.zip", "c")
    tasks = [Task(tmp_path / name, room=tmp_path) for name in names] + [Task(tmp_path / "c")] * 20
    batches = [[task.path.name for task in batch] for batch in batches_of(tasks, 1)]
    assert batches[:4] == [["a"], ["b", "c"], ["d"], ["e.zip"]]
    assert all(len(batch) <= 7 for batch in batches[4:])
