"""Finding the files of a run, and knowing them again without reading them."""

import hashlib
import os
import stat
import time
from collections.abc import Iterable, Iterator
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from models.refusal import RefusalReason, RefusedFile
from pipeline.readers.file_names import is_beside, printable, printable_text

MAX_SIZE = 4 * 1024**3
"""Bytes of the largest archive that is opened; single reports have a lower limit of their own."""

# A file changed this shortly before we looked may change again within the same clock tick of
# the file system and look unchanged: its stamp is not trusted.
SETTLED_NANOSECONDS = 2_000_000_000

_NAME = attrgetter("name")


class Found(NamedTuple):
    """A file of the run.

    Attributes:
        place: where it is, as the system knows it.
        name: its absolute path as kept in the database, always printable.
        refusal: why it is not even opened (a path that does not exist), else None.
        content: where its bytes are, if it was unpacked from an archive.
        status: its size and times when it was found, if it lies on the disk itself.
    """

    place: str
    name: str
    refusal: RefusedFile | None = None
    content: Path | None = None
    status: os.stat_result | None = None

    @property
    def path(self) -> Path:
        """Where it is."""
        return Path(self.place)


def find_files(paths: Iterable[str | Path]) -> Iterator[Found]:
    """All files under ``paths``, each once, every folder in order of names.

    Skipped in silence: names that begin with a dot, Office lock files, what systems leave
    behind, and Jixiao's own lists. Whatever else cannot be opened comes with its refusal.
    """
    given = [os.path.abspath(path) for path in paths]  # noqa: PTH100
    if len(given) == 1:
        yield from _find(given[0])
        return
    seen: set[str] = set()
    for place in given:
        for found in _find(place):
            if found.name not in seen:
                seen.add(found.name)
                yield found


def _find(place: str) -> Iterator[Found]:
    """A file, or all files in a folder. Paths are texts here: thousands of files are looked at
    every night, and nearly all are as they were.
    """
    try:
        status = os.stat(place)  # noqa: PTH116
    except OSError as error:
        yield _unreadable(place, error)
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _walk(place, status, frozenset())
    else:
        yield _found(place, status)


def _walk(
    folder: str, status: os.stat_result, above: frozenset[tuple[int, int]]
) -> Iterator[Found]:
    """``above``: the folders on the way here, so that a link in a circle ends."""
    here = (status.st_dev, status.st_ino)
    if here in above:
        return
    try:
        with os.scandir(folder) as listed:
            entries = sorted((e for e in listed if not is_beside(e.name)), key=_NAME)
    except OSError as error:
        yield _unreadable(folder, error)
        return
    inside = above | {here}
    for entry in entries:
        try:
            status = entry.stat()
            is_folder = entry.is_dir()
        except OSError as error:
            yield _unreadable(entry.path, error)
            continue
        if is_folder:
            # Of an entry, Windows tells no number of the folder.
            yield from _walk(entry.path, os.stat(entry.path), inside)  # noqa: PTH116
        else:
            yield _found(entry.path, status)


def _found(place: str, status: os.stat_result) -> Found:
    if stat.S_ISREG(status.st_mode) and status.st_size <= MAX_SIZE:
        return Found(place, printable_text(place), None, None, status)
    return Found(place, printable_text(place), _refusal_by(status, Path(place)), None, status)


def _unreadable(place: str, error: OSError) -> Found:
    return Found(place, printable_text(place), refusal_of(error, Path(place)))


def _refusal_by(status: os.stat_result, path: Path) -> RefusedFile:
    """Why a file is not opened, not even to be hashed: a pipe would be waited for for ever."""
    name = printable(path)
    if not stat.S_ISREG(status.st_mode):
        return RefusedFile(
            RefusalReason.NOT_A_FILE,
            f"{name} is no regular file but a pipe, a socket or a device. "
            "Put the report itself in its place.",
        )
    return RefusedFile(
        RefusalReason.TOO_LARGE,
        f"{name} has {status.st_size:,} bytes, more than the {MAX_SIZE:,} allowed even for "
        "an archive. Submit what is inside in several parts.",
    )


def refusal_of(error: OSError, path: Path) -> RefusedFile:
    """The refusal that an operating system's error amounts to."""
    name = printable(path)
    if isinstance(error, FileNotFoundError):
        return RefusedFile(
            RefusalReason.NOT_FOUND,
            f"There is no file at {name}: it was moved or deleted, or its name is misspelt. "
            "Check the path and run again.",
        )
    if isinstance(error, PermissionError):
        return RefusedFile(
            RefusalReason.NO_PERMISSION,
            f"{name} may not be read by this user. Change its permissions and run again.",
        )
    return RefusedFile(
        RefusalReason.DAMAGED,
        f"{name} could not be read from the disk ({error.strerror}). "
        "Check the disk or copy the file anew.",
    )


def stamp_of(status: os.stat_result) -> str | None:
    """Size and times of a file: as long as they are the same, so is the file.

    None if the file was changed just now, and cannot be trusted to be settled.
    """
    if time.time_ns() - max(status.st_mtime_ns, status.st_ctime_ns) < SETTLED_NANOSECONDS:
        return None
    return f"{status.st_size}:{status.st_mtime_ns}:{status.st_ctime_ns}"


def sha256_of(path: Path) -> str:
    """Hex digest of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
