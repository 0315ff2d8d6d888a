"""Lines and tables of all pages as one document."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from models.document import Document, SourceFile
from models.span import Span
from pipeline.readers.builder import CellText, DocumentBuilder
from pipeline.readers.layout.columns import Run, split_columns
from pipeline.readers.layout.paragraphs import (
    OPENS_PARAGRAPH,
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
    if part.box.top > before.box.bottom:
        return None
    skipped = _repeated_head(before, part)
    columns = _matching_columns(before, part)
    if columns is None:
        # Where columns only show by alignment, their edges vary with what stands in them.
        if len(before.columns) != len(part.columns) or not skipped:
            return None
        columns = list(range(len(part.columns)))
    moved = [_in_columns(cell, columns, len(before.columns)) for cell in part.cells]
    if skipped == 0 and (rest := _rest_of_row(before, moved)):
        before, skipped = rest, 1
    offset = before.row_count - skipped
    more = [replace(cell, row=cell.row + offset) for cell in moved if cell.row >= skipped]
    return Grid(part.box, before.columns, (*before.cells, *more))


def _matching_columns(before: Grid, part: Grid) -> list[int] | None:
    """For each column of ``part`` the column of ``before`` it begins with, or None.

    Columns that only heads divide (类 款 项) are one on a page without heads.
    """
    found = []
    for edge in part.columns:
        near = [i for i, other in enumerate(before.columns) if abs(other - edge) < SAME_COLUMN]
        if not near:
            return None
        found.append(near[0])
    is_whole = found[0] == 0 and abs(part.box.right - before.box.right) < SAME_COLUMN
    is_same = len(found) == len(before.columns)
    return found if is_same or (is_whole and len(found) >= 3) else None


def _in_columns(cell: CellText, columns: Sequence[int], count: int) -> CellText:
    """The cell at the places of other columns."""
    last = cell.column + cell.column_span
    end = columns[last] if last < len(columns) else count
    first = columns[cell.column]
    return replace(cell, column=first, column_span=max(1, end - first))


def _rest_of_row(before: Grid, part: Sequence[CellText]) -> Grid | None:
    """``before`` with the lines of its last row that the page's end left for the next page.

    They are words alone, below words, and nothing stands in the first column.
    """
    rest = {cell.column: cell.text for cell in part if cell.row == 0 and cell.text}
    if not rest or 0 in rest or any(_opens_row(text) for text in rest.values()):
        return None
    last = before.row_count - 1
    above = {cell.column: cell for cell in before.cells if cell.row == last and cell.text}
    if 0 not in above or not all(column in above for column in rest):
        return None
    joined = [
        replace(cell, text=cell.text + rest[cell.column])
        if cell.row == last and cell.column in rest
        else cell
        for cell in before.cells
    ]
    return Grid(before.box, before.columns, tuple(joined))


def _opens_row(text: str) -> bool:
    return bool(OPENS_PARAGRAPH.match(text) or re.search(r"\d", text))


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
