"""``jixiao export``: the analysts' workbook, or the views as files."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands._options import Database


def export(
    target: Annotated[Path, typer.Argument(metavar="FILE.xlsx or FOLDER", help="Where to write.")],
    parquet: Annotated[
        bool, typer.Option("--parquet", help="Parquet files instead of CSV files.")
    ] = False,
    workbench: Annotated[
        str, typer.Option(help="Address of the workbench that the workbook's links lead to.")
    ] = "http://127.0.0.1:8000",
    db: Database = None,
) -> None:
    """Write the analysts' workbook (.xlsx), or a folder of CSV or Parquet files, one a view."""
    from rich.console import Console

    from pipeline.exporting.files import export as write

    counts = write(target, db, parquet=parquet, workbench=workbench)
    listed = ", ".join(f"{view} {count}" for view, count in counts.items())
    Console(soft_wrap=True).print(f"{target} written: {listed} rows.", highlight=False)
