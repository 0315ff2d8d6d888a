"""Who may use the workbench from elsewhere: accounts in a file of the user who serves it.

They are kept outside the database, so that no query, export or copy of it can show them.
"""

import hashlib
import json
import os
import secrets
import tempfile
import time
from collections import deque
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from platformdirs import user_config_path

from models.problem import Problem

SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 200
LONGEST_NAME = 40

_HASHER = PasswordHasher()


class Role(StrEnum):
    """What a person may do: only read; settle and correct; also take back what others corrected."""

    READ = "read"
    REVIEW = "review"
    ADMINISTER = "administer"


@dataclass(frozen=True, slots=True)
class Account:
    """A person; the password is known by its hash alone."""

    name: str
    role: Role
    password_hash: str

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

    def all(self) -> list[Account]:
        """Every account, by name; none where there is no file.

        Raises:
            Problem: the file cannot be read.
        """
        entries = self._read().get("accounts", [])
        return [Account(one["name"], Role(one["role"]), one["password_hash"]) for one in entries]

    def find(self, name: str) -> Account | None:
        """The account of that name."""
        return next((one for one in self.all() if one.name == name), None)

    def set(self, name: str, role: Role, password: str) -> None:
        """Add an account, or give one another role and password.

        Raises:
            Problem: the name or the password cannot serve.
        """
        if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
            raise Problem(f"A name has 1 to {LONGEST_NAME} printable characters.")
        if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
            raise Problem(f"A password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters.")
        kept = [one for one in self.all() if one.name != name]
        self._write([*kept, Account(name, role, _HASHER.hash(password))])

    def remove(self, name: str) -> bool:
        """Remove an account; its sessions end with it.

        Returns:
            Whether there was one.
        """
        accounts = self.all()
        kept = [one for one in accounts if one.name != name]
        if len(kept) < len(accounts):
            self._write(kept)
        return len(kept) < len(accounts)

    def verify(self, name: str, password: str) -> Account | None:
        """The account if the password is right; takes as long where there is no such name."""
        account = self.find(name)
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


@cache
def _nobody() -> str:
    """A hash that no password has, for names that do not exist."""
    return _HASHER.hash(secrets.token_urlsafe(32))


class Throttle:
    """Slows guessing down: so many failures within a time, then none is even looked at."""

    def __init__(self, failures: int, seconds: float) -> None:
        self._failures = failures
        self._seconds = seconds
        self._times: dict[str, deque[float]] = {}
        self._lock = Lock()

    def is_open(self, who: str) -> bool:
        """Whether another attempt may be made."""
        with self._lock:
            return len(self._recent(who)) < self._failures

    def failed(self, who: str) -> None:
        """An attempt was made in vain."""
        with self._lock:
            self._recent(who).append(time.monotonic())

    def succeeded(self, who: str) -> None:
        """All is forgotten."""
        with self._lock:
            self._times.pop(who, None)

    def _recent(self, who: str) -> deque[float]:
        now = time.monotonic()
        if len(self._times) > 10_000:  # made-up names must not fill the memory
            self._times = {
                k: t for k, t in self._times.items() if t and now - t[-1] < self._seconds
            }
        times = self._times.setdefault(who, deque(maxlen=self._failures))
        while times and now - times[0] >= self._seconds:
            times.popleft()
        return times
