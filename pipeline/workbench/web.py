"""What pages share: templates, the connection of a request, numbers as people read them."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.templating import Jinja2Templates
from sqlalchemy import Connection
from starlette.exceptions import HTTPException

from pipeline.workbench.words import WORDS, word

TEMPLATES = Jinja2Templates(directory=Path(__file__).parent / "templates")


LOCAL_USER = "local"

NAVIGATION = (("overview", "总览"), ("reports", "报告"), ("findings", "疑点"), ("compare", "比较"))
"""Pages in the head of every page: name of the route, and title."""


def connection_of(request: Request) -> Iterator[Connection]:
    """One connection for one request, to read with."""
    with request.app.state.engine.connect() as connection:
        yield connection


Database = Annotated[Connection, Depends(connection_of)]
"""A page's parameter: the connection of its request."""


def user_of(request: Request) -> str:
    """Who makes the request; without accounts there is one local user."""
    return str(getattr(request.state, "user", "") or LOCAL_USER)


def render(request: Request, template: str, **context: Any) -> Response:
    """A page; ``template`` without its folder."""
    return TEMPLATES.TemplateResponse(request, template, context)


async def error_page(request: Request, error: Exception) -> Response:
    """What went wrong, in words, with the way back."""
    status = error.status_code if isinstance(error, HTTPException) else 422
    detail = error.detail if isinstance(error, HTTPException) else ""
    if isinstance(error, RequestValidationError):
        detail = "网址中的参数不对：" + "、".join(
            str(fault["loc"][-1]) for fault in error.errors() if fault.get("loc")
        )
    response = render(request, "error.html", status=status, detail=detail)
    response.status_code = status
    return response


def number(value: Any, places: int = 2) -> str:
    """A number with thousands separated; a dash where there is none.

    >>> number(25381200 / 10000), number(Decimal("97.5")), number(68, 0), number(None)
    ('2,538.12', '97.50', '68', '—')
    """
    return "—" if value is None else f"{Decimal(str(value)):,.{places}f}"


def plain(value: Any) -> str:
    """An exact number as short as it can be written.

    >>> plain(Decimal("97.50")), plain(25381200), plain(None)
    ('97.5', '25,381,200', '—')
    """
    if value is None:
        return "—"
    text = f"{Decimal(str(value)):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


TEMPLATES.env.filters.update(number=number, plain=plain, word=word)
TEMPLATES.env.globals.update(WORDS=WORDS, NAVIGATION=NAVIGATION)
