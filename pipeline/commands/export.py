"""``jixiao export``: the views as files."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands._options import Database


def export(
    target: Annotated[Path, typer.Argument(metavar="FILE.xlsx or FOLDER", help="Where to write.")],
    db: Database = None,
) -> None:
    """Write the analysts' workbook (.xlsx), or a folder of CSV files, one a view."""
    from rich.console import Console

    from pipeline.exporting import export as write

    counts = write(target, db)
    listed = ", ".join(f"{view} {count}" for view, count in counts.items())
    Console(soft_wrap=True).print(f"{target} written: {listed} rows.", highlight=False)
