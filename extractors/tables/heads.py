"""Heads of columns and rows: which words govern which cell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from extractors.quantities.units import unit_of
from extractors.tables.columns import Column, columns_of, heads_unmerged
from extractors.tables.grid import Grid, Words
from extractors.tables.rows import RowKind, is_enumerated, is_figure, is_filled, kind_of_row
from extractors.tables.words import table_words

# 类 款 项 of the head slip into the first row of the body; 栏次 stands for no row.
_NO_LABEL = frozenset({"类", "款", "项", "栏次", "行次"})
# 201 · 20106 · 2010601 · 30102: a class of the budget and its lower levels.
_SUBJECT = re.compile(r"[1-5]\d\d(?:\d\d){0,3}")
# 项目资金(万元) before 年度资金总额: it says the unit, whether or not it is merged down
_WITH_UNIT = re.compile(r"\([千百]?[万亿]?元\)$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MOST_HEAD_ROWS = 4
_LONGEST_BAND = 8


@dataclass(frozen=True, slots=True)
class Band:
    """Rows of heads, and the body they govern.

    Attributes:
        start: first row of heads.
        body, end: first row of the body, and the row behind its last.
        unit_column: the column that gives each row its unit (计量单位), if there is one.
        sign_column: the column that gives its goals ≥ or ≤ (指标性质), if there is one.
    """

    start: int
    body: int
    end: int
    columns: tuple[Column, ...]
    unit_column: int | None = None
    sign_column: int | None = None


@dataclass(frozen=True)
class Frame:
    """A table with its heads told from its body.

    Attributes:
        figures: cells that hold a number, with or without unit, and nothing else.
        bands: from top to bottom; rows above the first have no column heads.
    """

    grid: Grid
    figures: frozenset[int]
    bands: tuple[Band, ...]

    @cached_property
    def _band_by_row(self) -> dict[int, Band]:
        return {row: band for band in self.bands for row in range(band.start, band.end)}

    def band_at(self, row: int) -> Band | None:
        """The heads that govern a row."""
        return self._band_by_row.get(row)

    def is_head(self, row: int) -> bool:
        """Whether the row is one of heads."""
        band = self.band_at(row)
        return band is not None and row < band.body

    def column_at(self, row: int, column: int) -> Column | None:
        """What governs a cell from above."""
        band = self.band_at(row)
        return band.columns[column] if band and column < len(band.columns) else None

    def row_path(self, row: int, column: int) -> tuple[Words, ...]:
        """Words that govern a cell from the left, outer to inner."""
        head = self.column_at(row, column)
        if head is None:
            return self._words_beside(row, column)
        stubs = [stub for stub in head.stubs if stub < column]
        return self._words_in(row, stubs) or self._words_in(row, head.codes)

    def row_unit(self, row: int) -> str:
        """What the row's cell in the column of units holds, "" where there is none."""
        band = self.band_at(row)
        column = band.unit_column if band else None
        return "" if column is None else self.grid.text_at(row, column)

    def row_sign(self, row: int) -> str:
        """The ≥ or ≤ that a column of its own gives the row, "" where there is none."""
        band = self.band_at(row)
        column = band.sign_column if band else None
        return "" if column is None else self.grid.text_at(row, column)

    def row_code(self, row: int, column: int) -> str:
        """Digits of the budget subject that codes a cell's row, "" where there is none.

        They stand in one column (2010601) or in three (201 06 01).
        """
        head = self.column_at(row, column)
        if head is None or self.is_head(row):
            return ""
        cells = dict.fromkeys(self.grid.at(row, code) for code in head.codes)
        digits = "".join(self.grid.texts[cell] for cell in cells if cell >= 0)
        return digits if _SUBJECT.fullmatch(digits) else ""

    def _words_in(self, row: int, columns: Sequence[int]) -> tuple[Words, ...]:
        cells = dict.fromkeys(self.grid.at(row, column) for column in columns)
        return tuple(
            self.grid.words(cell)
            for cell in cells
            if cell >= 0 and cell not in self.figures and self._is_word(self.grid.texts[cell])
        )

    @staticmethod
    def _is_word(text: str) -> bool:
        if not text or text in _NO_LABEL:
            return False
        return not text.isdigit() or _YEAR.fullmatch(text) is not None

    def _words_beside(self, row: int, column: int) -> tuple[Words, ...]:
        """Where no heads stand above, as in a form: the words before the cell."""
        beside = -1
        outer: list[int] = []
        for place, cell in self.grid.rows[row].items():
            if place >= column:
                break
            if not self.grid.texts[cell] or cell in self.figures or cell == beside:
                continue
            if beside >= 0 and (
                self.grid.cells[beside].row_span > 1 or _WITH_UNIT.search(self.grid.texts[beside])
            ):
                outer.append(beside)
            beside = cell
        return tuple(self.grid.words(cell) for cell in (*outer, beside) if cell >= 0)


