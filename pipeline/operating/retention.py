"""How long backups and the records of runs are kept: for ever, or by a rule one gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Retention:
    """What is kept of a growing row of things; where nothing is said, everything.

    Attributes:
        latest: so many, the latest; at least one.
        days: those that are not older. With both, what either of them keeps.
    """

    latest: int | None = None
    days: int | None = None

    def __bool__(self) -> bool:
        return self.latest is not None or self.days is not None

    def expired(self, moments: Mapping[Kept, datetime], now: datetime) -> list[Kept]:
        """What need not be kept, the oldest first; never the latest.

        >>> days = {n: datetime(2025, 4, n) for n in range(1, 8)}
        >>> Retention(latest=5).expired(days, datetime(2025, 4, 7))
        [1, 2]
        >>> Retention(latest=1, days=4).expired(days, datetime(2025, 4, 7))
        [1, 2]
        >>> Retention(days=1).expired(days, datetime(2026, 1, 1))
        [1, 2, 3, 4, 5, 6]
        >>> Retention().expired(days, datetime(2026, 1, 1))
        []
        """
        if not self:
            return []
        older = sorted(moments, key=lambda one: moments[one])[: -(self.latest or 1)]
        if self.days is None:
            return older
        since = now - timedelta(days=self.days)
        return [one for one in older if moments[one] < since]
