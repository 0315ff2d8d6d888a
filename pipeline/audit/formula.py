"""Formulas of the catalogue over intervals."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import product
from operator import itemgetter

from extractors.catalogue import Formula, Operand
from extractors.catalogue.formula import APPLY, Term
from pipeline.audit.exact import Fraction
from pipeline.audit.intervals import Interval

Operands = Mapping[Operand, Interval]
_Value = Callable[[Sequence[Fraction]], Fraction]


@dataclass(frozen=True, slots=True)
class _Program:
    """A formula made ready: its operands, and the function of their values."""

    operands: tuple[Operand, ...]
    value: _Value


@cache
def formula(text: str) -> Formula:
    """A rule's own formula, read once."""
    return Formula.parse(text)


def point_value(rule: Formula, operands: Operands) -> Fraction:
    """The value for the printed numbers as if they were exact.

    Raises:
        ZeroDivisionError: a divisor is zero.
    """
    program = _program(rule)
    return program.value([operands[name].middle for name in program.operands])


def interval_value(rule: Formula, operands: Operands) -> Interval:
    """All values that the operands' intervals allow.

    The formulas rise or fall steadily in every operand, so the extremes lie at corners;
    unlike step-by-step interval arithmetic this stays exact where an operand occurs twice.

    Raises:
        ZeroDivisionError: a divisor is zero at a corner.

    >>> rate = formula("(a - a@prior) / a@prior * 100")
    >>> half = Fraction(1, 200)
    >>> change = interval_value(rate, {
    ...     Operand("a"): Interval.around(Fraction(659, 100), half),
    ...     Operand("a", prior=True): Interval.around(Fraction(728, 100), half)})
    >>> round(float(change.low), 3), round(float(change.high), 3)
    (-9.609, -9.347)
    """
    program = _program(rule)
    corners = product(*(_ends(operands[name]) for name in program.operands))
    values = [program.value(corner) for corner in corners]
    return Interval(min(values), max(values))


def _ends(of: Interval) -> tuple[Fraction, ...]:
    return (of.low,) if of.low == of.high else (of.low, of.high)


_programs: dict[str, _Program] = {}


def _program(rule: Formula) -> _Program:
    # Found by the text: the hash of a tree is computed anew at every look.
    known = _programs.get(rule.text)
    if known is None:
        operands = rule.operands
        known = _programs[rule.text] = _Program(operands, _function(rule.term, operands))
    return known


def _function(term: Term, operands: Sequence[Operand]) -> _Value:
    """A term as a function of its operands' values, in their order."""
    if isinstance(term, Operand):
        return itemgetter(operands.index(term))
    if isinstance(term, Decimal):
        constant = Fraction(term)
        return lambda _: constant
    apply = APPLY[term.sign]
    left, right = _function(term.left, operands), _function(term.right, operands)

    def value(values: Sequence[Fraction]) -> Fraction:
        result: Fraction = apply(left(values), right(values))
        return result

    return value
