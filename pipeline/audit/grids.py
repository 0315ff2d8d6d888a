"""Tables as the rules see them: figures by row and column, with subject codes."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from extractors.fold import fold
from models.document import Table
from models.mention import Kind
from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure

# 201 · 2010601 · 30102, alone in a cell or before a name; not 2024年, not 1,234.50
_CODE = re.compile(r"^[\[(]?(\d{2,7})[\])]?(?!\d*年)(?=\s|[^\d.,，%]|$)")
_FIRST_CODE_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's figures.

    Attributes:
        title: folded, without white space.
        cells: by row and column.
        labels: a row's label at a column, folded, without white space.
        codes: the subject code that governs a cell: 201, 20106, 2010601.
    """

    table: int
    title: str
    cells: Mapping[tuple[int, int], Figure]
    labels: Mapping[tuple[int, int], str]
    codes: Mapping[tuple[int, int], str] = field(default_factory=dict)
    _columns: Mapping[int, list[tuple[int, Figure]]] = field(init=False)

    def __post_init__(self) -> None:
        columns: dict[int, list[tuple[int, Figure]]] = defaultdict(list)
        for row, column in sorted(self.cells):
            columns[column].append((row, self.cells[row, column]))
        object.__setattr__(self, "_columns", columns)

    @property
    def columns(self) -> list[int]:
        """Columns with at least one figure, left to right."""
        return sorted(self._columns)

    @property
    def rows(self) -> list[int]:
        """Rows with at least one figure, top to bottom."""
        return sorted({row for row, _ in self.cells})

    def column(self, at: int) -> list[tuple[int, Figure]]:
        """A column's figures with their rows, top to bottom."""
        return self._columns.get(at, [])

    def head(self, at: int) -> str:
        """The label over a column."""
        for _, figure in self.column(at):
            cell = figure.mention.cell
            if cell:
                return plain(cell.column_label)
        return ""


def plain(text: str) -> str:
    """Folded, white space left out: how labels are compared."""
    return "".join(fold(text).split())


def grids(facts: Facts) -> Iterator[Grid]:
    """Every table that has amounts."""
    by_table: dict[int, dict[tuple[int, int], Figure]] = defaultdict(dict)
    for figure in facts.results:
        cell = figure.mention.cell
        if cell and figure.mention.kind is Kind.AMOUNT:
            by_table[cell.table][cell.row, cell.column] = figure
    for index, cells in by_table.items():
        first = next(iter(cells.values())).mention.cell
        labels = {
            place: plain(figure.mention.cell.row_label)
            for place, figure in cells.items()
            if figure.mention.cell
        }
        codes = _codes(facts, facts.result.document.tables[index], cells)
        yield Grid(index, plain(first.table_title if first else ""), cells, labels, codes)


def _codes(
    facts: Facts, table: Table, cells: Mapping[tuple[int, int], Figure]
) -> dict[tuple[int, int], str]:
    """For each figure the code to its left in its row, joined where it spans 类 款 项 columns."""
    rows: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for cell in table.cells:
        match = _CODE.match(cell.span.of(facts.folded).strip())
        if match and (cell.row, cell.column) not in cells:
            rows[cell.row].append((cell.column, match.group(1)))
    codes = {}
    for row, column in cells:
        left = sorted(part for part in rows[row] if part[0] < column)
        if left:
            codes[row, column] = _join(left)
    return {place: code for place, code in codes.items() if len(code) >= _FIRST_CODE_DIGITS}


def _join(parts: list[tuple[int, str]]) -> str:
    """``201 | 06 | 01`` in neighbouring columns is 2010601; the nearest code counts.

    >>> _join([(0, "201"), (1, "06"), (2, "01")]), _join([(0, "301"), (4, "302"), (5, "01")])
    ('2010601', '30201')
    """
    code, at = "", None
    for column, digits in reversed(parts):
        if at is not None and at - column > 1:
            break
        code, at = digits + code, column
        if len(digits) >= _FIRST_CODE_DIGITS:
            break
    return code
