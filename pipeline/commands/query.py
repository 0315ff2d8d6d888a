"""``jixiao query``: questions to the database."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands._options import Database

if TYPE_CHECKING:
    from pipeline.asking.query import Answer


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"


def query(
    question: Annotated[
        str | None,
        typer.Argument(metavar="NAME or SQL", help="A named query, or SQL in quotation marks."),
    ] = None,
    db: Database = None,
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.TABLE,
    output: Annotated[Path | None, typer.Option(help="File to write to; needed for xlsx.")] = None,
) -> None:
    """Ask the database: SQL over the views, or a named query.

    Without an argument the named queries are listed; `jixiao query views` lists the views and
    their columns. Nothing can be changed by a query.
    """
    from contextlib import nullcontext

    from pipeline.asking.query import ask
    from pipeline.exporting.writing import writing

    if question is None:
        _list_queries()
    elif question == "views":
        _list_views(db)
    else:
        to_file = nullcontext() if output is None else writing(output)
        with ask(question, db) as answer, to_file:
            _write(answer, form, output)


def _write(answer: "Answer", form: Format, output: Path | None) -> None:
    import sys

    from models.problem import Problem
    from pipeline.asking.tabular import open_workbook, write_csv, write_json, write_sheet

    if form is Format.XLSX:
        if output is None:
            raise Problem("An Excel file needs a name: add --output FILE.xlsx")
        with open_workbook(output) as book:
            write_sheet(book, "query", answer.columns, answer.rows)
    elif form is Format.TABLE:
        _print_table(answer, output)
    else:
        write = write_csv if form is Format.CSV else write_json
        if output is None:
            write(sys.stdout, answer.columns, answer.rows)
            return
        # Excel takes a CSV file for Chinese only if it begins with a byte order mark.
        encoding = "utf-8-sig" if form is Format.CSV else "utf-8"
        with output.open("w", encoding=encoding, newline="") as file:
            write(file, answer.columns, answer.rows)


def _print_table(answer: "Answer", output: Path | None) -> None:
    import sys
    from contextlib import nullcontext

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from pipeline.asking.tabular import shown

    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in answer.columns:
        table.add_column(column, overflow="fold")
    for row in answer.rows:
        numeric = [isinstance(value, int | float) for value in row]
        table.add_row(
            *(
                Text(shown(value), justify="right" if is_number else "left")
                for value, is_number in zip(row, numeric, strict=True)
            )
        )
    with nullcontext(sys.stdout) if output is None else output.open("w", encoding="utf-8") as file:
        Console(file=file, width=None if file.isatty() else 400).print(table)
        Console(stderr=True).print(f"{table.row_count} rows", style="dim")


def _list_queries() -> None:
    from rich.console import Console
    from rich.table import Table

    from models.queries import named_queries

    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column()
    for one in named_queries().values():
        table.add_row(one.name, f"{one.chinese}\n{one.english}")
    console = Console()
    console.print(table)
    console.print("\nRun one with: jixiao query NAME", style="dim")


def _list_views(db: str | None) -> None:
    from rich.console import Console
    from sqlalchemy import inspect

    from models.database import open_to_read
    from models.views import ORDER

    engine = open_to_read(db)
    with engine.connect() as connection:
        console = Console(highlight=False)
        for view in ORDER:
            names = [column["name"] for column in inspect(connection).get_columns(view)]
            console.print(f"[bold]{view}[/bold]  {', '.join(names)}\n")
    engine.dispose()
