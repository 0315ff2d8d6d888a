"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

Database = Annotated[
    str | None,
    typer.Option(
        "--db",
        metavar="URL",
        envvar="JIXIAO_DB",
        show_envvar=True,
        help="Database, default sqlite:///data/db/jixiao.db.",
    ),
]

Backups = Annotated[
    Path | None,
    typer.Option(help="Folder that gets a backup after each run.", show_default=False),
]
KeepBackups = Annotated[
    int | None,
    typer.Option(min=1, help="Backups to keep in it, the latest; default all.", show_default=False),
]
KeepRuns = Annotated[
    int | None,
    typer.Option(
        min=1,
        help="Runs whose records to keep, the latest; default all.",
        show_default=False,
    ),
]
