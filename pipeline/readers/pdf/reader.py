"""A PDF's pages as one document."""

from io import BytesIO

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from models.document import Document, SourceFile
from models.refusal import RefusalReason
from pipeline.readers.layout.assemble import Bookmarks, assemble, bare
from pipeline.readers.layout.parts import Grid
from pipeline.readers.pdf.lines import page_lines
from pipeline.readers.pdf.tables import page_grids
from pipeline.readers.refusing import SEND_AGAIN, refusal

MIN_RULES = 4
"""A page with fewer drawn paths has no ruled table, and pdfplumber is not asked."""


def read(data: bytes, source: SourceFile) -> Document:
    """Read a PDF that has text.

    Raises:
        RefusedFile: it is encrypted, damaged, or has no text (a scan).
    """
    pdf = _open(data, source.path)
    try:
        lines = [page_lines(page) for page in pdf]
        sizes = [page.get_size() for page in pdf]
        if not any(lines):
            raise refusal(
                RefusalReason.NO_TEXT,
                source.path,
                f"its {len(pdf)} pages hold pictures but no text",
                "It is probably a scan",
                "Ask the department for the document it was printed from",
            )
        grids = _ruled_tables(pdf)
        outline = _bookmarks(pdf)
    finally:
        pdf.close()
    return assemble(sizes, lines, grids, outline, source)


def _open(data: bytes, path: str) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if pdfium_c.FPDF_GetLastError() == pdfium_c.FPDF_ERR_PASSWORD:
            raise refusal(
                RefusalReason.ENCRYPTED,
                path,
                "the PDF is protected by a password",
                "Its author locked it",
                "Ask the department for an unprotected copy",
            ) from error
        raise refusal(
            RefusalReason.DAMAGED,
            path,
            "it begins like a PDF but cannot be read",
            "It was probably cut off in transfer",
            SEND_AGAIN,
        ) from error


def _ruled_tables(pdf: pdfium.PdfDocument) -> dict[int, list[Grid]]:
    """Tables of the pages that have enough rules to hold one, by page index."""
    import pdfplumber  # costs 0.2 s to import, and few PDFs of plain text need it

    ruled = [index for index, page in enumerate(pdf) if _rule_count(page) >= MIN_RULES]
    if not ruled:
        return {}
    upright = BytesIO()
    pdf.save(upright)
    with pdfplumber.open(upright, pages=[index + 1 for index in ruled]) as plumber:
        found = {}
        for index, page in zip(ruled, plumber.pages, strict=True):
            found[index] = page_grids(page)
            page.close()
        return found


def _rule_count(page: pdfium.PdfPage) -> int:
    count = 0
    for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=3):
        count += item.type == pdfium_c.FPDF_PAGEOBJ_PATH
        if count >= MIN_RULES:
            break
    return count


def _bookmarks(pdf: pdfium.PdfDocument) -> Bookmarks:
    """Depth of each bookmark, from 1, by page index and title without blanks."""
    found: Bookmarks = {}
    for mark in pdf.get_toc(max_depth=9):
        destination = mark.get_dest()
        index = destination.get_index() if destination else None
        if index is not None:
            found[index, bare(mark.get_title())] = mark.level + 1
    return found
