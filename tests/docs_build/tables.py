"""Tables of Markdown."""

from collections.abc import Iterable, Sequence


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; bars and line breaks in cells do not break it.

    >>> print(table(("a", "b"), [("x|y", None)]))
    | a | b |
    |---|---|
    | x\\|y |  |
    """
    lines = [heads, *rows]
    written = ["| " + " | ".join(map(_cell, line)) + " |" for line in lines]
    return "\n".join([written[0], "|" + "---|" * len(heads), *written[1:]])


def code(text: str) -> str:
    """``text`` as code; empty stays empty."""
    return f"`{text}`" if text else ""


def _cell(value: object) -> str:
    return "" if value is None else " ".join(str(value).split()).replace("|", "\\|")
