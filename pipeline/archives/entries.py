"""What an archive lists, before anything in it is unpacked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from pipeline.archives.room import Room, Unpacked

SEPARATOR = "!/"
"""Between an archive and what lies in it: ``2024.zip!/一局/自评.docx``."""

# "C:", "con:" at the start of a name from Windows; control characters anywhere
_ODD = re.compile(r"[A-Za-z]+:|.*[\x00-\x1f\x7f]")
_HANZI = re.compile("[\u4e00-\u9fff]")


class EntryKind(Enum):
    """What an entry is; only files are unpacked."""

    FILE = auto()
    FOLDER = auto()
    LINK = auto()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of an archive's directory.

    Attributes:
        name: as people see it, with slashes.
        key: what the archive's own library knows it by.
        size: bytes when unpacked, as stated.
        packed: bytes in the archive; 0 where the format does not say (solid 7z and rar).
        is_locked: unpacking it takes a password.
    """

    name: str
    key: object
    size: int
    packed: int
    kind: EntryKind = EntryKind.FILE
    is_locked: bool = False


class Archive(Protocol):
    """An archive of any format, its directory read."""

    @property
    def entries(self) -> Sequence[Entry]:
        """All entries in the archive's order."""

    def extract(self, wanted: Sequence[Entry], room: Room) -> Iterator[Unpacked | None]:
        """Unpack entries in this order; None for one that is damaged."""

    def close(self) -> None:
        """Let go of the file."""


def real_name(name: str) -> str | None:
    r"""The entry's path inside its archive; None if it leads elsewhere or is no name at all.

    >>> real_name("一局\\自评.docx"), real_name("./a//b.txt")
    ('一局/自评.docx', 'a/b.txt')
    >>> real_name("../../etc/passwd"), real_name("/etc/passwd"), real_name("C:\\a.txt")
    (None, None, None)
    >>> real_name("a\0.txt"), real_name("")
    (None, None)
    """
    slashed = name.replace("\\", "/")
    if slashed.startswith("/") or _ODD.match(slashed):
        return None
    parts = [part for part in slashed.split("/") if part not in ("", ".")]
    return None if not parts or ".." in parts else "/".join(parts)


def decoded_name(name: str) -> str:
    """A zip entry's name that is not marked as UTF-8, as it was meant.

    Chinese Windows writes such names in GBK, macOS in unmarked UTF-8; Python takes both for
    the code page of DOS.

    >>> decoded_name("年报.docx".encode("gbk").decode("cp437"))
    '年报.docx'
    >>> decoded_name("年报.docx".encode().decode("cp437")), decoded_name("résumé.txt")
    ('年报.docx', 'résumé.txt')
    """
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            decoded = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _HANZI.search(decoded):
            return decoded
    return name
