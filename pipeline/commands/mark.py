"""``jixiao mark``: a report's own file back with its findings in it."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands._options import Database


def mark(
    report: Annotated[str, typer.Argument(help="Report id, file name, or a part of it.")],
    target: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write the copy.")],
    db: Database = None,
) -> None:
    """Write a copy of a report's .docx or .pdf with each finding as a comment at its place."""
    from rich.console import Console

    from models.database import open_to_read
    from pipeline.asking.showing import find_report
    from pipeline.exporting.marked_copy import mark as write
    from pipeline.exporting.writing import writing

    engine = open_to_read(db)
    try:
        with engine.connect() as connection, writing(target):
            done = write(connection, find_report(connection, report), target)
    finally:
        engine.dispose()
    Console(soft_wrap=True).print(
        f"{target} written: {done.placed} remarks at their places, {done.unplaced} at the "
        "beginning.",
        highlight=False,
    )
