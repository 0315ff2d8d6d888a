"""What guessing names and passwords meets."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine

from pipeline.workbench.accounts import Accounts
from pipeline.workbench.pages import login
from pipeline.workbench.roles import Role
from pipeline.workbench.throttle import Throttle
from tests.databases import opened
from tests.workbench import Browser, browser_over

PASSWORD = "云岫的松树都很高"  # noqa: S105  of nobody


@pytest.fixture(autouse=True)
def fresh_throttles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(login, "BY_NAME", Throttle(5, 300))
    monkeypatch.setattr(login, "BY_ADDRESS", Throttle(30, 300))


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Accounts:
    accounts = Accounts(tmp_path_factory.mktemp("guessing") / "accounts.json")
    accounts.set("周", Role.REVIEW, PASSWORD)
    accounts.set("郑", Role.ADMINISTER, PASSWORD)
    return accounts


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    with opened(f"sqlite:///{tmp_path}/test.db") as engine:
        yield engine


@pytest.fixture
def browser(engine: Engine, accounts: Accounts) -> Browser:
    return browser_over(engine, accounts)


def come_in(browser: Browser, name: str, password: str = PASSWORD) -> int:
    browser.cookies.clear()
    return browser.send_form("/login", name=name, password=password, next="/reports").status_code


def test_guessing_is_slowed_down(browser: Browser) -> None:
    for _ in range(5):
        assert come_in(browser, "周", "猜猜猜猜猜猜猜猜") == 401
    assert come_in(browser, "周", "猜猜猜猜猜猜猜猜") == 429
    assert come_in(browser, "周") == 429
    assert come_in(browser, "郑") == 303


def test_many_guesses_at_once_are_slowed_down_too(engine: Engine, accounts: Accounts) -> None:
    def guess(number: int) -> int:
        sent = {"name": "周", "password": f"猜猜猜猜猜猜猜{number}"}
        return browser_over(engine, accounts).send_form("/login", **sent).status_code

    with ThreadPoolExecutor(16) as threads:
        assert sorted(threads.map(guess, range(16))) == [401] * 5 + [429] * 11


def test_who_comes_in_was_no_guess(browser: Browser) -> None:
    for _ in range(35):
        assert come_in(browser, "周") == 303


def test_guessing_names_is_slowed_down_too(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(login, "BY_ADDRESS", Throttle(3, 300))
    codes = [come_in(browser, f"某{n}", "猜猜猜猜猜猜猜猜") for n in range(4)]
    assert codes == [401] * 3 + [429]


def test_failures_are_forgotten_in_time() -> None:
    throttle = Throttle(1, 0.05)
    assert throttle.attempt("周")
    assert not throttle.attempt("周")
    time.sleep(0.06)
    assert throttle.attempt("周")
    for n in range(10_002):
        throttle.attempt(str(n))
    time.sleep(0.06)
    throttle.attempt("吴")
    assert set(throttle._times) == {"吴"}, "made-up names do not fill the memory"
