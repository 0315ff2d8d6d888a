"""The work of a run: which files must be read, and what becomes of each."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, Engine

from models.identity import Identity
from models.refusal import RefusedFile
from models.tables import FileOutcome
from pipeline.knowledge import now
from pipeline.ledger import Ledger
from pipeline.manifest import declared_for, mistakes_for
from pipeline.scan import Found, find_files, refusal_of, sha256_of, stamp_of
from pipeline.storing import Origin, store_report
from pipeline.summary import RefusedPath, RunSummary
from pipeline.workers import Reading, Task, internal_error, read_all

Progress = Callable[[int, int, str], None]
"""Told after every file: how many are done, of how many, and its path."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A file to be read in this run."""

    found: Found
    sha256: str
    stamp: str | None
    declared: Identity | None


@dataclass
class Run:
    """One run on one database."""

    engine: Engine
    ledger: Ledger
    summary: RunSummary
    pending: list[Pending] = field(default_factory=list)
    copies: list[Pending] = field(default_factory=list)

    def plan(self, paths: list[Path]) -> None:
        """Tell the files that must be read from those that need not be."""
        found = list(find_files(paths))
        self.summary.mistakes += mistakes_for(one.path for one in found)
        # Hashing takes its time: it is done before the transaction, which others wait for.
        looks = [(one, self._look(one)) for one in found]
        hashes: set[str] = set()
        with self.engine.begin() as connection:
            # First what has gone: only then is a file elsewhere told to have moved there.
            self._note_vanished(connection, paths, {one.name for one in found})
            for one, look in looks:
                if isinstance(look, Pending):
                    self.ledger.depart(one.name, look.sha256)
            for one, look in looks:
                if isinstance(look, RefusedFile):
                    self._refuse(connection, one.name, look)
                else:
                    self._plan_one(connection, look, hashes)

    def _look(self, found: Found) -> Pending | RefusedFile:
        if found.refusal is not None:
            return found.refusal
        try:
            return self._identify(found)
        except OSError as error:
            return refusal_of(error, found.path)

    def _plan_one(self, connection: Connection, one: Pending, hashes: set[str]) -> None:
        known = self.ledger.reports.get(one.sha256)
        again = self.ledger.refused_again(one.found.name, one.sha256)
        if again is not None:
            self._count_refused(one.found.name, again)
        elif known is not None and known.reader == self._reader(one):
            self._attach(connection, one, known.report_id)
        elif one.sha256 in hashes:
            self.copies.append(one)
        else:
            hashes.add(one.sha256)
            self.pending.append(one)

    def _identify(self, found: Found) -> Pending:
        """The content of a file, by its stamp where that is as it was."""
        stamp = stamp_of(found.path)
        place = self.ledger.places.get(found.name)
        is_same = place is not None and stamp is not None and place.stamp == stamp
        sha256 = place.sha256 if place and is_same else sha256_of(found.path)
        return Pending(found, sha256, stamp, declared_for(found.path))

    def _reader(self, one: Pending) -> tuple[str, str]:
        return self.ledger.version, digest_of(one.declared)

    def read(self, workers: int, progress: Progress | None) -> None:
        """Read what must be read, and store each report as it comes."""
        tasks = [Task(one.found.path, one.declared) for one in self.pending]
        readings = read_all(tasks, min(workers, len(tasks)) if tasks else 0)
        for done, (one, reading) in enumerate(zip(self.pending, readings, strict=True), 1):
            self._take(one, reading)
            if progress is not None:
                progress(done, len(tasks), one.found.name)

    def _take(self, one: Pending, reading: Reading) -> None:
        refusal = reading.refusal
        if reading.result is not None:
            try:
                self._store(one, reading)
            except Exception as error:
                refusal = internal_error(one.found.path, error)
        if refusal is not None:
            with self.engine.begin() as connection:
                self._refuse(connection, one.found.name, refusal, one, reading.seconds)

    def _store(self, one: Pending, reading: Reading) -> None:
        result = reading.result
        assert result is not None  # noqa: S101  by the caller
        sha256 = result.document.source.sha256
        # Changed between hashing and reading: what was read counts, and is looked at again.
        stamp = one.stamp if sha256 == one.sha256 else None
        reader = self._reader(one)
        origin = Origin(self.ledger.run_id, *reader, at=now())
        with self.engine.begin() as connection:
            report_id = store_report(connection, result, origin)
            self.ledger.learn(sha256, report_id, reader)
            self.ledger.attach(connection, one.found.name, sha256, stamp, report_id)
            self.ledger.note(
                connection, one.found.name, FileOutcome.READ, report_id, seconds=reading.seconds
            )
        self.summary.count(result)

    def settle_copies(self) -> None:
        """Files with the content of another file of this run share its fate."""
        with self.engine.begin() as connection:
            for one in self.copies:
                known = self.ledger.reports.get(one.sha256)
                if known is not None:
                    self._attach(connection, one, known.report_id)
                else:
                    refusal = self._refusal_of_content(one.sha256)
                    self._refuse(connection, one.found.name, refusal, one)

    def _refusal_of_content(self, sha256: str) -> RefusedFile:
        return next(r.refusal for r in self.ledger.refusals.values() if r.sha256 == sha256)

    def _attach(self, connection: Connection, one: Pending, report_id: int) -> None:
        name = one.found.name
        outcome = self.ledger.attach(connection, name, one.sha256, one.stamp, report_id)
        self.summary.unchanged += 1
        self.summary.moved += outcome is FileOutcome.MOVED
        self.summary.duplicates += outcome is FileOutcome.DUPLICATE
        if outcome is not None:
            self.ledger.note(connection, name, outcome, report_id)

    def _refuse(
        self,
        connection: Connection,
        name: str,
        refusal: RefusedFile,
        one: Pending | None = None,
        seconds: float = 0.0,
    ) -> None:
        sha256, stamp = (one.sha256, one.stamp) if one else (None, None)
        self.ledger.refuse(connection, name, sha256, stamp, refusal)
        self.ledger.note(
            connection, name, FileOutcome.REFUSED, seconds=seconds, detail=refusal.reason.value
        )
        self._count_refused(name, refusal)

    def _count_refused(self, name: str, refusal: RefusedFile) -> None:
        self.summary.refused.append(RefusedPath(name, refusal.reason, refusal.message))

    def _note_vanished(self, connection: Connection, paths: list[Path], seen: set[str]) -> None:
        gone = self.ledger.missing_under(paths, seen)
        self.ledger.vanish(connection, gone)
        for path in gone:
            self.ledger.note(connection, path, FileOutcome.VANISHED)
        self.summary.vanished += gone


def digest_of(declared: Identity | None) -> str:
    """A short mark of what a manifest says, to notice when it changes; "" for nothing."""
    return "" if declared is None else hashlib.sha256(repr(declared).encode()).hexdigest()[:8]
