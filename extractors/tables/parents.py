"""Which cell of a table is the total that another one is a part of."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from extractors.catalogue.words import normalise
from extractors.tables.cell_heads import Heads
from extractors.tables.measure import Measure
from models.mention import Kind, Mention, Role
from models.value import value

# 一、 over (一) over 1. over (1) over ①: the levels of list numbers before the names of rows.
_LEVELS = (
    re.compile(r"[一二三四五六七八九十]+[、.]"),
    re.compile(r"\([一二三四五六七八九十]+\)"),
    re.compile(r"\d+[、.](?!\d)"),
    re.compile(r"\(\d+\)"),
    re.compile(r"[①-⑳]"),
)
_AMONG = re.compile(r"其中")
_NO_LEVEL = len(_LEVELS)


@value
class CellFact:
    """A cell with what its row and column say; ``index`` is that of its mention.

    Attributes:
        group_row: the row of the outermost list number (一、) above, -1 where there is none.
    """

    index: int
    mention: Mention
    row: Heads
    column: Heads
    measure: Measure
    group_row: int = -1

    @property
    def code(self) -> str:
        """Subject code of its row."""
        return self.mention.cell.row_code if self.mention.cell else ""

    @property
    def is_total_row(self) -> bool:
        """Whether its row sums up the rows of its column."""
        is_sum = self.row.names_nothing and self.row.is_total and not self.code
        return is_sum and level_of(self.label) == _NO_LEVEL

    @property
    def label(self) -> str:
        """The words of its row, innermost."""
        return _innermost(self.mention.cell.row_label) if self.mention.cell else ""


@lru_cache(maxsize=4096)
def _innermost(label: str) -> str:
    return normalise(label).rsplit("/", 1)[-1]


@lru_cache(maxsize=4096)
def level_of(label: str) -> int:
    """Level of the list number before a name, from 0; ``len`` of all levels without one.

    >>> level_of("一、三公经费"), level_of("(1)公务用车购置费"), level_of("合计")
    (0, 3, 5)
    """
    found = (level for level, pattern in enumerate(_LEVELS) if pattern.match(label))
    return next(found, _NO_LEVEL)


def parents_of(facts: Iterable[CellFact]) -> dict[int, int]:
    """The index of its total for every amount of one table that is a part of one.

    Down a column the levels of subject codes and list numbers, the words 其中 and the row
    of the total say so; along a row the column of the total.
    """
    columns: dict[int, list[CellFact]] = {}
    rows: dict[int, list[CellFact]] = {}
    for fact in facts:
        place = fact.mention.cell
        if place and fact.mention.kind is Kind.AMOUNT and fact.mention.role is Role.LEVEL:
            columns.setdefault(place.column, []).append(fact)
            rows.setdefault(place.row, []).append(fact)
    parents: dict[int, int] = {}
    for row in rows.values():
        parents.update(_along(row))
    for column in columns.values():
        parents.update(_down(column))
    return parents


def _along(row: Sequence[CellFact]) -> dict[int, int]:
    """Parts named by their columns: 基本支出 and 项目支出 beside 合计."""
    parents: dict[int, int] = {}
    total: CellFact | None = None
    wholes: dict[str, CellFact] = {}
    for fact in row:
        metric = fact.measure.metric
        whole = wholes.get(metric.part_of or "") if metric else None
        if fact.column.is_total:
            total = fact
            wholes.clear()
        elif total and fact.column.name and fact.row.name == total.row.name:
            parents[fact.index] = (whole or total).index
        if metric:
            wholes.setdefault(metric.code, fact)
    return parents


def _down(column: Sequence[CellFact]) -> dict[int, int]:
    totals = [fact for fact in column if fact.is_total_row]
    balanced = next((fact for fact in totals if fact.row.is_balanced), None)
    total = next((fact for fact in totals if not fact.row.is_balanced), balanced)
    parents: dict[int, int] = {}
    above: list[CellFact] = []
    for fact in column:
        if fact.is_total_row:
            if balanced and fact is not balanced:
                parents[fact.index] = balanced.index
            continue
        while above and not _is_under(fact, above[-1]):
            above.pop()
        parent = above[-1] if above else _total_over(fact, total, balanced)
        if not _AMONG.match(fact.label):
            above.append(fact)
        if parent:
            parents[fact.index] = parent.index
    return parents


def _is_under(fact: CellFact, above: CellFact) -> bool:
    """Whether ``fact`` is a part of a row above it in its column."""
    if fact.code or above.code:
        return fact.code.startswith(above.code) and fact.code != above.code and bool(above.code)
    if _AMONG.match(fact.label):
        return True
    if fact.row.names_nothing and not above.row.names_nothing:
        return True  # 一、一般公共预算财政拨款 under 年初财政拨款结转和结余
    level = level_of(fact.label)
    row = above.mention.cell.row if above.mention.cell else -1
    return level != _NO_LEVEL and level > level_of(above.label) and row >= fact.group_row


def _total_over(
    fact: CellFact, total: CellFact | None, balanced: CellFact | None
) -> CellFact | None:
    """The total that an outermost row is a part of, where that is plain."""
    metric = fact.measure.metric
    if fact.code or fact.measure.line or fact.measure.is_part:
        return total
    if metric and metric.subject == "carryover":
        return balanced
    sums_up = total.measure.metric if total else None
    if metric is None or sums_up is None:
        return None
    is_revenue = (metric.subject, sums_up.subject) == ("appropriation", "revenue")
    return total if is_revenue or metric.part_of == sums_up.code else None
