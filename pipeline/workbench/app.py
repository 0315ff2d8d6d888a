"""The web application: pages, static files, and what every answer has in common."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import PlainTextResponse
from fastapi.staticfiles import StaticFiles
from sqlalchemy import Engine
from sqlalchemy.exc import DataError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from models.database import open_to_read
from pipeline.workbench import pages
from pipeline.workbench.accounts import Accounts
from pipeline.workbench.api import ADDRESS, api_over
from pipeline.workbench.guard import SAFE_METHODS, guard_of
from pipeline.workbench.hosts import LOCAL_HOSTS
from pipeline.workbench.web import error_page

SESSION_SECONDS = 12 * 60 * 60
STATIC = Path(__file__).parent / "static"

# Nothing is fetched from elsewhere, and nothing that stands in a report can run: scripts come
# from our own files alone. ECharts sets styles on the elements it makes, hence the exception.
SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def app_over(
    engine: Engine, hosts: tuple[str, ...] = LOCAL_HOSTS, accounts: Accounts | None = None
) -> FastAPI:
    """The workbench over one database.

    Args:
        engine: opened to write with.
        hosts: names under which browsers may ask for it; others are refused, so that a page
            elsewhere cannot reach it by a name that resolves to this machine.
        accounts: of those who may use it; None lets everybody in who reaches it.
    """
    app = FastAPI(title="绩效 Jixiao", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.engine = engine
    app.state.reader = open_to_read(engine.url.render_as_string(hide_password=False))
    app.state.accounts = accounts
    # The last one added is the first to see a request: who it is comes after where it is from.
    if accounts is not None:
        app.middleware("http")(guard_of(accounts))
        app.add_middleware(
            SessionMiddleware,
            secret_key=accounts.secret(),
            session_cookie="jixiao",
            max_age=SESSION_SECONDS,
            same_site="lax",
        )
    app.add_middleware(GZipMiddleware, minimum_size=2000)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))
    app.middleware("http")(_secured)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for page in pages.ROUTERS:
        app.include_router(page)
    app.mount(ADDRESS, api_over(app))
    app.add_exception_handler(HTTPException, error_page)
    app.add_exception_handler(RequestValidationError, error_page)
    # Numbers and characters that a database cannot hold: SQLite and PostgreSQL say so late.
    app.add_exception_handler(OverflowError, error_page)
    app.add_exception_handler(DataError, error_page)
    return app


async def _secured(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
    if request.method not in SAFE_METHODS and not _is_from_here(request):
        response: Response = PlainTextResponse("来源不明的请求，已拒绝。", status_code=403)
    else:
        response = await answer(request)
    for name, value in SECURITY_HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _is_from_here(request: Request) -> bool:
    """Whether a page of ours sent the request: browsers name the origin of every form they send."""
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc == request.headers.get("host")
