"""The figures that a report states for the operands of a formula."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product

from extractors.catalogue import Formula, Operand
from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure, Scope, nearest_of_each_value
from pipeline.audit.formula import Operands
from pipeline.audit.knowledge import SIGNS

# A rate is tried against at most so many combinations of figures that state its operands.
_MOST_COMBINATIONS = 24

Chosen = dict[Operand, Figure]


@dataclass(frozen=True, slots=True)
class Way:
    """A formula with one choice of figures for its operands."""

    formula: Formula
    chosen: Chosen

    @property
    def intervals(self) -> Operands:
        """What the figures' digits allow each operand to be."""
        return {operand: figure.interval for operand, figure in self.chosen.items()}


def choices(facts: Facts, formula: Formula, stated: Figure) -> Iterator[Chosen]:
    """The ways to fill a formula with figures of the rate's year and scope, nearest first."""
    year, scope = facts.year_of(stated), stated.scope
    names = formula.operands
    found = [_candidates(facts, operand, year, scope, stated) for operand in names]
    if all(found):
        for combination in islice(product(*found), _MOST_COMBINATIONS):
            yield dict(zip(names, combination, strict=True))


def _candidates(
    facts: Facts, operand: Operand, year: int | None, scope: Scope, stated: Figure
) -> list[Figure]:
    """Figures for an operand, nearest first, one for each distinct value."""
    code = f"{operand.code}@prior" if operand.prior else operand.code
    found = sorted(facts.find(code, year, scope), key=lambda f: abs(f.start - stated.start))
    return nearest_of_each_value(found)


def computation(way: Way) -> str:
    """The formula with the figures in it: 2474.64万元 ÷ 2538.12万元 × 100."""
    text = way.formula.text
    figures = sorted(way.chosen.items(), key=lambda item: -len(item[0].code) - item[0].prior)
    for operand, figure in figures:
        code = f"{operand.code}@prior" if operand.prior else operand.code
        text = text.replace(code, figure.printed)
    return text.replace(" ", "").translate(SIGNS)
