"""A database that holds something in nearly every table, made once a session."""

from pathlib import Path

from sqlalchemy import insert, select

from models.database import open_database
from models.span import Span
from models.tables import (
    CorrectedField,
    finding,
    finding_review,
    quantity,
    report_content,
    review_score,
)
from pipeline.correcting import Change, anchor_of, record, revert
from pipeline.ingesting.executors import Processes
from pipeline.ingesting.ingest import ingest
from tests.samples.__main__ import render
from tests.samples.years import REPORTS

MOMENT = "2025-04-01T00:00:00Z"
DEPARTMENTS = ("应急管理局", "农业农村局")


def fill(folder: Path) -> Path:
    """Reports of two departments, one changed, one refused, one corrected, one reviewed."""
    raw = folder / "raw"
    raw.mkdir()
    reports = [one for one in REPORTS if one.department in DEPARTMENTS]
    for one in reports:
        (raw / one.file_name).write_bytes(render(one))
    text = "云溪县财政局2024年度部门整体绩效自评报告\n一、概况\n年初预算{}万元。\n"
    (raw / "改.txt").write_text(text.format("100.00"), encoding="utf-8")
    (raw / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    path = folder / "filled.db"
    url = f"sqlite:///{path}"
    ingest([raw], url, executor=Processes(0))
    (raw / "改.txt").write_text(text.format("200.05"), encoding="utf-8")
    ingest([raw], url, executor=Processes(0))
    _judge(url)
    return path


def _judge(url: str) -> None:
    """What people add: corrections, one of them taken back, a review, a score."""
    engine = open_database(url)
    with engine.begin() as connection:
        q = connection.execute(select(quantity).where(quantity.c.kind == "amount")).mappings()
        rows = [next(q), next(q)]
        for row in rows:
            text = connection.scalar(
                select(report_content.c.text).where(report_content.c.report_id == row["report_id"])
            )
            place = anchor_of(text or "", Span(row["char_start"], row["char_end"]))
            change = Change(CorrectedField.UNIT, row["unit"], "人")
            made = record(
                connection, row["report_id"], [change], place=place, author="周", reason="核对"
            )
        revert(connection, made[0], author="周", reason="看错了行")
        found = connection.execute(select(finding).limit(1)).mappings().one()
        connection.execute(
            insert(finding_review).values(
                report_id=found["report_id"],
                fingerprint=found["fingerprint"],
                status="explained",
                reviewer_note="四舍五入",
                reviewer="周",
                reviewed_at=MOMENT,
            )
        )
        connection.execute(
            insert(review_score).values(
                department_id="d", fiscal_year=2024, project="", department="甲", score=None,
                grade="良", sheet="s.xlsx", line=2, imported_at=MOMENT,
            )
        )  # fmt: skip
    engine.dispose()
