"""A report's own file back, with each finding as a comment (Word) or a highlight (PDF).

The file itself is not changed; the copy is one. A finding whose place is not found in the file
is put at its beginning: nothing is left out.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from models.document import Document
from models.problem import Problem
from models.span import Span
from models.words import word
from pipeline.exporting.marking.pdf import mark_pdf
from pipeline.exporting.marking.place import Remark
from pipeline.exporting.marking.word import mark_word
from pipeline.exporting.unchanged import unchanged_content
from pipeline.readers.guarded import GuardedError, guarded
from pipeline.storing import load_document

_FINDINGS = text(
    """
    SELECT * FROM v_finding WHERE report_id = :report AND status <> 'rejected'
    ORDER BY char_start, finding_id
    """
)
_QUANTITIES = text(
    "SELECT quantity_id, char_start, char_end FROM v_quantity WHERE report_id = :report"
)
_MARKERS = {"docx": mark_word, "pdf": mark_pdf}


@dataclass(frozen=True, slots=True)
class Marked:
    """How many remarks were put at their places, and how many at the beginning."""

    placed: int
    unplaced: int


def mark(connection: Connection, report_id: int, target: Path) -> Marked:
    """Write the marked copy of a stored report.

    Raises:
        Problem: the report is of another format, its file is gone or another by now, or is the
            target itself; or it cannot be marked within the limits of ``pipeline.readers.guarded``.
    """
    document = load_document(connection, report_id)
    source = document.source
    marker = _MARKERS.get(source.format)
    if marker is None:
        raise Problem(
            f"{source.name} is {source.format}; only .docx and .pdf can be marked. Write its "
            f"findings as a letter: jixiao audit {Path(source.name).stem} --letter FILE.docx"
        )
    path = Path(source.path)
    if target.resolve() == path.resolve():
        raise Problem("The original is not written over; choose another name.")
    content = unchanged_content(source)
    if content is None:
        raise Problem(f"{path} is no longer the file that was read.")
    remarks = list(_remarks(connection, report_id, document))
    try:
        placed = guarded(marker, content, document, remarks, target)
    except GuardedError as error:
        raise Problem(f"{source.name} cannot be marked: {error}.") from error
    return Marked(placed, len(remarks) - placed)


def _remarks(connection: Connection, report_id: int, document: Document) -> Iterator[Remark]:
    """A remark for each place of each finding."""
    spans = {
        row.quantity_id: Span(row.char_start, row.char_end)
        for row in connection.execute(_QUANTITIES, {"report": report_id})
    }
    for finding in connection.execute(_FINDINGS, {"report": report_id}):
        places = [spans[one] for one in json.loads(finding.quantity_ids) if one in spans]
        if not places and finding.char_start is not None:
            places = [_first_line(document, finding.char_start)]
        everywhere: list[Span | None] = [*places] or [None]
        for place in everywhere:
            yield Remark(place, _words(finding))


def _first_line(document: Document, start: int) -> Span:
    """The beginning of the line that a finding without figures is about."""
    end = document.text.find("\n", start)
    return Span(start, min(start + 20, len(document.text) if end < 0 else end))


def _words(finding: Any) -> str:
    head = f"{word(finding.severity, 'severity')}·{word(finding.verdict, 'verdict')}"
    note = f"\n备注：{finding.reviewer_note}" if finding.reviewer_note else ""
    return f"[{head}] {finding.message}{note}"
