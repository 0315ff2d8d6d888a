"""Every quantity in tables, with the labels that govern its cell."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from extractors.quantities.mentions import find_in_text
from extractors.quantities.units import Unit
from extractors.tables.context import PlacedTable, place_tables
from extractors.tables.goals import NO_GOAL, goal_rows
from extractors.tables.grid import Words
from extractors.tables.heads import Frame
from extractors.tables.labelled import Labelled, find_labelled
from extractors.tables.numbers import BareNumber, find_bare, find_with_unit
from extractors.tables.sayings import as_change, as_target, says
from extractors.tables.units import unit_for
from extractors.tables.words import Role, role_of
from models.document import Cell, Document
from models.mention import CellPlace, Kind, Mention
from models.span import Span
from models.value import value

# An identity card, an account or a project number: longer than any sum in fen.
_LONGEST_NUMBER = 15
_FACTOR_SIGNS = "×*"
LABELLED = "cell-labelled"
"""The rule of a figure that its own cell names."""
_MOBILE = re.compile(r"1[3-9]\d{9}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMERAL = re.compile(r"[\d零〇一二两三四五六七八九十百半壹贰叁]")
_SHOWN_AS_PERCENT = Unit("%", Kind.PERCENT, "%", Decimal(100))


@value
class _Governed:
    """A cell and the words that govern it.

    Attributes:
        columns, rows: heads, outer to inner.
        row_unit: what the row's cell in a column of units holds, or its goal is in.
        row_sign: the ≥ or ≤ that a column of its own gives the row's goals.
        is_goal: it holds the goal or the result of an indicator.
    """

    cell: Cell
    place: CellPlace
    columns: tuple[Words, ...]
    rows: tuple[Words, ...]
    role: Role
    is_head: bool
    row_unit: str
    row_sign: str
    is_goal: bool = False

    @property
    def inner(self) -> str:
        """The innermost head of the column, else of the row."""
        return (self.columns or self.rows or (Words("", ""),))[-1].text


def find_cell_mentions(
    document: Document, folded: str, frames: Sequence[Frame] | None = None
) -> tuple[Mention, ...]:
    """Quantities of all tables, in reading order; each carries its ``CellPlace``.

    A bare number takes its unit from its column, its row, the column of units or the
    table's unit line. Codes, ordinals, years, dates and telephone numbers are none.
    ``frames`` are those of ``frames_of``, where they are at hand.
    """
    found = [
        mention
        for index, table in enumerate(place_tables(document, folded, frames))
        for cell in _governed_cells(table, index)
        for mention in _in_cell(cell, table.units, folded)
    ]
    return tuple(sorted(found, key=lambda mention: mention.span))


def cell_place_at(document: Document, folded: str, span: Span) -> CellPlace | None:
    """The innermost cell that a figure stands in, with its labels; None outside of tables."""
    around = [
        governed
        for index, table in enumerate(place_tables(document, folded))
        for governed in _governed_cells(table, index)
        if governed.cell.span.start <= span.start and span.end <= governed.cell.span.end
    ]
    inner = min(around, key=lambda one: one.cell.span.end - one.cell.span.start, default=None)
    return inner.place if inner else None


def _governed_cells(table: PlacedTable, index: int) -> Iterator[_Governed]:
    """The cells that may hold a quantity."""
    frame, grid = table.frame, table.frame.grid
    seen: set[int] = set()
    goals = goal_rows(frame)
    for row, places in enumerate(grid.rows):
        is_head, unit, sign = frame.is_head(row), frame.row_unit(row), frame.row_sign(row)
        goal = goals.get(row, NO_GOAL)
        for column, number in places.items():
            if number in seen or not _NUMERAL.search(grid.texts[number]):
                continue
            seen.add(number)
            head, cell = frame.column_at(row, column), grid.cells[number]
            columns = () if head is None or is_head else head.path
            rows = frame.row_path(row, column)
            place = CellPlace(
                table=index,
                row=cell.row,
                column=cell.column,
                row_label=_label(rows),
                column_label=_label(columns),
                table_title=table.title,
                row_code=frame.row_code(row, column),
            )
            role = head.role if head else Role.UNKNOWN
            is_goal = column in goal.columns
            own = unit or (goal.unit if is_goal else "")
            yield _Governed(cell, place, columns, rows, role, is_head, own, sign, is_goal)
    for number, cell in enumerate(grid.cells):
        if number not in seen and _NUMERAL.search(grid.texts[number]):
            # Another cell claims its place: the file is broken, its figures are not.
            place = CellPlace(index, cell.row, cell.column, table_title=table.title)
            yield _Governed(cell, place, (), (), Role.UNKNOWN, False, "", "")


def _label(words: Iterable[Words]) -> str:
    return "/".join(word.printed.rstrip("：:") for word in words)


def _in_cell(governed: _Governed, units: tuple[Unit, ...], folded: str) -> Iterator[Mention]:
    span = governed.cell.span
    if governed.is_head:
        found: Iterable[Mention] = find_in_text(folded, span)
    elif numbers := list(find_bare(folded, span)):
        found = _bare_mentions(governed, numbers, units)
    elif with_unit := find_with_unit(folded, span):
        found = (with_unit,)
    elif labelled := find_labelled(folded, span):
        found = _labelled_mentions(governed, labelled, units)
    else:
        found = find_in_text(folded, span)
    said = says(governed.inner)
    for mention in found:
        if folded[mention.span.start - 1] in _FACTOR_SIGNS:
            continue  # 执行率(B/A×100%)
        placed = mention if mention.cell else replace(mention, cell=governed.place)
        targeted = as_target(placed, governed.row_sign) if said.target else placed
        yield as_change(targeted, said) if said.change else targeted


def _bare_mentions(
    governed: _Governed, numbers: list[BareNumber], units: tuple[Unit, ...]
) -> Iterator[Mention]:
    unit = _unit_of(governed, units)
    if unit is None:
        return
    # 0.1851 that the sheet shows as 18.51%
    is_shown_as_percent = "%" in (governed.cell.number_format or "")
    for number in numbers:
        if _is_no_quantity(governed, number, unit):
            continue
        if is_shown_as_percent:
            yield _mention(governed, number, _SHOWN_AS_PERCENT, "cell-format")
        else:
            rule = "cell-head-unit" if unit.printed else "cell-no-unit"
            yield _mention(governed, number, unit, rule)


def _labelled_mentions(
    governed: _Governed, found: Labelled, units: tuple[Unit, ...]
) -> Iterator[Mention]:
    """The money that a cell names itself, whatever stands above it."""
    # What names another figure of the row names none of this cell's.
    heads = [head for head in governed.rows if not head.text[-1:].isdigit()]
    unit = unit_for([], [head.text for head in heads], governed.row_unit, units)
    if unit is None or unit.kind is not Kind.AMOUNT:
        return
    labels = (_label(heads), found.label)
    place = replace(governed.place, row_label="/".join(filter(None, labels)), column_label="")
    yield replace(_mention(governed, found.number, unit, LABELLED), cell=place)


def _unit_of(governed: _Governed, units: tuple[Unit, ...]) -> Unit | None:
    columns = [head.text for head in governed.columns]
    rows = [head.text for head in governed.rows]
    # 项目资金(万元) beside the lines of money says nothing of how many 水池 were built.
    units = () if governed.is_goal else units
    return unit_for(columns, rows, governed.row_unit, units)


def _is_no_quantity(governed: _Governed, number: BareNumber, unit: Unit) -> bool:
    """Codes, ordinals, years, telephone numbers, and numbers about which nothing is said."""
    by_row = role_of(governed.rows[-1].text) if governed.rows else Role.UNKNOWN
    if governed.role in (Role.CODE, Role.MUTE) or by_row in (Role.CODE, Role.MUTE):
        return True
    if not (unit.printed or governed.columns or governed.rows):
        return True
    digits = number.digits
    if not number.is_whole:
        return False
    is_code = (len(digits) > 1 and digits[0] == "0") or len(digits) > _LONGEST_NUMBER
    is_stub = governed.role is Role.STUB
    is_name = is_stub and not (unit.printed and governed.rows)
    is_year = _YEAR.fullmatch(digits) is not None and (is_stub or not unit.printed)
    return is_code or is_name or is_year or _MOBILE.fullmatch(digits) is not None


def _mention(governed: _Governed, number: BareNumber, unit: Unit, rule: str) -> Mention:
    return Mention(
        span=number.span,
        kind=unit.kind,
        value=number.value * unit.scale,
        unit=unit.unit,
        printed_unit=unit.printed,
        scale=unit.scale,
        printed_decimals=number.decimals,
        comparator=number.comparator,
        rule=rule,
        cell=governed.place,
    )
