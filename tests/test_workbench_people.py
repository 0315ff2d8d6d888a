"""The pages of accounts: who may change them, and what ends with a change."""

import pytest
from sqlalchemy import Engine

from pipeline.workbench.accounts import Accounts
from pipeline.workbench.roles import AccountRole
from tests.people import OTHER, PASSWORD, come_in
from tests.workbench import Browser, browser_over

pytestmark = pytest.mark.usefixtures("fresh_throttles")
CHANGES = ("/accounts/add", "/accounts/role", "/accounts/disable", "/accounts/password")


def signed_in(sqlite: Engine, accounts: Accounts, name: str, password: str = PASSWORD) -> Browser:
    browser = browser_over(sqlite, accounts)
    assert come_in(browser, name, password) == 303
    return browser


def test_an_administrator_manages_accounts(sqlite: Engine, accounts: Accounts) -> None:
    browser = signed_in(sqlite, accounts, "郑")
    assert '<a href="/accounts"' in browser.get("/").text
    sent = {"name": "<b>吴</b>", "password": OTHER, "role": "read"}
    assert browser.send_form("/accounts/add", **sent).status_code == 303
    page = browser.get("/accounts").text
    assert "&lt;b&gt;吴&lt;/b&gt;" in page
    assert "<b>吴" not in page
    assert OTHER not in page
    assert browser.send_form("/accounts/role", name="<b>吴</b>", role="review").status_code == 303
    assert accounts.verify("<b>吴</b>", OTHER).role is AccountRole.REVIEW  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "sent",
    [
        {"name": "周", "password": OTHER},
        {"name": " ", "password": OTHER},
        {"name": "a\nb", "password": OTHER},
        {"name": "长" * 41, "password": OTHER},
        {"name": "吴", "password": "短"},
    ],
)
def test_what_cannot_serve_is_refused_in_words(
    sqlite: Engine, accounts: Accounts, sent: dict[str, str]
) -> None:
    before = accounts.path.read_bytes()
    answer = signed_in(sqlite, accounts, "郑").send_form("/accounts/add", **sent)
    assert answer.status_code == 422
    assert 'class="mistake"' in answer.text
    assert accounts.path.read_bytes() == before


@pytest.mark.parametrize("name", ["看", "周"])
def test_nobody_else_manages_them(sqlite: Engine, accounts: Accounts, name: str) -> None:
    browser, before = signed_in(sqlite, accounts, name), accounts.path.read_bytes()
    assert browser.get("/accounts").status_code == 403
    assert 'href="/accounts"' not in browser.get("/").text
    sent = {"name": name, "role": "administer", "password": OTHER, "is_disabled": "false"}
    for address in CHANGES:
        assert browser.send_form(address, **sent).status_code == 403
    assert accounts.path.read_bytes() == before


def test_other_sites_change_no_account(sqlite: Engine, accounts: Accounts) -> None:
    browser, before = signed_in(sqlite, accounts, "郑"), accounts.path.read_bytes()
    sent = {"name": "周", "role": "administer", "password": OTHER, "is_disabled": "true",
            "old": PASSWORD, "again": OTHER}  # fmt: skip
    for origin in ({}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
        for address in (*CHANGES, "/account"):
            assert browser.post(address, data=sent, headers=origin).status_code == 403
            assert browser.get(address, params=sent).status_code in {200, 404, 405}
    assert accounts.path.read_bytes() == before


def test_who_is_disabled_is_out_at_once_and_comes_back(sqlite: Engine, accounts: Accounts) -> None:
    browser, other = signed_in(sqlite, accounts, "郑"), signed_in(sqlite, accounts, "周")
    browser.send_form("/accounts/disable", name="周", is_disabled="true")
    assert other.get("/reports").status_code == 303
    assert other.send_form("/login", name="周", password=PASSWORD).status_code == 401
    assert "已停用" in browser.get("/accounts").text
    browser.send_form("/accounts/disable", name="周", is_disabled="false")
    assert other.send_form("/login", name="周", password=PASSWORD).status_code == 303


def test_somebody_can_always_administer(sqlite: Engine, accounts: Accounts) -> None:
    browser = signed_in(sqlite, accounts, "郑")
    for address, sent in (("/accounts/role", {"role": "read"}),
                          ("/accounts/disable", {"is_disabled": "true"})):  # fmt: skip
        answer = browser.send_form(address, name="郑", **sent)
        assert (answer.status_code, "至少要有一个管理账号" in answer.text) == (422, True)
    browser.send_form("/accounts/role", name="周", role="administer")
    assert browser.send_form("/accounts/role", name="郑", role="read").status_code == 303
    assert browser.get("/accounts").status_code == 403
    assert browser.send_form("/accounts/role", name="没有", role="read").status_code == 403


def test_another_password_ends_the_sessions_of_the_old_one(
    sqlite: Engine, accounts: Accounts
) -> None:
    browser, other = signed_in(sqlite, accounts, "郑"), signed_in(sqlite, accounts, "周")
    browser.send_form("/accounts/password", name="周", password=OTHER)
    assert other.get("/reports").status_code == 303
    signed_in(sqlite, accounts, "周", OTHER)
    browser.send_form("/accounts/password", name="郑", password=OTHER)
    assert browser.get("/accounts").status_code == 200, "one's own session goes on"
    assert browser.send_form("/accounts/password", name="无", password=OTHER).status_code == 404


def test_everybody_changes_their_own_password(sqlite: Engine, accounts: Accounts) -> None:
    browser, elsewhere = signed_in(sqlite, accounts, "看"), signed_in(sqlite, accounts, "看")
    sent = {"old": PASSWORD, "password": OTHER, "again": OTHER}
    wrong = ({"old": OTHER}, {"again": PASSWORD}, {"password": "短", "again": "短"})
    for part in wrong:
        assert browser.send_form("/account", **(sent | part)).status_code == 422
    assert browser.send_form("/account", **sent).status_code == 303
    assert "密码已改" in browser.get("/account?done=true").text
    assert elsewhere.get("/reports").status_code == 303
    signed_in(sqlite, accounts, "看", OTHER)


def test_the_old_password_is_not_guessed(sqlite: Engine, accounts: Accounts) -> None:
    browser = signed_in(sqlite, accounts, "看")
    sent = {"old": "猜猜猜猜猜猜猜猜", "password": OTHER, "again": OTHER}
    codes = [browser.send_form("/account", **sent).status_code for _ in range(6)]
    assert codes == [422] * 5 + [429]


def test_the_right_old_password_is_no_guess(sqlite: Engine, accounts: Accounts) -> None:
    browser = signed_in(sqlite, accounts, "看")
    sent = {"old": PASSWORD, "password": OTHER, "again": PASSWORD}
    assert [browser.send_form("/account", **sent).status_code for _ in range(7)] == [422] * 7
    assert "两次输入的新密码不同" in browser.send_form("/account", **sent).text


def test_without_accounts_there_are_no_such_pages(sqlite: Engine) -> None:
    browser = browser_over(sqlite)
    for address in ("/account", "/accounts"):
        assert browser.get(address).status_code == 404
    assert browser.send_form("/accounts/add", name="吴", password=OTHER).status_code == 404
