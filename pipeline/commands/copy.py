"""``jixiao copy``: a whole database into another of either kind."""

from typing import Annotated

import typer


def copy(
    source: Annotated[str, typer.Option("--from", metavar="URL", help="The database to copy.")],
    target: Annotated[str, typer.Option("--to", metavar="URL", help="An empty database.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Give up what the target holds.")
    ] = False,
) -> None:
    """Copy a database, SQLite or PostgreSQL, into another, and compare them row by row."""
    from pipeline.ingesting.locking import run_lock
    from pipeline.operating.copying import copy_database

    with run_lock(target, "copy"):
        copied = copy_database(source, target, replace=replace)
    typer.echo(f"{sum(copied.values())} rows of {len(copied)} tables copied, and alike in both.")
