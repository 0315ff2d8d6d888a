"""A report's text cut into pieces at its quantities, ready to be shown with each one marked."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from models.document import BlockKind, Document, Table
from models.span import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; with a quantity where it is one as printed.

    Attributes:
        hit: number, from 1, of the search hit it lies in.
        begins_hit: the hit begins here.
    """

    text: str
    quantity: Any | None = None
    hit: int | None = None
    begins_hit: bool = False


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of a shown table; ``anchor`` is where its text begins."""

    pieces: tuple[Piece, ...]
    anchor: int
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A paragraph (``pieces``) or a table (``rows``) of the report.

    Attributes:
        anchor: start of the block in the text, for links to it.
        depth: of the heading it is, or None.
    """

    kind: str
    anchor: int
    depth: int | None = None
    page: int | None = None
    pieces: tuple[Piece, ...] = ()
    rows: tuple[tuple[ShownCell, ...], ...] = ()
    title: str = ""


def shown_blocks(
    document: Document,
    quantities: Sequence[Any],
    headings: dict[int, int],
    hits: Sequence[Span] = (),
) -> list[ShownBlock]:
    """Every block of the document, in order.

    Args:
        document: as stored.
        quantities: rows with ``char_start`` and ``char_end``, in order of their places.
        headings: depth of the headings by the start of their label or title.
        hits: places of what was searched for, in order, none overlapping another.
    """
    marks = _Marks(document.text, quantities, hits)
    tables = {table.span: table for table in document.tables}
    blocks = []
    for block in document.blocks:
        anchor = block.span.start
        if block.kind is BlockKind.TABLE:
            table = tables[block.span]
            blocks.append(
                ShownBlock(
                    "table", anchor, page=block.page, rows=_rows(table, marks), title=table.title
                )
            )
        else:
            depth = _depth(block.span, headings)
            pieces = marks.pieces(block.span)
            blocks.append(ShownBlock(block.kind.value, anchor, depth, block.page, pieces))
    return blocks


def _depth(span: Span, headings: dict[int, int]) -> int | None:
    """Depth of the heading that the block begins with (blanks before it do not count)."""
    return next((headings[at] for at in range(span.start, span.start + 4) if at in headings), None)


def _rows(table: Table, marks: "_Marks") -> tuple[tuple[ShownCell, ...], ...]:
    rows: dict[int, list[ShownCell]] = {}
    for cell in table.cells:
        shown = ShownCell(marks.pieces(cell.span), cell.span.start, cell.row_span, cell.column_span)
        rows.setdefault(cell.row, []).append(shown)
    return tuple(tuple(rows[row]) for row in sorted(rows))


class _Marks:
    """The text with the quantities and the hits of a search in it, to be cut at."""

    def __init__(self, text: str, quantities: Sequence[Any], hits: Sequence[Span]) -> None:
        self._text = text
        self._quantities = quantities
        self._starts = [quantity.char_start for quantity in quantities]
        self._hits = hits
        self._hit_ends = [hit.end for hit in hits]

    def pieces(self, span: Span) -> tuple[Piece, ...]:
        """The span's text, cut at the quantities and hits inside it."""
        pieces: list[Piece] = []
        at = span.start
        for index in range(bisect_left(self._starts, span.start), len(self._starts)):
            quantity = self._quantities[index]
            if quantity.char_end > span.end:
                break
            if quantity.char_start < at:  # two quantities never overlap; if they did, one is shown
                continue
            pieces += self._plain(at, quantity.char_start)
            pieces.append(self._piece(quantity.char_start, quantity.char_end, quantity))
            at = quantity.char_end
        pieces += self._plain(at, span.end)
        return tuple(pieces)

    def _plain(self, start: int, end: int) -> Iterator[Piece]:
        """Text without quantities, cut at the hits."""
        at = start
        for hit in self._hits[bisect_right(self._hit_ends, start) :]:
            if hit.start >= end:
                break
            if hit.start > at:
                yield Piece(self._text[at : hit.start])
            first = max(at, hit.start)
            at = min(hit.end, end)
            yield self._piece(first, at)
        if at < end:
            yield Piece(self._text[at:end])

    def _piece(self, start: int, end: int, quantity: Any | None = None) -> Piece:
        """The piece, with the first hit that it has a part of."""
        text = self._text[start:end]
        number = bisect_right(self._hit_ends, start)
        if number == len(self._hits) or self._hits[number].start >= end:
            return Piece(text, quantity)
        return Piece(text, quantity, number + 1, self._hits[number].start >= start)
