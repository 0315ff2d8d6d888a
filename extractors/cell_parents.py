"""Which cell of a table is the total that another one is a part of."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.catalogue.words import normalise
from extractors.cell_heads import Heads
from extractors.cell_measure import Measure
from models.mention import Kind, Mention, Role

_AMONG = re.compile(r"其中|(?:其中[:,]?)?\d+[.、](?!\d)|\([一二三四五六七八九十]+\)")


@dataclass(frozen=True, slots=True)
class CellFact:
    """A cell with what its row and column say; ``index`` is that of its mention."""

    index: int
    mention: Mention
    row: Heads
    column: Heads
    measure: Measure

    @property
    def code(self) -> str:
        """Subject code of its row."""
        return self.mention.cell.row_code if self.mention.cell else ""

    @property
    def is_total_row(self) -> bool:
        """Whether its row sums up the rows of its column."""
        return self.row.names_nothing and self.row.is_total and not self.code


def parents_of(facts: Iterable[CellFact]) -> dict[int, int]:
    """The index of its total for every amount of one table that is a part of one.

    Down a column the levels of the subject codes, the rows behind 其中 and the row of the
    total say so; along a row the column of the total.
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
    for fact in row:
        if fact.column.is_total:
            total = fact
        elif total and fact.column.name and fact.row.name == total.row.name:
            parents[fact.index] = total.index
    return parents


def _down(column: Sequence[CellFact]) -> dict[int, int]:
    totals = [fact for fact in column if fact.is_total_row]
    balanced = next((fact for fact in totals if fact.row.is_balanced), None)
    total = next((fact for fact in totals if not fact.row.is_balanced), balanced)
    parents: dict[int, int] = {}
    above: list[CellFact] = []
    whole: CellFact | None = None
    for fact in column:
        if fact.is_total_row:
            if balanced and fact is not balanced:
                parents[fact.index] = balanced.index
            continue
        if fact.code:
            while above and not _is_under(fact.code, above[-1].code):
                above.pop()
            parent = above[-1] if above else total
            above.append(fact)
        elif _AMONG.match(_own_label(fact)) or fact.row.names_nothing:
            parent = whole or total
        else:
            whole = fact
            parent = _total_over(fact, total, balanced)
        if parent:
            parents[fact.index] = parent.index
    return parents


def _total_over(
    fact: CellFact, total: CellFact | None, balanced: CellFact | None
) -> CellFact | None:
    """The total that a named row without code is a part of, where that is plain."""
    metric = fact.measure.metric
    if fact.measure.line:
        return total
    if metric and metric.subject == "carryover":
        return balanced
    sums_up = total.measure.metric if total else None
    return total if metric and sums_up and metric.part_of == sums_up.code else None


def _is_under(code: str, above: str) -> bool:
    return code.startswith(above) and code != above


def _own_label(fact: CellFact) -> str:
    label = fact.mention.cell.row_label if fact.mention.cell else ""
    return normalise(label).rsplit("/", 1)[-1]
