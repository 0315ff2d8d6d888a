"""Lines and tables of all pages as one document."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from models.document import Document, SourceFile
from models.span import Span
from pipeline.readers.builder import DocumentBuilder
from pipeline.readers.layout.columns import Run, split_columns
from pipeline.readers.layout.paragraphs import (
    Column,
    Paragraph,
    goes_on,
    is_title,
    join_lines,
    running_heads,
)
from pipeline.readers.layout.parts import Grid, Line

SAME_COLUMN = 5.0
"""Column edges of a table and its continuation differ by less, in points."""

Bookmarks = dict[tuple[int, str], int]
"""Depth of each bookmark, from 1, by page index and title without blanks."""

Part = Paragraph | Grid


def bare(text: str) -> str:
    """The text without blanks, to compare what was set in different ways."""
    return re.sub(r"\s+", "", text)


def assemble(
    sizes: Sequence[tuple[float, float]],
    lines: Sequence[Sequence[Line]],
    grids: dict[int, list[Grid]],
    bookmarks: Bookmarks,
    source: SourceFile,
    notes: Sequence[str] = (),
) -> Document:
    """Join what stands on the pages into one document.

    Args:
        sizes: width and height of each page, in points.
        lines: of each page, those inside tables included.
        grids: tables by page index.
        bookmarks: evidence for headings.
        source: the file.
        notes: what was repaired or left out.
    """
    heads = running_heads(lines, [height for _, height in sizes])
    running = dict.fromkeys(
        page[i].text for page, taken in zip(lines, heads, strict=True) for i in sorted(taken)
    )
    body_size = _body_size(chain.from_iterable(lines))
    builder = DocumentBuilder()
    starts: list[int] = []
    pending: tuple[int, Part] | None = None
    for index, (width, _) in enumerate(sizes):
        tables = grids.get(index, [])
        body = [line for i, line in enumerate(lines[index]) if i not in heads[index]]
        outside = [line for line in body if not any(g.box.holds(line.box) for g in tables)]
        page_start: int | None = None
        for column, part in _parts(split_columns(outside, width), tables):
            joined = _continued(pending[1], part, column) if pending else None
            if pending and joined is not None:
                pending = pending[0], joined
                continue
            if pending:
                _add(builder, *pending, bookmarks, body_size)
            pending = index, part
            page_start = builder.position if page_start is None else page_start
        starts.append(-1 if page_start is None else page_start)
    if pending:
        _add(builder, *pending, bookmarks, body_size)
    spans = _page_spans(starts, builder.position)
    return builder.build(
        source, reader=source.format, running_heads=tuple(running), notes=notes, pages=spans
    )


def _parts(runs: Sequence[Run], grids: Sequence[Grid]) -> Iterator[tuple[Column, Part]]:
    """Paragraphs and tables in reading order; each table before the first line below its top."""
    waiting = list(grids)
    for column, lines in runs:
        above: list[Line] = []
        for line in lines:
            while waiting and waiting[0].box.top < line.box.middle:
                yield from ((column, paragraph) for paragraph in join_lines(above, column))
                above = []
                yield column, waiting.pop(0)
            above.append(line)
        yield from ((column, paragraph) for paragraph in join_lines(above, column))
    yield from ((Column(0.0, 0.0, 0.0), grid) for grid in waiting)


def _continued(before: Part, part: Part, column: Column) -> Part | None:
    """Both as one, where the second continues the first in the next column or on the next page."""
    if isinstance(before, Grid) and isinstance(part, Grid):
        return _continued_table(before, part)
    if isinstance(before, Paragraph) and isinstance(part, Paragraph):
        higher = part.first.box.top < before.last.box.bottom
        if (
            higher
            and not is_title(before.last, part.first, column)
            and goes_on(before.last, part.first, before.column)
        ):
            return before.joined(part.text, part.confidence, part.last, column)
    return None


def _continued_table(before: Grid, part: Grid) -> Grid | None:
    """Both tables as one, a repeated head left out, where their columns or heads are alike."""
    if len(before.columns) != len(part.columns) or part.box.top > before.box.bottom:
        return None
    skipped = _repeated_head(before, part)
    alike = all(abs(a - b) < SAME_COLUMN for a, b in zip(before.columns, part.columns, strict=True))
    # Where columns only show by alignment, their edges vary with what stands in them.
    if not (alike or skipped):
        return None
    offset = before.row_count - skipped
    more = [replace(cell, row=cell.row + offset) for cell in part.cells if cell.row >= skipped]
    return Grid(part.box, before.columns, (*before.cells, *more))


def _repeated_head(before: Grid, part: Grid) -> int:
    """How many rows at the top of ``part`` repeat the head of ``before``."""
    count = 0
    for first, second in zip(_rows(before), _rows(part), strict=False):
        if first != second or not any(text for _, text in first):
            break
        count += 1
    return count


def _rows(grid: Grid) -> list[list[tuple[int, str]]]:
    rows: list[list[tuple[int, str]]] = [[] for _ in range(grid.row_count)]
    for cell in grid.cells:
        rows[cell.row].append((cell.column, bare(cell.text)))
    return rows


def _body_size(lines: Iterator[Line]) -> float:
    """The font size most characters are set in."""
    weights: dict[float, int] = {}
    for line in lines:
        size = round(line.size, 1)
        weights[size] = weights.get(size, 0) + len(line.text)
    return max(weights, key=lambda size: weights[size], default=0.0)


def _add(
    builder: DocumentBuilder, page: int, part: Part, bookmarks: Bookmarks, body_size: float
) -> None:
    if isinstance(part, Grid):
        builder.add_table(part.cells, page=page + 1)
        return
    builder.add_paragraph(
        part.text,
        page=page + 1,
        outline_level=bookmarks.get((page, bare(part.text))),
        is_emphasised=part.first.size > 1.1 * body_size or part.first.weight >= 600,
        confidence=part.confidence,
    )


def _page_spans(starts: Sequence[int], length: int) -> list[Span]:
    """The span of each page; a page that adds nothing of its own (-1) has an empty one.

    >>> _page_spans([0, -1, 7], 12)
    [Span(start=0, end=6), Span(start=6, end=6), Span(start=7, end=11)]
    """
    spans: list[Span] = []
    end = max(0, length - 1)  # without the line break after the last block
    for start in reversed(starts):
        spans.append(Span(end if start < 0 else start, end))
        if start >= 0:
            end = max(0, start - 1)
    return spans[::-1]
