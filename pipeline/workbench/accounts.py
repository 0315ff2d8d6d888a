"""Who may use the workbench from elsewhere: accounts in a file of the user who serves it.

They are kept outside the database, so that no query, export or copy of it can show them.
"""

import hashlib
import json
import os
import secrets
import tempfile
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from platformdirs import user_config_path

from models.problem import Problem
from pipeline.workbench.roles import Role

SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 200
LONGEST_NAME = 40

_HASHER = PasswordHasher()


@dataclass(frozen=True, slots=True)
class Account:
    """A person; the password is known by its hash alone.

    Attributes:
        is_disabled: nobody comes in with it, and nobody else takes its name.
    """

    name: str
    role: Role
    password_hash: str
    is_disabled: bool = False

    @property
    def mark(self) -> str:
        """What ties a session to the password it was opened with."""
        return hashlib.sha256(self.password_hash.encode()).hexdigest()[:16]


def accounts_file() -> Path:
    """Where the accounts are kept unless said otherwise."""
    return user_config_path("jixiao") / "accounts.json"


class Accounts:
    """The accounts of a file; read anew at every use, so that a removal works at once."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or accounts_file()
        self._lock = Lock()

    def all(self) -> list[Account]:
        """Every account, by name; none where there is no file.

        Raises:
            Problem: the file cannot be read.
        """
        return [
            Account(
                one["name"],
                Role(one["role"]),
                one["password_hash"],
                bool(one.get("is_disabled", False)),
            )
            for one in self._read().get("accounts", [])
        ]

    def find(self, name: str) -> Account | None:
        """The account of that name."""
        return next((one for one in self.all() if one.name == name), None)

    def set(self, name: str, role: Role, password: str) -> None:
        """Add an account, or give one another role and password, and let it in again.

        Raises:
            Problem: the name or the password cannot serve.
        """
        if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
            raise Problem(f"A name has 1 to {LONGEST_NAME} printable characters.")
        self._put(Account(name, role, _hash_of(password)))

    def change(
        self,
        name: str,
        role: Role | None = None,
        password: str | None = None,
        is_disabled: bool | None = None,
    ) -> Account | None:
        """Change what is given of an account; with another password its sessions end.

        Returns:
            The account as it is now; None where there is none of that name.

        Raises:
            Problem: the password cannot serve.
        """
        account = self.find(name)
        if account is None:
            return None
        if role is not None:
            account = replace(account, role=role)
        if is_disabled is not None:
            account = replace(account, is_disabled=is_disabled)
        if password is not None:
            account = replace(account, password_hash=_hash_of(password))
        self._put(account)
        return account

    def _put(self, account: Account) -> None:
        with self._lock:
            kept = [one for one in self.all() if one.name != account.name]
            self._write([*kept, account])

    def remove(self, name: str) -> bool:
        """Remove an account; its sessions end with it.

        Returns:
            Whether there was one.
        """
        with self._lock:
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
        known = self._read().get("secret")
        if known is None:
            self._write(self.all())
            known = self._read()["secret"]
        return str(known)

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
        self.path.parent.mkdir(parents=True, exist_ok=True)
        # Readable by its owner alone from its first byte on, and never half written.
        handle, partial = tempfile.mkstemp(dir=self.path.parent, prefix=".accounts-")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(content, file, ensure_ascii=False, indent=1)
        Path(partial).replace(self.path)


def _hash_of(password: str) -> str:
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise Problem(f"A password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters.")
    return _HASHER.hash(password)


@cache
def _nobody() -> str:
    """A hash that no password has, for names that do not exist."""
    return _HASHER.hash(secrets.token_urlsafe(32))
