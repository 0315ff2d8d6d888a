"""People who may use the workbench in tests, and how they come in."""

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.workbench.accounts import Accounts
from pipeline.workbench.roles import AccountRole

if TYPE_CHECKING:
    from tests.workbench import Browser

PASSWORD, OTHER = "云岫的松树都很高", "青禾的稻子都黄了"  # of nobody
PEOPLE = {
    "看": AccountRole.READ,
    "周": AccountRole.REVIEW,
    "吴": AccountRole.REVIEW,
    "郑": AccountRole.ADMINISTER,
}


def write_accounts(path: Path) -> Path:
    """A file of accounts for ``PEOPLE``, all with one password."""
    for name, role in PEOPLE.items():
        Accounts(path).set(name, role, PASSWORD)
    return path


def come_in(browser: "Browser", name: str, password: str = PASSWORD) -> int:
    """Sign in as somebody else than before; the status of the answer."""
    browser.cookies.clear()
    return browser.send_form("/login", name=name, password=password, next="/reports").status_code
