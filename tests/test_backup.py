"""Backups: consistent while others write, verified, and restored into either engine."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from models.problem import Problem
from pipeline.cli import build
from pipeline.ingesting.locking import Locked, run_lock
from pipeline.operating.backup import backup, restore
from pipeline.operating.copying import copy_database
from pipeline.operating.verify import verify
from tests.databases import dump_of, emptied


def test_there_and_back_is_the_same(filled: Path, tmp_path: Path) -> None:
    file = tmp_path / "folder" / "backup.db"
    assert backup(file, str(filled)) == file.stat().st_size
    assert [path.name for path in file.parent.iterdir()] == ["backup.db"]
    again = f"sqlite:///{tmp_path}/again.db"
    assert restore(file, again) == len(dump_of(str(filled))["report"])
    assert dump_of(again) == dump_of(str(filled))


def test_a_server_is_backed_up_into_a_file_and_restored(
    filled: Path, tmp_path: Path, postgresql_url: str
) -> None:
    server, file = emptied(postgresql_url), tmp_path / "backup.db"
    copy_database(str(filled), server)
    backup(file, server)
    assert dump_of(str(file)) == dump_of(str(filled))
    emptied(postgresql_url)
    restore(file, server)
    assert dump_of(server) == dump_of(str(filled))


def test_a_backup_made_while_another_writes_is_whole(filled: Path, tmp_path: Path) -> None:
    over = threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(filled, timeout=30)) as connection:
            while not over.is_set():
                connection.execute("UPDATE report SET title = title || '。'")
                connection.execute("UPDATE quantity SET label = label || '。' WHERE id % 9 = 0")
                connection.commit()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for turn in range(3):
            backup(tmp_path / f"{turn}.db", str(filled))
    finally:
        over.set()
        writer.join()
    for turn in range(3):
        assert all(not check.fault for check in verify(str(tmp_path / f"{turn}.db")))


def test_reports_are_given_up_only_when_told(filled: Path, tmp_path: Path) -> None:
    file = tmp_path / "backup.db"
    backup(file, str(filled))
    with closing(sqlite3.connect(filled)) as connection:
        connection.execute("UPDATE report SET title = 'lost'")
        connection.commit()
    with pytest.raises(Problem, match="holds reports already"):
        restore(file, str(filled))
    restore(file, str(filled), replace=True)
    assert dump_of(str(filled)) == dump_of(str(file))


def test_readers_go_on_while_a_backup_takes_the_place(filled: Path, tmp_path: Path) -> None:
    file = tmp_path / "backup.db"
    backup(file, str(filled))
    with closing(sqlite3.connect(filled)) as reader:
        count = reader.execute("SELECT count(*) FROM quantity").fetchone()
        restore(file, str(filled), replace=True)
        assert reader.execute("SELECT count(*) FROM quantity").fetchone() == count


def test_a_backup_that_is_not_whole_is_not_restored(filled: Path, tmp_path: Path) -> None:
    file, target = tmp_path / "backup.db", tmp_path / "target.db"
    backup(file, str(filled))
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE quantity SET char_start = 0, char_end = 1")
        connection.commit()
    with pytest.raises(Problem, match=r"not whole.*re-slices"):
        restore(file, str(target))
    assert not target.exists()


def test_a_database_that_is_not_whole_leaves_the_last_backup(filled: Path, tmp_path: Path) -> None:
    file = tmp_path / "backup.db"
    backup(file, str(filled))
    before = file.read_bytes()
    with closing(sqlite3.connect(filled)) as connection:
        connection.execute("DELETE FROM report_content")
        connection.commit()
    with pytest.raises(Problem, match="not whole"):
        backup(file, str(filled))
    assert file.read_bytes() == before
    assert sorted(p.name for p in tmp_path.glob("*backup*")) == ["backup.db"]


def test_nothing_is_restored_under_a_run(filled: Path, tmp_path: Path) -> None:
    file = tmp_path / "backup.db"
    backup(file, str(filled))
    with run_lock(str(filled), "nightly"), pytest.raises(Locked):
        restore(file, str(filled), replace=True)


def test_the_commands_say_what_they_did(filled: Path, tmp_path: Path) -> None:
    file, run = tmp_path / "backup.db", CliRunner().invoke
    assert "is whole" in run(build(), ["backup", str(file), "--db", str(filled)]).stdout
    done = run(build(), ["restore", str(file), "--db", str(tmp_path / "new.db")])
    assert done.exit_code == 0
    assert "reports, as" in done.stdout
    with pytest.raises(Problem, match="There is no file"):
        backup(file, str(tmp_path / "none.db"))
