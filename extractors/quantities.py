"""Every quantity in running prose."""

from models.document import Document
from models.mention import Mention


def find_mentions(document: Document, folded: str) -> tuple[Mention, ...]:
    """Quantities of all blocks but tables, in reading order."""
    return ()
