"""Where an archive is unpacked to: a folder with a limit, and names of its own.

Nothing an archive says of names, links or folders reaches the disk: files are numbered.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from models.refusal import RefusalReason
from pipeline.readers.refusing import refusal

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A file as it lies in the room."""

    path: Path
    sha256: str
    size: int


class Sink:
    """One file being written, hashed and counted."""

    def __init__(self, room: "Room", path: Path) -> None:
        self._room = room
        self._path = path
        self._file = path.open("wb")
        self._hash = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> int:
        """Add bytes.

        Raises:
            RefusedFile: the room is full.
        """
        self._room.charge(len(data))
        self._hash.update(data)
        self.size += len(data)
        return self._file.write(data)

    def close(self) -> Unpacked:
        """The finished file."""
        self._file.close()
        return Unpacked(self._path, self._hash.hexdigest(), self.size)

    def discard(self) -> None:
        """Remove what was written."""
        self._file.close()
        self._path.unlink(missing_ok=True)


class Room:
    """A folder that takes so many bytes and no more.

    Args:
        folder: an empty folder.
        name: the archive it is for, to be named in refusals.
        limit: bytes over all files ever written there.
    """

    def __init__(self, folder: Path, name: str, limit: int) -> None:
        self._folder = folder
        self._name = name
        self._limit = limit
        self._left = limit
        self._count = 0

    def sink(self) -> Sink:
        """A new file."""
        self._count += 1
        return Sink(self, self._folder / f"{self._count:05d}")

    def take(self, chunks: Iterable[bytes]) -> Unpacked:
        """A new file with these bytes; nothing stays of it where they break off."""
        sink = self.sink()
        try:
            for chunk in chunks:
                sink.write(chunk)
        except BaseException:
            sink.discard()
            raise
        return sink.close()

    def charge(self, size: int) -> None:
        """Count bytes about to be written; also more than an archive stated itself.

        Raises:
            RefusedFile: they are more than an archive may hold.
        """
        self._left -= size
        if self._left < 0:
            raise refusal(
                RefusalReason.TOO_LARGE,
                self._name,
                f"it unpacks to more than {self._limit:,} bytes",
                "It holds very large files, or was made to exhaust the reader",
                "Submit what is inside in several archives",
            )
