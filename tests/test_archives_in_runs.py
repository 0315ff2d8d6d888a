"""Archives in a run: members come, change, move and go like files of their own."""

import shutil
from pathlib import Path

import pytest

from pipeline.ingesting.executors import Processes
from pipeline.ingesting.ingest import ingest
from pipeline.ingesting.summary import RunSummary
from tests.archive_factory import zipped
from tests.test_ingest import TEXT, Desk, counts

REPORT = TEXT.format(spent="2474.64").encode()
OTHER = TEXT.format(spent="1").encode()
THIRD = TEXT.format(spent="2").encode()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def put(desk: Desk, name: str, files: dict[str, bytes]) -> Path:
    path = desk.folder / name
    path.write_bytes(zipped(files))
    return path


def paths(desk: Desk, sql: str = "SELECT source_path AS path FROM v_report") -> list[str]:
    return sorted(str(row["path"])[len(str(desk.folder)) + 1 :] for row in desk.rows(sql))


def test_members_are_reports_with_their_place(desk: Desk) -> None:
    put(desk, "2024.zip", {"一局/自评.txt": REPORT, "空.txt": b"", "二局.txt": OTHER})
    summary = desk.ingest()
    assert counts(summary) == (2, 0, 1, 0)
    assert [one.path for one in summary.refused] == [f"{desk.folder}/2024.zip!/空.txt"]
    assert paths(desk) == ["2024.zip!/一局/自评.txt", "2024.zip!/二局.txt"]
    names = desk.rows("SELECT file_name FROM v_report ORDER BY report_id")
    assert [row["file_name"] for row in names] == ["自评.txt", "二局.txt"]


def test_an_unchanged_archive_is_not_unpacked_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(desk, "2024.zip", {"a.txt": REPORT, "b.txt": OTHER, "leer.txt": b""})
    desk.ingest()
    before = desk.dump()
    monkeypatch.setattr("pipeline.ingesting.workers.unpack", None)
    assert counts(desk.ingest()) == (0, 2, 1, 0)
    assert desk.dump() == before


def test_a_changed_member_supersedes_and_a_lost_one_vanishes(desk: Desk) -> None:
    put(desk, "2024.zip", {"a.txt": REPORT, "b.txt": OTHER})
    desk.ingest()
    put(desk, "2024.zip", {"a.txt": THIRD, "c.txt": OTHER})
    summary = desk.ingest()
    assert counts(summary) == (1, 1, 0, 1)
    assert summary.moved == 1
    assert paths(desk, "SELECT source_path AS path FROM v_report WHERE is_current") == [
        "2024.zip!/a.txt",
        "2024.zip!/c.txt",
    ]
    assert len(desk.rows("SELECT * FROM report WHERE superseded_by IS NOT NULL")) == 1
    assert counts(desk.ingest()) == (0, 2, 0, 0)


def test_a_lost_archive_takes_its_members_along_and_leaves_their_reports(desk: Desk) -> None:
    put(desk, "2024.zip", {"a.txt": REPORT}).unlink(missing_ok=desk.ingest() is None)
    summary = desk.ingest()
    assert [Path(path).name for path in summary.vanished] == ["2024.zip", "a.txt"]
    assert len(desk.rows("SELECT * FROM v_report WHERE is_current")) == 1
    assert desk.ingest().vanished == []


def test_a_moved_and_a_copied_archive_bring_nothing_new(desk: Desk) -> None:
    path = put(desk, "2024.zip", {"a.txt": REPORT, "b.txt": OTHER})
    shutil.copy(path, desk.folder / "copy.zip")
    assert counts(desk.ingest()) == (2, 2, 0, 0)
    assert len(desk.rows("SELECT * FROM v_report")) == 2
    path.rename(desk.folder / "renamed.zip")
    assert counts(desk.ingest()) == (0, 4, 0, 3)
    assert counts(desk.ingest()) == (0, 4, 0, 0)


def test_a_file_both_loose_and_packed_is_one_report(desk: Desk) -> None:
    (desk.folder / "a.txt").write_bytes(REPORT)
    put(desk, "2024.zip", {"a.txt": REPORT})
    summary = desk.ingest()
    assert counts(summary) == (1, 1, 0, 0)
    assert summary.duplicates == 1


def test_an_archive_damaged_later_keeps_its_reports(desk: Desk) -> None:
    path = put(desk, "2024.zip", {"a.txt": REPORT})
    desk.ingest()
    whole = path.read_bytes()
    path.write_bytes(whole[:-30])
    assert counts(desk.ingest()) == (0, 0, 1, 0)
    assert counts(desk.ingest()) == (0, 0, 1, 0)
    assert len(desk.rows("SELECT * FROM v_report WHERE is_current")) == 1
    path.write_bytes(whole)
    assert counts(desk.ingest()) == (0, 1, 0, 0)


def test_a_newer_version_reads_members_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    put(desk, "2024.zip", {"a.txt": REPORT, "leer.txt": b""})
    desk.ingest()
    before = desk.dump()
    monkeypatch.setattr("pipeline.ingesting.ingest.extractor_version", lambda: "0.2.0+newer")
    assert counts(desk.ingest()) == (1, 0, 1, 0)
    assert desk.dump()["quantity"] == before["quantity"]


def test_the_manifest_may_name_a_member(desk: Desk) -> None:
    put(desk, "2024.zip", {"一局/a.txt": REPORT})
    line = "path,fiscal_year\n2024.zip!/一局/a.txt,2019\n"
    (desk.folder / "manifest.csv").write_text(line, encoding="utf-8")
    desk.ingest()
    assert desk.rows("SELECT fiscal_year FROM v_report") == [{"fiscal_year": 2019}]
    assert counts(desk.ingest()) == (0, 1, 0, 0)


def test_workers_unpack_what_one_process_unpacks(desk: Desk, tmp_path: Path) -> None:
    put(desk, "2024.zip", {"a.txt": REPORT, "b.txt": OTHER, "内.zip": zipped({"c.txt": THIRD})})
    desk.ingest()
    other = Desk.__new__(Desk)
    other.folder, other.url = desk.folder, f"sqlite:///{tmp_path}/other.db"
    summary: RunSummary = ingest([desk.folder], other.url, executor=Processes(2))
    assert counts(summary) == (3, 0, 0, 0)
    assert other.dump() == desk.dump()
