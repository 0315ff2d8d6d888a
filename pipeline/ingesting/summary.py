"""What a run did, for people."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Group
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from models.mention import Kind
from models.refusal import RefusalReason
from pipeline.lists.sheets import Mistake
from pipeline.storing.ready import ReportRows
from pipeline.storing.shapes import FINDING, SECTION

# The summary names this many refused or unidentified files; the database has them all.
SHOWN = 20

PLURALS = {
    Kind.AMOUNT: "amounts",
    Kind.PERCENT: "percentages",
    Kind.HEADCOUNT: "headcounts",
    Kind.COUNT: "counts",
    Kind.SCORE: "scores",
}


@dataclass(frozen=True, slots=True)
class RefusedPath:
    """A file that did not become a report."""

    path: str
    reason: RefusalReason
    message: str


@dataclass(slots=True)
class RunSummary:
    """What a run did; seen = read + unchanged + refused + vanished.

    Attributes:
        database: its URL, without password.
        read: reports read and stored, new, changed or for a newer version of Jixiao.
        unchanged: files whose content was there already, copies and moved files included.
        moved, duplicates: how many of the unchanged lay elsewhere before, or still do too.
        superseded: older versions replaced by a changed file.
        mistakes: lines of manifests that were left out.
        unidentified: file names of reports without department or fiscal year.
        findings: of the audit within the reports read.
        findings_between: of the audit between all reports; None where nothing had changed.
        reports: current reports in the database after the run.
        stages: seconds that each stage of the run took, in order.
        changed: whether reports came, went or moved.
        worker_memory: the most bytes that any process which read files ever held.
    """

    run_id: int
    database: str
    read: int = 0
    unchanged: int = 0
    moved: int = 0
    duplicates: int = 0
    vanished: list[str] = field(default_factory=list)
    refused: list[RefusedPath] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    unidentified: list[str] = field(default_factory=list)
    sections: int = 0
    quantities: Counter[Kind] = field(default_factory=Counter)
    findings: int = 0
    findings_between: int | None = None
    reports: int = 0
    seconds: float = 0.0
    stages: dict[str, float] = field(default_factory=dict)
    changed: bool = False
    worker_memory: int = 0

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Add the time that the block takes to a stage."""
        start = time.perf_counter()
        try:
            yield
        finally:
            spent = time.perf_counter() - start
            self.stages[name] = self.stages.get(name, 0.0) + spent

    @property
    def seen(self) -> int:
        """Files of this run, those that have gone since the last one included."""
        return self.read + self.unchanged + len(self.refused) + len(self.vanished)

    @property
    def exit_code(self) -> int:
        """0 if every file was read, 1 if some were refused."""
        return 1 if self.refused else 0

    def count(self, rows: ReportRows) -> None:
        """Add a report that was read."""
        self.read += 1
        self.sections += rows.count(SECTION)
        self.quantities.update(rows.kinds)
        self.findings += rows.count(FINDING)
        if not rows.is_identified:
            self.unidentified.append(rows.head["file_name"])


def render(summary: RunSummary) -> Group:
    """The summary as it is printed after a run."""
    parts: list[Table | Text] = [_counts(summary)]
    if summary.refused:
        parts.append(_refused(summary))
    if summary.mistakes:
        parts.append(_mistakes(summary))
    if summary.unidentified:
        parts.append(_unidentified(summary))
    parts.append(_next_steps(summary))
    return Group(*parts)


def _counts(summary: RunSummary) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right")
    table.add_column()
    table.add_row(str(summary.read), f"read in {summary.seconds:.1f} s")
    table.add_row(str(summary.unchanged), "unchanged" + _elsewhere(summary))
    table.add_row(str(len(summary.refused)), "refused")
    if summary.vanished:
        table.add_row(str(len(summary.vanished)), "no longer there; their reports are kept")
    if summary.read:
        table.add_row(str(summary.sections), "sections")
        for kind, plural in PLURALS.items():
            table.add_row(str(summary.quantities[kind]), plural)
        table.add_row(str(summary.findings), "findings within these reports")
    if summary.findings_between is not None:
        table.add_row(str(summary.findings_between), "findings between reports")
    return table


def _elsewhere(summary: RunSummary) -> str:
    parts = []
    if summary.moved:
        parts.append(f"{summary.moved} moved")
    if summary.duplicates:
        parts.append(f"{summary.duplicates} with the content of another file")
    return f" ({', '.join(parts)})" if parts else ""


def _refused(summary: RunSummary) -> Table:
    table = Table(title="Refused", title_justify="left", box=None, padding=(0, 1))
    table.add_column("reason", style="red", no_wrap=True)
    table.add_column("what happened and what to do", overflow="fold")
    for one in summary.refused[:SHOWN]:
        table.add_row(one.reason.value, escape(one.message))
    if len(summary.refused) > SHOWN:
        more = len(summary.refused) - SHOWN
        table.add_row("", f"and {more} more; all of them: jixiao query refused")
    return table


def _mistakes(summary: RunSummary) -> Text:
    lines = [str(mistake) for mistake in summary.mistakes[:SHOWN]]
    if len(summary.mistakes) > SHOWN:
        lines.append(f"and {len(summary.mistakes) - SHOWN} more")
    return Text("\n".join(("Left out of the manifest:", *lines)), style="yellow")


def _unidentified(summary: RunSummary) -> Text:
    names = summary.unidentified[:SHOWN]
    more = len(summary.unidentified) - len(names)
    listed = ", ".join(names) + (f" and {more} more" if more else "")
    return Text(
        f"Department or year could not be told of: {listed}.\n"
        "Say them in a manifest.csv beside the files and run again.",
        style="yellow",
    )


def _next_steps(summary: RunSummary) -> Text:
    if not summary.seen and not summary.reports:
        return Text(
            "No files were found. Put reports into data/raw, or name files and folders: "
            "jixiao ingest FOLDER"
        )
    return Text(
        f"The database {summary.database} holds {summary.reports} current reports.\n"
        "Next: jixiao query (named questions) · jixiao show FILE (one report) · jixiao serve"
    )
