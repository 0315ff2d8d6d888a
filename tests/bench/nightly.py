"""A night with nothing new, against looking at every file and at the list of what is known."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import insert, text, update

from models.database import open_database
from models.tables import location, report, run
from pipeline.ingesting.executors import Processes
from pipeline.ingesting.ingest import ingest
from pipeline.ingesting.scan import stamp_of
from pipeline.ingesting.versions import extractor_version
from pipeline.operating.nightly import nightly
from tests.bench.measure import Measure, best_seconds

FILES = 10_000
FOLDERS = 100
LONG_AGO = 1_700_000_000


def _tree(folder: Path) -> list[Path]:
    paths = []
    for number in range(FILES):
        path = folder / f"{number % FOLDERS:03}" / f"{number:05}部门整体绩效自评报告.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"报告{number}", encoding="utf-8")
        os.utime(path, (LONG_AGO, LONG_AGO))
        paths.append(path)
    return paths


def _known(url: str, paths: list[Path]) -> None:
    """The database in which all files were read before."""
    engine = open_database(url)
    with engine.begin() as connection:
        connection.execute(
            insert(run).values(
                id=1,
                started_at="2025-01-01T00:00:00Z",
                status="finished",
                extractor_version=extractor_version(),
            )
        )
        reports, places = [], []
        for number, path in enumerate(paths, 1):
            sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
            reports.append(_report(number, path, sha256))
            stamp = stamp_of(path.stat())
            places.append(
                {
                    "path": str(path),
                    "report_id": number,
                    "sha256": sha256,
                    "stamp": stamp,
                    "run_id": 1,
                }
            )
        connection.execute(insert(report), reports)
        connection.execute(insert(location), places)
    engine.dispose()


def _report(number: int, path: Path, sha256: str) -> dict[str, object]:
    return {
        "id": number, "sha256": sha256, "size": 1, "format": "txt", "file_name": path.name,
        "source_path": str(path), "report_type": "other", "title": "", "char_count": 1,
        "is_current": True, "reader": "txt", "extractor_version": extractor_version(),
        "declared": "", "run_id": 1, "ingested_at": "",
    }  # fmt: skip


def _look(folder: Path, url: str) -> None:
    """What no program that notices changes can do without."""
    for root, _, names in os.walk(folder):
        for name in names:
            os.stat(os.path.join(root, name))  # noqa: PTH116, PTH118
    engine = open_database(url)
    with engine.connect() as connection:
        connection.execute(text("SELECT path, sha256, stamp, report_id FROM location")).all()
    engine.dispose()


def measures() -> Iterator[Measure]:
    """All measurements of this file."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite:///{folder}/known.db"
        _known(url, _tree(folder / "raw"))
        # Files just written are not trusted yet; the first run looks at them again.
        _settle(folder, url)
        night = nightly([folder / "raw"], url, logs=folder, executor=Processes(0))
        assert night.record["files"]["unchanged"] == FILES
        ours = best_seconds(
            lambda: nightly([folder / "raw"], url, logs=folder, executor=Processes(0)), 5
        )
        theirs = best_seconds(lambda: _look(folder / "raw", url), 5)
    what = f"a night with nothing new over {FILES} files, times as long"
    yield Measure(what, "walking, stat and the list", ours / theirs, "≤ 3")


def _settle(folder: Path, url: str) -> None:
    engine = open_database(url)
    with engine.begin() as connection:
        for path in (folder / "raw").rglob("*.txt"):
            row = update(location).where(location.c.path == str(path))
            connection.execute(row.values(stamp=_stamp(path)))
    engine.dispose()
    ingest([folder / "raw"], url, executor=Processes(0))


def _stamp(path: Path) -> str:
    status = path.stat()
    return f"{status.st_size}:{status.st_mtime_ns}:{status.st_ctime_ns}"
