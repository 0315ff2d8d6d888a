"""Fixtures that several test files share."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Engine

from models.database import open_database
from pipeline.workbench.accounts import Accounts
from pipeline.workbench.throttle import Throttle
from tests.browser import opened_browser, read_samples, served
from tests.databases import emptied, opened, postgresql_server, rows
from tests.filled import fill
from tests.people import write_accounts

if TYPE_CHECKING:
    from playwright.sync_api import Browser as Chromium


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """A PostgreSQL server for the session; tests are skipped where none is installed."""
    with postgresql_server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A fresh database with one run in it, on each of the two engines."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/test.db"
    else:
        url = emptied(request.getfixturevalue("postgresql_url"))
    with opened(url) as engine:
        yield engine


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Engine]:
    """A fresh database with one run in it, where one kind of database is enough."""
    with opened(f"sqlite:///{tmp_path}/test.db") as engine:
        yield engine


@pytest.fixture(scope="session")
def filled_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with something in nearly every table; not to be written to."""
    return fill(tmp_path_factory.mktemp("filled"))


@pytest.fixture
def filled(filled_once: Path, tmp_path: Path) -> Path:
    """A copy of that database to do anything with."""
    return Path(shutil.copy(filled_once, tmp_path / "filled.db"))


@pytest.fixture(scope="session")
def accounts_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of accounts, in a folder that was made for it; hashing takes its time."""
    return write_accounts(tmp_path_factory.mktemp("people") / "config" / "accounts.json")


@pytest.fixture
def accounts(accounts_once: Path, tmp_path: Path) -> Accounts:
    """A copy of those accounts to do anything with."""
    return Accounts(Path(shutil.copy(accounts_once, tmp_path / "accounts.json")))


@pytest.fixture
def fresh_throttles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has guessed at a password yet."""
    monkeypatch.setattr("pipeline.workbench.pages.login.BY_NAME", Throttle(5, 300))
    monkeypatch.setattr("pipeline.workbench.pages.login.BY_ADDRESS", Throttle(30, 300))


# For one file of tests at a time: while it is open, nothing else may run an event loop.
@pytest.fixture(scope="module")
def chromium() -> Iterator["Chromium"]:
    """A real browser; tests are skipped where none is installed."""
    with opened_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory, chromium: "Chromium") -> Iterator[Engine]:
    """The sample reports and a PDF, read once for a file of tests, if there is a browser."""
    engine = open_database(read_samples(tmp_path_factory.mktemp("samples")))
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def samples_address(samples: Engine) -> Iterator[str]:
    """Where the workbench over them is."""
    with served(samples) as address:
        yield address


@pytest.fixture(scope="module")
def pdf(samples: Engine) -> int:
    """The number of the report among them that is a PDF."""
    found = rows(samples, "SELECT report_id FROM v_report WHERE format = 'pdf'")
    return int(str(found[0]["report_id"]))
