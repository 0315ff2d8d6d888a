"""What became of a report's findings when it was audited anew after a correction."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, text

MOST_NEW = 50
"""New findings that the address of the page can hold."""

_FINDINGS = text("SELECT fingerprint, id FROM finding WHERE report_id = :report ORDER BY id")


@dataclass
class Audited:
    """How the findings changed.

    Attributes:
        new: numbers of those that were not there before.
        gone: how many are there no longer.
    """

    new: tuple[int, ...] = ()
    gone: int = 0

    @property
    def query(self) -> str:
        """What the address of the report's page says of it."""
        new = ",".join(str(number) for number in self.new[:MOST_NEW])
        return f"?new={new}&gone={self.gone}"


@contextmanager
def audited(database: Connection, report: int) -> Iterator[Audited]:
    """What changes of the report's findings within the block, known behind it."""
    before = _findings(database, report)
    change = Audited()
    yield change
    after = _findings(database, report)
    change.new = tuple(number for mark, number in after.items() if mark not in before)
    change.gone = len(before.keys() - after.keys())


def _findings(database: Connection, report: int) -> dict[str, int]:
    return {row.fingerprint: row.id for row in database.execute(_FINDINGS, {"report": report})}
