"""B16, C03: one figure printed in two tables, or in a table and in the text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from models.finding import Verdict
from pipeline.audit.check import Check, Steps, judge
from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure
from pipeline.audit.grids import Grid, grids, plain
from pipeline.audit.rulebook import rule_book


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
    for entry in rule_book()["C03"].data["texts"]:
        cell = _cell(found, entry["cell"])
        if cell:
            yield from (_equal("C03", place, cell) for place in _text(facts, entry["text"]))


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
        values={"name": one.words, "other": other.words, "right": other.figure.printed},
    )
    # 2940.05万元 and 29400536元 agree as far as they are printed.
    agree = check.verdict is Verdict.SOFT and one.figure.half != other.figure.half
    return replace(check, verdict=None) if agree else check
