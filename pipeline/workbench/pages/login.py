"""Coming in and going out, where there are accounts."""

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from pipeline.workbench.accounts import LONGEST_PASSWORD, Accounts
from pipeline.workbench.throttle import Throttle
from pipeline.workbench.web import render

router = APIRouter()

BY_NAME = Throttle(failures=5, seconds=300)
BY_ADDRESS = Throttle(failures=30, seconds=300)
"""Failures that are borne; the address of a proxy stands for all who come through it."""

Name = Annotated[str, Form(max_length=200)]
Password = Annotated[str, Form(max_length=LONGEST_PASSWORD)]


def local_path(address: str) -> str:
    """The page to go to after signing in, if it is one of ours.

    >>> local_path("/reports?year=2024"), local_path("//evil.example"), local_path("http://x")
    ('/reports?year=2024', '/', '/')
    """
    is_ours = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if is_ours and address.isprintable() else "/"


def accounts_of(request: Request) -> Accounts:
    """The accounts that there are; without any the page does not exist."""
    accounts: Accounts | None = request.app.state.accounts
    if accounts is None:
        raise HTTPException(404, "没有设置账号，无需登录。")
    return accounts


@router.get("/login", name="login")
def login_page(request: Request, next: str = "/") -> Response:  # noqa: A002  name in the address
    """The form."""
    accounts_of(request)
    return render(request, "login.html", next=local_path(next), mistake="")


@router.post("/login", name="login_save")
def sign_in(
    request: Request,
    name: Name,
    password: Password,
    next: Annotated[str, Form(max_length=2000)] = "/",  # noqa: A002
) -> Response:
    """Open a session, unless name or password are wrong or were wrong too often."""
    accounts = accounts_of(request)
    address = request.client.host if request.client else ""
    if not _may_try(name, address):
        return _refused(request, next, "尝试次数太多，请五分钟后再试。", 429)
    account = accounts.verify(name, password)
    if account is None:
        return _refused(request, next, "姓名或密码不对。", 401)
    BY_NAME.forget(name)
    BY_ADDRESS.take_back(address)
    request.session.clear()
    request.session.update(name=account.name, mark=account.mark)
    return RedirectResponse(local_path(next), status_code=303)


def _may_try(name: str, address: str) -> bool:
    """Count an attempt; one that is not looked at counts neither for the name nor the address."""
    if not BY_ADDRESS.attempt(address):
        return False
    if not BY_NAME.attempt(name):
        BY_ADDRESS.take_back(address)
        return False
    return True


def _refused(request: Request, address: str, mistake: str, status: int) -> Response:
    response = render(request, "login.html", next=local_path(address), mistake=mistake)
    response.status_code = status
    return response


@router.post("/logout", name="logout")
def sign_out(request: Request) -> Response:
    """End the session."""
    accounts_of(request)
    request.session.clear()
    return RedirectResponse("/login", status_code=303)
