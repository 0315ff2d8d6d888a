"""``jixiao show``: one report in the terminal."""

from typing import Annotated

import typer

from pipeline.commands._options import Database


def show(
    report: Annotated[str, typer.Argument(help="Report id, file name, or a part of it.")],
    db: Database = None,
) -> None:
    """Show a report: its outline, its quantities in the colours of their kinds, its findings."""
    from rich.console import Console

    from pipeline.asking.showing import find_report, load_view, render

    from models.database import open_to_read  # isort: skip

    engine = open_to_read(db)
    try:
        with engine.connect() as connection:
            view = load_view(connection, find_report(connection, report))
    finally:
        engine.dispose()
    Console(highlight=False).print(render(view))
