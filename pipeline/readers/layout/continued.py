"""What goes on in the next column or on the next page: paragraphs, and tables with their heads."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.readers.builder import CellText
from pipeline.readers.layout.paragraphs import (
    OPENS_PARAGRAPH,
    Column,
    Paragraph,
    goes_on,
    is_title,
)
from pipeline.readers.layout.parts import Grid

SAME_COLUMN = 5.0
"""Column edges of a table and its continuation differ by less, in points."""

Part = Paragraph | Grid


def bare(text: str) -> str:
    """The text without blanks, to compare what was set in different ways."""
    return re.sub(r"\s+", "", text)


def continued(before: Part, part: Part, column: Column) -> Part | None:
    """Both as one, where the second continues the first in the next column or on the next page."""
    if isinstance(before, Grid) and isinstance(part, Grid):
        return _continued_table(before, part)
    if isinstance(before, Paragraph) and isinstance(part, Paragraph):
        higher = part.first.box.top < before.last.box.bottom
        if (
            higher
            and not is_title(before.last, part.first, column)
            and goes_on(before.last, part.first, before.column)
        ):
            return before.joined(part.text, part.confidence, part.last, column)
    return None


def _continued_table(before: Grid, part: Grid) -> Grid | None:
    """Both tables as one, a repeated head left out, where their columns or heads are alike."""
    if part.box.top > before.box.bottom:
        return None
    skipped = _repeated_head(before, part)
    columns = _matching_columns(before, part)
    if columns is None:
        # Where columns only show by alignment, their edges vary with what stands in them.
        if len(before.columns) != len(part.columns) or not skipped:
            return None
        columns = list(range(len(part.columns)))
    moved = [_in_columns(cell, columns, len(before.columns)) for cell in part.cells]
    if skipped == 0 and (rest := _rest_of_row(before, moved)):
        before, skipped = rest, 1
    offset = before.row_count - skipped
    more = [replace(cell, row=cell.row + offset) for cell in moved if cell.row >= skipped]
    return Grid(part.box, before.columns, (*before.cells, *more))


def _matching_columns(before: Grid, part: Grid) -> list[int] | None:
    """For each column of ``part`` the column of ``before`` it begins with, or None.

    Columns that only heads divide (类 款 项) are one on a page without heads.
    """
    found = []
    for edge in part.columns:
        near = [i for i, other in enumerate(before.columns) if abs(other - edge) < SAME_COLUMN]
        if not near:
            return None
        found.append(near[0])
    is_whole = found[0] == 0 and abs(part.box.right - before.box.right) < SAME_COLUMN
    is_same = len(found) == len(before.columns)
    return found if is_same or (is_whole and len(found) >= 3) else None


def _in_columns(cell: CellText, columns: Sequence[int], count: int) -> CellText:
    """The cell at the places of other columns."""
    last = cell.column + cell.column_span
    end = columns[last] if last < len(columns) else count
    first = columns[cell.column]
    return replace(cell, column=first, column_span=max(1, end - first))


def _rest_of_row(before: Grid, part: Sequence[CellText]) -> Grid | None:
    """``before`` with the lines of its last row that the page's end left for the next page.

    They are words alone, below words, and nothing stands in the first column.
    """
    rest = {cell.column: cell.text for cell in part if cell.row == 0 and cell.text}
    if not rest or 0 in rest or any(_opens_row(text) for text in rest.values()):
        return None
    last = before.row_count - 1
    above = {cell.column: cell for cell in before.cells if cell.row == last and cell.text}
    if 0 not in above or not all(column in above for column in rest):
        return None
    joined = [
        replace(cell, text=cell.text + rest[cell.column])
        if cell.row == last and cell.column in rest
        else cell
        for cell in before.cells
    ]
    return Grid(before.box, before.columns, tuple(joined))


def _opens_row(text: str) -> bool:
    return bool(OPENS_PARAGRAPH.match(text) or re.search(r"\d", text))


def _repeated_head(before: Grid, part: Grid) -> int:
    """How many rows at the top of ``part`` repeat the head of ``before``."""
    count = 0
    for first, second in zip(_rows(before), _rows(part), strict=False):
        if first != second or not any(text for _, text in first):
            break
        count += 1
    return count


def _rows(grid: Grid) -> list[list[tuple[int, str]]]:
    rows: list[list[tuple[int, str]]] = [[] for _ in range(grid.row_count)]
    for cell in grid.cells:
        rows[cell.row].append((cell.column, bare(cell.text)))
    return rows
