"""Formulas of the catalogue over intervals."""

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from itertools import product

from extractors.catalogue import Formula, Operand
from pipeline.audit.intervals import Interval

Operands = Mapping[Operand, Interval]


@cache
def formula(text: str) -> Formula:
    """A rule's own formula, read once."""
    return Formula.parse(text)


def point_value(rule: Formula, operands: Operands) -> Fraction:
    """The value for the printed numbers as if they were exact.

    Raises:
        ZeroDivisionError: a divisor is zero.
    """
    return rule.evaluate(lambda operand: operands[operand].middle, Fraction)


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
    names = rule.operands
    values = []
    for corner in product(*({operands[name].low, operands[name].high} for name in names)):
        at = dict(zip(names, corner, strict=True))
        values.append(rule.evaluate(at.__getitem__, Fraction))
    return Interval(min(values), max(values))
