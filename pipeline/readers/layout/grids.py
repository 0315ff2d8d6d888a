"""Ruled tables from the boxes of their cells and the characters of their page."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.readers.builder import CellText
from pipeline.readers.layout.paragraphs import OPENS_PARAGRAPH
from pipeline.readers.layout.parts import Box, Grid

SNAP = 3.0
"""Rules closer than this many points are one rule: drawn twice, or cell by cell."""

MIN_CELLS = 4
"""Fewer cells are a frame round some text, not a table."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character at its place; ``confidence`` where it was recognised in a picture."""

    box: Box
    text: str
    confidence: float | None = None


def grid_of(table: Box, boxes: Sequence[Box], glyphs: Iterable[Glyph]) -> Grid | None:
    """A table from its outline, the boxes of its cells and the characters of its page.

    None where there are too few cells or columns for a table, or nothing in them. A cell has
    the least confidence of its characters.
    """
    if len(boxes) < MIN_CELLS:
        return None
    columns = _edges(x for box in boxes for x in (box.left, box.right))
    rows = _edges(y for box in boxes for y in (box.top, box.bottom))
    cells = []
    for box, held in zip(boxes, _by_cell(boxes, table, glyphs), strict=True):
        column, row = _index(columns, box.left), _index(rows, box.top)
        cells.append(
            CellText(
                _join(box, held),
                row,
                column,
                max(1, _index(rows, box.bottom) - row),
                max(1, _index(columns, box.right) - column),
                confidence=min(
                    (g.confidence for g in held if g.confidence is not None), default=None
                ),
            )
        )
    # A single column is a frame round text, such as contents.
    if len(columns) < 3 or not any(cell.text for cell in cells):
        return None
    return Grid(table, tuple(columns[:-1]), tuple(cells))


def outermost(grids: Iterable[Grid]) -> list[Grid]:
    """Tables from top to bottom; those inside a table's cell are left out."""
    ordered = sorted(grids, key=lambda grid: (grid.box.top, grid.box.left))
    return [
        grid
        for grid in ordered
        if not any(other is not grid and other.box.holds(grid.box) for other in ordered)
    ]


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


def _by_cell(boxes: Sequence[Box], table: Box, glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """The characters whose centre lies in each cell."""
    held: list[list[Glyph]] = [[] for _ in boxes]
    by_row = sorted(range(len(boxes)), key=lambda i: boxes[i].top)
    tops = [boxes[i].top for i in by_row]
    tallest = max(box.height for box in boxes)
    for glyph in glyphs:
        box = glyph.box
        if not table.holds(box):
            continue
        # Only cells whose top lies at most the tallest cell above the character can hold it.
        for place in range(bisect_left(tops, box.middle) - 1, -1, -1):
            if tops[place] < box.middle - tallest:
                break
            if boxes[by_row[place]].holds(box):
                held[by_row[place]].append(glyph)
                break
    return held


def _join(cell: Box, glyphs: list[Glyph]) -> str:
    """Characters of one cell as text.

    A head broken over lines to fit its narrow column is one text (政府性基金预|算|财政拨款); list
    items, sentences and figures below each other are not.
    """
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.box.middle, glyph.box.left)):
        if lines and abs(lines[-1][0].box.middle - glyph.box.middle) < glyph.box.height / 2:
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    joined = ""
    is_full = False
    for line in lines:
        line.sort(key=lambda glyph: glyph.box.left)
        text = _line_text(line).strip()
        if not text:
            continue
        joined += text if not joined or _wraps(joined, text, is_full) else "\n" + text
        room = (cell.right - cell.left) - (line[-1].box.right - line[0].box.left)
        is_full = room < 1.8 * line[0].box.height
    return joined


def _wraps(before: str, after: str, is_full: bool) -> bool:
    """Whether a cell's next line goes on where the one before it ended.

    >>> _wraps("政府性基金预", "算", False), _wraps("12.50", "13.20", False)
    (True, False)
    """
    if OPENS_PARAGRAPH.match(after) or before[-1] in "。；;！？":
        return False
    return is_full or not (after[0].isdigit() or before[-1].isdigit())


def _line_text(line: Sequence[Glyph]) -> str:
    """One line's characters, with a blank where the gap is wider than a character."""
    text = ""
    right = line[0].box.left
    for glyph in line:
        if glyph.box.left - right > glyph.box.height and text and not text.endswith(" "):
            text += " "
        text += glyph.text
        right = glyph.box.right
    return text
