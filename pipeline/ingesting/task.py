"""What a worker is given to do."""

from dataclasses import dataclass
from pathlib import Path

from models.identity import Identity


@dataclass(frozen=True, slots=True)
class Task:
    """A file to be read, and what the manifest says of it.

    Attributes:
        path: where it is; inside an archive ``outer.zip!/inner.docx``.
        content: where its bytes are, if it was unpacked from an archive.
        room: folder in which it may be unpacked if it is an archive; without one it is not.
        converted: the .docx that was made of it ahead, if it is of an old format.
        sha256: of the content it had when it was found; "" if that is not known.
    """

    path: Path
    declared: Identity | None = None
    content: Path | None = None
    room: Path | None = None
    converted: Path | None = None
    sha256: str = ""
