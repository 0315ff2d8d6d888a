"""Readings that wait to be written together, for one transaction costs less than many."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from models.refusal import RefusedFile
from pipeline.ingesting.pending import Pending
from pipeline.ingesting.workers import Reading, internal_error
from pipeline.storing import Origin, ReportRows, write_reports

FILES, SECONDS, BYTES = 32, 2.0, 16_000_000
"""A batch is full with so many files, when its first has waited so long as another comes, or when
its texts are so large. What a killed run had read and not written is read again by the next."""


@dataclass
class Batch:
    """Files that have been read, in the order in which their reports are to be written."""

    files: list[tuple[Pending, Reading]] = field(default_factory=list)
    _size: int = 0
    _since: float = field(default_factory=time.monotonic)

    def add(self, one: Pending, reading: Reading) -> None:
        """Put a file behind the others."""
        if not self.files:
            self._since = time.monotonic()
        self.files.append((one, reading))
        self._size += reading.rows.size if reading.rows is not None else 0

    @property
    def is_full(self) -> bool:
        """Whether it is time to write."""
        is_late = bool(self.files) and time.monotonic() - self._since >= SECONDS
        return is_late or len(self.files) >= FILES or self._size >= BYTES


def write_all(
    connection: Connection, reports: Sequence[tuple[Path, ReportRows, Origin]]
) -> list[int | RefusedFile]:
    """Write reports, all at once or else each that can be written.

    Returns:
        the ``report_id`` of each, or why it could not be written.
    """
    if not reports:
        return []
    try:
        with connection.begin_nested():
            return list(write_reports(connection, [(rows, origin) for _, rows, origin in reports]))
    except OperationalError:
        raise  # the database's trouble, not the reports'
    except Exception as error:
        if len(reports) == 1:
            return [internal_error(reports[0][0], error)]
        return [made for one in reports for made in write_all(connection, [one])]
