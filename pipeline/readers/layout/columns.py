"""Reading order of pages set in two columns."""

from collections.abc import Sequence

from pipeline.readers.layout.paragraphs import Column, text_column
from pipeline.readers.layout.parts import Line

MIN_LINES = 6
"""Fewer lines on either side are a table or a signature, not a column of text."""

Run = tuple[Column, list[Line]]
"""Lines to be read one after the other, and the column they are set in."""


def split_columns(lines: Sequence[Line], width: float) -> list[Run]:
    """A page's lines as runs: all of them, or full width, left column, right column by turns.

    A page has two columns where enough long lines keep to each half of it and stand beside each
    other. Lines that cross the middle (a title, a full-width paragraph) end a band of columns.
    """
    middle = width / 2
    left = [line for line in lines if line.box.right <= middle]
    right = [line for line in lines if line.box.left >= middle]
    if not _are_columns(left, right, width):
        return [(text_column(lines, width), list(lines))]
    columns = text_column(left, middle), text_column(right, width)
    runs: list[Run] = []
    band: tuple[list[Line], list[Line]] = [], []
    for line in sorted(lines, key=lambda line: line.box.top):
        if line.box.left < middle < line.box.right:
            runs += [run for run in zip(columns, band, strict=True) if run[1]]
            band = [], []
            runs.append((text_column(lines, width), [line]))
        else:
            band[line.box.left >= middle].append(line)
    return runs + [run for run in zip(columns, band, strict=True) if run[1]]


def _are_columns(left: Sequence[Line], right: Sequence[Line], width: float) -> bool:
    if min(len(left), len(right)) < MIN_LINES:
        return False
    tops = max(min(line.box.top for line in half) for half in (left, right))
    ends = min(max(line.box.bottom for line in half) for half in (left, right))
    # Columns of text are nearly as wide as half a page; columns of a table are not.
    return ends > tops and all(
        sum(line.box.right - line.box.left > 0.3 * width for line in half) >= len(half) / 2
        for half in (left, right)
    )
