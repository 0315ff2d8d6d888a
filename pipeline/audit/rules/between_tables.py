"""B16, C03: one figure printed in two tables, or in a table and in the text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from models.finding import Verdict
from pipeline.audit.check import Check, Steps, judge
from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure
from pipeline.audit.grids import Grid, grids, plain
from pipeline.audit.rulebook import rule_book

_CLASS_DIGITS = 3
# 八、社会保障和就业支出
_ORDINAL = re.compile(r"^[一二三四五六七八九十]+、")


@dataclass(frozen=True, slots=True)
class Place:
    """A figure with the words that tell people where it stands."""

    figure: Figure
    words: str


def same_figures(facts: Facts) -> Steps:
    """Every pair of places that the rule table holds equal."""
    if not facts.is_account:
        return
    found = list(grids(facts))
    for entry in rule_book()["B16"].data["pairs"]:
        left, right = _cell(found, entry["one"]), _cell(found, entry["other"])
        if left and right:
            yield _equal("B16", left, right)
    for one, other in rule_book()["B16"].data["classes"]:
        yield from _same_classes(found, one, other)
    for entry in rule_book()["C03"].data["texts"]:
        cell = _cell(found, entry["cell"])
        if cell:
            yield from (_equal("C03", place, cell) for place in _text(facts, entry["text"]))


def _same_classes(found: list[Grid], summary: str, detail: str) -> Steps:
    """八、社会保障和就业支出 of the summary is 208 社会保障和就业支出 of the detail."""
    summaries = [grid for grid in found if re.search(summary, grid.title)]
    details = [grid for grid in found if re.search(detail, grid.title) and grid.codes]
    for left, right in product(summaries[:1], details[:1]):
        first = min(right.columns)
        known = {
            right.labels[row, first]: right.cells[row, first]
            for row, _ in right.column(first)
            if len(right.codes.get((row, first), "")) == _CLASS_DIGITS
        }
        for (row, column), figure in left.cells.items():
            name = _ORDINAL.sub("", left.labels[row, column])
            if name in known and "支出" in left.head(column):
                place = Place(figure, f"《{left.title}》{name}")
                check = _equal("B16", place, Place(known[name], f"《{right.title}》{name}"))
                # Its columns (合计, 一般公共预算) repeat one figure.
                yield replace(check, group=f"B16:{left.table}:{name}")


def _cell(found: list[Grid], wanted: Mapping[str, Any]) -> Place | None:
    """The only figure whose table title, row and column fit; None where several do."""
    fits = [
        Place(figure, f"《{grid.title}》{plain(figure.mention.cell.row_label)}")
        for grid in found
        if re.search(wanted["title"], grid.title)
        for (row, column), figure in grid.cells.items()
        if figure.mention.cell
        and re.search(wanted["row"], grid.labels[row, column])
        and re.search(wanted.get("column", ""), grid.head(column))
    ]
    return fits[0] if len({place.figure.value for place in fits}) == 1 else None


def _text(facts: Facts, pattern: str) -> Iterator[Place]:
    words = re.compile(pattern)
    for figure in facts.results:
        if figure.mention.cell is None and facts.year_of(figure) == facts.year:
            match = words.search(facts.before(figure, 24))
            if match:
                yield Place(figure, f"“{match.group().rstrip('为均')}”")


def _equal(rule_id: str, one: Place, other: Place) -> Check:
    check = judge(
        rule_book()[rule_id],
        one.figure,
        other.figure.interval,
        (other.figure,),
        group=f"{rule_id}:{one.figure.index}",
        words=lambda: {"name": one.words, "other": other.words, "right": other.figure.printed},
    )
    # 2940.05万元 and 29400536元 agree as far as they are printed.
    agree = check.verdict is Verdict.SOFT and one.figure.half != other.figure.half
    return replace(check, verdict=None) if agree else check
