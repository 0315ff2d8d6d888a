"""The web application: pages, static files, and what every answer has in common."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import PlainTextResponse
from fastapi.staticfiles import StaticFiles
from sqlalchemy import Engine
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from models.database import open_database
from pipeline.workbench import pages
from pipeline.workbench.web import error_page

SAFE_METHODS = frozenset(("GET", "HEAD", "OPTIONS"))
STATIC = Path(__file__).parent / "static"
LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]", "testserver")

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
}


def create_app(url: str | None = None, hosts: tuple[str, ...] = LOCAL_HOSTS) -> FastAPI:
    """The workbench over one database.

    Args:
        url: the database; default as in ``models.database``.
        hosts: names under which browsers may ask for it; others are refused, so that a page
            elsewhere cannot reach it by a name that resolves to this machine.

    Raises:
        Problem: the database cannot be opened.
    """
    return app_over(open_database(url), hosts)


def app_over(engine: Engine, hosts: tuple[str, ...] = LOCAL_HOSTS) -> FastAPI:
    """The workbench over a database that is open already."""
    app = FastAPI(title="绩效 Jixiao", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.engine = engine
    app.add_middleware(GZipMiddleware, minimum_size=2000)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))
    app.middleware("http")(_secured)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for page in pages.ROUTERS:
        app.include_router(page)
    app.add_exception_handler(HTTPException, error_page)
    app.add_exception_handler(RequestValidationError, error_page)
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
