"""Heads of tables without upright rules: which columns each of them stands over."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.readers.layout.aligned.chunks import Chunk, TextRow
from pipeline.readers.layout.parts import Box

SLACK = 12.0
"""Points by which a head may miss the middle of its columns: where those end is a guess."""

SAME_MIDDLE = 2.0
"""Points by which the middles of two lines of one centred head may differ."""


@dataclass(slots=True)
class _Head:
    """A head over the columns ``first`` to ``last``, in the rows ``top`` to ``bottom``."""

    first: int
    last: int
    top: int
    bottom: int
    is_ordinal: bool

    def stands_over(self, other: "_Head") -> bool:
        return self.first <= other.last and other.first <= self.last


def head_boxes(
    rows: Sequence[TextRow],
    edges: Sequence[float],
    columns: Sequence[tuple[float, float]],
    bottom: float,
) -> list[Box]:
    """Cells for the heads in some rows above the body.

    Args:
        rows: lines of heads, from top to bottom.
        edges: left edges of the columns, and the right edge of the last.
        columns: left and right end of what stands in each column.
        bottom: where the body begins.
    """
    if not rows:
        return []
    heads = _heads(rows, edges, columns)
    ys = [rows[0].box.top - 1, *((a.box.bottom + b.box.top) / 2 for a, b in pairwise(rows)), bottom]
    boxes = [Box(edges[h.first], ys[h.top], edges[h.last + 1], ys[h.bottom]) for h in heads]
    covered = {
        (column, row)
        for head in heads
        for column in range(head.first, head.last + 1)
        for row in range(head.top, head.bottom)
    }
    empty = (
        Box(edges[column], ys[row], edges[column + 1], ys[row + 1])
        for column in range(len(columns))
        for row in range(len(rows))
        if (column, row) not in covered
    )
    return [*boxes, *empty]


def _heads(
    rows: Sequence[TextRow], edges: Sequence[float], columns: Sequence[tuple[float, float]]
) -> list[_Head]:
    heads: list[_Head] = []
    for index, row in enumerate(rows):
        ranges = _ranges(row, rows[index + 1 :], rows, edges, columns)
        for chunk, (first, last) in zip(row.chunks, ranges, strict=True):
            head = _Head(first, last, index, index + 1, _numbers_columns(chunk))
            above = [other for other in heads if other.stands_over(head)]
            same = above[-1] if above else None
            if same and (same.first, same.last) == (first, last) and not head.is_ordinal:
                same.bottom = index + 1  # broken over lines to fit its column
            elif same and same.top <= index < same.bottom:
                same.bottom = index + 1  # two texts that one column cannot tell apart
                same.first, same.last = min(same.first, first), max(same.last, last)
            else:
                heads.append(head)
    _fill(heads, len(rows))
    return heads


def _fill(heads: Sequence[_Head], count: int) -> None:
    """Stretch each head down to the next below it, and up where nothing stands above."""
    for head in heads:
        below = [h.top for h in heads if h.top >= head.bottom and h.stands_over(head)]
        head.bottom = min(below, default=count)
    for head in heads:
        if not any(h is not head and h.top < head.top and h.stands_over(head) for h in heads):
            head.top = 0


def _ranges(
    row: TextRow,
    below: Sequence[TextRow],
    around: Sequence[TextRow],
    edges: Sequence[float],
    columns: Sequence[tuple[float, float]],
) -> list[tuple[int, int]]:
    """The first and last column that each chunk of a row stands over."""
    own = [_touched(chunk, edges, columns) for chunk in row.chunks]
    ranges = []
    for place, chunk in enumerate(row.chunks):
        left = own[place - 1][1] + 1 if place else 0
        right = own[place + 1][0] - 1 if place + 1 < len(own) else len(columns) - 1
        for other in _beside(chunk, around):
            first, last = _touched(other, edges, columns)
            if other.box.right <= chunk.box.left:
                left = max(left, min(last + 1, own[place][0]))
            else:
                right = min(right, max(first - 1, own[place][1]))
        # Only a head that others stand below can be over columns which it does not touch.
        divided = any(
            other.box.right < chunk.box.left - 1 or other.box.left > chunk.box.right + 1
            for line in below
            for other in line.chunks
            if left <= _touched(other, edges, columns)[0] <= right and not _numbers_columns(other)
        )
        first, last = own[place]
        divided = divided and not _is_broken(chunk, below, columns[first])
        ranges.append(
            _centred(chunk, left, first, last, right, edges) if divided else (first, last)
        )
    return ranges


def _beside(chunk: Chunk, rows: Sequence[TextRow]) -> list[Chunk]:
    """Heads that stand less than a line higher or lower, and do not reach over this one."""
    height, middle = chunk.box.height, chunk.box.middle
    return [
        other
        for row in rows
        for other in row.chunks
        if 0 < abs(other.box.middle - middle) < height
        and (other.box.right <= chunk.box.left or other.box.left >= chunk.box.right)
    ]


def _is_broken(chunk: Chunk, below: Sequence[TextRow], column: tuple[float, float]) -> bool:
    """Whether a head goes on right below, as it fills its column (附属单位上缴收|入)."""
    if chunk.box.right - chunk.box.left < 0.7 * (column[1] - column[0]):
        return False
    middle = (chunk.box.left + chunk.box.right) / 2
    return any(
        abs((other.box.left + other.box.right) / 2 - middle) < SAME_MIDDLE
        and -0.2 < (other.box.top - chunk.box.bottom) / chunk.box.height < 0.5
        and not _numbers_columns(other)
        for row in below
        for other in row.chunks
    )


def _numbers_columns(chunk: Chunk) -> bool:
    """Whether a chunk is of the row that numbers the columns (栏次 1 2 3)."""
    return chunk.text.isdigit() or chunk.text == "栏次"


def _touched(
    chunk: Chunk, edges: Sequence[float], columns: Sequence[tuple[float, float]]
) -> tuple[int, int]:
    """The columns whose contents a chunk stands over, or the one it lies in."""
    over = [i for i, (a, b) in enumerate(columns) if chunk.box.left < b and chunk.box.right > a]
    if over:
        return over[0], over[-1]
    centre = (chunk.box.left + chunk.box.right) / 2
    inside = sum(edge <= centre for edge in edges[1:-1])
    return inside, inside


def _centred(
    chunk: Chunk, left: int, first: int, last: int, right: int, edges: Sequence[float]
) -> tuple[int, int]:
    """The widest range of columns round ``first`` to ``last`` over whose middle a chunk stands."""
    centre = (chunk.box.left + chunk.box.right) / 2

    def distance(columns: tuple[int, int]) -> float:
        return abs((edges[columns[0]] + edges[columns[1] + 1]) / 2 - centre)

    candidates = [(a, b) for a in range(left, first + 1) for b in range(last, right + 1)]
    near = [columns for columns in candidates if distance(columns) < SLACK]
    if near:
        return max(near, key=lambda columns: columns[1] - columns[0])
    return min(candidates, key=distance, default=(first, last))
