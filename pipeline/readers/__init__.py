"""One reader a format: bytes in, Document out."""

import hashlib
import stat
from pathlib import Path

from models.document import Block, BlockKind, Document, SourceFile
from models.refusal import RefusalReason
from models.span import Span
from pipeline.readers.formats import format_of
from pipeline.readers.refusing import SEND_AGAIN, refusal

MAX_FILE_SIZE = 256 * 1024 * 1024
"""Bytes. A report with pictures has some 10 MB; nothing larger is opened at all."""


def document_of_text(text: str, source: SourceFile | None = None) -> Document:
    r"""A document whose blocks are the lines of ``text``, whose line ends are LF.

    >>> [block.span for block in document_of_text("一、概况\n支出3万元").blocks]
    [Span(start=0, end=4), Span(start=5, end=10)]
    """
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(Block(BlockKind.PARAGRAPH, Span(start, start + len(line))))
        start += len(line) + 1
    return Document(source or SourceFile("", "", len(text), "txt"), text, tuple(blocks))


def read_file(path: str | Path, name: str | None = None) -> Document:
    """Read one file by the reader that its content, not its name, calls for.

    Args:
        path: the file.
        name: what it is called where that is not its path (``outer.zip!/inner.docx``).

    Raises:
        RefusedFile: the file cannot become a report; ``reason`` and ``message`` say why.
    """
    return read_bytes(load(Path(path)), name or str(path))


def read_bytes(data: bytes, path: str) -> Document:
    """Read bytes that came from ``path`` (a file, or ``outer.zip!/inner.docx``).

    Raises:
        RefusedFile: the bytes cannot become a report.
    """
    if not data:
        raise refusal(
            RefusalReason.EMPTY,
            path,
            "the file is empty (0 bytes)",
            "The copy or upload probably broke off before anything was written",
        )
    kind = format_of(data, path)
    read = kind.load_reader()
    if read is None:
        raise refusal(
            kind.reason,
            path,
            f"it is a {kind.title}, which cannot be read",
            "Its content decides, whatever its name says",
            kind.advice,
        )
    digest = hashlib.sha256(data).hexdigest()
    return read(data, SourceFile(path, digest, len(data), kind.code))


def load(path: Path) -> bytes:
    """The bytes of a regular file of bearable size.

    Raises:
        RefusedFile: it is no such file, or may not be read.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise refusal(
                RefusalReason.NOT_A_FILE,
                str(path),
                "it is no regular file",
                "It is a folder, a pipe or a device",
                "Name the report itself, or the folder to `jixiao ingest`",
            )
        if status.st_size > MAX_FILE_SIZE:
            raise refusal(
                RefusalReason.TOO_LARGE,
                str(path),
                f"it has {status.st_size:,} bytes, more than the {MAX_FILE_SIZE:,} allowed",
                "It probably holds large pictures or several reports",
                "Remove the pictures or split it, then submit the parts",
            )
        return path.read_bytes()
    except OSError as error:
        raise _refusal_of(error, path) from error


def _refusal_of(error: OSError, path: Path) -> Exception:
    """What an error of the file system means for the people who submitted the file."""
    if isinstance(error, FileNotFoundError):
        return refusal(
            RefusalReason.NOT_FOUND,
            str(path),
            "there is no such file",
            "It was probably moved or deleted after the run had listed it, or the name is mistyped",
            "Check the path and run again",
        )
    if isinstance(error, PermissionError):
        return refusal(
            RefusalReason.NO_PERMISSION,
            str(path),
            "the operating system denies access",
            "Its owner probably keeps it private, or another program has locked it",
            "Grant read permission or close that program, then run again",
        )
    return refusal(
        RefusalReason.NOT_A_FILE,
        str(path),
        f"the operating system reports: {error.strerror or error}",
        "The name is probably too long, a link that leads in a circle, or on a failing disk",
        f"Copy it under a plain name and run again, or {SEND_AGAIN[0].lower()}{SEND_AGAIN[1:]}",
    )