def frame_of(grid: Grid) -> Frame:
    """Find the heads of a table."""
    figures = frozenset(cell for cell, text in enumerate(grid.texts) if is_figure(text))
    kinds = [kind_of_row(grid, row, figures) for row in range(len(grid.rows))]
    starts = _head_rows(grid, kinds, figures) or _head_rows_by_shape(grid, kinds, figures)
    ends = [start for start, _ in starts[1:]] + [len(kinds)]
    bands = (
        _band(grid, figures, kinds, range(start, body), range(body, end))
        for (start, body), end in zip(starts, ends, strict=False)
    )
    return Frame(grid, figures, tuple(bands))


def _band(
    grid: Grid, figures: frozenset[int], kinds: Sequence[RowKind], heads: range, body: range
) -> Band:
    with_words = [row for row in heads if kinds[row] is not RowKind.ORDINAL]
    columns = columns_of(grid, figures, with_words, body)
    words = table_words()
    units = (
        place
        for place in _columns_named(columns, words.unit_column)
        if any(unit_of(grid.text_at(row, place)) for row in body)
    )
    signs = iter(_columns_named(columns, words.sign_column))
    place = next(units, None)
    return Band(heads.start, body.start, body.stop, columns, place, next(signs, None))


def _columns_named(columns: Sequence[Column], pattern: re.Pattern[str]) -> list[int]:
    return [
        place
        for place, column in enumerate(columns)
        if column.path and pattern.search(column.path[-1].text)
    ]


def continued(frame: Frame, before: Frame) -> Frame:
    """``frame`` of a table without heads, under the last heads of the table before it."""
    last = before.bands[-1]
    rows = len(frame.grid.rows)
    band = Band(0, 0, rows, last.columns, last.unit_column, last.sign_column)
    return Frame(frame.grid, frame.figures, (band,))


def _head_rows(
    grid: Grid, kinds: Sequence[RowKind], figures: frozenset[int]
) -> list[tuple[int, int]]:
    """Runs of head rows as (first, behind last); empty rows and ordinals may stand between."""
    runs: list[tuple[int, int]] = []
    row = 0
    while row < len(kinds):
        if kinds[row] is not RowKind.HEAD:
            row += 1
            continue
        start, behind = row, row + 1
        if start and heads_unmerged(grid, start - 1) and kinds[start - 1] is RowKind.BODY:
            start -= 1
        for row in range(behind, min(len(kinds), start + _LONGEST_BAND)):
            if kinds[row] in (RowKind.HEAD, RowKind.ORDINAL) or _divides_heads(grid, row, figures):
                behind = row + 1
            elif kinds[row] is not RowKind.EMPTY:
                break
        row = behind
        runs.append((start, behind))
    return runs


def _divides_heads(grid: Grid, row: int, figures: frozenset[int]) -> bool:
    """Whether a row of words divides the heads above it: 行政, 事业 below 编制数.

    Heads that need no dividing are merged down to it and end there.
    """
    cells = grid.row_cells(row)
    if not is_filled(grid, row) or any(cell in figures for cell in cells):
        return False
    below = grid.rows[row + 1].values() if row + 1 < len(grid.rows) else ()
    above = grid.rows[row - 1]
    ending = [cell for cell in cells if cell in above.values() and cell not in below]
    divided = {
        cell
        for column, cell in above.items()
        if above.get(column + 1) == cell and grid.at(row, column) != grid.at(row, column + 1)
    }
    return any(grid.texts[cell] for cell in ending) and bool(divided - set(cells))


def _head_rows_by_shape(
    grid: Grid, kinds: Sequence[RowKind], figures: frozenset[int]
) -> list[tuple[int, int]]:
    """Heads whose words say nothing to us: full rows of words above columns of figures."""
    counts = [len(figures & set(cells.values())) for cells in grid.rows]
    with_figures = [row for row, count in enumerate(counts) if count]
    # One figure below words may as well be the value of a form's field.
    if len(with_figures) < 2 and max(counts, default=0) < 2:
        return []
    body = with_figures[0]
    start = body
    while start > 0 and body - start < _MOST_HEAD_ROWS and _could_be_head(grid, start - 1):
        start -= 1
    return [(start, body)] if start < body else []


def _could_be_head(grid: Grid, row: int) -> bool:
    texts = [grid.texts[cell] for cell in grid.row_cells(row) if grid.texts[cell]]
    plain = not any(is_enumerated(text) or text.endswith(":") or len(text) > 30 for text in texts)
    return len(texts) >= 2 and plain and is_filled(grid, row)
