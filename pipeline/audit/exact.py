"""Exact fractions.

``quicktions`` computes what the standard library's ``fractions`` does, several times faster;
recomputing rates and sums was a third of an audit's time. The type checker, for which it has no
types, is shown the class that it copies.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction
else:
    from quicktions import Fraction

__all__ = ["Fraction"]
