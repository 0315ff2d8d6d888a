"""Builds real PDFs for tests: Chinese text, ruled tables, page furniture, bookmarks."""

from collections.abc import Callable, Sequence
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
SIZE = 12.0
LEFT, RIGHT, TOP = 72.0, 523.0, 770.0
LEADING = 20.0

pdfmetrics.registerFont(UnicodeCIDFont(FONT))

Draw = Callable[[Canvas], None]


def pdf(*pages: Draw, **options: str) -> bytes:
    """One page for each drawing function; ``options`` go to the canvas."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True, **options)
    for draw in pages:
        canvas.setFont(FONT, SIZE)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def prose(*paragraphs: str, top: float = TOP, left: float = LEFT, right: float = RIGHT) -> Draw:
    """Paragraphs set as Word sets them: first line indented by two characters, then wrapped."""

    def draw(canvas: Canvas) -> None:
        y = top
        for paragraph in paragraphs:
            for indent, line in _wrapped(paragraph, right - left):
                canvas.drawString(left + indent, y, line)
                y -= LEADING

    return draw


def _wrapped(paragraph: str, width: float) -> list[tuple[float, str]]:
    lines: list[tuple[float, str]] = []
    indent, line = 2 * SIZE, ""
    for char in paragraph:
        if pdfmetrics.stringWidth(line + char, FONT, SIZE) > width - indent:
            lines.append((indent, line))
            indent, line = 0.0, ""
        line += char
    return [*lines, (indent, line)]


def table(
    rows: Sequence[Sequence[str]], *, top: float = TOP, width: float = 100.0, left: float = LEFT
) -> Draw:
    """A ruled table; an empty string stays an empty cell."""

    def draw(canvas: Canvas) -> None:
        columns = len(rows[0])
        for index in range(len(rows) + 1):
            y = top - index * LEADING
            canvas.line(left, y, left + columns * width, y)
        for index in range(columns + 1):
            x = left + index * width
            canvas.line(x, top, x, top - len(rows) * LEADING)
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                canvas.drawString(left + c * width + 4, top - (r + 1) * LEADING + 6, text)

    return draw


def furniture(head: str, number: int) -> Draw:
    """A running head and a page number."""

    def draw(canvas: Canvas) -> None:
        canvas.drawCentredString(297, 810, head)
        canvas.drawCentredString(297, 30, f"- {number} -")

    return draw


def together(*parts: Draw) -> Draw:
    """All parts on one page."""

    def draw(canvas: Canvas) -> None:
        for part in parts:
            part(canvas)

    return draw


def bookmarked(title: str, level: int, part: Draw) -> Draw:
    """The page of ``part`` with a bookmark on it."""

    def draw(canvas: Canvas) -> None:
        canvas.bookmarkPage(title)
        canvas.addOutlineEntry(title, title, level)
        part(canvas)

    return draw
