"""Every quantity in tables, with the labels that govern its cell."""

from models.document import Document
from models.mention import Mention


def find_cell_mentions(document: Document, folded: str) -> tuple[Mention, ...]:
    """Quantities of all tables, in reading order; each carries its ``CellPlace``."""
    return ()
