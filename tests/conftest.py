"""Fixtures that several test files share."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.databases import emptied, opened, postgresql_server
from tests.filled import fill


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


@pytest.fixture(scope="session")
def filled_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with something in nearly every table; not to be written to."""
    return fill(tmp_path_factory.mktemp("filled"))


@pytest.fixture
def filled(filled_once: Path, tmp_path: Path) -> Path:
    """A copy of that database to do anything with."""
    return Path(shutil.copy(filled_once, tmp_path / "filled.db"))
