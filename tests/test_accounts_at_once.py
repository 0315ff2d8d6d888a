"""Accounts that several people, threads and processes change at the same time."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.workbench import accounts as module
from pipeline.workbench.accounts import Account, Accounts, LastAdministratorError
from pipeline.workbench.roles import AccountRole
from tests.people import PASSWORD

HASH = "$argon2id$of-nobody"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two administrators and twelve others, without the time that hashing takes."""
    path = tmp_path / "accounts.json"
    people = [
        Account("郑", AccountRole.ADMINISTER, HASH),
        Account("王", AccountRole.ADMINISTER, HASH),
    ]
    people += [Account(f"职员{n}", AccountRole.READ, HASH) for n in range(12)]
    Accounts(path)._write(people)
    return path


@pytest.mark.parametrize(
    ("meanwhile", "left"),
    [
        (lambda accounts: accounts.change("职员1", is_disabled=True), (True, AccountRole.READ)),
        (
            lambda accounts: accounts.change("职员1", role=AccountRole.REVIEW),
            (False, AccountRole.REVIEW),
        ),
        (lambda accounts: accounts.remove("职员1"), None),
    ],
)
def test_what_is_changed_while_a_password_is_hashed_stays(
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    meanwhile: Callable[[Accounts], object],
    left: tuple[bool, AccountRole] | None,
) -> None:
    hash_of = module._hash_of

    def slowly(password: str) -> str:
        meanwhile(Accounts(path))
        return hash_of(password)

    monkeypatch.setattr(module, "_hash_of", slowly)
    changed = Accounts(path).change("职员1", password=PASSWORD)
    found = Accounts(path).find("职员1")
    assert changed == found
    assert (found and (found.is_disabled, found.role)) == left


def test_no_change_is_lost_among_many(path: Path) -> None:
    names = [f"职员{n}" for n in range(12)] * 4
    with ThreadPoolExecutor(12) as threads:
        list(threads.map(lambda name: Accounts(path).change(name, role=AccountRole.REVIEW), names))
    assert {one.role for one in Accounts(path).all() if "职员" in one.name} == {AccountRole.REVIEW}


def test_two_administrators_do_not_put_each_other_out(path: Path) -> None:
    def demoted(name: str) -> bool:
        try:
            Accounts(path).change(name, role=AccountRole.READ)
        except LastAdministratorError:
            return False
        return True

    for _ in range(20):
        with ThreadPoolExecutor(2) as threads:
            assert sorted(threads.map(demoted, ("郑", "王"))) == [False, True]
        for name in ("郑", "王"):
            Accounts(path).change(name, role=AccountRole.ADMINISTER)


def test_another_process_waits_for_its_turn(path: Path) -> None:
    remove = "import sys; from pathlib import Path\n"
    remove += "from pipeline.workbench.accounts import Accounts\n"
    remove += "print('ready', flush=True); Accounts(Path(sys.argv[1])).remove('职员1')"
    accounts = Accounts(path)
    with accounts._locked():
        other = subprocess.Popen(
            [sys.executable, "-c", remove, str(path)], stdout=subprocess.PIPE, text=True
        )
        assert other.stdout is not None
        assert other.stdout.readline() == "ready\n"
        with pytest.raises(subprocess.TimeoutExpired):
            other.wait(0.2)
        accounts._write([*accounts.all(), Account("新", AccountRole.READ, HASH)])
    other.communicate(timeout=30)
    assert (accounts.find("职员1"), accounts.find("新") is None) == (None, False)


def test_a_new_account_takes_nobody_elses_name(path: Path) -> None:
    with ThreadPoolExecutor(4) as threads:
        done = list(
            threads.map(
                lambda role: Accounts(path).set("新", role, PASSWORD, may_replace=False),
                (AccountRole.READ, AccountRole.REVIEW, AccountRole.READ, AccountRole.REVIEW),
            )
        )
    assert sorted(done) == [False, False, False, True]


def test_the_secret_is_made_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        made = set(threads.map(lambda _: Accounts(tmp_path / "a" / "b.json").secret(), range(8)))
    assert len(made) == 1
