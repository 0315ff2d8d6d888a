"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.ingesting.read_by import ReadBy

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


Workers = Annotated[
    int | None,
    typer.Option(
        min=0,
        help="Processes of this machine that read; default one a core, 0 reads in this one.",
        show_default=False,
    ),
]
Who = Annotated[
    ReadBy, typer.Option("--executor", help="Processes of this machine read, or a Dask cluster.")
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS", help="Of the cluster, such as tcp://10.0.0.5:8786.", show_default=False
    ),
]
ShipContent = Annotated[
    bool,
    typer.Option(
        "--ship-content",
        help="Send files to the cluster, without trying first whether it sees them at their paths.",
    ),
]
