"""``jixiao restore``: a backup in the place of the database."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands._options import Database


def restore(
    file: Annotated[Path, typer.Argument(help="What jixiao backup wrote.")],
    db: Database = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Give up the reports that the database holds.")
    ] = False,
) -> None:
    """Verify a backup and put it in the place of the database."""
    from pipeline.operating.backup import restore as run

    typer.echo(f"The database holds {run(file, db, replace=replace)} reports, as {file} does.")
