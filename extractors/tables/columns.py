"""Columns of a table: what each holds, and which columns name its rows."""

import re
from collections.abc import Sequence

from extractors.tables.grid import Grid, Words
from extractors.tables.words import Role, role_of
from models.value import value

# 201 · 2010601 · 30102 · 06: the first digits of a functional or economic class, or the
# two digits of a lower level.
_CODE = re.compile(r"(?:2[0-3]\d|30[1-9]|31[0-3]|399|50\d|51\d|599)(?:\d\d){0,2}|0\d|0")

_VALUES = {Role.VALUE, Role.STUB}
_YEARS = re.compile(r"年度?|年份|会计年度|预算年度")


@value
class Column:
    """One column under one band of heads.

    Attributes:
        path: words of its heads, outer to inner.
        stubs: columns whose words name its rows, left to right.
        codes: columns to its left that code or number its rows.
    """

    path: tuple[Words, ...]
    role: Role
    stubs: tuple[int, ...] = ()
    codes: tuple[int, ...] = ()


def columns_of(
    grid: Grid, figures: frozenset[int], heads: Sequence[int], body: range
) -> tuple[Column, ...]:
    """The columns under some rows of heads, from left to right."""
    paths = _paths(grid, heads)
    filling = _filling(grid, figures, body)
    roles = [
        _role(grid, heads, body, column, paths[column], *filling.get(column, ([], [])))
        for column in range(grid.width)
    ]
    columns: list[Column] = []
    stubs: list[int] = []
    codes: list[int] = []
    closed = False
    for column, role in enumerate(roles):
        if role in (Role.STUB, Role.CODE) and closed:
            stubs, codes, closed = [], [], False
        if role is Role.STUB:
            stubs.append(column)
        elif role is Role.CODE:
            codes.append(column)
        elif role is Role.VALUE:
            closed = bool(stubs or codes)
        columns.append(Column(paths[column], role, tuple(stubs), tuple(codes)))
    return tuple(columns)


def heads_unmerged(grid: Grid, row: int) -> bool:
    """Whether a row holds outer heads that lost their merging, as in .csv: 收入,,支出, ."""
    cells = [cell for cell in grid.row_cells(row) if grid.texts[cell]]
    gaps = any(not grid.text_at(row, column) for column in range(grid.width))
    roles = [role_of(grid.texts[cell]) for cell in cells]
    is_one_each = all(grid.cells[cell].column_span <= 1 for cell in cells)
    return gaps and is_one_each and roles.count(Role.VALUE) >= 2 and set(roles) <= _VALUES


def _paths(grid: Grid, heads: Sequence[int]) -> list[tuple[Words, ...]]:
    """The words of each column's heads, outer to inner."""
    is_unmerged = len(heads) > 1 and heads_unmerged(grid, heads[0])
    paths: list[tuple[Words, ...]] = []
    outer = -1
    for column in range(grid.width):
        cells = [grid.at(row, column) for row in heads]
        if is_unmerged:
            outer = cells[0] if grid.text_at(heads[0], column) else outer
            cells[0] = outer
        filled = (cell for cell in cells if cell >= 0 and grid.texts[cell])
        paths.append(tuple(dict.fromkeys(grid.words(cell) for cell in filled)))
    return paths


def _filling(
    grid: Grid, figures: frozenset[int], body: range
) -> dict[int, tuple[list[str], list[str]]]:
    """For each column the figures and the words of the cells that begin in it."""
    filling: dict[int, tuple[list[str], list[str]]] = {}
    seen: set[int] = set()
    for row in body:
        for column, cell in grid.rows[row].items():
            text = grid.texts[cell]
            if cell in seen or not text:
                continue
            seen.add(cell)
            filling.setdefault(column, ([], []))[0 if cell in figures else 1].append(text)
    return filling


def _role(
    grid: Grid,
    heads: Sequence[int],
    body: range,
    column: int,
    path: tuple[Words, ...],
    numbers: list[str],
    words: list[str],
) -> Role:
    """From the words of its head, corrected by what stands below."""
    if path and _YEARS.fullmatch(path[-1].text):
        return Role.STUB  # its years name the rows
    roles = (role_of(head.text) for head in reversed(path))
    role = next((role for role in roles if role is not Role.UNKNOWN), None)
    head = grid.at(heads[-1], column) if heads else -1
    if body and head >= 0 and head == grid.at(body[0], column):
        return Role.STUB  # 项目资金(万元), merged down beside its rows
    if numbers and role in (None, Role.STUB) and len(numbers) >= len(words):
        return _role_of_numbers(numbers)
    if role is None:
        return Role.STUB if words else Role.REMARK
    if role is Role.VALUE and words and not numbers:
        same_head = head >= 0 and head == grid.at(heads[-1], column + 1)
        return Role.STUB if same_head or column == 0 else role
    return role


def _role_of_numbers(numbers: list[str]) -> Role:
    if all(_CODE.fullmatch(number) for number in numbers):
        return Role.CODE
    counted = [str(place) for place in range(1, len(numbers) + 1)]
    return Role.MUTE if len(numbers) > 1 and numbers == counted else Role.VALUE
