"""Rar archives, by rarfile and a program that unpacks them."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import rarfile

from models.refusal import RefusalReason, RefusedFile
from pipeline.archives.entries import Entry, EntryKind
from pipeline.archives.room import CHUNK, Room, Unpacked
from pipeline.readers.needs import UNRAR


class RarArchive:
    """A rar archive; files that are only stored are read without any program."""

    def __init__(self, path: Path) -> None:
        self._archive = rarfile.RarFile(path)
        self.entries = [_entry(info) for info in self._archive.infolist()]
        # With the names themselves locked there is nothing to list.
        if self._archive.needs_password() and not self.entries:
            self.entries = [Entry("?", None, 0, 0, EntryKind.FILE, True)]

    def extract(self, wanted: Sequence[Entry], room: Room) -> Iterator[Unpacked | None]:
        """Unpack entries one by one; None for one that is damaged.

        Raises:
            RefusedFile: the program that unpacks is missing, or there is no room.
        """
        for entry in wanted:
            try:
                with self._archive.open(entry.key) as stream:
                    yield room.take(iter(lambda: stream.read(CHUNK), b""))
            except rarfile.RarCannotExec as error:
                raise _tool_missing() from error
            except (rarfile.Error, EOFError):
                yield None

    def close(self) -> None:
        """Let go of the file."""
        self._archive.close()


def _entry(info: Any) -> Entry:
    kind = EntryKind.FILE if info.is_file() else EntryKind.LINK
    if info.is_dir():
        kind = EntryKind.FOLDER
    return Entry(
        info.filename, info, info.file_size, info.compress_size, kind, info.needs_password()
    )


def _tool_missing() -> RefusedFile:
    return RefusedFile(
        RefusalReason.TOOL_MISSING,
        f"{UNRAR.name} is needed to unpack .rar and is not installed. On Debian or Ubuntu type "
        f"`{UNRAR.advice}`, or submit the files as .zip.",
    )
