"""Backups in a folder, each named by its database and moment; older ones removed by a rule."""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from models.database import chosen_url, parse_url
from models.problem import Problem
from pipeline.operating.backup import backup
from pipeline.operating.retention import Retention

MOMENT = "%Y%m%dT%H%M%SZ"
"""20250401T183000Z: UTC, as it stands in a backup's name."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What was written, its size in bytes, and which older ones were removed for it."""

    path: Path
    size: int
    removed: tuple[Path, ...]


def backup_into(folder: Path, url: str | None = None, keep: Retention | None = None) -> Backup:
    """Write a verified backup into a folder, then remove those that need not be kept.

    Only what is named as backups of this database are is ever removed, and only once the new
    one is whole.

    Args:
        folder: made where it is missing.
        url: the database; default as in ``models.database``.
        keep: default all.

    Raises:
        Problem: as of ``backup``, or an old backup cannot be removed.
    """
    now = datetime.now(UTC)
    path = folder / f"{stem_of(url)}-{now.strftime(MOMENT)}.db"
    size = backup(path, url)
    expired = (keep or Retention()).expired(backups_in(folder, url), now)
    try:
        for old in expired:
            old.unlink()
    except OSError as error:
        raise Problem(
            f"{path} is written and whole, but an older backup cannot be removed: {error}. "
            f"Remove it by hand, or give yourself the right to write in {folder}."
        ) from error
    return Backup(path, size, tuple(expired))


def backups_in(folder: Path, url: str | None = None) -> dict[Path, datetime]:
    """The backups of a database in a folder, and when each was begun."""
    pattern = re.compile(re.escape(stem_of(url)) + r"-(\d{8}T\d{6}Z)\.db")
    found = {}
    for path in folder.iterdir():
        if named := pattern.fullmatch(path.name):
            found[path] = datetime.strptime(named[1], MOMENT).replace(tzinfo=UTC)
    return found


def stem_of(url: str | None = None) -> str:
    """How a database's backups are called: its name, and a mark of where it is.

    Databases of one name in several places may have their backups in one folder.

    >>> stem_of("postgresql://me:secret@host/reports") == stem_of("postgresql://you@host/reports")
    True
    >>> stem_of("one/jixiao.db") == stem_of("two/jixiao.db")
    False
    """
    parsed = parse_url(chosen_url(url))
    name = Path(parsed.database or "jixiao")
    is_file = parsed.drivername.startswith("sqlite")
    place = str(name.resolve()) if is_file else f"{parsed.host}:{parsed.port}/{name}"
    mark = hashlib.sha256(place.encode()).hexdigest()[:8]
    return f"{name.stem}-{mark}"
