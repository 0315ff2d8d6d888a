"""What pages share: templates, the connection of a request, numbers as people read them."""

from collections.abc import Iterator
from importlib.resources import files
from typing import Annotated, Any

from fastapi import Depends, Path, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.templating import Jinja2Templates
from pydantic import BeforeValidator
from sqlalchemy import Connection
from starlette.exceptions import HTTPException

from models.words import WORDS, word
from pipeline.asking.words import number, plain, shown_value
from pipeline.workbench.roles import AccountRole

TEMPLATES = Jinja2Templates(directory=str(files(__package__) / "templates"))


LOCAL_USER = "local"

NAVIGATION = (
    ("overview", "总览"),
    ("reports", "报告"),
    ("findings", "疑点"),
    ("execution", "执行率"),
    ("compare", "比较"),
    ("corrections", "更正"),
    ("sql", "SQL"),
)
"""Pages in the head of every page: name of the route, and title."""


def connection_of(request: Request) -> Iterator[Connection]:
    """One connection for one request, to read with; a run that writes does not hold it up."""
    with request.app.state.reader.connect() as connection:
        yield connection


Database = Annotated[Connection, Depends(connection_of)]
"""A page's parameter: the connection of its request."""


Key = Annotated[int, Path(ge=1, le=2**62)]
"""A number in a page's address that the database knows a row by."""


def _unless_empty(sent: Any) -> Any:
    return None if sent == "" else sent


UNLESS_EMPTY = BeforeValidator(_unless_empty)
"""A form sends every field it has: one that was cleared asks for nothing."""


def user_of(request: Request) -> str:
    """Who makes the request; without accounts there is one local user."""
    return str(getattr(request.state, "user", "") or LOCAL_USER)


def may_write(request: Request) -> bool:
    """Whether the person may settle findings and correct; the local user may do anything."""
    return getattr(request.state, "role", AccountRole.ADMINISTER) is not AccountRole.READ


def may_revert(request: Request, author: str) -> bool:
    """Whether the person may take back what the author corrected."""
    role = getattr(request.state, "role", AccountRole.ADMINISTER)
    return role is AccountRole.ADMINISTER or (
        role is AccountRole.REVIEW and author == user_of(request)
    )


def may_administer(request: Request) -> bool:
    """Whether the person may say who may do what; without accounts there is nothing to say."""
    has_accounts = request.app.state.accounts is not None
    return has_accounts and getattr(request.state, "role", None) is AccountRole.ADMINISTER


def render(request: Request, template: str, **context: Any) -> Response:
    """A page; ``template`` without its folder."""
    return TEMPLATES.TemplateResponse(request, template, context)


async def error_page(request: Request, error: Exception) -> Response:
    """What went wrong, in words, with the way back."""
    status = error.status_code if isinstance(error, HTTPException) else 422
    detail = error.detail if isinstance(error, HTTPException) else "参数超出了数据库能表示的范围。"
    if isinstance(error, RequestValidationError):
        detail = "网址中的参数不对：" + "、".join(
            str(fault["loc"][-1]) for fault in error.errors() if fault.get("loc")
        )
    response = render(request, "error.html", status=status, detail=detail)
    response.status_code = status
    return response


TEMPLATES.env.filters.update(
    number=number, plain=plain, word=word, shown_value=shown_value, zip=zip
)
TEMPLATES.env.globals.update(
    WORDS=WORDS,
    NAVIGATION=NAVIGATION,
    may_write=may_write,
    may_revert=may_revert,
    may_administer=may_administer,
    user_of=user_of,
)
