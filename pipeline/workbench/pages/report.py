"""A report: outline, text with every quantity marked, findings with their places."""

import os
from bisect import bisect_right
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field
from sqlalchemy import text

from models.document import Document
from pipeline.asking.search import places, terms_for
from pipeline.storing.layout import load_document
from pipeline.workbench import corrections
from pipeline.workbench.definitions import define
from pipeline.workbench.evidence import MOST_PLACES, block_at, evidence
from pipeline.workbench.lookups import report_of
from pipeline.workbench.marked import shown_blocks
from pipeline.workbench.web import Database, Key, render

router = APIRouter()

_HEADINGS = text(
    "SELECT * FROM v_section WHERE report_id = :report AND kind = 'heading' ORDER BY ordinal"
)
_QUANTITIES = text("SELECT * FROM v_quantity WHERE report_id = :report ORDER BY char_start")
_FINDINGS = text(
    """
    SELECT * FROM v_finding WHERE report_id = :report
    ORDER BY CASE severity WHEN 'high' THEN 0 WHEN 'medium' THEN 1 WHEN 'low' THEN 2 ELSE 3 END,
        char_start, finding_id
    """
)
_SOURCES = text("SELECT field, source FROM identity_source WHERE report_id = :report")


class View(BaseModel):
    """How a report is shown.

    Attributes:
        words: marked in its text.
        pane: "page" shows the PDF beside it.
        new, gone: numbers of the findings that a correction brought, with commas, and how many it
            removed.
    """

    words: str = Field("", max_length=200)
    pane: Literal["", "page"] = ""
    new: str = Field("", max_length=2000, pattern=r"^[0-9,]*$")
    gone: int | None = Field(None, ge=0, le=100_000)


@router.get("/reports/{report}", name="report")
def show_report(
    request: Request,
    database: Database,
    report: Key,
    view: Annotated[View, Query()],
) -> Response:
    """One report on one page."""
    row = report_of(database, report)
    quantities = database.execute(_QUANTITIES, {"report": report}).all()
    document = load_document(database, report)
    starts = [block.span.start for block in document.blocks]
    findings = database.execute(_FINDINGS, {"report": report}).all()
    headings = database.execute(_HEADINGS, {"report": report}).all()
    depths = {heading.char_start: heading.depth for heading in headings}
    hits = places(document.text, terms_for(database, view.words)) if view.words else []
    return render(
        request,
        "report.html",
        report=row,
        outline=[(heading, block_at(starts, heading.char_start)) for heading in headings],
        quantities=quantities,
        findings=evidence(database, findings, quantities, starts),
        most_places=MOST_PLACES,
        formulas=_formulas(quantities),
        pages=_pages(document, quantities),
        page_count=len(document.pages) if row.format == "pdf" else 0,
        with_page=view.pane == "page",
        new=frozenset(view.new.split(",")) - {""},
        gone=view.gone,
        blocks=shown_blocks(document, quantities, depths, hits),
        words=view.words,
        hits=len(hits),
        sources=dict(database.execute(_SOURCES, {"report": report}).all()),
        has_file=_is_file(row.source_path),
        history=corrections.history(database, row.sha256),
        metric_names=dict(corrections.metrics(database)),
    )


def _is_file(path: str) -> bool:
    """Path.is_file() raises where the folder may not be looked into."""
    return os.path.isfile(path)  # noqa: PTH113


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
