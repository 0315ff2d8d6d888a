"""Mistakes that people make, and the whole of what they are told."""

import re
import resource
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image

from extractors.catalogue import load_catalogue
from models import database_faults
from models.database import open_database, open_to_read, parse_url
from models.problem import Problem
from models.refusal import RefusalReason, RefusedFile
from pipeline.cli import main
from pipeline.exporting.files import export
from pipeline.ingesting.executors import Processes
from pipeline.ingesting.ingest import ingest
from pipeline.ingesting.locking import run_lock
from pipeline.lists.own_files import check_own_files
from pipeline.operating.backup import backup, restore
from pipeline.readers import office
from pipeline.readers.needs import OCR
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


def problem(call: Callable[[], object]) -> str:
    """What people are told when a call fails."""
    with pytest.raises(Problem) as caught:
        call()
    return str(caught.value)


@pytest.mark.parametrize("url", ["postgresql//host/jixiao", "postgres:host", "sqlite:/x.db"])
def test_a_url_with_a_slip(url: str) -> None:
    assert problem(lambda: parse_url(url)) == (
        f"{url} cannot be read as a database URL. "
        "Write it like sqlite:///data/db/jixiao.db or postgresql://user@host/name."
    )


def test_a_folder_instead_of_a_database(tmp_path: Path) -> None:
    said = f"{tmp_path} is a folder. Name a file in it: --db {tmp_path}/jixiao.db"
    assert problem(lambda: open_to_read(str(tmp_path))) == said
    assert problem(lambda: open_database(str(tmp_path))) == said


def test_a_server_that_is_not_there() -> None:
    said = problem(lambda: open_to_read("postgresql://me:secret@127.0.0.1:1/jixiao"))
    assert said == (
        "The database postgresql://me:***@127.0.0.1:1/jixiao cannot be used: connection failed: "
        'connection to server at "127.0.0.1", port 1 failed: Connection refused Is the server '
        "running on that host and accepting TCP/IP connections. See that the server runs and can "
        "be reached, and that user, password and the database's name are right."
    )


