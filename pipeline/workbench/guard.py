"""Who is let in: sessions, roles, and what is refused without them."""

from collections.abc import Awaitable, Callable
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse

from pipeline.workbench.accounts import Account, Accounts
from pipeline.workbench.roles import AccountRole

SAFE_METHODS = frozenset(("GET", "HEAD", "OPTIONS"))
OPEN_PATHS = ("/login",)
OPEN_FOLDER = "/static/"
FOR_EVERYBODY = ("/login", "/logout", "/account")
"""What those who may only read can send, too."""

Answer = Callable[[Request], Awaitable[Response]]


def signed_in(request: Request, accounts: Accounts) -> Account | None:
    """Whose session it is; None where it was opened with another password, or is no more."""
    account = accounts.find(str(request.session.get("name", "")))
    if account is None or account.is_disabled or request.session.get("mark") != account.mark:
        return None
    return account


def guard_of(accounts: Accounts) -> Callable[[Request, Answer], Awaitable[Response]]:
    """A middleware that lets in only those who have an account, each as far as the role goes."""

    async def guard(request: Request, answer: Answer) -> Response:
        account = signed_in(request, accounts)
        path = request.url.path
        if account is not None:
            request.state.user, request.state.role = account.name, account.role
        elif path not in OPEN_PATHS and not path.startswith(OPEN_FOLDER):
            return _turned_away(request)
        if (
            request.method not in SAFE_METHODS
            and path not in FOR_EVERYBODY
            and (account is None or account.role is AccountRole.READ)
        ):
            return PlainTextResponse("您的账号只能查看，不能改动。", status_code=403)
        return await answer(request)

    return guard


def _turned_away(request: Request) -> Response:
    path = request.url.path
    if path.startswith("/api/"):
        return JSONResponse({"detail": "请先登录。"}, status_code=401)
    back = path + (f"?{request.url.query}" if request.url.query else "")
    address = f"/login?next={quote(back)}" if request.method == "GET" else "/login"
    if "hx-request" in request.headers:
        return Response(status_code=401, headers={"HX-Redirect": "/login"})
    return RedirectResponse(address, status_code=303)
