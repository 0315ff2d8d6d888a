"""``jixiao missing``: who has not filed."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands._options import Database


def missing(
    expected: Annotated[
        Path, typer.Argument(help="List of the departments that are to file (.csv or .xlsx).")
    ] = Path("data/raw/expected.csv"),
    year: Annotated[
        int | None, typer.Option(help="Fiscal year; default the latest in the database.")
    ] = None,
    db: Database = None,
) -> None:
    """List the expected departments that have no report for a fiscal year.

    The list has a row of heads with department (部门), and may have region (地区), fiscal_year
    (年度) and report_type (报告类型). Ends with 0 if all have filed and 1 if some have not, or a
    line of the list is mistaken.
    """
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from models.database import open_to_read
    from models.problem import Problem
    from pipeline.lists.expected import latest_year, read_expected
    from pipeline.lists.expected import missing as missing_of

    if not expected.is_file():
        raise Problem(
            f"There is no list of departments at {expected}. Make one with a column department "
            "(部门), one row a department, or name another: jixiao missing LIST"
        )
    engine = open_to_read(db)
    asked = year or latest_year(engine)
    listed = read_expected(expected, asked)
    absent = missing_of(engine, listed.rows, asked)
    console = Console(soft_wrap=True)
    for mistake in listed.mistakes:
        console.print(f"[yellow]Left out: {escape(str(mistake))}[/yellow]", highlight=False)
    if absent:
        table = Table("department", "report_type", title=f"Not filed for {asked}")
        for one in absent:
            table.add_row(escape(one.department), one.report_type or "any")
        console.print(table)
    due = sum(one.fiscal_year in {None, asked} for one in listed.rows)
    console.print(f"{due - len(absent)} of {due} expected departments have filed for {asked}.")
    raise typer.Exit(1 if absent or listed.mistakes else 0)
