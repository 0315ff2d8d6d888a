"""Mistakes that people make, and the whole of what they are told."""

import socket
from pathlib import Path

import pytest

from models.refusal import RefusalReason, RefusedFile
from pipeline.locking import run_lock
from pipeline.readers import office
from tests.test_cli import command


def told(*arguments: object, **environment: str) -> tuple[int, str]:
    """Exit code and the error output of a command."""
    done = command(*arguments, **environment)
    return done.returncode, done.stderr


@pytest.fixture
def database(filled: Path) -> str:
    return str(filled)


def test_a_database_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "no [such].db"
    assert told("query", "SELECT 1 AS one", "--db", path) == (
        2,
        f"There is no database at {path}. Make one with: jixiao ingest\n",
    )


def test_a_database_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "report.db"
    path.write_text("这是一份报告，不是数据库。" * 40, encoding="utf-8")
    assert told("query", "SELECT 1 AS one", "--db", path) == (
        2,
        "The database sqlite:// cannot be used: file is not a database. "
        "Check its name, or name another one with --db.\n".replace(
            "sqlite://", f"sqlite:///{path}"
        ),
    )


def test_a_database_of_an_unknown_kind() -> None:
    assert told("query", "SELECT 1 AS one", "--db", "mysql://host/jixiao") == (
        2,
        "Jixiao keeps its data in SQLite or PostgreSQL, not in mysql.\n",
    )


def test_a_query_that_has_no_such_name(database: str) -> None:
    assert told("query", "over-qota", "--db", database) == (
        2,
        "There is no query named over-qota. Did you mean over-quota or where-from?\n",
    )
    assert told("query", "xyz", "--db", database) == (
        2,
        "There is no query named xyz. List them with: jixiao query\n",
    )


def test_sql_that_cannot_be_run(database: str) -> None:
    assert told("query", "SELECT surname FROM v_report", "--db", database) == (
        2,
        "The database cannot run this query: no such column: surname. "
        "The views and their columns are listed by: jixiao query views\n",
    )


def test_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    done = command("ingest", tmp_path / "raw", "--db", tmp_path / "a.db", COLUMNS="200")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1].rstrip() == (
        "No files were found. Put reports into data/raw, or name files and folders: "
        "jixiao ingest FOLDER"
    )


def test_libreoffice_that_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RefusedFile) as caught:
        office.convert({"a": (b"{\\rtf1 a}", "rtf")})
    assert (caught.value.reason, caught.value.message) == (
        RefusalReason.TOOL_MISSING,
        "LibreOffice is needed to read .doc, .wps, .rtf and .odt and is not installed. "
        "On Debian or Ubuntu type `make system-deps`; elsewhere install LibreOffice Writer.",
    )


def test_a_port_that_is_taken(database: str, tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        code, message = told(
            "serve", "--port", port, "--db", database, XDG_CONFIG_HOME=str(tmp_path)
        )
    assert (code, message) == (
        2,
        f"Port {port} on 127.0.0.1 is taken (Address already in use). "
        "Name another one: jixiao serve --port 8001\n",
    )


def test_a_second_nightly_run(database: str, tmp_path: Path) -> None:
    import json

    with run_lock(database, "nightly"):
        holder = json.loads(Path(f"{database}.lock").read_text(encoding="utf-8"))
        code, message = told("nightly", tmp_path, "--db", database, "--logs", tmp_path)
    assert (code, message) == (
        2,
        f"{database} is in use by jixiao nightly (process {holder['pid']} on {holder['host']}, "
        f"since {holder['since']}). Wait until it has ended, and run again.\n",
    )


def test_a_report_that_is_not_there(database: str) -> None:
    code, message = told("show", "没有这份", "--db", database)
    assert code == 2
    assert message == (
        "There is no report with the id or file name 没有这份. "
        "List them with: jixiao query reports\n"
    )
