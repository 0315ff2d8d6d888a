"""What guessing names and passwords meets."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine

from pipeline.workbench.accounts import Accounts
from pipeline.workbench.pages import login
from pipeline.workbench.throttle import Throttle
from tests.people import come_in
from tests.workbench import Browser, browser_over

pytestmark = pytest.mark.usefixtures("fresh_throttles")


@pytest.fixture
def browser(sqlite: Engine, accounts: Accounts) -> Browser:
    return browser_over(sqlite, accounts)


def test_guessing_is_slowed_down(browser: Browser) -> None:
    for _ in range(5):
        assert come_in(browser, "周", "猜猜猜猜猜猜猜猜") == 401
    assert come_in(browser, "周", "猜猜猜猜猜猜猜猜") == 429
    assert come_in(browser, "周") == 429
    assert come_in(browser, "郑") == 303


def test_many_guesses_at_once_are_slowed_down_too(sqlite: Engine, accounts: Accounts) -> None:
    def guess(number: int) -> int:
        sent = {"name": "周", "password": f"猜猜猜猜猜猜猜{number}"}
        return browser_over(sqlite, accounts).send_form("/login", **sent).status_code

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


def test_failures_are_forgotten_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr("pipeline.workbench.throttle.monotonic", lambda: now)
    throttle = Throttle(1, 300)
    assert throttle.attempt("周")
    now = 299.0
    assert not throttle.attempt("周")
    now = 300.0
    assert throttle.attempt("周")
    for n in range(10_002):
        throttle.attempt(str(n))
    assert len(throttle._times) == 10_003, "none is forgotten before its time"
    now = 600.0
    for n in range(20_000):
        throttle.attempt(f"新{n}")
    assert not throttle._times.keys() & {"周", "0", "10001"}, "made-up names do not fill the memory"
