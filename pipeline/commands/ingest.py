"""``jixiao ingest``: read reports into the database."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands import _options as options
from pipeline.ingesting.read_by import ReadBy

DEFAULT_FOLDER = Path("data/raw")


def ingest(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files and folders; default data/raw.", show_default=False),
    ] = None,
    db: options.Database = None,
    workers: options.Workers = None,
    executor: options.Who = ReadBy.PROCESSES,
    scheduler: options.Scheduler = None,
    ship_content: options.ShipContent = False,
) -> None:
    """Read files and folders into the database.

    Safe to repeat: what was read before is not read again. Ends with 0 if every file was read,
    1 if some were refused (each is named with its reason), 2 if the run itself failed, be it
    only that another run is writing to the same database.
    """
    from rich.console import Console

    from pipeline.commands._progress import progress_bar
    from pipeline.ingesting.executors import executor_of
    from pipeline.ingesting.ingest import ingest as run
    from pipeline.ingesting.locking import run_lock
    from pipeline.ingesting.summary import render

    who = executor_of(executor, scheduler, ship_content=ship_content, workers=workers)
    with run_lock(db, "ingest"), progress_bar("Reading") as progress:
        summary = run(paths or [DEFAULT_FOLDER], db, executor=who, progress=progress)
    Console().print(render(summary))
    raise typer.Exit(summary.exit_code)
