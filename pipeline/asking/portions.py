"""Long lists of ids, asked for a portion at a time."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

PORTION = 10_000
"""Ids that one statement names; SQLite takes 32,766 values, PostgreSQL 65,535."""

One = TypeVar("One")


def portions(named: Sequence[One], size: int = PORTION) -> Iterator[Sequence[One]]:
    """What was named, in its order, so many at a time.

    >>> [list(one) for one in portions("甲乙丙", 2)]
    [['甲', '乙'], ['丙']]
    """
    for first in range(0, len(named), size):
        yield named[first : first + size]
