"""A PDF's pages as one document."""

import logging
from collections.abc import Sequence, Set
from io import BytesIO

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from models.document import Document, SourceFile
from models.refusal import RefusalReason, RefusedFile
from pipeline.readers import ocr
from pipeline.readers.layout.assemble import Bookmarks, assemble
from pipeline.readers.layout.continued import bare
from pipeline.readers.layout.parts import Grid, Line
from pipeline.readers.needs import OCR
from pipeline.readers.pdf.lines import page_lines
from pipeline.readers.pdf.pictures import is_picture, read_picture
from pipeline.readers.pdf.tables import may_hold_aligned, page_grids
from pipeline.readers.refusing import SEND_AGAIN, refusal

MIN_RULES = 4
"""A page with fewer drawn paths has no ruled table, and pdfplumber is not asked."""


def read(data: bytes, source: SourceFile) -> Document:
    """Read a PDF; pages that are pictures by character recognition, where that is installed.

    Raises:
        RefusedFile: it is encrypted, damaged, or has no text.
    """
    pdf = _open(data, source.path)
    try:
        lines = [page_lines(page) for page in pdf]
        pictures = [index for index, page in enumerate(pdf) if is_picture(page, lines[index])]
        notes = _unread(pictures) if pictures and not ocr.is_installed() else []
        if not any(lines):
            _refuse_without_text(len(pdf), pictures, source.path)
        grids = _tables(pdf, lines, set(range(len(pdf))) - set(pictures), notes)
        if pictures and ocr.is_installed():
            for index in pictures:
                page = read_picture(pdf[index])
                lines[index], grids[index] = page.lines, page.grids
            notes.append(f"{_numbers(pictures)} read by character recognition")
        if not any(lines):
            _refuse_without_text(len(pdf), [], source.path)
        sizes = [page.get_size() for page in pdf]
        outline = _bookmarks(pdf)
    except pdfium.PdfiumError as error:
        raise _damaged(source.path) from error
    finally:
        pdf.close()
    return assemble(sizes, lines, grids, outline, source, notes)


def _unread(pictures: list[int]) -> list[str]:
    return [f"{_numbers(pictures)} not read: pictures; {OCR.advice}"]


def _numbers(indexes: list[int]) -> str:
    """Page numbers for people.

    >>> _numbers([0, 2])
    'pages 1, 3'
    """
    return "pages " + ", ".join(str(index + 1) for index in indexes)


def _refuse_without_text(count: int, pictures: list[int], path: str) -> None:
    """Refuse a PDF of ``count`` pages without text, unless its pictures can be read."""
    if pictures and ocr.is_installed():
        return
    if pictures:
        raise ocr.missing(path, f"its {count} pages are pictures")
    raise refusal(
        RefusalReason.NO_TEXT,
        path,
        f"no characters were found on its {count} pages",
        "It is empty, or a scan too faint to be read",
        "Ask the department for the document it was printed from",
    )


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
        raise _damaged(path) from error


def _damaged(path: str) -> RefusedFile:
    return refusal(
        RefusalReason.DAMAGED,
        path,
        "it begins like a PDF but cannot be read",
        "It was probably cut off in transfer",
        SEND_AGAIN,
    )


def _tables(
    pdf: pdfium.PdfDocument, lines: Sequence[Sequence[Line]], pages: Set[int], notes: list[str]
) -> dict[int, list[Grid]]:
    """Tables of the pages that have enough rules or bare figures to hold one, by page index."""
    import pdfplumber  # costs 0.2 s to import, and few PDFs of plain text need it

    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every odd font
    asked = [
        index
        for index in sorted(pages)
        if _rule_count(pdf[index]) >= MIN_RULES or may_hold_aligned(lines[index])
    ]
    if not asked:
        return {}
    upright = BytesIO()
    pdf.save(upright)
    # Not closed: it holds nothing but ``upright``, and closing opens the pages it failed on again.
    plumber = pdfplumber.open(upright, pages=[index + 1 for index in asked])
    found = {}
    for place, index in enumerate(asked):
        try:
            page = plumber.pages[place]
            found[index] = page_grids(page)
            page.close()
        except MemoryError:
            raise
        except Exception:  # pdfminer meets broken fonts and rules with whatever they trip
            found[index] = []
            notes.append(f"{_numbers([index])}: damaged, tables are read as lines")
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
