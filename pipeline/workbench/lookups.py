"""Rows that pages are about; a page of what is not there does not exist."""

from typing import Any

from fastapi import HTTPException
from sqlalchemy import Connection, text

from models.span import Span
from pipeline.correcting import Anchor, anchor_of
from pipeline.workbench.corrections import quantity_row

_REPORT = text("SELECT * FROM v_report WHERE report_id = :report")
_CONTENT = text("SELECT text FROM report_content WHERE report_id = :report")
_ANCHOR = text(
    """
    SELECT q.char_start, q.char_end, c.text
    FROM quantity AS q JOIN report_content AS c ON c.report_id = q.report_id
    WHERE q.id = :quantity AND q.report_id = :report
    """
)


def report_of(database: Connection, report: int) -> Any:
    """The report, as ``v_report`` has it.

    Raises:
        HTTPException: there is none of that number.
    """
    row = database.execute(_REPORT, {"report": report}).one_or_none()
    if row is None:
        raise HTTPException(404, f"没有编号为 {report} 的报告。")
    return row


def quantity_of(database: Connection, report: int, quantity: int) -> Any:
    """A quantity of the report, as ``v_quantity`` has it.

    Raises:
        HTTPException: there is none of that number in it.
    """
    row = quantity_row(database, report, quantity)
    if row is None:
        raise HTTPException(404, f"报告中没有编号为 {quantity} 的数。")
    return row


def content_of(database: Connection, report: int) -> str:
    """The report's text.

    Raises:
        HTTPException: there is no such report.
    """
    report_of(database, report)
    return str(database.execute(_CONTENT, {"report": report}).scalar_one())


def anchor_at(database: Connection, report: int, quantity: int) -> Anchor:
    """How the place of a quantity is found again."""
    row = database.execute(_ANCHOR, {"report": report, "quantity": quantity}).one()
    return anchor_of(row.text, Span(row.char_start, row.char_end))


def identity_of(database: Connection, report: int) -> dict[str, str | None]:
    """Department, year and type of the report, as a form has them."""
    row = report_of(database, report)
    year = None if row.fiscal_year is None else str(row.fiscal_year)
    return {"department": row.department, "fiscal_year": year, "report_type": row.report_type}
