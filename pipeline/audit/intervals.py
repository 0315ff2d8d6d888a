"""Exact interval arithmetic: a printed number stands for all values that round to it."""

from collections.abc import Iterable
from decimal import Decimal
from enum import Enum

from models.value import value
from pipeline.audit.exact import Fraction


class Agreement(Enum):
    """How a printed result lies to the one recomputed from the printed operands."""

    EXACT = "exact"
    WITHIN_ROUNDING = "within_rounding"
    CONTRADICTION = "contradiction"


@value
class Interval:
    """All values between ``low`` and ``high``, both included; exact.

    >>> Interval.around(Decimal("97.50"), Decimal("0.005"))
    Interval(low=Fraction(19499, 200), high=Fraction(19501, 200))
    """

    low: Fraction
    high: Fraction

    @classmethod
    def around(
        cls, value: Decimal | Fraction | int, half: Decimal | Fraction | int = 0
    ) -> "Interval":
        """The values within ``half`` of ``value``."""
        middle, reach = Fraction(value), Fraction(half)
        return cls(middle - reach, middle + reach)

    @property
    def middle(self) -> Fraction:
        """The value half way between the two ends."""
        return (self.low + self.high) / 2

    @property
    def half(self) -> Fraction:
        """Half the width: the tolerance to show with a finding."""
        return (self.high - self.low) / 2

    def overlaps(self, other: "Interval") -> bool:
        """Whether some value lies in both.

        >>> Interval.around(1, 1).overlaps(Interval.around(3, 1))
        True
        """
        return self.low <= other.high and other.low <= self.high

    def absolute(self) -> "Interval":
        """The values' sizes without their signs.

        >>> Interval(Fraction(-3), Fraction(1)).absolute()
        Interval(low=Fraction(0, 1), high=Fraction(3, 1))
        """
        if self.low >= 0:
            return self
        if self.high <= 0:
            return -self
        return Interval(Fraction(0), max(-self.low, self.high))

    def __neg__(self) -> "Interval":
        return Interval(-self.high, -self.low)

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Interval") -> "Interval":
        return Interval(self.low - other.high, self.high - other.low)


def total(parts: Iterable[Interval]) -> Interval:
    """The sum; its tolerance grows with every part.

    >>> total([Interval.around(1, Fraction(1, 2))] * 3).half
    Fraction(3, 2)
    """
    low = high = Fraction(0)
    for part in parts:
        low, high = low + part.low, high + part.high
    return Interval(low, high)


def rounded(value: Fraction, decimals: int) -> Decimal:
    """``value`` rounded half up (away from zero) to so many decimals.

    >>> rounded(Fraction(975, 1000), 2), rounded(Fraction(-9478, 1000), 2)
    (Decimal('0.98'), Decimal('-9.48'))
    """
    scaled = abs(value) * 10**decimals + Fraction(1, 2)
    digits = scaled.numerator // scaled.denominator
    return Decimal(-digits if value < 0 else digits).scaleb(-decimals)


def compare(stated: Interval, point: Fraction, computed: Interval) -> Agreement:
    """Judge a printed result against one recomputed from printed operands.

    Args:
        stated: the printed result's interval; its middle is the printed number.
        point: recomputed from the printed operands as if they were exact.
        computed: recomputed from the operands' intervals.

    >>> left = Interval.around(Decimal("434.72"), Decimal("0.005"))
    >>> parts = Interval.around(Decimal("434.71"), Decimal("0.015"))
    >>> compare(left, parts.middle, parts)
    <Agreement.WITHIN_ROUNDING: 'within_rounding'>
    """
    # Rounding half up puts ``point`` at the lower end of what rounds to the printed number.
    if stated.low <= point < stated.high or point == stated.middle:
        return Agreement.EXACT
    if stated.overlaps(computed):
        return Agreement.WITHIN_ROUNDING
    return Agreement.CONTRADICTION


def shown(value: Fraction | Decimal, decimals: int = 2) -> str:
    """A number for people, rounded half up, without needless zeros beyond the integer.

    >>> shown(Fraction(6348, 100)), shown(Fraction(7)), shown(Decimal("-0.5"))
    ('63.48', '7', '-0.50')
    """
    number = rounded(Fraction(value), decimals)
    return f"{number:.0f}" if number == number.to_integral_value() else f"{number:.{decimals}f}"
