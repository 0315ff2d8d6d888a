"""Runs: idempotent, tolerant of bad files, whole after every interruption."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from models.database import open_database
from models.identity import Identity
from models.refusal import RefusalReason
from pipeline.ingesting.batch import FILES
from pipeline.ingesting.executors import Processes
from pipeline.ingesting.ingest import ingest
from pipeline.ingesting.scan import find_files, sha256_of
from pipeline.ingesting.summary import RunSummary
from pipeline.ingesting.workers import Reading, Task, read_all, read_here
from pipeline.readers.file_names import printable
from tests.databases import dump, rows

TEXT = """云溪县应急管理局2024年度部门整体绩效自评报告
一、部门概况
（一）人员情况
行政编制19名，年末在职人员68人。
（二）预算执行情况
年初预算2141.75万元，实际支出{spent}万元，预算执行率为97.50%。
"""
# What another run on the same files writes anew whatever the files.
RUNS = ("run", "run_file")


class Desk:
    """A folder of reports and its database."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "raw"
        self.folder.mkdir()
        self.url = f"sqlite:///{root}/test.db"

    def put(self, name: str, spent: str = "2474.64") -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT.format(spent=spent), encoding="utf-8")
        return path

    def ingest(self) -> RunSummary:
        return ingest([self.folder], self.url, executor=Processes(0))

    def rows(self, sql: str) -> list[dict[str, object]]:
        with self.engine() as engine:
            return rows(engine, sql)

    def dump(self) -> dict[str, list[tuple[object, ...]]]:
        with self.engine() as engine:
            return dump(engine, *RUNS)

    def engine(self) -> "Disposed":
        return Disposed(open_database(self.url))


