"""``jixiao corrections``: what people corrected in the workbench."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands._options import Database

app = typer.Typer(no_args_is_help=True, help="What people corrected in the workbench.")


@app.command("list")
def list_corrections(db: Database = None) -> None:
    """List every correction: who, when, why, and whether it stands."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from pipeline.asking.query import ask

    columns = ("correction_id", "state", "file_name", "printed", "field", "old_value",
               "new_value", "author", "made_at", "reason")  # fmt: skip
    table = Table(*columns, box=None, header_style="bold", pad_edge=False)
    # Columns are our own; nothing here comes from outside.
    sql = f"SELECT {', '.join(columns)} FROM v_correction ORDER BY correction_id"  # noqa: S608
    with ask(sql, db) as found:
        for row in found.rows:
            # As Text, for what people typed is no markup.
            table.add_row(*(Text("" if value is None else str(value)) for value in row))
    console = Console()
    if table.row_count:
        console.print(table)
    else:
        console.print("There are no corrections yet; make them in the workbench: jixiao serve")


@app.command()
def export(
    target: Annotated[Path, typer.Argument(metavar="FILE.json", help="Where to write.")],
    db: Database = None,
) -> None:
    """Write the corrections that stand as gold cases, to measure and teach the extractor by."""
    import json

    from models.database import open_to_read
    from pipeline.correcting.gold import gold_cases
    from pipeline.exporting.writing import writing

    engine = open_to_read(db)
    try:
        with engine.connect() as connection:
            cases = list(gold_cases(connection))
        with writing(target):
            target.write_text(json.dumps(cases, ensure_ascii=False, indent=1) + "\n", "utf-8")
    finally:
        engine.dispose()
    count = sum(len(case["quantities"]) + len(case["ignored"]) for case in cases)
    print(f"{target} written: {len(cases)} reports, {count} corrected quantities.")
