"""A report: outline, text with every quantity marked, findings with their places."""

import os
from bisect import bisect_right
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import text

from models.document import Document
from pipeline.search import places, terms_for
from pipeline.storing.layout import load_document
from pipeline.workbench import corrections
from pipeline.workbench.definitions import define
from pipeline.workbench.evidence import MOST_PLACES, block_at, evidence
from pipeline.workbench.lookups import report_of
from pipeline.workbench.marked import shown_blocks
from pipeline.workbench.web import Database, Key, render

router = APIRouter()

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
def show_report(
    request: Request,
    database: Database,
    report: Key,
    words: Annotated[str, Query(max_length=200)] = "",
    pane: Literal["", "page"] = "",
    new: Annotated[str, Query(max_length=2000, pattern=r"^[0-9,]*$")] = "",
    gone: Annotated[int | None, Query(ge=0, le=100_000)] = None,
) -> Response:
    """One report on one page; ``words`` are marked in it, ``pane`` shows the PDF beside it.

    After a correction ``new`` and ``gone`` say what the audit made of it.
    """
    row = report_of(database, report)
    sections = database.execute(_SECTIONS, {"report": report}).all()
    quantities = database.execute(_QUANTITIES, {"report": report}).all()
    document = load_document(database, report)
    starts = [block.span.start for block in document.blocks]
    findings = database.execute(_FINDINGS, {"report": report}).all()
    headings = {s.char_start: s.depth for s in sections if s.kind == "heading"}
    hits = places(document.text, terms_for(database, words)) if words else []
    return render(
        request,
        "report.html",
        report=row,
        outline=[
            (section, block_at(starts, section.char_start))
            for section in sections
            if section.kind == "heading"
        ],
        quantities=quantities,
        findings=evidence(database, findings, quantities, starts),
        most_places=MOST_PLACES,
        formulas=_formulas(quantities),
        pages=_pages(document, quantities),
        page_count=len(document.pages) if row.format == "pdf" else 0,
        with_page=pane == "page",
        new=frozenset(new.split(",")) - {""},
        gone=gone,
        blocks=shown_blocks(document, quantities, headings, hits),
        words=words,
        hits=len(hits),
        sources=dict(database.execute(_SOURCES, {"report": report}).all()),
        # Path.is_file() raises where the folder may not be looked into.
        has_file=os.path.isfile(row.source_path),  # noqa: PTH113
        history=corrections.history(database, row.sha256),
        metric_names=dict(corrections.metrics(database)),
    )


def _formulas(quantities: Sequence[Any]) -> dict[str, str]:
    """How the metrics of the report's figures are computed, or else what they mean."""
    codes = {quantity.metric_code for quantity in quantities if quantity.metric_code}
    known = [one for code in codes if (one := define(code)) is not None]
    said = {one.code: f"公式：{one.formula}" if one.formula else one.means for one in known}
    return {code: words for code, words in said.items() if words}


def _pages(document: Document, quantities: Sequence[Any]) -> dict[int, int]:
    """The page of each quantity, from 1; none where the format has no pages."""
    starts = [page.start for page in document.pages]
    return {
        one.quantity_id: max(1, bisect_right(starts, one.char_start))
        for one in quantities
        if starts
    }
