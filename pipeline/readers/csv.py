"""Tables saved as separated values."""

import csv
import io

from models.document import Document, SourceFile
from pipeline.readers.builder import CellText
from pipeline.readers.decoding import decode, undecodable
from pipeline.readers.sheets import Sheet, document_of_sheets, one_line

DELIMITERS = ",\t;|"


def read(data: bytes, source: SourceFile) -> Document:
    """Read one table; the delimiter is told from the first lines.

    Raises:
        RefusedFile: the bytes are no text, or hold nothing.
    """
    decoded = decode(data)
    if decoded is None:
        raise undecodable(
            source.path,
            "It is probably a workbook under the wrong name",
            "Open it in the program that wrote it and save it as .xlsx",
        )
    text, _ = decoded
    rows = csv.reader(io.StringIO(text), delimiter=_delimiter(text), strict=False)
    cells = tuple(
        CellText(one_line(value), row, column)
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if value.strip()
    )
    return document_of_sheets([Sheet(source.name.rsplit(".", 1)[0], cells)], source)


def _delimiter(text: str) -> str:
    r"""The delimiter that most of the first lines agree on.

    >>> _delimiter("项目\t金额\n一、收入\t1,234.50")
    '\t'
    """
    lines = [line for line in text.splitlines()[:50] if line.strip()]
    return max(DELIMITERS, key=lambda mark: (sum(mark in line for line in lines), mark == "\t"))
