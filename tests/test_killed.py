"""Killed at any moment, on a full disk, without its server: whole, and soon as if undisturbed."""

import os
import random
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from models.problem import Problem
from pipeline.ingesting.executors import Processes
from pipeline.ingesting.ingest import ingest
from pipeline.operating.copying import copy_database
from pipeline.operating.verify import verify
from tests.databases import emptied
from tests.killing import Scene, canonical, kill_after, prepare

KILLS = 8


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return prepare(tmp_path_factory.mktemp("scene"))


def test_a_killed_run_is_made_good_by_the_next(scene: Scene, tmp_path: Path) -> None:
    moments = random.Random(os.urandom(8))
    killed = 0
    for turn in range(KILLS):
        seconds = moments.uniform(0, scene.seconds)
        shown, was_running = kill_after(scene, tmp_path / str(turn), seconds)
        assert shown == scene.expected, f"killed after {seconds:.3f} s"
        killed += was_running
    assert killed >= KILLS // 3, "most runs were over before they could be killed"


def test_a_killed_run_with_workers_leaves_none_that_holds_the_lock(
    scene: Scene, tmp_path: Path
) -> None:
    shown, was_running = kill_after(scene, tmp_path / "run", 1.5 * scene.seconds, workers=2)
    assert was_running
    assert shown == scene.expected


@pytest.mark.parametrize("room", [0, 200_000])
def test_a_full_disk_ends_the_run_and_leaves_the_database_whole(
    scene: Scene, tmp_path: Path, room: int
) -> None:
    database = scene.fresh(tmp_path)
    before = canonical(str(database))

    def fill_the_disk() -> None:
        # No file of the process may grow beyond this; the database's log is one of them.
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    command = [sys.executable, "-m", "pipeline.cli", "ingest", str(scene.raw)]
    options = ["--db", str(database), "--workers", "0"]
    done = subprocess.run(
        command + options, preexec_fn=fill_the_disk, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2, done.stderr
    assert "failed" in done.stderr or "cannot be" in done.stderr
    assert "Traceback" not in done.stderr
    assert not [check for check in verify(str(database)) if check.fault]
    if room == 0:
        assert canonical(str(database)) == before
    ingest([scene.raw], str(database), executor=Processes(0))
    assert canonical(str(database)) == scene.expected


def test_a_lost_server_ends_the_run_and_the_next_one_makes_it_good(
    scene: Scene, tmp_path: Path, postgresql_url: str
) -> None:
    server, undisturbed = emptied(postgresql_url), tmp_path / "undisturbed.db"
    copy_database(str(scene.before), server)

    def cut(done: int, _total: int, _path: str) -> None:
        if done == 4:
            with psycopg.connect(postgresql_url, autocommit=True) as connection:
                connection.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE pid <> pg_backend_pid() AND datname = current_database()"
                )

    with pytest.raises(Problem, match="What was stored before is whole"):
        ingest([scene.raw], server, executor=Processes(0), progress=cut)
    assert not [check for check in verify(server) if check.fault]
    ingest([scene.raw], server, executor=Processes(0))
    copy_database(server, str(undisturbed))
    assert canonical(str(undisturbed)) == scene.expected


def test_the_export_tells_databases_apart(scene: Scene, tmp_path: Path) -> None:
    database = scene.fresh(tmp_path)
    assert canonical(str(database)) != scene.expected
    shutil.copy(scene.raw / "06.txt", tmp_path / "only.txt")
    ingest([tmp_path / "only.txt"], str(database), executor=Processes(0))
    assert canonical(str(database)) != scene.expected
