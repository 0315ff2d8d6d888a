"""Lines and tables of all pages as one document."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from models.document import Document, SourceFile
from models.span import Span
from pipeline.readers.builder import DocumentBuilder
from pipeline.readers.layout.columns import Run, split_columns
from pipeline.readers.layout.continued import Part, bare, continued
from pipeline.readers.layout.paragraphs import Column, join_lines, running_heads
from pipeline.readers.layout.parts import Grid, Line

Bookmarks = dict[tuple[int, str], int]
"""Depth of each bookmark, from 1, by page index and title without blanks."""


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
    starts = [-1] * len(sizes)
    bodies = [
        [line for i, line in enumerate(page) if i not in taken]
        for page, taken in zip(lines, heads, strict=True)
    ]
    for index, part in _joined(_on_pages(sizes, bodies, grids)):
        starts[index] = builder.position if starts[index] < 0 else starts[index]
        _add(builder, index, part, bookmarks, body_size)
    spans = _page_spans(starts, builder.position)
    return builder.build(
        source, reader=source.format, running_heads=tuple(running), notes=notes, pages=spans
    )


def _on_pages(
    sizes: Sequence[tuple[float, float]],
    bodies: Sequence[Sequence[Line]],
    grids: dict[int, list[Grid]],
) -> Iterator[tuple[int, Column, Part]]:
    """Page, column and part of all that stands below the running heads, in reading order."""
    for index, (width, _) in enumerate(sizes):
        tables = grids.get(index, [])
        outside = [line for line in bodies[index] if not any(g.box.holds(line.box) for g in tables)]
        for column, part in _parts(split_columns(outside, width), tables):
            yield index, column, part


def _joined(parts: Iterable[tuple[int, Column, Part]]) -> Iterator[tuple[int, Part]]:
    """Parts that go on in the next column or on the next page in one piece, where they begin."""
    pending: tuple[int, Part] | None = None
    for index, column, part in parts:
        joined = continued(pending[1], part, column) if pending else None
        if pending and joined is not None:
            pending = pending[0], joined
            continue
        if pending:
            yield pending
        pending = index, part
    if pending:
        yield pending


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
