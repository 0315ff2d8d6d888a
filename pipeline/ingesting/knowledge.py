"""What the database knows of files, read once at the start of a run."""

from typing import NamedTuple

from sqlalchemy import Connection, select

from models.refusal import RefusalReason, RefusedFile
from models.tables import location, refused_file, report

# Reasons that lie in the bytes: the same bytes are refused again without another look.
LASTING = frozenset(
    {
        RefusalReason.EMPTY,
        RefusalReason.UNSUPPORTED,
        RefusalReason.ENCRYPTED,
        RefusalReason.DAMAGED,
        RefusalReason.TOO_LARGE,
        RefusalReason.NO_TEXT,
        RefusalReason.UNDECODABLE,
        RefusalReason.UNSAFE,
    }
)


class Place(NamedTuple):
    """A path as the database knows it."""

    sha256: str
    stamp: str | None
    report_id: int | None
    vanished: bool


class Known(NamedTuple):
    """A report as the database knows it; ``reader`` is its extractor version and declaration."""

    report_id: int
    reader: tuple[str, str]


class Refused(NamedTuple):
    """A refused file as the database knows it."""

    sha256: str | None
    extractor_version: str
    refusal: RefusedFile


def known_places(connection: Connection) -> dict[str, Place]:
    """All paths that were ever found."""
    rows = select(
        location.c.path,
        location.c.sha256,
        location.c.stamp,
        location.c.report_id,
        location.c.vanished_at.is_not(None),
    )
    return {path: Place(*rest) for path, *rest in connection.execute(rows).all()}


def known_reports(connection: Connection) -> dict[str, Known]:
    """All reports, by content hash."""
    rows = select(report.c.sha256, report.c.id, report.c.extractor_version, report.c.declared)
    return {sha: Known(key, (v, d)) for sha, key, v, d in connection.execute(rows).all()}


def known_refusals(connection: Connection) -> dict[str, Refused]:
    """All files that are refused as they stand, by path."""
    return {
        row.path: Refused(
            row.sha256,
            row.extractor_version,
            RefusedFile(RefusalReason(row.reason), row.message),
        )
        for row in connection.execute(select(refused_file))
    }
