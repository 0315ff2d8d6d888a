"""Exact numbers in integer columns: a Decimal is kept as a whole number of small steps.

SQLite has no decimal type, and a float cannot hold 0.10. So an amount is stored as a count of
ten-thousandths of a 元, a percentage as a count of millionths of a percent: sums and
comparisons in SQL are then exact. The digits beyond the step are rounded half to even; the
report's own characters are kept beside the value, whatever their number.
"""

from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Context, Decimal
from types import MappingProxyType
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer
from sqlalchemy.types import TypeDecorator

from models.mention import Kind

PLACES: Mapping[Kind, int] = MappingProxyType(
    {
        Kind.AMOUNT: 4,
        Kind.PERCENT: 6,
        Kind.HEADCOUNT: 4,
        Kind.COUNT: 4,
        Kind.SCORE: 4,
    }
)
"""Decimal places that are kept of a value, by kind of quantity."""

LARGEST = 2**63 - 1
"""The largest whole number that both databases can hold."""

ID = BigInteger().with_variant(Integer(), "sqlite")
"""Type of keys; SQLite makes a plain INTEGER key the row's own address."""

# More digits than any number that fits LARGEST, so that scaling itself never rounds.
_EXACT = Context(prec=120, rounding=ROUND_HALF_EVEN)


def to_scaled(value: Decimal, places: int) -> int | None:
    """``value`` as a whole number of steps of ``10**-places``, half to even.

    None where it is too large for a 64-bit column: the value is then unknown to the
    database, while what was printed is still there.

    >>> to_scaled(Decimal("65900.005"), 4)
    659000050
    >>> to_scaled(Decimal("0.00005"), 4), to_scaled(Decimal("0.00015"), 4)
    (0, 2)
    >>> to_scaled(Decimal("1e30"), 4) is None
    True
    """
    if value.adjusted() + places > 19:
        return None
    scaled = int(_EXACT.scaleb(value, places).to_integral_value(ROUND_HALF_EVEN))
    return scaled if -LARGEST <= scaled <= LARGEST else None


def from_scaled(scaled: int, places: int) -> Decimal:
    """The Decimal that ``scaled`` stands for, without trailing zeros.

    >>> from_scaled(659000050, 4), from_scaled(659000000, 4)
    (Decimal('65900.005'), Decimal('65900'))
    """
    whole, rest = divmod(abs(scaled), 10**places)
    digits = f"{rest:0{places}d}".rstrip("0") if rest else ""
    sign = "-" if scaled < 0 else ""
    return Decimal(f"{sign}{whole}.{digits}" if digits else f"{sign}{whole}")


class ScaledDecimal(TypeDecorator[Decimal]):
    """A column of Decimals with a fixed number of places, stored as scaled integers."""

    impl = BigInteger
    cache_ok = True

    def __init__(self, places: int) -> None:
        super().__init__()
        self.places = places

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """A Decimal on its way into the database."""
        return None if value is None else to_scaled(value, self.places)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Decimal | None:
        """An integer on its way out of the database."""
        return None if value is None else from_scaled(value, self.places)
