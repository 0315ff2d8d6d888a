"""Who may use the workbench from elsewhere: accounts in a file of the user who serves it.

They are kept outside the database, so that no query, export or copy of it can show them.
"""

import fcntl
import hashlib
import json
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from platformdirs import user_config_path

from models.problem import Problem
from pipeline.workbench.roles import AccountRole

SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 200
LONGEST_NAME = 40

_HASHER = PasswordHasher()


class LastAdministratorError(Problem):
    """A change would leave nobody who may administer."""


@dataclass(frozen=True, slots=True)
class Account:
    """A person; the password is known by its hash alone.

    Attributes:
        is_disabled: nobody comes in with it, and nobody else takes its name.
    """

    name: str
    role: AccountRole
    password_hash: str
    is_disabled: bool = False

    @property
    def mark(self) -> str:
        """What ties a session to the password it was opened with."""
        return hashlib.sha256(self.password_hash.encode()).hexdigest()[:16]

    @property
    def administers(self) -> bool:
        """Whether the person can say who may do what."""
        return self.role is AccountRole.ADMINISTER and not self.is_disabled


def accounts_file() -> Path:
    """Where the accounts are kept unless said otherwise."""
    return user_config_path("jixiao") / "accounts.json"


class Accounts:
    """The accounts of a file; read anew at every use, so that a removal works at once.

    Every change reads and writes the file under one lock that holds between processes too: the
    command line may change what the workbench is changing.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or accounts_file()

    def all(self) -> list[Account]:
        """Every account, by name; none where there is no file.

        Raises:
            Problem: the file cannot be read.
        """
        return [
            Account(
                one["name"],
                AccountRole(one["role"]),
                one["password_hash"],
                bool(one.get("is_disabled", False)),
            )
            for one in self._read().get("accounts", [])
        ]

    def find(self, name: str) -> Account | None:
        """The account of that name."""
        return _named(name, self.all())

    def set(self, name: str, role: AccountRole, password: str, *, may_replace: bool = True) -> bool:
        """Add an account, or give one another role and password, and let it in again.

        Returns:
            Whether it was done; not where the name is taken and may not be replaced.

        Raises:
            Problem: the name or the password cannot serve.
        """
        if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
            raise Problem(f"A name has 1 to {LONGEST_NAME} printable characters.")
        account = Account(name, role, _hash_of(password))
        with self._locked():
            accounts = self.all()
            if not may_replace and _named(name, accounts):
                return False
            self._write(_with(account, accounts))
        return True

    def change(
        self,
        name: str,
        role: AccountRole | None = None,
        password: str | None = None,
        is_disabled: bool | None = None,
    ) -> Account | None:
        """Change what is given of an account; with another password its sessions end.

        Returns:
            The account as it is now; None where there is none of that name.

        Raises:
            LastAdministratorError: nobody else could administer.
            Problem: the password cannot serve.
        """
        # Hashing is slow: what others change meanwhile must be there when the file is read.
        password_hash = None if password is None else _hash_of(password)
        given: dict[str, Any] = {
            "role": role,
            "password_hash": password_hash,
            "is_disabled": is_disabled,
        }
        with self._locked():
            accounts = self.all()
            before = _named(name, accounts)
            if before is None:
                return None
            after = replace(before, **{key: one for key, one in given.items() if one is not None})
            changed = _with(after, accounts)
            if before.administers and not any(one.administers for one in changed):
                raise LastAdministratorError(f"Nobody but {name} could administer.")
            self._write(changed)
        return after

    def remove(self, name: str) -> bool:
        """Remove an account; its sessions end with it.

        Returns:
            Whether there was one.
        """
        with self._locked():
            accounts = self.all()
            kept = [one for one in accounts if one.name != name]
            if len(kept) < len(accounts):
                self._write(kept)
        return len(kept) < len(accounts)

    def verify(self, name: str, password: str) -> Account | None:
        """The account if the password is right; takes as long where nobody may come in so."""
        account = self.find(name)
        if account is not None and account.is_disabled:
            account = None
        try:
            _HASHER.verify(account.password_hash if account else _nobody(), password)
        except VerificationError:
            return None
        return account

    def secret(self) -> str:
        """What sessions are signed with; made once and kept beside the accounts."""
        if "secret" not in self._read():
            with self._locked():  # keeps a secret that was made meanwhile
                self._write(self.all())
        return str(self._read()["secret"])

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Alone with the file, among all threads and processes."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        lock = self.path.with_name(f".{self.path.name}.lock")
        handle = os.open(lock, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def _read(self) -> dict[str, Any]:
        try:
            content: dict[str, Any] = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise Problem(f"The accounts in {self.path} cannot be read: {error}.") from error
        return content

    def _write(self, accounts: list[Account]) -> None:
        content = {
            "secret": self._read().get("secret") or secrets.token_urlsafe(48),
            "accounts": [asdict(one) for one in sorted(accounts, key=lambda one: one.name)],
        }
        # Readable by its owner alone from its first byte on, and never half written.
        handle, partial = tempfile.mkstemp(dir=self.path.parent, prefix=".accounts-")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(content, file, ensure_ascii=False, indent=1)
        Path(partial).replace(self.path)


def _named(name: str, accounts: list[Account]) -> Account | None:
    return next((one for one in accounts if one.name == name), None)


def _with(account: Account, accounts: list[Account]) -> list[Account]:
    """The accounts with one added, or in the place of the one of its name."""
    return [*(one for one in accounts if one.name != account.name), account]


def _hash_of(password: str) -> str:
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise Problem(f"A password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters.")
    return _HASHER.hash(password)


@cache
def _nobody() -> str:
    """A hash that no password has, for names that do not exist."""
    return _HASHER.hash(secrets.token_urlsafe(32))
