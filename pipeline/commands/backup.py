"""``jixiao backup``: one moment of the database in a file."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands._options import Database


def backup(
    file: Annotated[
        Path,
        typer.Argument(
            help="The file to write, replaced if it is there; or a folder, in which it is named "
            "by its moment."
        ),
    ],
    db: Database = None,
    keep: Annotated[
        int | None,
        typer.Option(
            min=1, help="In a folder: remove all but the latest so many.", show_default=False
        ),
    ] = None,
    keep_days: Annotated[
        int | None,
        typer.Option(
            min=1, help="In a folder: remove those older than so many days.", show_default=False
        ),
    ] = None,
) -> None:
    """Write the database into one file, while others go on using it, and verify the file.

    Of a PostgreSQL database, too, the file is an SQLite database: restore it into either. Older
    backups are removed only where --keep or --keep-days is given (with both: what neither
    keeps), and only those of the same database that were written into the folder like this.
    """
    from models.problem import Problem
    from pipeline.operating.backup import backup as run
    from pipeline.operating.backup_folder import backup_into
    from pipeline.operating.retention import Retention

    rule = Retention(keep, keep_days)
    if rule and file.is_file():
        raise Problem(f"{file} is a file. Name a folder in which backups are kept.")
    if rule or file.is_dir():
        made = backup_into(file, db, rule)
        path, size, removed = made.path, made.size, made.removed
    else:
        path, size, removed = file, run(file, db), ()
    typer.echo(f"{path} is whole: {size / 1e6:.1f} MB. Put it back with: jixiao restore {path}")
    for old in removed:
        typer.echo(f"Removed {old}")
