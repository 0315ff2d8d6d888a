"""What people declare about reports."""

from pathlib import Path

from models.identity import Identity


def declared_for(path: Path) -> Identity | None:
    """What a manifest beside the file says of it, or None."""
    return None
