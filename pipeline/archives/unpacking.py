"""Unpacking an archive, and the archives in it, into files of the run.

Runs in a worker. Everything an archive says of itself is checked before a byte is unpacked, and
what it unpacks to is counted while it is.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from models.refusal import RefusalReason, RefusedFile
from pipeline.archives.entries import SEPARATOR, Archive, Entry, EntryKind, real_name
from pipeline.archives.room import Room, Unpacked
from pipeline.readers import MAX_FILE_SIZE
from pipeline.readers.file_names import is_debris
from pipeline.readers.formats import format_of
from pipeline.readers.packages import MAX_RATIO, RATIO_MATTERS_FROM
from pipeline.readers.refusing import SEND_AGAIN, refusal
from pipeline.readers.signatures import HEAD_LENGTH, ZIP_MAGIC

MAX_ENTRIES = 20_000
MAX_UNPACKED = 4 * 1024**3
"""Entries, and bytes over all files, of one archive with the archives in it."""

MAX_DEPTH = 2
"""An archive may lie in an archive, and no deeper."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside an archive: unpacked, or why it is not.

    Attributes:
        name: its path from the outermost archive on: ``一局/自评.docx``, ``内.zip!/自评.docx``.
    """

    name: str
    content: Unpacked | None
    refusal: RefusedFile | None = None


def archive_kind(path: Path) -> str | None:
    """The code of the archive format (zip, 7z, rar) that a file is of, or None.

    A report in a zip package (.docx, .xlsx, .ofd) is no archive.
    """
    with path.open("rb") as file:
        head = file.read(HEAD_LENGTH)
    kind = format_of(head)
    if not head.startswith(ZIP_MAGIC):
        return kind.code if kind.is_archive else None
    if path.stat().st_size > MAX_FILE_SIZE:  # larger than any report
        return "zip"
    return "zip" if format_of(path.read_bytes()).code == "zip" else None


def unpack(path: Path, name: str, folder: Path) -> list[Member]:
    """Unpack all files of an archive into an empty folder.

    Args:
        path: the archive.
        name: what it is called in messages.
        folder: where the files go, under numbers.

    Returns:
        Its files in order, archives inside replaced by their own files; what lies beside
        reports and is none (Thumbs.db) is left out.

    Raises:
        RefusedFile: it is locked, damaged, unsafe or empty, or what unpacks it is missing.
    """
    members = list(_Unpacking(Room(folder, name, MAX_UNPACKED)).members(path, name, 1))
    if not members:
        raise refusal(
            RefusalReason.EMPTY,
            name,
            "the archive holds no files",
            "It was probably made from an empty folder",
        )
    return _with_names_of_their_own(members)


class _Unpacking:
    """One archive with what is nested in it: limits hold over all of it."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._left = MAX_ENTRIES

    def members(self, path: Path, name: str, depth: int) -> Iterator[Member]:
        with closing(_open(path, name)) as archive:
            self._check_total(archive.entries, name)
            wanted: list[tuple[Entry, str]] = []
            for entry in archive.entries:
                inner = real_name(entry.name)
                if entry.kind is EntryKind.FOLDER or (inner and is_debris(inner)):
                    continue
                if problem := _problem(entry, inner, name):
                    yield Member(inner or repr(entry.name), None, problem)
                elif inner:
                    wanted.append((entry, inner))
            unpacked = archive.extract([entry for entry, _ in wanted], self._room)
            for (_, inner), content in zip(wanted, unpacked, strict=True):
                yield from self._member(inner, content, name, depth)

    def _member(
        self, inner: str, content: Unpacked | None, name: str, depth: int
    ) -> Iterator[Member]:
        if content is None:
            yield Member(inner, None, _damaged(f"{name}{SEPARATOR}{inner}"))
        elif archive_kind(content.path) is None:
            yield Member(inner, content)
        else:
            yield from self._nested(inner, content, name, depth)
            content.path.unlink()

    def _nested(self, inner: str, archive: Unpacked, name: str, depth: int) -> Iterator[Member]:
        full = f"{name}{SEPARATOR}{inner}"
        if depth >= MAX_DEPTH:
            yield Member(inner, None, _too_deep(full))
            return
        try:
            for member in self.members(archive.path, full, depth + 1):
                yield Member(f"{inner}{SEPARATOR}{member.name}", member.content, member.refusal)
        except RefusedFile as error:
            yield Member(inner, None, error)

    def _check_total(self, entries: Sequence[Entry], name: str) -> None:
        """Refuse before anything is unpacked what states too much, or is locked throughout."""
        self._left -= len(entries)
        if self._left < 0 or sum(entry.size for entry in entries) > MAX_UNPACKED:
            raise refusal(
                RefusalReason.TOO_LARGE,
                name,
                f"it holds more than {MAX_ENTRIES:,} entries or {MAX_UNPACKED:,} bytes",
                "It is the archive of a whole disk, or was made to exhaust the reader",
                "Submit the reports in several archives",
            )
        files = [entry for entry in entries if entry.kind is EntryKind.FILE]
        if files and all(entry.is_locked for entry in files):
            raise _locked(name)


