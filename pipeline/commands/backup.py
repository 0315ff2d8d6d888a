"""``jixiao backup``: one moment of the database in a file."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands._options import Database


def backup(
    file: Annotated[Path, typer.Argument(help="The file to write; replaced if it is there.")],
    db: Database = None,
) -> None:
    """Write the database into one file, while others go on using it, and verify the file.

    Of a PostgreSQL database, too, the file is an SQLite database: restore it into either.
    """
    from pipeline.backup import backup as run

    size = run(file, db)
    typer.echo(f"{file} is whole: {size / 1e6:.1f} MB. Put it back with: jixiao restore {file}")
