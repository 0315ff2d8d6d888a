"""One reader a format: bytes in, Document out."""

import hashlib
from pathlib import Path

from models.document import Block, BlockKind, Document, SourceFile
from models.span import Span


def document_of_text(text: str, source: SourceFile | None = None) -> Document:
    """A document whose blocks are the lines of ``text``, whose line ends are LF."""
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(Block(BlockKind.PARAGRAPH, Span(start, start + len(line))))
        start += len(line) + 1
    return Document(source or SourceFile("", "", len(text), "txt"), text, tuple(blocks))


def read_file(path: Path) -> Document:
    """Read one file by the reader that its content calls for.

    Raises:
        RefusedFile: the file cannot become a report.
    """
    data = path.read_bytes()
    source = SourceFile(str(path), hashlib.sha256(data).hexdigest(), len(data), "txt")
    return document_of_text(data.decode("utf-8"), source)