def test_a_database_that_another_program_holds(
    database: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("models.database.BUSY_MILLISECONDS", 50)
    with closing(sqlite3.connect(database)) as browser:
        browser.execute("BEGIN IMMEDIATE")
        said = problem(lambda: ingest([tmp_path], database, executor=Processes(0)))
    assert said == (
        f"The database sqlite:///{database} cannot be used: database is locked. Another program is "
        "writing to it, perhaps a database browser with changes that are not saved. Let it finish, "
        "and run again."
    )


def test_a_database_that_fails_under_a_command(
    database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("models.database.BUSY_MILLISECONDS", 50)
    engine = open_database(database)

    def write() -> None:
        with engine.begin():
            pass

    monkeypatch.setattr("pipeline.cli.build", lambda: write)
    with closing(sqlite3.connect(database)) as browser:
        browser.execute("BEGIN IMMEDIATE")
        with pytest.raises(SystemExit) as ended:
            main()
    engine.dispose()
    assert (ended.value.code, capsys.readouterr().err) == (
        2,
        "The database failed: database is locked. Another program is writing to it, perhaps a "
        "database browser with changes that are not saved. Let it finish, and run again.\n",
    )


def test_a_database_of_a_newer_version(database: str) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.execute("UPDATE schema_state SET fingerprint = 'of the future'")
        connection.commit()
    assert problem(lambda: open_database(database)) == (
        "The database was made by a newer version of Jixiao (Can't locate revision identified by "
        "'9999'). Update Jixiao, or name another database with --db."
    )


@pytest.mark.parametrize(
    ("complaint", "advice"),
    [
        (
            "attempt to write a readonly database",
            "You may not write to it. Give yourself the right, or name another one with --db.",
        ),
        ("disk I/O error", "Its disk is full or failing. Make room there, and run again."),
        (
            "unable to open database file",
            "Its folder is missing or closed to you. Name another one with --db.",
        ),
        (
            "database disk image is malformed",
            "It is damaged. Put a backup in its place: jixiao restore BACKUP --replace",
        ),
    ],
)
def test_what_sqlite_complains_of(complaint: str, advice: str) -> None:
    assert database_faults.told(complaint) == f"{complaint}. {advice}"


def test_a_database_that_may_only_be_read(database: str) -> None:
    address = f"file:{database}?mode=ro"
    with (
        closing(sqlite3.connect(address, uri=True)) as reader,
        pytest.raises(sqlite3.OperationalError) as caught,
    ):
        reader.execute("DELETE FROM run")
    assert database_faults.told(caught.value) == (
        "attempt to write a readonly database. You may not write to it. Give yourself the right, "
        "or name another one with --db."
    )


def test_a_disk_that_is_full(database: str, tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "1.txt").write_text("一、概况\n预算3万元。\n" * 999, encoding="utf-8")
    words = ("ingest", str(tmp_path / "raw"), "--db", database, "--workers", "0")
    done = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", *words],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert re.fullmatch(
        rf"The database sqlite:///{re.escape(database)} (failed|cannot be used): "
        r"(disk I/O error|database or disk is full)\. Its disk is full or failing\. "
        r"Make room there, and run again\.( What was stored before is whole\.)?\n",
        done.stderr,
    ), done.stderr


def test_a_place_that_cannot_be_written_to(database: str) -> None:
    place = Path("/proc/none/a")
    assert problem(lambda: export(place.with_suffix(".xlsx"), database)) == (
        "/proc/none/a.xlsx cannot be written: No such file or directory. Close it in other "
        "programs, or choose another name."
    )
    assert problem(lambda: backup(place, database)) == (
        "/proc/none/a cannot be written: No such file or directory. "
        "Name another file, or make room there."
    )
    assert problem(lambda: open_database("/proc/none/a.db")) == (
        "The folder /proc/none cannot be made: No such file or directory. "
        "Name another place with --db."
    )


def test_a_backup_that_is_none(database: str, tmp_path: Path) -> None:
    other = tmp_path / "other"
    assert problem(lambda: restore(other, database)) == f"There is no file {other}. Check its name."
    other.write_text("这不是备份。" * 99, encoding="utf-8")
    assert problem(lambda: restore(other, database, replace=True)) == (
        f"{other} is no database and no backup of one. Name a file that jixiao backup wrote."
    )


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    summary = ingest([tmp_path / "无.docx"], str(tmp_path / "a.db"), executor=Processes(0))
    assert [one.message for one in summary.refused] == [
        f"There is no file at {tmp_path}/无.docx: it was moved or deleted, or its name is "
        "misspelt. Check the path and run again."
    ]


def test_a_manifest_with_mistakes(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text("一、概况\n预算3万元。\n", encoding="utf-8")
    (tmp_path / "manifest.csv").write_text("文件,部门\n1.txt,火星局\n", encoding="utf-8")
    summary = ingest([tmp_path / "1.txt"], str(tmp_path / "a.db"), executor=Processes(0))
    assert [(one.file, one.line, one.reason) for one in summary.mistakes] == [
        (
            "manifest.csv",
            2,
            "the region of '火星局' cannot be told; write its full name "
            "(唐山市丰南区应急管理局) or add its region.",
        )
    ]
    (tmp_path / "manifest.csv").write_text("说明\n见附件\n", encoding="utf-8")
    assert problem(
        lambda: ingest([tmp_path / "1.txt"], str(tmp_path / "a.db"), executor=Processes(0))
    ) == (
        f"{tmp_path}/manifest.csv has no row of heads with: path (文件). Add one as its first row."
    )


@pytest.mark.parametrize("variable", ["JIXIAO_CATALOGUE", "JIXIAO_RULES", "JIXIAO_READERS"])
def test_a_file_of_ones_own_that_is_not_there(
    variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, "/nowhere/own")
    assert problem(check_own_files) == (
        f"{variable} names /nowhere/own, and there is no such file. Correct the variable, or "
        "unset it, and run again."
    )


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (
            "gone.yaml",
            None,
            "cannot be read: No such file or directory. Correct JIXIAO_CATALOGUE, or unset it, "
            "and run again.",
        ),
        (
            "gbk.yaml",
            "films:\n  name: 电影".encode("gbk"),
            "is not UTF-8. Save it as UTF-8 and run again.",
        ),
    ],
)
def test_a_catalogue_of_ones_own_that_cannot_be_read(
    tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    own = tmp_path / name
    if content:
        own.write_bytes(content)
    assert problem(lambda: load_catalogue((str(own),))) == f"{own} {said}"


def test_an_audit_whose_catalogue_is_gone(tmp_path: Path, filled: Path) -> None:
    own = tmp_path / "gone.yaml"
    assert told("audit", "--db", filled, JIXIAO_CATALOGUE=str(own)) == (
        2,
        f"{own} cannot be read: No such file or directory. Correct JIXIAO_CATALOGUE, or unset it, "
        "and run again.\n",
    )


def test_a_folder_of_ones_own_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIXIAO_CATALOGUE", str(tmp_path))
    assert problem(check_own_files) == (
        f"JIXIAO_CATALOGUE names {tmp_path}, and that is a folder. Correct the variable, or unset "
        "it, and run again."
    )


def test_a_catalogue_of_ones_own_with_a_slip(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("films_shown:\n  nme: 放映\n", encoding="utf-8")
    code, said = told(
        "ingest", tmp_path, "--db", tmp_path / "a.db", "--workers", 0, JIXIAO_CATALOGUE=str(own)
    )
    assert code == 2
    assert re.fullmatch(
        rf"{own}:\d: unknown key 'nme'; known are [a-z_0-9, ]+\. "
        r"Correct this line and run again\.\n",
        said,
    ), said


def test_a_picture_without_character_recognition(tmp_path: Path) -> None:
    if OCR.is_installed():
        pytest.skip("character recognition is installed here")
    Image.new("RGB", (300, 200), "white").save(tmp_path / "1.png")
    summary = ingest([tmp_path / "1.png"], str(tmp_path / "a.db"), executor=Processes(0))
    assert [one.message for one in summary.refused] == [
        f'Cannot read "{tmp_path}/1.png": it is a picture, and character recognition is not '
        "installed. Type pip install 'jixiao[ocr]', or ask the department for the document it was "
        "printed from."
    ]
