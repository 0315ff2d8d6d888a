"""``jixiao import-scores``: the finance bureau's review scores from a sheet."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands._options import Database


def import_scores(
    sheet: Annotated[Path, typer.Argument(help="The sheet: .csv, .xlsx, .xls or .et.")],
    year: Annotated[
        int | None, typer.Option(help="Fiscal year of the rows that give none.")
    ] = None,
    db: Database = None,
) -> None:
    """Store the finance bureau's review scores beside the departments' own.

    The sheet has a row of heads with department (部门), and score (得分) or grade (等级), and
    may have region (地区), fiscal_year (年度) and project (项目). Ends with 1 if lines were
    left out; each is named with its reason. Scores of departments without a report of the year
    are stored and named.
    """
    from rich.console import Console
    from rich.markup import escape

    from models.database import open_database
    from pipeline.lists.scores import read_scores, store_scores, without_report

    listed = read_scores(sheet, year)
    engine = open_database(db)
    stored = store_scores(engine, listed.rows, sheet.name)
    alone = without_report(engine, listed.rows)
    engine.dispose()
    console = Console(soft_wrap=True)
    for mistake in listed.mistakes:
        console.print(f"[yellow]Left out: {escape(str(mistake))}[/yellow]", highlight=False)
    for one in alone:
        told = f"{sheet.name}, line {one.line}: {one.department} has no report for "
        console.print(f"[yellow]{escape(told)}{one.fiscal_year}.[/yellow]", highlight=False)
    console.print(f"{stored} review scores stored.", highlight=False)
    if stored:
        console.print("Compare them: jixiao query self-minus-review (or the view v_review_score).")
    raise typer.Exit(1 if listed.mistakes else 0)
