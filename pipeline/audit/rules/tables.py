"""B13 to B15: the sums that a published table must show, column by column and row by row."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from models.finding import Verdict
from pipeline.audit.check import Check, Steps, judge, shortened_sum
from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure
from pipeline.audit.grids import Grid, grids, plain
from pipeline.audit.intervals import total
from pipeline.audit.rulebook import rule_book

# The structure read from a table counts as certain once so many of its sums agree.
_VOUCHED = 0.5
_FEWEST_PARTS = 2
# 一、一般公共服务支出: a class of the summary table, without a code
_CLASS = re.compile(r"^[一二三四五六七八九十]{1,3}、")


def tables(facts: Facts) -> Steps:
    """All sums of all tables; one finding a table and rule."""
    if not facts.is_account and not facts.result.document.tables:
        return
    for grid in grids(facts):
        yield from _vouched(_code_sums(grid))
        yield from _vouched(_row_sums(grid))
        yield from _summary_sums(grid)
        yield from _plain_sums(grid)


@cache
def _words(rule_id: str, key: str) -> re.Pattern[str]:
    return re.compile(rule_book()[rule_id].data[key])


def _sum(rule_id: str, grid: Grid, stated: Figure, parts: Sequence[Figure], name: str) -> Check:
    check = judge(
        rule_book()[rule_id],
        stated,
        total(part.interval for part in parts),
        tuple(parts),
        group=f"{rule_id}:{grid.table}:{stated.index}",
        words=lambda: {
            "table": grid.title,
            "name": name,
            "computation": shortened_sum(parts),
        },
    )
    # Rounding differences of one table are one note; each contradiction is its own fault.
    soft = check.verdict is Verdict.SOFT
    return replace(check, group=f"{rule_id}:{grid.table}") if soft else check


def _vouched(checks: Iterator[Check]) -> Steps:
    """Sums of a structure that most of the table confirms; others may be misread."""
    made = list(checks)
    good = sum(check.verdict is not Verdict.HARD for check in made)
    for check in made:
        if check.verdict is not Verdict.HARD or good >= len(made) * _VOUCHED:
            yield check


def _code_sums(grid: Grid) -> Iterator[Check]:
    """B13: 类 = Σ款, 款 = Σ项, 合计 = Σ类, in every column."""
    by_column: dict[int, dict[str, Figure]] = defaultdict(dict)
    for (row, column), code in grid.codes.items():
        by_column[column].setdefault(code, grid.cells[row, column])
    known = set(grid.codes.values())
    for column, figures in by_column.items():
        for code, stated in figures.items():
            parts = [figures[child] for child in _children(code, known) if child in figures]
            if parts:
                yield _sum("B13", grid, stated, parts, _name(grid, stated))
        yield from _grand_total(grid, column, figures)


def _children(code: str, known: set[str]) -> list[str]:
    """The codes one level below.

    >>> _children("201", {"201", "20106", "2010601", "20199", "208"})
    ['20106', '20199']
    """
    below = [other for other in known if other.startswith(code) and other != code]
    shortest = min(map(len, below), default=0)
    return sorted(other for other in below if len(other) == shortest)


def _grand_total(grid: Grid, column: int, figures: dict[str, Figure]) -> Iterator[Check]:
    """The row 合计 against the topmost codes, but not 人员经费合计, which is a part."""
    top = min(map(len, figures), default=0)
    parts = [figure for code, figure in figures.items() if len(code) == top]
    for row, figure in grid.column(column):
        label = grid.labels[row, column]
        coded = (row, column) in grid.codes
        if not coded and _words("B13", "total").search(label) and len(parts) >= _FEWEST_PARTS:
            yield _sum("B13", grid, figure, parts, label)


def _name(grid: Grid, figure: Figure) -> str:
    cell = figure.mention.cell
    if cell is None:
        return grid.title
    return "·".join(part for part in (cell.row_label, cell.column_label) if part)


def _row_sums(grid: Grid) -> Iterator[Check]:
    """B14: the first column of a row is the sum of the columns beside it."""
    heads = {column: grid.head(column) for column in grid.columns}
    for first, head in heads.items():
        stem, _, last = head.rpartition("/")
        if not _words("B14", "total").search(last):
            continue
        beside = [
            column
            for column, other in heads.items()
            if column > first
            and (not stem or other.startswith(stem + "/"))
            and not _words("B14", "total").search(other.rpartition("/")[2])
            and not _words("B14", "not_a_part").search(other)
        ]
        if beside:
            yield from _rows_with(grid, first, beside)


def _rows_with(grid: Grid, first: int, beside: Sequence[int]) -> Iterator[Check]:
    for row, stated in grid.column(first):
        parts = [grid.cells[row, column] for column in beside if (row, column) in grid.cells]
        if parts:
            yield _sum("B14", grid, stated, parts, _name(grid, stated))


def _plain_sums(grid: Grid) -> Iterator[Check]:
    """B13: the row 合计 of a plain list, such as a table of projects."""
    if grid.codes or _words("B15", "title").search(grid.title):
        return
    if any(_words("B13", "nested").search(label) for label in grid.labels.values()):
        return
    for column in grid.columns:
        figures = grid.column(column)
        wholes = [
            f for row, f in figures if _words("B13", "total").search(grid.labels[row, column])
        ]
        parts = [f for _, f in figures if f not in wholes]
        at_the_end = wholes and wholes[0] in (figures[0][1], figures[-1][1])
        if len(wholes) == 1 and at_the_end and len(parts) >= _FEWEST_PARTS:
            yield _sum("B13", grid, wholes[0], parts, _name(grid, wholes[0]))


def _summary_sums(grid: Grid) -> Steps:
    """B15: 本年收入合计 = Σ classes; 总计 = 本年合计 + 年初（年末）结转; both 总计 equal."""
    if not _words("B15", "title").search(grid.title) or grid.codes:
        return
    ends: list[Figure] = []
    for column in grid.columns:
        yield from _summary_column(grid, column, ends)
    by_side = {_side(grid, end): end for end in reversed(ends)}
    if "收入" in by_side and "支出" in by_side:
        name = "收入总计与支出总计"
        yield _sum("B15", grid, by_side["收入"], [by_side["支出"]], name)


def _side(grid: Grid, figure: Figure) -> str:
    """Whether a figure stands on the revenue or the expenditure side of its table."""
    cell = figure.mention.cell
    labels = grid.head(cell.column) + plain(cell.row_label) if cell else ""
    return next((side for side in ("收入", "支出") if side in labels), "")


def _summary_column(grid: Grid, column: int, ends: list[Figure]) -> Steps:
    classes: list[Figure] = []
    subtotal: Figure | None = None
    rest: list[Figure] = []
    for row, figure in grid.column(column):
        label = grid.labels[row, column]
        if _words("B15", "end").search(label):
            ends.append(figure)
            parts = [subtotal, *rest] if subtotal else classes
            if parts and (subtotal is None or rest):
                yield _sum("B15", grid, figure, parts, _name(grid, figure))
        elif _words("B15", "subtotal").search(label):
            subtotal = figure
            if len(classes) > 0:
                yield _sum("B15", grid, figure, classes, _name(grid, figure))
        elif subtotal is not None and _words("B15", "rest").search(label):
            rest.append(figure)
        elif subtotal is None and _CLASS.match(label):
            classes.append(figure)
