"""Ruled tables of a page, from pdfplumber's cell boxes and characters."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from pdfplumber.page import Page

from pipeline.readers.builder import CellText
from pipeline.readers.layout.paragraphs import OPENS_PARAGRAPH
from pipeline.readers.layout.parts import Box, Grid

SNAP = 3.0
"""Rules closer than this many points are one rule: drawn twice, or cell by cell."""

MIN_CELLS = 4
"""Fewer cells are a frame round some text, not a table."""


def page_grids(page: Page) -> list[Grid]:
    """The page's ruled tables from top to bottom; tables inside a table's cell are left out."""
    grids = [
        grid
        for table in page.find_tables()
        if (grid := _grid(table.bbox, [cell for cell in table.cells if cell], page.chars))
        and len(grid.columns) > 1  # a single column is a frame round text, such as contents
    ]
    grids.sort(key=lambda grid: (grid.box.top, grid.box.left))
    return [
        grid for grid in grids if not any(o is not grid and o.box.holds(grid.box) for o in grids)
    ]


def _grid(
    bbox: tuple[float, float, float, float],
    boxes: Sequence[tuple[float, float, float, float]],
    chars: Iterable[dict[str, object]],
) -> Grid | None:
    if len(boxes) < MIN_CELLS:
        return None
    columns = _edges(x for left, _, right, _ in boxes for x in (left, right))
    rows = _edges(y for _, top, _, bottom in boxes for y in (top, bottom))
    texts = _cell_texts([Box(*box) for box in boxes], Box(*bbox), chars)
    cells = []
    for (left, top, right, bottom), text in zip(boxes, texts, strict=True):
        column, row = _index(columns, left), _index(rows, top)
        cells.append(
            CellText(
                text,
                row,
                column,
                max(1, _index(rows, bottom) - row),
                max(1, _index(columns, right) - column),
            )
        )
    if not any(cell.text for cell in cells):
        return None
    return Grid(Box(*bbox), tuple(columns[:-1]), tuple(cells))


def _edges(values: Iterable[float]) -> list[float]:
    """Distinct rules in order; those within ``SNAP`` of each other are one.

    >>> _edges([10.0, 11.5, 40.0, 10.2])
    [10.0, 40.0]
    """
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > SNAP:
            edges.append(value)
    return edges


def _index(edges: Sequence[float], value: float) -> int:
    """Which rule ``value`` is."""
    return max(0, bisect_left(edges, value + SNAP) - 1)


def _cell_texts(boxes: Sequence[Box], table: Box, chars: Iterable[dict[str, object]]) -> list[str]:
    """The text of each cell, from the characters whose centre lies in it."""
    held: list[list[tuple[Box, str]]] = [[] for _ in boxes]
    by_row = sorted(range(len(boxes)), key=lambda i: boxes[i].top)
    tops = [boxes[i].top for i in by_row]
    tallest = max(box.height for box in boxes)
    for char in chars:
        box = Box(*(float(str(char[edge])) for edge in ("x0", "top", "x1", "bottom")))
        if not table.holds(box):
            continue
        # Only cells whose top lies at most the tallest cell above the character can hold it.
        for place in range(bisect_left(tops, box.middle) - 1, -1, -1):
            if tops[place] < box.middle - tallest:
                break
            if boxes[by_row[place]].holds(box):
                held[by_row[place]].append((box, str(char["text"])))
                break
    return [_join(box, glyphs) for box, glyphs in zip(boxes, held, strict=True)]


def _join(cell: Box, glyphs: list[tuple[Box, str]]) -> str:
    """Characters of one cell as text.

    A head broken over lines to fit its narrow column is one text (政府性基金预|算|财政拨款); list
    items, sentences and figures below each other are not.
    """
    lines: list[list[tuple[Box, str]]] = []
    for box, text in sorted(glyphs, key=lambda glyph: (glyph[0].middle, glyph[0].left)):
        if lines and abs(lines[-1][0][0].middle - box.middle) < box.height / 2:
            lines[-1].append((box, text))
        else:
            lines.append([(box, text)])
    joined = ""
    is_full = False
    for line in lines:
        line.sort(key=lambda glyph: glyph[0].left)
        text = _line_text(line).strip()
        if not text:
            continue
        joined += text if not joined or _wraps(joined, text, is_full) else "\n" + text
        room = (cell.right - cell.left) - (line[-1][0].right - line[0][0].left)
        is_full = room < 1.8 * line[0][0].height
    return joined


def _wraps(before: str, after: str, is_full: bool) -> bool:
    """Whether a cell's next line goes on where the one before it ended.

    >>> _wraps("政府性基金预", "算", False), _wraps("12.50", "13.20", False)
    (True, False)
    """
    if OPENS_PARAGRAPH.match(after) or before[-1] in "。；;！？":
        return False
    return is_full or not (after[0].isdigit() or before[-1].isdigit())


def _line_text(line: Sequence[tuple[Box, str]]) -> str:
    """One line's characters, with a blank where the gap is wider than a character."""
    text = ""
    right = line[0][0].left
    for box, char in line:
        if box.left - right > box.height and text and not text.endswith(" "):
            text += " "
        text += char
        right = box.right
    return text
