"""7z archives, by py7zr where it is installed."""

import lzma
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

import py7zr
from py7zr.exceptions import ArchiveError, PasswordRequired
from py7zr.io import Py7zIO, WriterFactory

from models.refusal import RefusalReason, RefusedFile
from pipeline.archives.entries import Entry, EntryKind
from pipeline.archives.room import Room, Sink, Unpacked
from pipeline.readers.refusing import refusal

BROKEN = (ArchiveError, lzma.LZMAError, zlib.error, EOFError, ValueError)
"""What py7zr and its codecs raise on bytes that do not unpack."""


class SevenZipArchive:
    """A 7z archive. Its files are packed one behind the other, so they are unpacked in one go."""

    def __init__(self, path: Path, name: str) -> None:
        try:
            self._archive = py7zr.SevenZipFile(path)
        except PasswordRequired as error:  # even the names are locked
            raise _locked(name) from error
        locked = self._archive.needs_password()
        self.entries = [_entry(info, locked) for info in self._archive.list()]

    def extract(self, wanted: Sequence[Entry], room: Room) -> Iterator[Unpacked | None]:
        """Unpack all at once; one by one where one of them is damaged."""
        try:
            whole = self._extract([str(entry.key) for entry in wanted], room)
        except BROKEN:
            whole = {}
        for entry in wanted:
            unpacked = whole.get(_path(entry.key))
            yield unpacked or self._extract_alone(entry, room)

    def close(self) -> None:
        """Let go of the file."""
        self._archive.close()

    def _extract_alone(self, entry: Entry, room: Room) -> Unpacked | None:
        try:
            return self._extract([str(entry.key)], room)[_path(entry.key)]
        except (*BROKEN, KeyError):
            return None

    def _extract(self, names: list[str], room: Room) -> dict[str, Unpacked]:
        self._archive.reset()
        sinks = _Sinks(room)
        try:
            self._archive.extract(targets=names, factory=sinks)
        except BaseException:
            for sink in sinks.by_name.values():
                sink.discard()
            raise
        return {name: sink.close() for name, sink in sinks.by_name.items()}


class _Sinks(WriterFactory):
    """Hands py7zr a file of the room for every name it unpacks."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.by_name: dict[str, Sink] = {}

    def create(self, filename: str) -> Py7zIO:
        """A file for the entry of that name."""
        self.by_name[filename] = self._room.sink()
        return _Writer(self.by_name[filename])


class _Writer(Py7zIO):
    """A sink as py7zr wants it; it is only ever written to."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink

    def write(self, s: bytes | bytearray) -> int:
        """Add bytes."""
        return self._sink.write(bytes(s))

    def read(self, size: int | None = None) -> bytes:
        """Nothing: what was written is not read back."""
        return b""

    def seek(self, offset: int, whence: int = 0) -> int:
        """Nothing is sought."""
        return offset

    def flush(self) -> None:
        """Nothing to be done before the end."""

    def size(self) -> int:
        """Bytes written so far."""
        return self._sink.size


def _entry(info: py7zr.FileInfo, locked: bool) -> Entry:
    kind = EntryKind.FILE if info.is_file else EntryKind.LINK
    if info.is_directory:
        kind = EntryKind.FOLDER
    # Of a solid block only the first file states a packed size, and that of the whole block.
    return Entry(info.filename, info.filename, info.uncompressed, 0, kind, locked)


def _path(key: object) -> str:
    """A name as py7zr hands it to the factory."""
    return PurePosixPath(str(key)).as_posix()


def _locked(name: str) -> RefusedFile:
    return refusal(
        RefusalReason.ENCRYPTED,
        name,
        "the archive is locked with a password",
        "Whoever made it set one",
        "Ask the department for an archive without a password",
    )
