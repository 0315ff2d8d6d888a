"""Sums as the rule table spells them: ``budget_adjusted = budget_initial + budget_supplement``.

A term with ``?`` counts where the report states it; one with ``??`` may count or not, for
places differ in that.
"""

import re
from dataclasses import dataclass
from functools import cache

# One term of a sum: `+ budget_supplement`, `- budget_reduction?`, `+ carryover_prior??`
_TERM = re.compile(r"([-+]?)\s*([a-z_]+)(\?{0,2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Term:
    """One addend of a sum."""

    code: str
    negative: bool
    optional: bool
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class SumRule:
    """``total = term ± term``.

    >>> read_sum("a = b + c?").terms[1]
    Term(code='c', negative=False, optional=True, doubtful=False)
    """

    text: str
    total: str
    terms: tuple[Term, ...]


@cache
def read_sum(text: str) -> SumRule:
    """A sum as the rule table spells it."""
    left, _, right = text.partition("=")
    terms = tuple(
        Term(code, sign == "-", bool(marks), marks == "??")
        for sign, code, marks in _TERM.findall(right)
    )
    return SumRule(text, left.strip(), terms)
