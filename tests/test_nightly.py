"""Scheduled runs: alone, recorded, told of where that is asked for."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from models.database import open_database
from models.problem import Problem
from pipeline.ingesting.executors import Processes
from pipeline.ingesting.locking import Locked, run_lock
from pipeline.operating.nightly import LOG_NAME, RECORD_NAME, nightly
from pipeline.operating.notices import Mail, Notices, Webhook, load_notices, send
from tests.databases import emptied, rows

TEXT = """云溪县应急管理局2024年度部门整体绩效自评报告
一、部门概况
年初预算2141.75万元，实际支出{spent}万元，年末在职人员68人。
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/test.db"
    return emptied(request.getfixturevalue("postgresql_url"))


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    for name, spent in (("甲.txt", "2474.64"), ("乙.txt", "1003.20")):
        (folder / name).write_text(TEXT.format(spent=spent), encoding="utf-8")
    return folder


def test_a_night_reads_records_and_says_so(raw: Path, url: str, tmp_path: Path) -> None:
    (raw / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    night = nightly([raw], url, logs=tmp_path / "logs", executor=Processes(0))
    files = night.record["files"]
    assert files == {"seen": 3, "read": 2, "unchanged": 0, "refused": 1, "vanished": 0}
    assert night.exit_code == 1
    assert "2 read" in night.line
    assert "坏.docx: damaged" in night.line
    assert night.record["quantities"]["expenditure_actual"] == {"gained": 2, "lost": 0}
    assert {Path(one["path"]).name for one in night.record["slowest"]} <= {
        "甲.txt",
        "乙.txt",
        "坏.docx",
    }
    assert night.record["peak_memory"] >= night.record["worker_memory"] > 10_000_000
    assert set(night.record["stages"]) == {"scan", "read", "audit", "record", "statistics"}
    assert night.line in (tmp_path / "logs" / LOG_NAME).read_text(encoding="utf-8")
    assert json.loads((tmp_path / "logs" / RECORD_NAME).read_text(encoding="utf-8")) == night.record
    engine = open_database(url)
    (stored,) = rows(engine, "SELECT record FROM run_record")
    engine.dispose()
    assert json.loads(str(stored["record"])) == night.record


def test_seen_is_the_sum_and_a_quiet_night_gains_nothing(
    raw: Path, url: str, tmp_path: Path
) -> None:
    nightly([raw], url, logs=tmp_path, executor=Processes(0))
    (raw / "甲.txt").unlink()
    (raw / "丙.txt").write_text(TEXT.format(spent="88.00"), encoding="utf-8")
    second = nightly([raw], url, logs=tmp_path, executor=Processes(0)).record
    assert second["files"] == {"seen": 3, "read": 1, "unchanged": 1, "refused": 0, "vanished": 1}
    assert second["quantities"]["budget_initial"] == {"gained": 1, "lost": 0}
    third = nightly([raw], url, logs=tmp_path, executor=Processes(0)).record
    assert third["files"] == {"seen": 2, "read": 0, "unchanged": 2, "refused": 0, "vanished": 0}
    assert (third["quantities"], third["findings"]) == ({}, {"new": 0, "gone": 0})
    assert third["exit_code"] == 0
    assert len((tmp_path / LOG_NAME).read_text(encoding="utf-8").splitlines()) == 3


def test_a_second_run_says_who_is_there(url: str) -> None:
    with (
        run_lock(url, "nightly"),
        pytest.raises(Locked, match=r"jixiao nightly \(process \d+ on .+, since 20\d\d-"),
        run_lock(url, "ingest"),
    ):
        pass
    with run_lock(url, "ingest"):
        pass


def test_the_second_run_leaves_and_the_log_says_so(raw: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/test.db"
    command = (sys.executable, "-m", "pipeline.cli", "nightly", str(raw), "--db", url)
    logs = ("--logs", str(tmp_path))
    with run_lock(url, "ingest"):
        done = subprocess.run([*command, *logs], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "in use by jixiao ingest" in done.stderr
    logged = (tmp_path / LOG_NAME).read_text(encoding="utf-8").splitlines()
    assert len(logged) == 1
    assert logged[0].endswith(f"ERROR The run failed. {done.stderr.strip()}")
    done = subprocess.run([*command, *logs], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout[:14]) == (0, "Run 1: 2 read,")


def test_a_lock_goes_with_its_holder(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/test.db"
    code = (
        "import os, signal; from pipeline.ingesting.locking import run_lock\n"
        f"with run_lock({url!r}, 'nightly'): os.kill(os.getpid(), signal.SIGKILL)"
    )
    killed = subprocess.run([sys.executable, "-c", code], check=False)
    assert killed.returncode == -9
    with run_lock(url, "ingest"):
        pass


def test_a_night_that_fails_is_logged_and_told(tmp_path: Path) -> None:
    broken = tmp_path / "broken.db"
    broken.write_text("this is no database, whatever its name may say " * 100)
    with listening() as (address, got), pytest.raises(Problem):
        nightly([tmp_path], str(broken), logs=tmp_path, notices=Notices(Webhook(address)))
    assert "ERROR The run failed." in (tmp_path / LOG_NAME).read_text(encoding="utf-8")
    assert json.loads((tmp_path / RECORD_NAME).read_text())["exit_code"] == 2
    assert got[0]["record"]["exit_code"] == 2


@contextmanager
def listening() -> Iterator[tuple[str, list[dict[str, object]]]]:
    """A web server that keeps what is posted to it."""
    got: list[dict[str, object]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", got
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_notices_take_the_form_that_is_asked_for() -> None:
    with listening() as (address, got):
        assert list(send(Notices(Webhook(address)), "一行", {"exit_code": 0})) == []
        assert list(send(Notices(Webhook(address, "chat")), "一行", {"exit_code": 1})) == []
        quiet = Notices(Webhook(address), only_problems=True)
        assert list(send(quiet, "一行", {"exit_code": 0})) == []
    assert got == [
        {"text": "一行", "record": {"exit_code": 0}},
        {"msgtype": "text", "text": {"content": "一行"}},
    ]


def test_a_server_that_does_not_answer_stops_nothing() -> None:
    nowhere = Notices(Webhook("http://127.0.0.1:1/"), Mail(("a@example.org",), port=1))
    webhook, mail = send(nowhere, "一行", {"exit_code": 2})
    assert "http://127.0.0.1:1/ was not sent" in webhook
    assert "localhost:1 was not sent" in mail


def test_notices_come_from_the_file_and_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("JIXIAO_WEBHOOK", "JIXIAO_MAIL_TO"):
        monkeypatch.delenv(name, raising=False)
    path = tmp_path / "notices.toml"
    assert load_notices(path) == Notices()
    path.write_text('only_problems = true\n[webhook]\nurl = "https://h/x"\nstyle = "chat"\n')
    assert load_notices(path) == Notices(Webhook("https://h/x", "chat"), None, True)
    monkeypatch.setenv("JIXIAO_WEBHOOK", "http://other/")
    monkeypatch.setenv("JIXIAO_MAIL_TO", "a@b.cn, c@d.cn")
    assert load_notices(path) == Notices(
        Webhook("http://other/", "chat"), Mail(("a@b.cn", "c@d.cn")), True
    )


@pytest.mark.parametrize(
    "text", ["[webhook", '[webhook]\nurl = "file:///x"', "[mail]\nport = 1", "[mail]\nwho = 1"]
)
def test_a_configuration_that_makes_no_sense_is_named(
    tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("JIXIAO_WEBHOOK", raising=False)
    monkeypatch.delenv("JIXIAO_MAIL_TO", raising=False)
    path = tmp_path / "notices.toml"
    path.write_text(text)
    with pytest.raises(Problem, match=r"notices\.toml cannot be understood"):
        load_notices(path)