class Disposed:
    """An engine that is disposed of at the end of a block."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def __enter__(self) -> Engine:
        return self.engine

    def __exit__(self, *_: object) -> None:
        self.engine.dispose()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def counts(summary: RunSummary) -> tuple[int, int, int, int]:
    return summary.read, summary.unchanged, len(summary.refused), len(summary.vanished)


def test_twice_is_once(desk: Desk) -> None:
    desk.put("甲/a.txt", "1")
    desk.put("b.txt", "2")
    assert counts(desk.ingest()) == (2, 0, 0, 0)
    before = desk.dump()
    assert before["quantity"]
    summary = desk.ingest()
    assert counts(summary) == (0, 2, 0, 0)
    assert summary.exit_code == 0
    assert desk.dump() == before


def test_the_same_content_twice_is_one_report_with_two_places(desk: Desk) -> None:
    desk.put("a.txt")
    desk.put("b.txt")
    summary = desk.ingest()
    assert counts(summary) == (1, 1, 0, 0)
    assert summary.duplicates == 1
    assert len(desk.rows("SELECT * FROM v_report")) == 1
    assert len(desk.rows("SELECT * FROM location WHERE report_id = 1")) == 2


def test_a_changed_file_supersedes_its_older_version(desk: Desk) -> None:
    desk.put("a.txt", "1")
    desk.ingest()
    desk.put("a.txt", "2")
    assert counts(desk.ingest()) == (1, 0, 0, 0)
    found = desk.rows("SELECT id, is_current, superseded_by FROM report ORDER BY id")
    assert [tuple(row.values()) for row in found] == [(1, 0, 2), (2, 1, None)]
    values = desk.rows("SELECT printed FROM v_quantity WHERE label LIKE '%支出%'")
    assert all(row["printed"] != "1万元" for row in values)


def test_a_file_changed_back_is_the_older_version_again(desk: Desk) -> None:
    for spent in ("1", "2", "1"):
        desk.put("a.txt", spent)
        desk.ingest()
    found = desk.rows("SELECT id, is_current, superseded_by FROM report ORDER BY id")
    assert [tuple(row.values()) for row in found] == [(1, 1, None), (2, 0, 1)]


def test_a_moved_file_is_recognised(desk: Desk) -> None:
    old = desk.put("a.txt")
    desk.ingest()
    new = desk.folder / "2024" / "改名.txt"
    new.parent.mkdir()
    old.rename(new)
    summary = desk.ingest()
    assert (summary.read, summary.moved, summary.duplicates) == (0, 1, 0)
    assert summary.vanished == [str(old)]
    found = desk.rows("SELECT file_name, source_path, is_current FROM v_report")
    assert found == [{"file_name": "改名.txt", "source_path": str(new), "is_current": 1}]
    assert counts(desk.ingest()) == (0, 1, 0, 0)


def test_a_file_moved_away_from_under_new_content(desk: Desk) -> None:
    old = desk.put("a.txt", "1")
    desk.ingest()
    old.rename(desk.folder / "z.txt")
    desk.put("a.txt", "2")
    desk.ingest()
    found = desk.rows("SELECT file_name, is_current FROM v_report ORDER BY file_name")
    assert [tuple(row.values()) for row in found] == [("a.txt", 1), ("z.txt", 1)]


def test_a_vanished_file_leaves_its_report(desk: Desk) -> None:
    desk.put("a.txt").unlink(missing_ok=desk.ingest() is None)
    desk.put("b.txt", "2")
    summary = desk.ingest()
    assert summary.vanished == [str(desk.folder / "a.txt")]
    assert len(desk.rows("SELECT * FROM v_report WHERE is_current")) == 2
    assert desk.ingest().vanished == []


def test_files_outside_the_given_folders_are_not_missed(desk: Desk, tmp_path: Path) -> None:
    desk.put("甲/a.txt", "1")
    desk.put("乙/b.txt", "2")
    desk.ingest()
    summary = ingest([desk.folder / "甲"], desk.url, executor=Processes(0))
    assert counts(summary) == (0, 1, 0, 0)


def test_a_newer_extractor_reads_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.put("a.txt")
    desk.put("b.txt")
    desk.ingest()
    before = desk.dump()
    monkeypatch.setattr("pipeline.ingesting.ingest.extractor_version", lambda: "0.2.0+newer")
    assert counts(desk.ingest()) == (1, 1, 0, 0)
    after = desk.dump()
    assert after["quantity"] == before["quantity"]
    assert after["location"] == before["location"]
    assert counts(desk.ingest()) == (0, 2, 0, 0)


def test_a_changed_manifest_reads_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.put("a.txt")
    desk.ingest()
    declared = Identity(department="云溪县财政局", department_id="x", fiscal_year=2020)
    monkeypatch.setattr("pipeline.ingesting.running.declared_for", lambda *_: declared)
    assert counts(desk.ingest()) == (1, 0, 0, 0)
    assert desk.rows("SELECT fiscal_year FROM v_report") == [{"fiscal_year": 2020}]
    assert counts(desk.ingest()) == (0, 1, 0, 0)


def test_bad_files_are_refused_and_the_rest_is_read(desk: Desk) -> None:
    (desk.folder / "空.txt").write_bytes(b"")
    (desk.folder / "空.docx").write_bytes(b"")
    (desk.folder / "假的.docx").write_bytes(b"PK\x03\x04 not a package")
    desk.put('it\'s 100% "real".txt')
    summary = desk.ingest()
    assert summary.read == 1
    assert summary.exit_code == 1
    refused = {Path(one.path).name: one.reason for one in summary.refused}
    assert refused["空.txt"] is RefusalReason.EMPTY
    assert set(refused) == {"空.txt", "空.docx", "假的.docx"}
    assert len(desk.rows("SELECT * FROM refused_file WHERE message <> ''")) == 3
    again = desk.ingest()
    assert counts(again) == (0, 1, 3, 0)


def test_a_refused_file_that_is_mended_is_a_report(desk: Desk) -> None:
    (desk.folder / "a.txt").write_bytes(b"")
    desk.ingest()
    desk.put("a.txt")
    assert counts(desk.ingest()) == (1, 0, 0, 0)
    assert desk.rows("SELECT * FROM refused_file") == []


def test_a_report_that_is_damaged_later_keeps_its_readable_version(desk: Desk) -> None:
    desk.put("a.txt", "1")
    desk.ingest()
    (desk.folder / "a.txt").write_bytes(b"")
    assert counts(desk.ingest()) == (0, 0, 1, 0)
    assert desk.rows("SELECT is_current FROM v_report") == [{"is_current": 1}]
    desk.put("a.txt", "2")
    desk.ingest()
    found = desk.rows("SELECT is_current FROM v_report ORDER BY report_id")
    assert [row["is_current"] for row in found] == [0, 1]


def test_a_path_that_does_not_exist(desk: Desk) -> None:
    summary = ingest([desk.folder / "没有.docx"], desk.url, executor=Processes(0))
    assert [one.reason for one in summary.refused] == [RefusalReason.NOT_FOUND]


def test_a_file_that_vanishes_during_the_run(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path = desk.put("a.txt")
    original = sha256_of

    def hash_then_lose(given: Path) -> str:
        digest = original(given)
        path.unlink()
        return digest

    monkeypatch.setattr("pipeline.ingesting.running.sha256_of", hash_then_lose)
    summary = desk.ingest()
    assert [one.reason for one in summary.refused] == [RefusalReason.NOT_FOUND]


def test_what_lies_beside_reports_is_passed_over(desk: Desk) -> None:
    for name in ("~$年报.docx", ".隐藏.txt", "manifest.csv", "expected.csv", "Thumbs.db"):
        desk.put(name)
    kept = desk.put("年报.txt")
    assert [found.path for found in find_files([desk.folder, kept])] == [kept]


def test_links_in_a_circle_end(desk: Desk) -> None:
    desk.put("a.txt")
    (desk.folder / "圈").symlink_to(desk.folder)
    assert len(list(find_files([desk.folder]))) == 1


def test_names_in_another_encoding_can_be_stored(desk: Desk) -> None:
    raw = os.fsencode(desk.folder) + "/年报.txt".encode("gb18030")
    Path(os.fsdecode(raw)).write_text(TEXT.format(spent="1"), encoding="utf-8")
    assert counts(desk.ingest()) == (1, 0, 0, 0)
    assert desk.rows("SELECT file_name FROM v_report") == [{"file_name": "年报.txt"}]
    assert printable(Path(os.fsdecode(b"\xff\xfe"))) != ""


def test_characters_no_database_holds_are_replaced_one_by_one(desk: Desk) -> None:
    path = desk.put("a.txt")
    path.write_text(TEXT.format(spent="1") + "附注\x00：3万元。\n", encoding="utf-8")
    desk.ingest()
    wrong = """SELECT * FROM v_quantity q JOIN report_content c ON c.report_id = q.report_id
               WHERE substr(c.text, q.char_start + 1, q.char_end - q.char_start) <> q.printed"""
    assert desk.rows(wrong) == []
    assert desk.rows("SELECT * FROM v_quantity WHERE printed = '3万元'")


@pytest.fixture
def trap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports whose worker dies or hangs, by the name of the file."""
    monkeypatch.setattr("pipeline.ingesting.workers.read_here", fall_into_trap)
    monkeypatch.setattr("pipeline.ingesting.workers.FILE_SECONDS", 3.0)


