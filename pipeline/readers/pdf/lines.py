"""Lines of a page in reading order, with their places, from pypdfium2."""

import ctypes
import math
from collections import Counter

import pypdfium2.raw as pdfium_c
from pypdfium2 import PdfPage, PdfTextPage

from pipeline.readers.layout.parts import Box, Line

SOFT_HYPHEN = "\u00ad"
SAME_LINE = 3.0
"""Lines whose middles differ by less, in points, stand beside each other."""

PDFIUM_HYPHEN = "\ufffe"
"""What pdfium prints for a hyphen at a line's end."""


def page_lines(page: PdfPage) -> list[Line]:
    """The page's lines in the order pdfium reads them; blank ones are left out.

    Only the first and last character of a line are asked for their boxes, which keeps the cost
    near that of the bare text.
    """
    textpage = page.get_textpage()
    try:
        text = textpage.get_text_range()
        # A character outside the basic plane is one unit for pdfium's indexes too, but pdfium may
        # drop characters that have no Unicode value: then indexes drift, and boxes are refused.
        count = textpage.count_chars()
        is_sideways = turn_upright(page, textpage, count)
        finder = _BoxFinder(page, textpage)
        lines, start = [], 0
        for printed in text.split("\r\n"):
            if printed.strip():
                lines.append(_line(finder, printed, start, count))
            start += len(printed) + 2
        if is_sideways:  # pdfium puts lines in order as if the page were upright
            lines.sort(key=lambda line: (round(line.box.middle / SAME_LINE), line.box.left))
        return lines
    finally:
        textpage.close()


def turn_upright(page: PdfPage, textpage: PdfTextPage, count: int) -> bool:
    """Set the page's rotation so that most of its text stands upright; whether it was turned.

    A wide table may be set sideways on the page, and a page may be saved lying on its side.
    """
    turns = Counter(
        round(math.degrees(pdfium_c.FPDFText_GetCharAngle(textpage, index)) / 90) % 4
        for index in range(0, count, max(1, count // 20))
    )
    if not turns:
        return False
    # Angles are measured clockwise, as the page's own rotation is: each undoes the other.
    turn = -turns.most_common(1)[0][0] % 4
    page.set_rotation(turn * 90)
    return turn != 0


def _line(finder: "_BoxFinder", printed: str, start: int, count: int) -> Line:
    lead = len(printed) - len(printed.lstrip())
    first = min(start + lead, count - 1)
    last = min(start + len(printed.rstrip()) - 1, count - 1)
    head, tail = finder.box(first), finder.box(last)
    box = Box(
        min(head.left, tail.left),
        min(head.top, tail.top),
        max(head.right, tail.right),
        max(head.bottom, tail.bottom),
    )
    cleaned = printed.replace(PDFIUM_HYPHEN, "-").replace(SOFT_HYPHEN, "").replace("\x00", "")
    return Line(cleaned.strip(), box, finder.size(first), finder.weight(first))


class _BoxFinder:
    """Character boxes of one text page, turned as the page is shown."""

    def __init__(self, page: PdfPage, textpage: PdfTextPage) -> None:
        self._textpage = textpage
        self._rotation = page.get_rotation()
        self._left, self._bottom, self._right, self._top = page.get_mediabox()
        self._rect = pdfium_c.FS_RECTF()
        self._matrix = pdfium_c.FS_MATRIX()

    def box(self, index: int) -> Box:
        """The loose box of a character: as high as its line, whatever the glyph."""
        pdfium_c.FPDFText_GetLooseCharBox(self._textpage, index, ctypes.byref(self._rect))
        left, right = self._rect.left - self._left, self._rect.right - self._left
        top, bottom = self._top - self._rect.top, self._top - self._rect.bottom
        return self._turned(Box(left, top, right, bottom))

    def size(self, index: int) -> float:
        """Font size as shown: a PDF may state 240 and scale by a twentieth."""
        stated = float(pdfium_c.FPDFText_GetFontSize(self._textpage, index))
        if not pdfium_c.FPDFText_GetMatrix(self._textpage, index, ctypes.byref(self._matrix)):
            return stated
        return stated * math.hypot(self._matrix.c, self._matrix.d)

    def weight(self, index: int) -> int:
        """Weight of the character's font; 0 where it is unknown."""
        return max(0, int(pdfium_c.FPDFText_GetFontWeight(self._textpage, index)))

    def _turned(self, box: Box) -> Box:
        """The box on the page turned clockwise by the page's rotation."""
        width, height = self._right - self._left, self._top - self._bottom
        if self._rotation == 90:
            return Box(height - box.bottom, box.left, height - box.top, box.right)
        if self._rotation == 180:
            return Box(width - box.right, height - box.bottom, width - box.left, height - box.top)
        if self._rotation == 270:
            return Box(box.top, width - box.right, box.bottom, width - box.left)
        return box
