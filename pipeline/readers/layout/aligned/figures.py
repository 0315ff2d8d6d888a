"""Which texts on a page are bare figures of a table, and which lines open its body."""

import re

from pipeline.readers.layout.aligned.chunks import TextRow

FIGURE = re.compile(r"[-−]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)[%％]?")
"""A figure that is no ordinal, year or page number: 12.50, 1,204 or 98.5%."""

OPENS_BODY = re.compile(
    r"""(?x)
    \d{3,}                                # 201, 2010301: a code
    | [一二三四五六七八九十]{1,3}、           # 一、
    | [（(][一二三四五六七八九十]{1,3}[）)]   # （一）
    | \d{1,2}[.、．]                       # 1.
    """
)
"""What the first text of a row of the body may begin with."""


def has_figure(row: TextRow) -> bool:
    """Whether a line holds a bare figure."""
    return any(FIGURE.fullmatch(chunk.text) for chunk in row.chunks)


def is_body(row: TextRow) -> bool:
    """Whether a line is no head."""
    return has_figure(row) or bool(OPENS_BODY.match(row.chunks[0].text))
