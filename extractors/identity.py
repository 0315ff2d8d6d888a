"""Whose report it is, for which year, and of what type."""

from models.document import Document
from models.identity import Identity
from models.outline import Section


def identify(
    document: Document,
    folded: str,
    sections: tuple[Section, ...],
    declared: Identity | None = None,
) -> Identity:
    """The report's identity; what ``declared`` (the manifest) says wins over all."""
    return declared or Identity()
