"""A report's own file, if it still is what was read."""

import hashlib
from pathlib import Path

from models.document import SourceFile


def unchanged_content(source: SourceFile) -> bytes | None:
    """The bytes of a report's file; None where it is gone, may not be read or is another by now.

    A path that leads elsewhere, by a link or by a database that was tampered with, gives nothing
    away. Work with these bytes: between two openings of a path the file can be swapped.

    Args:
        source: as the report was read.
    """
    path = Path(source.path)
    try:
        if not path.is_file() or path.stat().st_size != source.size:
            return None
        with path.open("rb") as file:
            content = file.read(source.size + 1)  # it may have grown since it was measured
    except (OSError, ValueError):  # ValueError: a path with a null character
        return None
    return content if hashlib.sha256(content).hexdigest() == source.sha256 else None
