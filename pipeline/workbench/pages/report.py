"""A report: outline, text with every quantity marked, findings with their places."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import FileResponse
from sqlalchemy import Connection, text

from pipeline.storing.layout import load_document
from pipeline.workbench.marked import shown_blocks
from pipeline.workbench.web import Database, render

router = APIRouter()

_REPORT = text("SELECT * FROM v_report WHERE report_id = :report")
_SECTIONS = text("SELECT * FROM v_section WHERE report_id = :report ORDER BY ordinal")
_QUANTITIES = text("SELECT * FROM v_quantity WHERE report_id = :report ORDER BY char_start")
_FINDINGS = text(
    """
    SELECT * FROM v_finding WHERE report_id = :report
    ORDER BY CASE severity WHEN 'high' THEN 0 WHEN 'medium' THEN 1 WHEN 'low' THEN 2 ELSE 3 END,
        char_start, finding_id
    """
)
_SOURCES = text("SELECT field, source FROM identity_source WHERE report_id = :report")


@router.get("/reports/{report}", name="report")
def show_report(request: Request, database: Database, report: int) -> Response:
    """One report on one page."""
    row = _row(database, report)
    sections = database.execute(_SECTIONS, {"report": report}).all()
    quantities = database.execute(_QUANTITIES, {"report": report}).all()
    findings = [
        {"finding": found, "places": _places(found, quantities)}
        for found in database.execute(_FINDINGS, {"report": report})
    ]
    headings = {s.char_start: s.depth for s in sections if s.kind == "heading"}
    document = load_document(database, report)
    return render(
        request,
        "report.html",
        report=row,
        sections=[section for section in sections if section.kind == "heading"],
        quantities=quantities,
        findings=findings,
        blocks=shown_blocks(document, quantities, headings),
        sources=dict(database.execute(_SOURCES, {"report": report}).tuples().all()),
        has_file=Path(row.source_path).is_file(),
    )


def _places(finding: Any, quantities: Sequence[Any]) -> list[dict[str, Any]]:
    """The places a finding rests on: its quantities, or the stretch of text it names."""
    by_id = {quantity.quantity_id: quantity for quantity in quantities}
    places = [
        {"anchor": f"q{quantity.quantity_id}", "text": quantity.printed}
        for number in json.loads(finding.quantity_ids)
        if (quantity := by_id.get(number)) is not None
    ]
    if not places and finding.char_start is not None:
        places = [{"anchor": f"at{finding.char_start}", "text": "查看原文"}]
    return places


@router.get("/reports/{report}/file", name="report_file")
def original_file(database: Database, report: int) -> Response:
    """The file the report was read from, to be saved, never shown as a page of ours."""
    row = _row(database, report)
    path = Path(row.source_path)
    if not path.is_file():
        raise HTTPException(404, "原文件已不在原处。")
    return FileResponse(path, filename=row.file_name, media_type="application/octet-stream")


def _row(database: Connection, report: int) -> Any:
    row = database.execute(_REPORT, {"report": report}).one_or_none()
    if row is None:
        raise HTTPException(404, f"没有编号为 {report} 的报告。")
    return row
