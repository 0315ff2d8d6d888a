"""The work of a run: which files must be read, and what becomes of each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, Engine

from models.refusal import RefusalReason, RefusedFile
from pipeline.archives import Member
from pipeline.ingesting.batch import Batch, write_all
from pipeline.ingesting.executors import ReadAll
from pipeline.ingesting.ledger import Ledger
from pipeline.ingesting.outcomes import Outcomes
from pipeline.ingesting.pending import Pending, member_found
from pipeline.ingesting.scan import Found, find_files, refusal_of, sha256_of, stamp_of
from pipeline.ingesting.summary import RunSummary
from pipeline.ingesting.workers import Reading
from pipeline.lists.manifest import Nearest, declared_for, mistakes_for
from pipeline.storing import Origin
from pipeline.storing.clock import now

Progress = Callable[[int, int, str], None]
"""Told after every file: how many are done, of how many, and its path."""

_OF_PLACES = {RefusalReason.NOT_FOUND, RefusalReason.NOT_A_FILE, RefusalReason.NO_PERMISSION}


@dataclass
class Run:
    """One run on one database."""

    engine: Engine
    ledger: Ledger
    summary: RunSummary
    pending: list[Pending] = field(default_factory=list)
    copies: list[Pending] = field(default_factory=list)
    _hashes: set[str] = field(default_factory=set)
    _manifests: Nearest = field(default_factory=dict)
    _opened: list[tuple[Pending, Sequence[Member]]] = field(default_factory=list)
    _taken: Batch = field(default_factory=Batch)

    def __post_init__(self) -> None:
        self._outcomes = Outcomes(self.ledger, self.summary)

    def plan(self, paths: list[Path]) -> None:
        """Tell the files that must be read from those that need not be."""
        found = list(find_files(paths))
        self.summary.mistakes += mistakes_for((one.place for one in found), self._manifests)
        names = {one.name for one in found}
        fresh = [one for one in found if not self._is_unchanged(one)]
        self.summary.unchanged += len(found) - len(fresh)
        # Hashing takes its time: it is done before the transaction, which others wait for.
        looks = [(one, self._look(one)) for one in fresh]
        inside = {member for name in names for member in self.ledger.members_of(name)}
        with self.engine.begin() as connection:
            # First what has gone: only then is a file elsewhere told to have moved there.
            self._outcomes.vanished(connection, self.ledger.missing_under(paths, names | inside))
            for one, look in looks:
                if isinstance(look, Pending):
                    self.ledger.depart(one.name, look.sha256)
            for one, look in looks:
                if isinstance(look, RefusedFile):
                    self._outcomes.refused(connection, one.name, look)
                else:
                    self._plan_one(connection, look)

    def _is_unchanged(self, found: Found) -> bool:
        """Whether a report lies where it lay, and would be read as it was: nothing is to be done.

        That is so of nearly all files nearly every night.
        """
        place = self.ledger.places.get(found.name)
        if place is None or place.stamp is None or place.vanished or found.status is None:
            return False
        known = self.ledger.reports.get(place.sha256)
        return (
            known is not None
            and known.report_id == place.report_id
            and place.stamp == stamp_of(found.status)
            and found.name not in self.ledger.refusals
            and known.reader == self.ledger.reader_of(declared_for(found.place, self._manifests))
        )

    def _look(self, found: Found) -> Pending | RefusedFile:
        try:
            return found.refusal or self._identify(found)
        except OSError as error:
            return refusal_of(error, found.path)

    def _plan_one(self, connection: Connection, one: Pending) -> None:
        known = self.ledger.reports.get(one.sha256)
        again = self.ledger.refused_again(one.found.name, one.sha256)
        if again is not None:
            self._outcomes.refused_again(one.found.name, again)
        elif known is not None and known.reader == self.ledger.reader_of(one.declared):
            self._outcomes.known(connection, one, known.report_id)
        elif self._is_known_archive(one):
            self._count_members(connection, one.found.name)
        elif one.sha256 in self._hashes:
            self.copies.append(one)
        else:
            self._hashes.add(one.sha256)
            self.pending.append(one)

    def _is_known_archive(self, one: Pending) -> bool:
        """Whether every file in it is known, and would be read as it was."""
        name, ledger = one.found.name, self.ledger
        members, place = ledger.members_of(name), ledger.places.get(name)
        is_same = place is not None and place.sha256 == one.sha256 and name not in ledger.refusals
        return bool(members) and is_same and all(map(self._is_settled, members))

    def _is_settled(self, path: str) -> bool:
        if refused := self.ledger.refusals.get(path):
            return self.ledger.refused_again(path, refused.sha256 or "") is not None
        known = self.ledger.reports.get(self.ledger.places[path].sha256)
        reader = self.ledger.reader_of(declared_for(path, self._manifests))
        return known is not None and known.reader == reader

    def _count_members(self, connection: Connection, archive: str) -> None:
        """Account for the files in an archive that is as it was."""
        for path in sorted(self.ledger.members_of(archive)):
            if refused := self.ledger.refusals.get(path):
                self._outcomes.refused_again(path, refused.refusal)
            else:
                sha256 = self.ledger.places[path].sha256
                one = Pending(Found(path, path), sha256, None, None)
                self._outcomes.known(connection, one, self.ledger.reports[sha256].report_id)

    def _identify(self, found: Found) -> Pending:
        """The content of a file, by its stamp where that is as it was."""
        stamp = stamp_of(found.status or found.path.stat())
        place = self.ledger.places.get(found.name)
        is_same = place is not None and stamp is not None and place.stamp == stamp
        sha256 = place.sha256 if place and is_same else sha256_of(found.path)
        return Pending(found, sha256, stamp, declared_for(found.place, self._manifests))

    def read(self, read_all: ReadAll, progress: Progress | None) -> None:
        """Read what must be read, and store the reports as they come, some at a time.

        What lies in archives comes to light while they are read, and is read after them.
        """
        done, total = 0, 0
        with TemporaryDirectory(prefix="jixiao-archives-") as room:
            while files := self._next_files():
                total += len(files)
                tasks = [one.task(Path(room)) for one in files]
                for one, reading in zip(files, read_all(tasks), strict=True):
                    self._take(one, reading)
                    done += 1
                    if progress is not None:
                        progress(done, total, one.found.name)
                self._write()

    def _next_files(self) -> list[Pending]:
        """What must be read next; at last, copies whose like was another when it was read."""
        files, self.pending = self.pending, []
        return files or self._take_unsettled_copies()

    def _take_unsettled_copies(self) -> list[Pending]:
        """One copy of each content of which nothing is known, taken out of the copies."""
        settled = {one.sha256 for one, _ in self._opened} | set(self._refused_contents())
        taken: dict[str, Pending] = {}
        for one in self.copies:
            if one.sha256 not in settled and one.sha256 not in self.ledger.reports:
                taken.setdefault(one.sha256, one)
        self.copies = [one for one in self.copies if one is not taken.get(one.sha256)]
        return list(taken.values())

    def _take(self, one: Pending, reading: Reading) -> None:
        self.summary.worker_memory = max(self.summary.worker_memory, reading.memory)
        if one.found.content is not None:
            one.found.content.unlink(missing_ok=True)
        self._taken.add(one, reading)
        if self._taken.is_full:
            self._write()

    def _write(self) -> None:
        """Write all that was taken, in one transaction."""
        files, self._taken = self._taken.files, Batch()
        reports = [
            (one.found.path, reading.rows, self._origin(one))
            for one, reading in files
            if reading.rows is not None
        ]
        if files:
            with self.engine.begin() as connection:
                written = iter(write_all(connection, reports))
                for one, reading in files:
                    made = None if reading.rows is None else next(written)
                    self._account(connection, one, reading, made)

    def _origin(self, one: Pending) -> Origin:
        return Origin(self.ledger.run_id, *self.ledger.reader_of(one.declared), at=now())

    def _account(
        self, connection: Connection, one: Pending, reading: Reading, made: int | RefusedFile | None
    ) -> None:
        """Enter what became of a file; ``made``: its report, or why it could not be written."""
        if reading.members:
            self._open(connection, one, reading.members)
        if isinstance(made, int) and reading.rows is not None:
            self._outcomes.stored(connection, one, reading.rows, made, reading.seconds)
        refusal = made if isinstance(made, RefusedFile) else reading.refusal
        if refusal is not None:
            self._outcomes.refused(connection, one.found.name, refusal, one, reading.seconds)

    def _open(self, connection: Connection, one: Pending, members: Sequence[Member]) -> None:
        """Take the files of an archive into the run."""
        found = [member_found(one.found, member) for member in members]
        gone = self.ledger.members_of(one.found.name) - {inner.name for inner in found}
        self._outcomes.vanished(connection, sorted(gone))
        pending = []
        for inner, member in zip(found, members, strict=True):
            if member.content is not None:
                declared = declared_for(inner.place)
                pending.append(Pending(inner, member.content.sha256, None, declared))
                self.ledger.depart(inner.name, member.content.sha256)
            elif member.refusal is not None:
                self._outcomes.refused(connection, inner.name, member.refusal)
        for inside in pending:
            self._plan_one(connection, inside)
        self._opened.append((one, members))

    def settle_copies(self) -> None:
        """Files with the content of another file of this run share its fate."""
        opened = {one.sha256: members for one, members in self._opened}
        refused = self._refused_contents()
        with self.engine.begin() as connection:
            for one in self.copies:  # what is in an archive of theirs is added meanwhile
                known = self.ledger.reports.get(one.sha256)
                if one.sha256 in opened:
                    self._open(connection, one, opened[one.sha256])
                elif known is not None:
                    self._outcomes.known(connection, one, known.report_id)
                else:
                    refusal = refused[one.sha256]
                    self._outcomes.refused(connection, one.found.name, refusal, one)
            # Last of all: a run that is killed before opens its archives again.
            for one, _ in self._opened:
                self.ledger.unpacked(connection, one.found.name, one.sha256, one.stamp)

    def _refused_contents(self) -> dict[str, RefusedFile]:
        """Contents that were refused for what they are, not for where they lay."""
        return {
            one.sha256: one.refusal
            for one in self.ledger.refusals.values()
            if one.sha256 is not None and one.refusal.reason not in _OF_PLACES
        }
