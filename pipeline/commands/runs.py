"""``jixiao runs``: the history of runs, and what changed between two."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.commands._options import Database

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.table import Table

app = typer.Typer(help="List the runs, or compare two of them.", invoke_without_command=True)

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
        table = _table(("run", "started", "ended", "status", *COUNTS, "version"))
        for row in rows:
            moments = (row["started_at"], row["finished_at"] or "")
            counts = ("" if row[name] is None else str(row[name]) for name in COUNTS)
            table.add_row(
                str(row["id"]), *moments, row["status"], *counts, row["extractor_version"]
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
    from pipeline.runs import difference, new_findings

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

    table = Table(box=None, padding=(0, 1))
    for head in heads:
        table.add_column(head, overflow="fold")
    return table
