"""``jixiao schedule``: nightly runs by the system's own clock."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands import _options as options
from pipeline.ingesting.read_by import ReadBy

app = typer.Typer(
    help="Have the nightly run started by systemd, or by cron where there is no systemd.",
    no_args_is_help=True,
)

System = Annotated[
    bool, typer.Option("--system", help="For the whole machine (as root), not for this user.")
]


@app.command()
def install(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files and folders; default data/raw.", show_default=False),
    ] = None,
    db: options.Database = None,
    at: Annotated[str, typer.Option(help="Hour and minute in Shanghai.")] = "02:30",
    delay: Annotated[int, typer.Option(min=0, help="At most so many minutes later.")] = 15,
    logs: Annotated[
        Path | None, typer.Option(help="Folder of the log, as for jixiao nightly.")
    ] = None,
    executor: options.Who = ReadBy.PROCESSES,
    scheduler: options.Scheduler = None,
    ship_content: options.ShipContent = False,
    backups: options.Backups = None,
    keep_backups: options.KeepBackups = None,
    keep_runs: options.KeepRuns = None,
    system: System = False,
) -> None:
    """Run every night from now on; what is written is shown."""
    from pipeline.commands.ingest import DEFAULT_FOLDER
    from pipeline.ingesting.executors import executor_of
    from pipeline.operating.schedule import Place
    from pipeline.operating.schedule import install as run
    from pipeline.operating.schedule_units import Schedule
    from pipeline.operating.upkeep import Upkeep

    who = executor_of(executor, scheduler, ship_content=ship_content, workers=None)
    upkeep = Upkeep(backups, keep_backups, keep_runs)
    schedule = Schedule.of(paths or [DEFAULT_FOLDER], db, logs, at, delay, upkeep, who)
    _print(run(schedule, Place.here(system=system)))


@app.command()
def uninstall(system: System = False) -> None:
    """Remove what install wrote, and nothing else."""
    from pipeline.operating.schedule import Place
    from pipeline.operating.schedule import uninstall as run

    removed = run(Place.here(system=system))
    typer.echo("\n".join(("Removed:", *removed)) if removed else "No schedule was installed.")


@app.command()
def show(system: System = False) -> None:
    """Show what is installed."""
    from pipeline.operating.schedule import Place
    from pipeline.operating.schedule import show as run

    written = run(Place.here(system=system))
    _print(written)
    if not written:
        typer.echo("No schedule is installed. Install one with: jixiao schedule install")


def _print(written: dict[str, str]) -> None:
    for name, content in written.items():
        typer.echo(f"# {name}\n{content}")