def _open(path: Path, name: str) -> Archive:
    kind = archive_kind(path)
    try:
        if kind == "zip":
            from pipeline.archives.zipped import ZipArchive

            return ZipArchive(path)
        if kind == "7z":
            from pipeline.archives.seven_zip import SevenZipArchive

            return SevenZipArchive(path, name)
        from pipeline.archives.rar import RarArchive

        return RarArchive(path)
    except ImportError as error:
        raise RefusedFile(
            RefusalReason.TOOL_MISSING,
            f"What unpacks .{kind} is not installed. Type pip install 'jixiao[archives]', or "
            "submit the files as .zip.",
        ) from error
    except RefusedFile:
        raise
    except Exception as error:  # the libraries meet broken directories with whatever they trip
        raise refusal(
            RefusalReason.DAMAGED,
            name,
            "the archive is damaged: its directory of contents cannot be read",
            "The copy or upload probably broke off",
        ) from error


def _problem(entry: Entry, inner: str | None, name: str) -> RefusedFile | None:
    """Why an entry is not unpacked, as far as its listing tells."""
    if inner is None:
        return _unsafe(name, f"its entry {entry.name!r} has a name that leads out of the archive")
    full = f"{name}{SEPARATOR}{inner}"
    if entry.kind is EntryKind.LINK:
        return _unsafe(full, "it is a link or a device, not a file")
    if entry.is_locked:
        return _locked(full)
    if entry.size > MAX_FILE_SIZE:
        return refusal(
            RefusalReason.TOO_LARGE,
            full,
            f"it has {entry.size:,} bytes, more than the {MAX_FILE_SIZE:,} allowed",
            "It probably holds large pictures or several reports",
            "Remove the pictures or split it, then submit the parts",
        )
    if entry.packed and entry.size > max(RATIO_MATTERS_FROM, MAX_RATIO * entry.packed):
        return _unsafe(full, f"it would unpack from {entry.packed:,} to {entry.size:,} bytes")
    return None


def _with_names_of_their_own(members: Sequence[Member]) -> list[Member]:
    """Entries of the same name are told apart: ``a.txt``, ``a.txt (2)``."""
    taken: dict[str, int] = {}
    renamed = []
    for member in members:
        name = member.name.encode("utf-8", "backslashreplace").decode()
        taken[name] = count = taken.get(name, 0) + 1
        name = name if count == 1 else f"{name} ({count})"
        renamed.append(Member(name, member.content, member.refusal))
    return renamed


def _too_deep(name: str) -> RefusedFile:
    return refusal(
        RefusalReason.UNSUPPORTED,
        name,
        f"it is an archive more than {MAX_DEPTH} deep",
        "Archives were packed into archives over and over",
        "Unpack it and submit the files inside",
    )


def _damaged(name: str) -> RefusedFile:
    return refusal(
        RefusalReason.DAMAGED,
        name,
        "it cannot be unpacked",
        "The archive was probably cut off or changed in transfer",
    )


def _locked(name: str) -> RefusedFile:
    return refusal(
        RefusalReason.ENCRYPTED,
        name,
        "it is locked with a password",
        "Whoever packed it set one",
        "Ask the department for an archive without a password",
    )


def _unsafe(name: str, happened: str) -> RefusedFile:
    return refusal(
        RefusalReason.UNSAFE,
        name,
        happened,
        "The archive was made by mistake or to do harm",
        f"Do not unpack it by hand; {SEND_AGAIN[0].lower()}{SEND_AGAIN[1:]}",
    )
