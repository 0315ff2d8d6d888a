"""What the database knows of files, and how a run changes that.

One content is one report, wherever it lies. A path leads to the last report that could be read
there; when other content takes the place, the older report stays, superseded.
"""

from collections import defaultdict
from collections.abc import Collection
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sqlalchemy import Connection, delete, insert, update

from models.identity import Identity
from models.refusal import RefusedFile
from models.tables import FileOutcome, location, refused_file, report, run_file
from pipeline.archives.entries import SEPARATOR
from pipeline.ingesting.knowledge import (
    LASTING,
    Known,
    Place,
    Refused,
    known_places,
    known_refusals,
    known_reports,
)
from pipeline.ingesting.pending import digest_of
from pipeline.readers.file_names import printable
from pipeline.storing.bulk import bulk_insert
from pipeline.storing.clock import now


@dataclass
class Ledger:
    """Paths, contents and refusals, as in the database; methods change both alike.

    Attributes:
        run_id: the run in whose name changes are made.
        version: the extractor version of that run.
        places: by path.
        reports: by content hash.
        refusals: by path.
        changed: whether a report came, went or moved since the ledger was loaded.
    """

    run_id: int
    version: str
    places: dict[str, Place]
    reports: dict[str, Known]
    refusals: dict[str, Refused]
    changed: bool = False

    def __post_init__(self) -> None:
        self._departed: set[str] = set()
        # Reports written by this run that need not be made current: with the paths they have.
        self._fresh: dict[int, str] = {}
        self._inside: dict[str, set[str]] = defaultdict(set)
        for path in (*self.places, *self.refusals):
            if SEPARATOR in path and (path in self.refusals or not self.places[path].vanished):
                self._inside[path.split(SEPARATOR, 1)[0]].add(path)

    @cached_property
    def _paths(self) -> dict[int | None, set[str]]:
        """The paths that lead to each report, whether or not its content still lies there."""
        paths: dict[int | None, set[str]] = defaultdict(set)
        for path, place in self.places.items():
            paths[place.report_id].add(path)
        return paths

    @cached_property
    def _contents(self) -> dict[int | None, str]:
        return {known.report_id: sha256 for sha256, known in self.reports.items()}

    @classmethod
    def load(cls, connection: Connection, run_id: int, version: str) -> "Ledger":
        """The ledger of a database, for a run."""
        return cls(
            run_id,
            version,
            known_places(connection),
            known_reports(connection),
            known_refusals(connection),
        )

    def refused_again(self, path: str, sha256: str) -> RefusedFile | None:
        """The refusal of bytes that were refused for good by this very version."""
        known = self.refusals.get(path)
        if known is None or (known.sha256, known.extractor_version) != (sha256, self.version):
            return None
        return known.refusal if known.refusal.reason in LASTING else None

    def attach(
        self, connection: Connection, path: str, sha256: str, stamp: str | None, report_id: int
    ) -> FileOutcome | None:
        """``path`` holds the content of a stored report.

        Returns:
            MOVED or DUPLICATE if the report was known from elsewhere; None if the path is its
            first or was its own already.
        """
        before, place = self.places.get(path), Place(sha256, stamp, report_id, vanished=False)
        if before == place and path not in self.refusals and path not in self._departed:
            return None  # as nearly all are, nearly every night
        others = self._live_paths(report_id) - {path}
        is_new_here = before is None or before.report_id != report_id or before.vanished
        was_elsewhere = is_new_here and bool(self._paths[report_id] - {path})
        self._put(connection, path, place)
        self._forget_refusal(connection, path)
        self.changed = self.changed or is_new_here
        if is_new_here:
            if self._fresh.pop(report_id, None) != path:
                self._make_current(connection, report_id, path if not others else None)
            if before is not None and before.report_id not in (None, report_id):
                self._supersede(connection, before.report_id, report_id)
        if not was_elsewhere:
            return None
        return FileOutcome.DUPLICATE if others else FileOutcome.MOVED

    def refuse(
        self,
        connection: Connection,
        path: str,
        sha256: str | None,
        stamp: str | None,
        refusal: RefusedFile,
    ) -> None:
        """``path`` cannot be read; what was read there before stays as it is."""
        message = refusal.message.encode("utf-8", "backslashreplace").decode()
        before = self.places.get(path)
        if sha256 is not None:
            kept = before.report_id if before else None
            self._put(connection, path, Place(sha256, stamp, kept, vanished=False))
        self._forget_refusal(connection, path)
        self.refusals[path] = Refused(sha256, self.version, refusal)
        connection.execute(
            insert(refused_file).values(
                path=path,
                reason=refusal.reason.value,
                message=message,
                sha256=sha256,
                extractor_version=self.version,
                run_id=self.run_id,
                refused_at=now(),
            )
        )

    def reader_of(self, declared: Identity | None) -> tuple[str, str]:
        """What a file would be read by in this run, if this is said of it."""
        return (self.version, "") if declared is None else (self.version, digest_of(declared))

    def learn(self, sha256: str, report_id: int, reader: tuple[str, str], source_path: str) -> None:
        """A report was stored, as found at ``source_path``."""
        self.changed = True
        if sha256 not in self.reports:
            self._fresh[report_id] = source_path
        self._contents[report_id] = sha256
        self.reports[sha256] = Known(report_id, reader)

    def depart(self, path: str, sha256: str) -> None:
        """``path`` now holds ``sha256``: if it led to other content, that has left it."""
        place = self.places.get(path)
        if place is not None and place.sha256 != sha256:
            self._departed.add(path)

    def members_of(self, archive: str) -> set[str]:
        """Paths inside an archive, as they were known when the run began."""
        return self._inside.get(archive, set())

    def unpacked(self, connection: Connection, path: str, sha256: str, stamp: str | None) -> None:
        """Every file in the archive at ``path`` is accounted for: it need not be opened again."""
        self._put(connection, path, Place(sha256, stamp, None, vanished=False))
        self._forget_refusal(connection, path)

    def missing_under(self, paths: Collection[Path], seen: AbstractSet[str]) -> list[str]:
        """Known paths at or under ``paths`` that are no longer there."""
        roots = [printable(path.absolute()) for path in paths]
        unseen = (self.places.keys() | self.refusals.keys()) - seen
        return sorted(
            path
            for path in unseen
            if (path in self.refusals or not self.places[path].vanished)
            and any(path == root or path.startswith(root.rstrip("/") + "/") for root in roots)
        )

    def vanish(self, connection: Connection, paths: Collection[str]) -> None:
        """Files that were there in an earlier run are gone; their reports stay."""
        for path in paths:
            if path in self.places:
                self.places[path] = self.places[path]._replace(vanished=True)
                changed = update(location).where(location.c.path == path)
                connection.execute(changed.values(vanished_at=now(), stamp=None))
            self._forget_refusal(connection, path)

    def note(
        self,
        connection: Connection,
        path: str,
        outcome: FileOutcome,
        report_id: int | None = None,
        *,
        seconds: float = 0.0,
        detail: str = "",
    ) -> None:
        """Record what the run made of a file."""
        columns = ("run_id", "path", "outcome", "report_id", "milliseconds", "detail")
        row = (self.run_id, path, outcome.value, report_id, round(seconds * 1000), detail)
        bulk_insert(connection, run_file, columns, [row])

    def _live_paths(self, report_id: int | None) -> set[str]:
        """Where the content of a report lies at present."""
        content = self._contents.get(report_id)
        return {
            path
            for path in self._paths[report_id] - self._departed
            if self.places[path].sha256 == content and not self.places[path].vanished
        }

    def _put(self, connection: Connection, path: str, place: Place) -> None:
        paths = self._paths  # as they were before
        before, self.places[path] = self.places.get(path), place
        if before is not None:
            paths[before.report_id].discard(path)
        paths[place.report_id].add(path)
        self._departed.discard(path)
        values = {"report_id": place.report_id, "sha256": place.sha256, "stamp": place.stamp}
        if before is None:
            values |= {"path": path, "run_id": self.run_id}
            bulk_insert(connection, location, tuple(values), [tuple(values.values())])
        elif before != place:
            changed = update(location).where(location.c.path == path)
            connection.execute(changed.values(vanished_at=None, **values))

    def _make_current(self, connection: Connection, report_id: int, path: str | None) -> None:
        """The report holds again; ``path``, where given, is now where it is to be found."""
        values: dict[str, object] = {"is_current": True, "superseded_by": None}
        if path is not None:
            values |= {"source_path": path, "file_name": path.rsplit("/", 1)[-1]}
        connection.execute(update(report).where(report.c.id == report_id).values(values))

    def _supersede(self, connection: Connection, older: int | None, newer: int) -> None:
        if not self._live_paths(older):
            values = {"is_current": False, "superseded_by": newer}
            connection.execute(update(report).where(report.c.id == older).values(values))

    def _forget_refusal(self, connection: Connection, path: str) -> None:
        if self.refusals.pop(path, None) is not None:
            connection.execute(delete(refused_file).where(refused_file.c.path == path))
