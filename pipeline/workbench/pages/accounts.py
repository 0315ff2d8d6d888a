"""Accounts: one's own password, and for administrators who may use the workbench, and how far."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from models.problem import Problem
from pipeline.workbench.accounts import (
    LONGEST_NAME,
    LONGEST_PASSWORD,
    SHORTEST_PASSWORD,
    Account,
    Accounts,
    LastAdministratorError,
)
from pipeline.workbench.pages import login
from pipeline.workbench.pages.login import Name, Password, accounts_of
from pipeline.workbench.roles import AccountRole
from pipeline.workbench.web import may_administer, render, user_of

router = APIRouter()

BAD_NAME = f"姓名要有 1 至 {LONGEST_NAME} 个字，不含换行等字符。"
NOBODY_LEFT = "至少要有一个管理账号。"
BAD_PASSWORD = f"密码要有 {SHORTEST_PASSWORD} 至 {LONGEST_PASSWORD} 个字符。"


def administered(request: Request) -> Accounts:
    """The accounts, for those who may change them; the page of nobody else."""
    accounts = accounts_of(request)
    if not may_administer(request):
        raise HTTPException(403, "管理账号需要管理权限。")
    return accounts


Administered = Annotated[Accounts, Depends(administered)]


@router.get("/accounts", name="accounts")
def list_accounts(request: Request, accounts: Administered, done: str = "") -> Response:
    """Everybody who may come in, with what they may do."""
    return _list(request, accounts, done=done if accounts.find(done) else "")


@router.post("/accounts/add", name="account_add")
def add(
    request: Request,
    accounts: Administered,
    name: Name,
    password: Password,
    role: Annotated[AccountRole, Form()] = AccountRole.REVIEW,
) -> Response:
    """Let somebody else in."""
    name = name.strip()
    taken = f"已有名为“{name}”的账号。"
    if accounts.find(name) is not None:  # said before the time that hashing takes
        return _list(request, accounts, mistake=taken)
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        return _list(request, accounts, mistake=BAD_NAME)
    try:
        is_new = accounts.set(name, role, password, may_replace=False)
    except Problem:
        return _list(request, accounts, mistake=BAD_PASSWORD)
    return _done(name) if is_new else _list(request, accounts, mistake=taken)


@router.post("/accounts/role", name="account_role")
def change_role(
    request: Request, accounts: Administered, name: Name, role: Annotated[AccountRole, Form()]
) -> Response:
    """Say what a person may do from now on."""
    return _change(request, accounts, name, role=role)


@router.post("/accounts/disable", name="account_disable")
def disable(
    request: Request,
    accounts: Administered,
    name: Name,
    is_disabled: Annotated[bool, Form()],
) -> Response:
    """Let a person in no more, or again; what the person did keeps the name."""
    return _change(request, accounts, name, is_disabled=is_disabled)


@router.post("/accounts/password", name="account_password")
def set_password(
    request: Request, accounts: Administered, name: Name, password: Password
) -> Response:
    """Give a person another password, who has to sign in with it."""
    try:
        account = accounts.change(name, password=password)
    except Problem:
        return _list(request, accounts, mistake=BAD_PASSWORD)
    if account is not None and name == user_of(request):
        request.session["mark"] = account.mark
    return _changed(account)


@router.get("/account", name="account")
def own_account(request: Request, done: bool = False) -> Response:
    """What one may do, and the form for another password."""
    return _own(request, accounts_of(request), done=done)


@router.post("/account", name="account_save")
def change_own_password(
    request: Request,
    old: Password,
    password: Password,
    again: Password,
) -> Response:
    """Give oneself another password; the old one is asked for, in case the place was left."""
    accounts, name = accounts_of(request), user_of(request)
    if not login.BY_NAME.attempt(name):
        return _own(request, accounts, mistake="尝试次数太多，请五分钟后再试。", status=429)
    if accounts.verify(name, old) is None:
        return _own(request, accounts, mistake="原密码不对。")
    login.BY_NAME.take_back(name)
    if password != again:
        return _own(request, accounts, mistake="两次输入的新密码不同。")
    try:
        account = accounts.change(name, password=password)
    except Problem:
        return _own(request, accounts, mistake=BAD_PASSWORD)
    if account is not None:
        request.session["mark"] = account.mark  # this session goes on, all others end
    return RedirectResponse("/account?done=true", status_code=303)


def _change(
    request: Request,
    accounts: Accounts,
    name: str,
    role: AccountRole | None = None,
    is_disabled: bool | None = None,
) -> Response:
    try:
        return _changed(accounts.change(name, role=role, is_disabled=is_disabled))
    except LastAdministratorError:
        return _list(request, accounts, mistake=NOBODY_LEFT)


def _changed(account: Account | None) -> Response:
    if account is None:
        raise HTTPException(404, "没有这个账号。")
    return _done(account.name)


def _done(name: str) -> Response:
    return RedirectResponse(f"/accounts?done={quote(name)}", status_code=303)


def _list(request: Request, accounts: Accounts, mistake: str = "", done: str = "") -> Response:
    response = render(request, "accounts.html", accounts=accounts.all(), mistake=mistake, done=done)
    response.status_code = 422 if mistake else 200
    return response


def _own(
    request: Request,
    accounts: Accounts,
    mistake: str = "",
    done: bool = False,
    status: int = 422,
) -> Response:
    account = accounts.find(user_of(request))
    response = render(request, "account.html", account=account, mistake=mistake, done=done)
    response.status_code = status if mistake else 200
    return response
