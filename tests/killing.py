"""Runs that are killed, and what a database must then hold after the next one."""

import json
import multiprocessing
import os
import re
import shutil
import sqlite3
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from multiprocessing.context import ForkServerContext
from pathlib import Path

from models.database import open_database
from models.views import ORDER
from pipeline.ingesting.executors import Processes
from pipeline.ingesting.ingest import ingest
from tests.databases import dump, rows

MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|\+00:00)")
"""2025-04-01T00:00:00Z: differs from run to run on the same files."""

# Each run writes these in its own name.
OF_RUNS = ("run", "run_file", "run_record")

TEXT = """{county}{office}{year}年度部门整体绩效自评报告
一、部门概况
（一）人员情况
行政编制{posts}名，年末在职人员{staff}人。
（二）预算执行情况
年初预算{initial}万元，全年预算数{budget}万元，实际支出{spent}万元，预算执行率为97.50%。
二、存在的问题
{office}部分项目前期论证不充分，采购周期偏长，资金支付集中在第四季度，预算执行进度不够均衡，需要继续改进。
"""
OFFICES = ("应急管理局", "教育局", "农业农村局", "卫生健康局", "财政局", "民政局", "司法局")


def write_report(path: Path, number: int, spent: str = "2474.64") -> None:
    """A short report of its own office and year, with contradictions the audit finds."""
    path.parent.mkdir(parents=True, exist_ok=True)
    values = {
        "county": "唐山市丰南区",
        "office": OFFICES[number % len(OFFICES)],
        "year": 2022 + number // len(OFFICES),
        "posts": 20 + number,
        "staff": 25 + number,
        "initial": f"{2141.75 + number:.2f}",
        "budget": f"{2538.12 + number:.2f}",
        "spent": spent,
    }
    path.write_text(TEXT.format(**values), encoding="utf-8")


def canonical(url: str) -> bytes:
    """All that the views show, as bytes: equal where two databases hold the same."""
    engine = open_database(url)
    try:
        lines = []
        for view in ORDER:
            shown = [
                json.dumps(row | {"run_id": None}, ensure_ascii=False, sort_keys=True, default=str)
                for row in rows(engine, f"SELECT * FROM {view}")
            ]
            lines += [view, *sorted(shown)]
        lines.append(repr(dump(engine, *OF_RUNS)))
        return MOMENT.sub(b"then", "\n".join(lines).encode())
    finally:
        engine.dispose()


@dataclass
class Scene:
    """A folder after many changes, the database from before them, and what must come of it.

    Attributes:
        expected: the canonical export after an undisturbed run.
        seconds: how long that run took.
    """

    raw: Path
    before: Path
    expected: bytes
    seconds: float

    def fresh(self, folder: Path) -> Path:
        """A copy of the database from before."""
        return Path(shutil.copy(self.before, folder / "killed.db"))


def prepare(folder: Path, reports: int = 14) -> Scene:
    """Files that come, change, move, vanish, are copied, damaged and mended within a run."""
    raw, before = folder / "raw", folder / "before.db"
    for number in range(reports):
        write_report(raw / f"{number:02}.txt", number)
    (raw / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    ingest([raw], str(before), executor=Processes(0))
    with closing(sqlite3.connect(before)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")  # one file, to be copied
    write_report(raw / "00.txt", 0, spent="1999.99")
    write_report(raw / "01.txt", 1, spent="1888.88")
    (raw / "02.txt").rename(raw / "moved.txt")
    (raw / "03.txt").unlink()
    (raw / "04.txt").write_bytes(b"")
    (raw / "坏.docx").unlink()
    shutil.copy(raw / "05.txt", raw / "copy of 05.txt")
    for number in range(reports, 2 * reports):
        write_report(raw / f"{number:02}.txt", number)
    shutil.copy(raw / f"{reports}.txt", raw / "copy of new.txt")
    # What was changed just now is never trusted: all are old enough, as they are at night.
    for path in raw.iterdir():
        os.utime(path, (1_700_000_000, 1_700_000_000))
    undisturbed = folder / "undisturbed.db"
    for _ in range(2):  # the first run loads the catalogue for all that follow
        shutil.copy(before, undisturbed)
        start = time.perf_counter()
        run = start_run(raw, undisturbed)
        run.join()
        seconds = time.perf_counter() - start
        assert run.exitcode == 1, "the damaged file is refused"
    return Scene(raw, before, canonical(str(undisturbed)), seconds)


def start_run(raw: Path, database: Path, workers: int = 0) -> multiprocessing.Process:
    """``jixiao ingest`` in a process that has loaded everything already."""
    context = _context()
    run = context.Process(target=_command, args=(str(raw), str(database), workers))
    run.start()
    return run  # type: ignore[return-value]


def _context() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(
        ["pipeline.ingesting.warm", "pipeline.ingesting.ingest", "tests.killing"]
    )
    return context


def _command(raw: str, database: str, workers: int) -> None:
    from pipeline.cli import main

    with Path(os.devnull).open("w", encoding="utf-8") as sys.stdout, sys.stdout as sys.stderr:
        sys.argv = ["jixiao", "ingest", raw, "--db", database, "--workers", str(workers)]
        main()


def kill_after(scene: Scene, folder: Path, seconds: float, workers: int = 0) -> tuple[bytes, bool]:
    """Kill a run after so many seconds and let another one end.

    Returns:
        What the views then show, and whether the first run was still there to be killed.
    """
    folder.mkdir()
    database = scene.fresh(folder)
    run = start_run(scene.raw, database, workers)
    run.join(seconds)
    was_running = run.exitcode is None
    run.kill()
    run.join()
    again = start_run(scene.raw, database)
    again.join()
    assert again.exitcode == 1, f"the run after the kill ended with {again.exitcode}"
    return canonical(str(database)), was_running
