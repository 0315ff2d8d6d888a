"""What becomes of each file of a run: written into the database and counted for people."""

from dataclasses import dataclass

from sqlalchemy import Connection

from models.refusal import RefusedFile
from models.tables import FileOutcome
from pipeline.ingesting.ledger import Ledger
from pipeline.ingesting.pending import Pending
from pipeline.ingesting.summary import RefusedPath, RunSummary
from pipeline.storing import ReportRows


@dataclass
class Outcomes:
    """The ledger and the summary of a run, which always say the same."""

    ledger: Ledger
    summary: RunSummary

    def stored(
        self,
        connection: Connection,
        one: Pending,
        rows: ReportRows,
        report_id: int,
        seconds: float,
    ) -> None:
        """The file was read, and its report written as ``report_id``."""
        name, sha256 = one.found.name, rows.head["sha256"]
        # Changed between hashing and reading: what was read counts, and is looked at again.
        stamp = one.stamp if sha256 == one.sha256 else None
        reader = self.ledger.reader_of(one.declared)
        self.ledger.learn(sha256, report_id, reader, rows.head["source_path"])
        self.ledger.attach(connection, name, sha256, stamp, report_id)
        self.ledger.note(connection, name, FileOutcome.READ, report_id, seconds=seconds)
        self.summary.count(rows)

    def known(self, connection: Connection, one: Pending, report_id: int) -> None:
        """The content of the file is that of a report which is there already."""
        name = one.found.name
        outcome = self.ledger.attach(connection, name, one.sha256, one.stamp, report_id)
        self.summary.unchanged += 1
        self.summary.moved += outcome is FileOutcome.MOVED
        self.summary.duplicates += outcome is FileOutcome.DUPLICATE
        if outcome is not None:
            self.ledger.note(connection, name, outcome, report_id)

    def refused(
        self,
        connection: Connection,
        name: str,
        refusal: RefusedFile,
        one: Pending | None = None,
        seconds: float = 0.0,
    ) -> None:
        """The file cannot become a report; ``one`` says what it holds, where that is known."""
        sha256, stamp = (one.sha256, one.stamp) if one else (None, None)
        self.ledger.refuse(connection, name, sha256, stamp, refusal)
        self.ledger.note(
            connection, name, FileOutcome.REFUSED, seconds=seconds, detail=refusal.reason.value
        )
        self.refused_again(name, refusal)

    def refused_again(self, name: str, refusal: RefusedFile) -> None:
        """The file was refused before, and was not read again."""
        self.summary.refused.append(RefusedPath(name, refusal.reason, refusal.message))

    def vanished(self, connection: Connection, gone: list[str]) -> None:
        """These files were there in an earlier run and are no longer."""
        self.ledger.vanish(connection, gone)
        for path in gone:
            self.ledger.note(connection, path, FileOutcome.VANISHED)
        self.summary.vanished += gone
