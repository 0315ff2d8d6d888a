"""SQL: a console that can only read, the data dictionary beside it, and answers as files."""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request, Response

from models.queries import named_queries
from pipeline.asking.dictionary import describe
from pipeline.asking.tabular import plain
from pipeline.workbench.console import MAX_SQL, SAVED_ROWS, Answered, RefusedQueryError, answer
from pipeline.workbench.downloads import csv_file, xlsx_file
from pipeline.workbench.web import TEMPLATES, Database, render

router = APIRouter()

SHOWN_CHARACTERS = 300
REPORT_COLUMN = "report_id"
"""Its values lead to their reports."""

Sql = Annotated[str, Query(max_length=MAX_SQL)]


@router.get("/sql", name="sql")
def console(
    request: Request,
    database: Database,
    sql: Sql = "",
    query: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """The page; its address holds the question, so that it can be shared."""
    named = named_queries().get(query)
    text = sql or (named.sql if named else "")
    found: Answered | None = None
    mistake = ""
    if text:
        try:
            found = answer(request.app.state.reader, text)
        except RefusedQueryError as refused:
            mistake = str(refused)
    response = render(
        request,
        "sql.html",
        sql=text,
        queries=named_queries().values(),
        chosen=query,
        found=found,
        mistake=mistake,
        views=describe(database),
        report_column=_place_of(REPORT_COLUMN, found),
    )
    response.status_code = 400 if mistake else 200
    return response


@router.get("/sql.csv", name="sql_csv")
def as_csv(request: Request, sql: Sql) -> Response:
    """The answer as a file that Excel opens."""
    found = _saved(request, sql)
    return csv_file("query", found.columns, found.rows)


@router.get("/sql.xlsx", name="sql_xlsx")
def as_workbook(request: Request, sql: Sql) -> Response:
    """The answer as an Excel file; numbers as numbers, texts never as formulas."""
    found = _saved(request, sql)
    return xlsx_file("query", "query", found.columns, found.rows)


def _place_of(column: str, found: Answered | None) -> int | None:
    return found.columns.index(column) if found and column in found.columns else None


def _saved(request: Request, sql: str) -> Answered:
    try:
        return answer(request.app.state.reader, sql, rows=SAVED_ROWS)
    except RefusedQueryError as refused:
        raise HTTPException(400, str(refused)) from refused


def cell(value: object) -> str:
    """A value as the page shows it: exact, and not longer than fits a page.

    >>> cell(None), cell(63.48), cell("长" * 301)[-2:]
    ('', '63.48', '长…')
    """
    text = "" if value is None else str(plain(value))
    return text if len(text) <= SHOWN_CHARACTERS else text[:SHOWN_CHARACTERS] + "…"


TEMPLATES.env.filters["cell"] = cell
