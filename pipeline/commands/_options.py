"""Options that several commands share."""

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
