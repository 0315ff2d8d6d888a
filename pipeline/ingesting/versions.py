"""Which program read a report: when it changes, reports are read again."""

import hashlib
from functools import cache
from importlib import metadata, resources
from pathlib import Path

from models.own_files import CATALOGUE, READERS, RULES, own_files

# What decides how a file is read and understood; storing and showing do not.
READING = (
    ("extractors", ""),
    ("pipeline", "archives"),
    ("pipeline", "readers"),
    ("pipeline", "audit"),
    ("pipeline", "analyse.py"),
)


def package_version() -> str:
    """The version of the installed package, such as ``0.1.0``."""
    return metadata.version("jixiao")


@cache
def extractor_version() -> str:
    """The package's version and a digest of all code and data that reads reports.

    Like ``0.1.0+5f0c2a91``. A changed line or wording makes a new version, so that during
    development, too, nothing stays in the database that the present code would read otherwise.
    The same holds of a user's own catalogue, rules and readers.
    """
    digest = hashlib.sha256()
    for package, part in READING:
        root = resources.files(package)
        _digest(root.joinpath(part) if part else root, digest)
    for variable in (CATALOGUE, RULES, READERS):
        for path in own_files(variable):
            _digest(Path(path), digest)
    return f"{package_version()}+{digest.hexdigest()[:8]}"


def _digest(entry: resources.abc.Traversable, digest: "hashlib._Hash") -> None:
    if entry.is_dir():
        if entry.name != "__pycache__":
            for inner in sorted(entry.iterdir(), key=lambda file: file.name):
                _digest(inner, digest)
    else:
        digest.update(entry.name.encode() + b"\0" + entry.read_bytes())
