"""Accounts: who comes in, how far, and what guessing meets."""

import json
import stat

import pytest
from fastapi.routing import APIRoute
from sqlalchemy import Engine

from models.problem import Problem
from pipeline.workbench.accounts import Accounts
from pipeline.workbench.hosts import hosts_for
from pipeline.workbench.pages import ROUTERS
from pipeline.workbench.roles import AccountRole
from tests.databases import rows, store
from tests.factories import Figure, make_report
from tests.people import PASSWORD, come_in
from tests.test_workbench_corrections import FORM, SENT
from tests.workbench import Browser, browser_over

pytestmark = pytest.mark.usefixtures("fresh_throttles")


@pytest.fixture
def browser(sqlite: Engine, accounts: Accounts) -> Browser:
    store(sqlite, make_report(Figure("实际支出", "2474.64万元", "expenditure_actual")))
    return browser_over(sqlite, accounts)


@pytest.mark.parametrize(
    "address",
    ["/", "/reports", "/reports/1", "/reports/1/file", "/sql?sql=SELECT+1", "/sql.csv?sql=x",
     "/corrections", "/findings", "/compare.csv", "/nowhere", "/login/../reports"],
)  # fmt: skip
def test_nobody_sees_anything_without_signing_in(browser: Browser, address: str) -> None:
    answer = browser.get(address)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/login")
    assert "云溪县" not in answer.text
    assert browser.get("/api/v1/reports").status_code == 401
    assert browser.get("/api/v1/openapi.json").status_code == 401
    assert browser.get("/static/app.css").status_code == 200


def test_signing_in_leads_on_and_out_again(browser: Browser) -> None:
    assert browser.get("/login?next=/reports").status_code == 200
    assert come_in(browser, "周") == 303
    cookie = browser.cookies.jar
    [one] = list(cookie)
    assert one.has_nonstandard_attr("httponly")
    assert str(one.get_nonstandard_attr("samesite")).lower() == "lax"
    shown = browser.get("/reports").text
    assert "云溪县应急管理局" in shown
    assert "退出" in shown
    assert browser.send_form("/logout").headers["location"] == "/login"
    assert browser.get("/reports").status_code == 303


@pytest.mark.parametrize("next_page", ["//evil.example", "https://evil.example", "/\\evil", "x"])
def test_signing_in_leads_nowhere_else(browser: Browser, next_page: str) -> None:
    answer = browser.send_form("/login", name="周", password=PASSWORD, next=next_page)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


@pytest.mark.parametrize(("who", "may"), [("看", 403), ("周", 303), ("郑", 303), (None, 303)])
def test_roles_are_kept_on_every_change(
    browser: Browser, sqlite: Engine, who: str | None, may: int
) -> None:
    if who:
        assert come_in(browser, who) == 303
    answers = [
        browser.send_form(FORM, **SENT),
        browser.send_form("/reports/1/missed", printed="实际", **SENT),
        browser.send_form("/reports/1/correct", department="云溪县应急管理局",
                          fiscal_year="2023", report_type="other", reason="封面"),
    ]  # fmt: skip
    assert [answer.status_code for answer in answers] == [may] * 3
    written = rows(sqlite, "SELECT DISTINCT author FROM correction")
    assert written == ([{"author": who}] if who in {"周", "郑"} else [])
    if who is None:  # sent on to the form for signing in
        assert {answer.headers["location"] for answer in answers} == {"/login"}


def test_every_change_asks_for_a_role(browser: Browser) -> None:
    """No route that takes a POST is open to those who may only read, but for leaving and one's own
    password.
    """
    come_in(browser, "看")
    posts = [
        route.path
        for router in ROUTERS
        for route in router.routes
        if isinstance(route, APIRoute) and "POST" in route.methods
    ]
    assert len(posts) >= 7
    for path in set(posts) - {"/login", "/logout", "/account"}:
        address = path.format(report=1, quantity=1, finding=1, correction=1)
        assert browser.send_form(address).status_code == 403, path


def test_only_an_administrator_takes_back_what_others_corrected(browser: Browser) -> None:
    come_in(browser, "周")
    browser.send_form(FORM, **SENT)
    come_in(browser, "吴")
    assert browser.send_form("/corrections/1/revert", reason="不同意").status_code == 403
    assert "/corrections/1/revert" not in browser.get("/reports/1").text
    come_in(browser, "郑")
    assert "/corrections/1/revert" in browser.get("/reports/1").text
    assert browser.send_form("/corrections/1/revert", reason="核对无误").status_code == 303


def test_a_session_ends_with_its_account_or_password(browser: Browser, accounts: Accounts) -> None:
    come_in(browser, "周")
    accounts.set("周", AccountRole.REVIEW, PASSWORD + "了")
    assert browser.get("/reports").status_code == 303
    come_in(browser, "吴")
    assert browser.get("/reports").status_code == 200
    accounts.remove("吴")
    assert browser.get("/reports").status_code == 303


def test_a_session_cannot_be_made_up(browser: Browser) -> None:
    from itsdangerous import TimestampSigner

    come_in(browser, "看")
    [cookie] = list(browser.cookies.jar)
    browser.cookies.clear()
    body = str(cookie.value).strip('"').split(".")[0]
    for value in (str(cookie.value)[:-3] + "AAA", TimestampSigner("guess").sign(body).decode()):
        headers = {"Cookie": f"jixiao={value}"}
        assert browser.get("/reports", headers=headers).status_code == 303


def test_other_sites_cannot_sign_anybody_in(browser: Browser) -> None:
    sent = {"name": "周", "password": PASSWORD}
    for headers in ({}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
        assert browser.post("/login", data=sent, headers=headers).status_code == 403


def test_passwords_are_kept_as_hashes_in_a_file_of_the_owner(accounts: Accounts) -> None:
    content = accounts.path.read_text(encoding="utf-8")
    assert PASSWORD not in content
    assert all(
        one["password_hash"].startswith("$argon2id$") for one in json.loads(content)["accounts"]
    )
    assert stat.S_IMODE(accounts.path.stat().st_mode) == 0o600
    assert accounts.secret() == Accounts(accounts.path).secret()
    accounts.path.write_text("{", encoding="utf-8")
    with pytest.raises(Problem, match="cannot be read"):
        accounts.all()


@pytest.mark.parametrize(
    ("name", "password"), [("", PASSWORD), ("a\nb", PASSWORD), ("周" * 41, PASSWORD), ("周", "短")]
)
def test_names_and_passwords_that_cannot_serve(
    accounts: Accounts, name: str, password: str
) -> None:
    with pytest.raises(Problem):
        accounts.set(name, AccountRole.READ, password)


def test_it_serves_others_only_with_accounts() -> None:
    with pytest.raises(Problem, match="jixiao accounts add"):
        hosts_for("0.0.0.0", (), has_accounts=False)  # noqa: S104
    with pytest.raises(Problem):
        hosts_for("192.168.1.5", (), has_accounts=False)
    assert "192.168.1.5" in hosts_for("192.168.1.5", ("jixiao.lan",), has_accounts=True)
    assert "jixiao.lan" in hosts_for("0.0.0.0", ("jixiao.lan",), has_accounts=True)  # noqa: S104
    assert "evil.example" not in hosts_for("127.0.0.1", (), has_accounts=False)


def test_without_accounts_nobody_signs_in(sqlite: Engine) -> None:
    browser = browser_over(sqlite)
    assert browser.get("/login").status_code == 404
    assert browser.send_form("/login", name="周", password=PASSWORD).status_code == 404