def fall_into_trap(task: Task) -> Reading:
    if task.path.name == "dies.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    if task.path.name == "hangs.txt":
        time.sleep(60)
    return read_here(task)


@pytest.mark.usefixtures("trap")
def test_a_worker_that_dies_or_hangs_costs_its_file_alone(desk: Desk) -> None:
    names = ["a.txt", "dies.txt", "hangs.txt", "z.txt"]
    tasks = [Task(desk.put(name)) for name in names]
    readings = list(read_all(tasks, 2))
    assert [r.task.path.name for r in readings] == names
    reasons = [r.refusal and r.refusal.reason for r in readings]
    assert reasons == [None, RefusalReason.READER_DIED, RefusalReason.TIME_LIMIT, None]


def test_a_run_killed_in_the_middle_leaves_a_whole_database(desk: Desk, tmp_path: Path) -> None:
    count = 2 * FILES
    for number in range(count):
        desk.put(f"{number:02d}.txt", str(number))
    script = (
        "import sys; from pipeline.ingesting.executors import Processes; "
        "from pipeline.ingesting.ingest import ingest; "
        "ingest([sys.argv[1]], sys.argv[2], executor=Processes(0), "
        "progress=lambda done, *_: print(done, flush=True))"
    )
    command = [sys.executable, "-c", script, str(desk.folder), desk.url]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if int(line) == FILES + 1:
                process.kill()
                break
    whole = desk.rows(
        "SELECT (SELECT count(*) FROM report) AS n, integrity_check AS c "
        "FROM pragma_integrity_check"
    )
    assert whole[0]["c"] == "ok"
    assert FILES <= int(str(whole[0]["n"])) < count
    assert desk.rows("SELECT * FROM pragma_foreign_key_check") == []
    desk.ingest()
    disturbed = desk.dump()
    undisturbed = Desk.__new__(Desk)
    undisturbed.folder, undisturbed.url = desk.folder, f"sqlite:///{tmp_path}/other.db"
    undisturbed.ingest()
    assert disturbed == undisturbed.dump()


def test_processes_read_what_one_process_reads(desk: Desk, tmp_path: Path) -> None:
    for number in range(6):
        desk.put(f"{number}.txt", str(number))
    (desk.folder / "leer.txt").write_bytes(b"")
    desk.ingest()
    other = f"sqlite:///{tmp_path}/other.db"
    ingest([desk.folder], other, executor=Processes(2))
    with Disposed(open_database(other)) as engine:
        assert dump(engine, *RUNS) == desk.dump()


def test_a_folder_that_may_not_be_listed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = os.scandir

    def deny(path: str) -> Iterator[os.DirEntry[str]]:
        if str(path) == str(desk.folder):
            raise PermissionError(13, "Permission denied", path)
        return listed(path)

    monkeypatch.setattr(os, "scandir", deny)
    assert [one.reason for one in desk.ingest().refused] == [RefusalReason.NO_PERMISSION]
    shutil.rmtree(desk.folder, ignore_errors=True)
