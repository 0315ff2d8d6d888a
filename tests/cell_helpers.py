"""Mentions of a document's cells, in forms that tests compare."""

from extractors.cells import find_cell_mentions
from extractors.fold import fold
from models.document import Document
from models.mention import Mention


def mentions_of(document: Document) -> tuple[Mention, ...]:
    return find_cell_mentions(document, fold(document.text))


def summary(document: Document) -> list[tuple[str, str, str, str, str]]:
    """Printed text, value, unit, row label and column label of every mention."""
    return [
        (
            found.span.of(document.text),
            format(found.value.normalize(), "f"),
            found.unit,
            found.cell.row_label,
            found.cell.column_label,
        )
        for found in mentions_of(document)
        if found.cell
    ]


def values(document: Document) -> list[str]:
    return [value for _, value, *_ in summary(document)]
