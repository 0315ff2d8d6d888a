"""``jixiao runs``: the history of runs, and what changed between two."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.commands._options import Database

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.table import Table

app = typer.Typer(
    help="List the runs, compare two of them, or remove old records.", invoke_without_command=True
)

COUNTS = ("seen", "read", "unchanged", "refused", "vanished")


@app.callback()
def runs(
    context: typer.Context,
    db: Database = None,
    last: Annotated[int, typer.Option(min=1, help="So many runs, the latest first.")] = 20,
) -> None:
    """List the runs; a run that was killed stays "running"."""
    if context.invoked_subcommand is not None:
        return
    from rich.console import Console

    from models.database import open_to_read
    from models.tables import run

    engine = open_to_read(db)
    with engine.connect() as connection:
        rows = connection.execute(run.select().order_by(run.c.id.desc()).limit(last)).mappings()
        table = _table(("run", "started (UTC)", "took", "status", *COUNTS, "version"))
        for column in table.columns[:-1]:
            column.no_wrap = True
        for row in rows:
            started = row["started_at"][:16].replace("T", " ")
            counts = ("" if row[name] is None else str(row[name]) for name in COUNTS)
            table.add_row(
                str(row["id"]),
                started,
                _took(row),
                row["status"],
                *counts,
                row["extractor_version"],
            )
    engine.dispose()
    Console().print(table)


@app.command()
def diff(
    before: Annotated[int, typer.Argument(help="A run; 0 for the empty database.")],
    after: Annotated[int, typer.Argument(help="A later run.")],
    db: Database = None,
) -> None:
    """Quantities gained and lost between two runs, by metric and report, and findings."""
    from rich.console import Console

    from models.database import open_to_read
    from pipeline.ingesting.runs import difference, new_findings

    console = Console()
    engine = open_to_read(db)
    with engine.connect() as connection:
        changes = difference(connection, before, after)
        names = _names(connection)
        messages = list(new_findings(connection, changes))
    engine.dispose()
    metrics = _table(("metric", "gained", "lost"))
    for code, (gained, lost) in changes.by_metric.items():
        metrics.add_row(code or "(meaning unknown)", f"+{gained}", f"−{lost}")
    reports = _table(("report", "metric", "before", "after"))
    for one in changes.gains:
        reports.add_row(
            names[one.report_id], one.metric_code or "-", str(one.before), str(one.after)
        )
    for table in (metrics, reports):
        console.print(table)
    _print_findings(console.print, messages)
    console.print(
        f"Quantities +{changes.gained} −{changes.lost}, findings "
        f"+{len(changes.new_findings)} −{len(changes.gone_findings)}.",
        highlight=False,
    )


@app.command()
def prune(
    db: Database = None,
    keep: Annotated[
        int | None, typer.Option(min=1, help="Keep the latest so many.", show_default=False)
    ] = None,
    keep_days: Annotated[
        int | None, typer.Option(min=1, help="Keep those of so many days.", show_default=False)
    ] = None,
) -> None:
    """Remove the records of old runs: files looked at, what reports held, what machines read.

    The runs stay in the list, but can be compared no more. With both options, what either of
    them keeps is kept. Reports, quantities and findings are not touched.
    """
    from models.problem import Problem
    from pipeline.operating.pruning import prune as run
    from pipeline.operating.retention import Retention

    rule = Retention(keep, keep_days)
    if not rule:
        raise Problem("Say what to keep: --keep 90 for the latest 90 runs, or --keep-days 365.")
    runs, rows = run(rule, db)
    typer.echo(f"{rows} rows of {runs} runs removed.")


def _took(row: Any) -> str:
    """How long a run took by the clock; nothing for one that was killed.

    >>> _took({"started_at": "2025-04-01T18:30:00Z", "finished_at": "2025-04-01T19:31:05Z"})
    '1:01:05'
    """
    if row["finished_at"] is None:
        return ""
    ended, started = (datetime.fromisoformat(row[name]) for name in ("finished_at", "started_at"))
    return str(ended - started)


def _print_findings(print_: Any, messages: "Iterable[tuple[str, str, str]]") -> None:
    from rich.text import Text

    for file_name, rule_id, message in messages:
        # As Text, for messages quote reports, where [words] are no markup.
        print_(Text(f"{file_name}  {rule_id}  {message}"))


def _names(connection: Any) -> dict[int, str]:
    from sqlalchemy import select

    from models.tables import report

    return dict(connection.execute(select(report.c.id, report.c.file_name)).all())


def _table(heads: "Iterable[str]") -> "Table":
    from rich.table import Table

    table = Table(box=None, padding=(0, 1, 0, 0))
    for head in heads:
        table.add_column(head, overflow="fold")
    return table
