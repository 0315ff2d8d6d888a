"""Remarks as highlights in a PDF, over the characters on their page."""

import ctypes
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from models.document import Document
from models.span import Span
from pipeline.exporting.marking.place import AUTHOR, Remark

COLOUR = (255, 213, 61)
CORNER = 18
"""Side of the note, in points, that stands for a remark whose place is not found."""


def mark_pdf(content: bytes, document: Document, remarks: Sequence[Remark], target: Path) -> int:
    """Write the copy; gives how many remarks stand at their places."""
    pdf = pypdfium2.PdfDocument(content)
    placed = 0
    try:
        for remark in remarks:
            number, words, before = (
                place_on_page(document, remark.span) if remark.span else (0, "", 0)
            )
            page = pdf[min(number, len(pdf) - 1)]
            boxes = boxes_on(page, words, before) if words else []
            placed += bool(boxes)
            _annotate(page, boxes, remark.words)
        pdf.save(str(target))
    finally:
        pdf.close()
    return placed


def _page_of(document: Document, span: Span) -> int:
    """Number of the page, from 0."""
    pages = enumerate(document.pages)
    return next((at for at, page in pages if page.start <= span.start < page.end), 0)


def place_on_page(document: Document, span: Span) -> tuple[int, str, int]:
    """The page of a place, from 0, its words, and how many times they stand there before it."""
    words = document.text[span.start : span.end].replace("\n", "")
    number = _page_of(document, span)
    first = document.pages[number].start if document.pages else 0
    return number, words, document.text.count(words, first, span.start)


Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points from the page's lower left corner."""


def boxes_on(page: Any, words: str, occurrence: int) -> list[Box]:
    """The boxes of the words on a page, one a line; none if they are not there."""
    textpage = page.get_textpage()
    searcher = textpage.search(words, match_case=True)
    found = searcher.get_next()
    while found and occurrence and (further := searcher.get_next()):
        found, occurrence = further, occurrence - 1
    if not found:
        return []
    start, count = found
    return lines_of([textpage.get_rect(at) for at in range(textpage.count_rects(start, count))])


def lines_of(boxes: Sequence[Box]) -> list[Box]:
    """Boxes of single characters, as some fonts give them, joined to lines.

    >>> lines_of([(10, 0, 14, 9), (15, 1, 19, 8), (3, -20, 8, -11)])
    [(10, 0, 19, 9), (3, -20, 8, -11)]
    """
    lines: list[Box] = []
    for left, bottom, right, top in boxes:
        if lines and bottom < lines[-1][3] and top > lines[-1][1]:
            one = lines[-1]
            lines[-1] = (min(one[0], left), min(one[1], bottom),
                         max(one[2], right), max(one[3], top))  # fmt: skip
        else:
            lines.append((left, bottom, right, top))
    return lines


def _annotate(page: Any, boxes: list[Box], words: str) -> None:
    kind = pdfium.FPDF_ANNOT_HIGHLIGHT if boxes else pdfium.FPDF_ANNOT_TEXT
    annotation = pdfium.FPDFPage_CreateAnnot(page, kind)
    if not boxes:
        top = page.get_height()
        boxes = [(CORNER, top - 2 * CORNER, 2 * CORNER, top - CORNER)]
    left, bottom = (min(box[side] for box in boxes) for side in (0, 1))
    right, top = (max(box[side] for box in boxes) for side in (2, 3))
    frame = pdfium.FS_RECTF(left=left, bottom=bottom, right=right, top=top)
    pdfium.FPDFAnnot_SetRect(annotation, ctypes.byref(frame))
    for box in boxes:
        pdfium.FPDFAnnot_AppendAttachmentPoints(annotation, ctypes.byref(_corners(box)))
    colour = pdfium.FPDFANNOT_COLORTYPE_Color
    pdfium.FPDFAnnot_SetColor(annotation, colour, *COLOUR, 255)
    for key, value in ((b"Contents", words), (b"T", AUTHOR)):
        encoded = ctypes.create_string_buffer(value.encode("utf-16-le") + b"\0\0")
        wide = ctypes.cast(encoded, ctypes.POINTER(pdfium.FPDF_WCHAR))
        pdfium.FPDFAnnot_SetStringValue(annotation, key, wide)
    pdfium.FPDFPage_CloseAnnot(annotation)


def _corners(box: Box) -> Any:
    left, bottom, right, top = box
    return pdfium.FS_QUADPOINTSF(left, top, right, top, left, bottom, right, bottom)
