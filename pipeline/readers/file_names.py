"""Names of files: which speak of no report, and how any name is written down."""

import os
from pathlib import Path

# What lies beside reports and is none: lists of ours, and what office programs and systems
# leave behind (~$年报.docx is Word's lock on 年报.docx).
OWN_LISTS = frozenset({"manifest.csv", "expected.csv"})
DEBRIS = frozenset({"Thumbs.db", "desktop.ini", "__MACOSX"})
LOCK_PREFIX = "~$"


def is_debris(path: str) -> bool:
    """Whether any part of a path names what lies beside reports and is none.

    >>> is_debris("~$年报.docx"), is_debris("__MACOSX/年报.docx"), is_debris("一局/年报.docx")
    (True, True, False)
    """
    return any(map(is_beside, path.split("/")))


def is_beside(name: str) -> bool:
    """Whether a file or folder of this name lies beside reports and holds none."""
    return name.startswith((".", LOCK_PREFIX)) or name in OWN_LISTS or name in DEBRIS


def printable(path: Path) -> str:
    """The path as text that every database can hold.

    Names unpacked from old Chinese archives are GB18030 on a UTF-8 system.

    >>> printable(Path(os.fsdecode("年报.txt".encode("gb18030"))))
    '年报.txt'
    """
    return printable_text(os.fspath(path))


def printable_text(path: str) -> str:
    """``printable`` for a path that is text already."""
    if path.isprintable():  # which says in one step what nearly all are: fit to be encoded
        return path
    raw = os.fsencode(path)
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "backslashreplace")
