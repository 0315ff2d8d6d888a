"""``jixiao nightly``: one scheduled run."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands import _options as options
from pipeline.ingesting.read_by import ReadBy


def nightly(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files and folders; default data/raw.", show_default=False),
    ] = None,
    db: options.Database = None,
    logs: Annotated[
        Path | None,
        typer.Option(
            help="Folder of nightly.log and nightly.json; default the user's folder for logs.",
            show_default=False,
        ),
    ] = None,
    workers: options.Workers = None,
    executor: options.Who = ReadBy.PROCESSES,
    scheduler: options.Scheduler = None,
    ship_content: options.ShipContent = False,
    backups: options.Backups = None,
    keep_backups: options.KeepBackups = None,
    keep_runs: options.KeepRuns = None,
    json: Annotated[bool, typer.Option("--json", help="Print the record, not the line.")] = False,
) -> None:
    """One scheduled run: read what is new, audit across years, write down what changed.

    Ends with 0 if every file was read, 1 if some were refused, 2 if the run itself failed, be
    it only that another run holds the database. Compare runs with: jixiao runs diff. A notice
    goes out by webhook or mail where notices.toml in the user's configuration folder (on Linux
    ~/.config/jixiao), or JIXIAO_WEBHOOK or JIXIAO_MAIL_TO, ask for it.
    """
    from json import dumps

    from pipeline.commands.ingest import DEFAULT_FOLDER
    from pipeline.ingesting.executors import executor_of
    from pipeline.operating.nightly import nightly as run
    from pipeline.operating.notices import load_notices
    from pipeline.operating.upkeep import Upkeep

    night = run(
        paths or [DEFAULT_FOLDER],
        db,
        logs=logs,
        executor=executor_of(executor, scheduler, ship_content=ship_content, workers=workers),
        notices=load_notices(),
        upkeep=Upkeep(backups, keep_backups, keep_runs),
    )
    typer.echo(dumps(night.record, ensure_ascii=False, indent=2) if json else night.line)
    raise typer.Exit(night.exit_code)
