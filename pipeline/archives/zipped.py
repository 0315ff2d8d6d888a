"""Zip archives."""

import stat
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from pipeline.archives.entries import Entry, EntryKind, decoded_name
from pipeline.archives.room import CHUNK, Room, Unpacked
from pipeline.readers.packages import BROKEN_MEMBER

NAME_IS_UTF8 = 0x800
IS_ENCRYPTED = 0x1


class ZipArchive:
    """A zip archive, with names in whatever encoding."""

    def __init__(self, path: Path) -> None:
        self._archive = zipfile.ZipFile(path)
        self.entries = [_entry(info) for info in self._archive.infolist()]

    def extract(self, wanted: Sequence[Entry], room: Room) -> Iterator[Unpacked | None]:
        """Unpack entries one by one; None for one that is damaged.

        Raises:
            RefusedFile: there is no room.
        """
        for entry in wanted:
            assert isinstance(entry.key, zipfile.ZipInfo)  # noqa: S101  of this very archive
            try:
                with self._archive.open(entry.key) as stream:
                    yield room.take(_chunks(stream))
            except BROKEN_MEMBER:
                yield None

    def close(self) -> None:
        """Let go of the file."""
        self._archive.close()


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(CHUNK):
        yield chunk


def _entry(info: zipfile.ZipInfo) -> Entry:
    name = info.filename if info.flag_bits & NAME_IS_UTF8 else decoded_name(info.filename)
    return Entry(
        name,
        info,
        info.file_size,
        info.compress_size,
        _kind(info, name),
        bool(info.flag_bits & IS_ENCRYPTED),
    )


def _kind(info: zipfile.ZipInfo, name: str) -> EntryKind:
    if name.endswith(("/", "\\")):
        return EntryKind.FOLDER
    mode = stat.S_IFMT(info.external_attr >> 16)
    return EntryKind.FILE if mode in (0, stat.S_IFREG) else EntryKind.LINK
