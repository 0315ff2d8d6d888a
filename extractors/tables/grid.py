"""A table as rows and columns, merged cells standing at every place they cover."""

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from models.document import Cell, Table
from models.span import Span


def bare(text: str) -> str:
    r"""``text`` without any blank: narrow cells break their words anywhere.

    >>> bare("因 公 出 国\n（ 境 ） 费")
    '因公出国（境）费'
    """
    return "".join(text.split())


class Words(NamedTuple):
    """The words of a cell or line, without blanks: folded for us, as printed for people."""

    text: str
    printed: str


@dataclass(frozen=True)
class Grid:
    """The cells of one table by place.

    Attributes:
        table: as the reader made it.
        texts: of each cell, folded and without blanks.
        printed: of each cell, as printed but without blanks.
        rows: for each row the cell (its index) that covers a column, columns ascending;
            both count the rows and columns in which some cell begins.
    """

    table: Table
    texts: tuple[str, ...]
    printed: tuple[str, ...]
    rows: tuple[dict[int, int], ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """In reading order."""
        return self.table.cells

    @cached_property
    def width(self) -> int:
        """Number of columns."""
        return max((max(row, default=-1) for row in self.rows), default=-1) + 1

    def at(self, row: int, column: int) -> int:
        """Index of the cell that covers a place, or -1."""
        return self.rows[row].get(column, -1) if 0 <= row < len(self.rows) else -1

    def text_at(self, row: int, column: int) -> str:
        """Text of the cell that covers a place, "" where there is none."""
        cell = self.at(row, column)
        return self.texts[cell] if cell >= 0 else ""

    def words(self, cell: int) -> Words:
        """The words of a cell."""
        return Words(self.texts[cell], self.printed[cell])

    def row_cells(self, row: int) -> tuple[int, ...]:
        """Cells that cover some place of the row, each once, from left to right."""
        return tuple(dict.fromkeys(self.rows[row].values()))


def row_spans(table: Table) -> dict[int, Span]:
    """Where the cells that begin in a row stand in the text."""
    spans: dict[int, Span] = {}
    for cell in table.cells:
        known = spans.get(cell.row, cell.span)
        spans[cell.row] = Span(min(known.start, cell.span.start), max(known.end, cell.span.end))
    return spans


def grid_of(table: Table, folded: str, text: str) -> Grid:
    """Lay the cells of ``table`` out; of cells that claim one place the first keeps it.

    Work is linear in the number of cells whatever spans and places a broken file
    claims: rows and columns where no cell begins are left out, and once merged cells
    cover far more places than a real table has, further ones stand at one place alone.
    """
    budget = 20_000 + 20 * len(table.cells)
    used_rows = sorted({cell.row for cell in table.cells})
    used_columns = sorted({cell.column for cell in table.cells})
    rows: list[dict[int, int]] = [{} for _ in used_rows]
    for index, cell in enumerate(table.cells):
        top, height = _extent(used_rows, cell.row, cell.row_span)
        left, breadth = _extent(used_columns, cell.column, cell.column_span)
        if height * breadth > budget:
            height = breadth = 1
        budget -= height * breadth
        for row in rows[top : top + height]:
            for column in range(left, left + breadth):
                row.setdefault(column, index)
    texts = tuple(bare(cell.span.of(folded)) for cell in table.cells)
    printed = tuple(bare(cell.span.of(text)) for cell in table.cells)
    return Grid(table, texts, printed, tuple(dict(sorted(row.items())) for row in rows))


def _extent(used: list[int], first: int, span: int) -> tuple[int, int]:
    """Place among the used rows or columns, and how many of these a cell covers."""
    place = bisect_left(used, first)
    if span <= 1:
        return place, 1
    return place, max(1, bisect_left(used, first + span) - place)
