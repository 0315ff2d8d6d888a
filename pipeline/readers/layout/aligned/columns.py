"""Where the columns of a table are, from what stands below each other."""

from collections.abc import Iterable, Sequence

from pipeline.readers.layout.aligned.chunks import Chunk, TextRow
from pipeline.readers.layout.parts import Box

Column = tuple[float, float]
"""Left and right end of what stands in a column."""


def columns_of(run: Sequence[TextRow], first: int) -> list[Column]:
    """Left and right edge of what stands in each column."""
    body = run[first:]
    spans = sorted((chunk.box.left, chunk.box.right) for row in body for chunk in row.chunks)
    columns = _united(spans)
    most = max(len(row.chunks) for row in body)
    if len(columns) < most:  # a line over several columns hides where they part
        full = [row for row in body if len(row.chunks) >= most - 1]
        spans = sorted((c.box.left, c.box.right) for row in full for c in row.chunks)
        columns = _united(spans)
    return columns


def with_heads(columns: list[Column], heads: Sequence[TextRow]) -> list[Column]:
    """The columns as wide as their heads, and those of which only the head is filled."""
    headed: set[int] = set()
    for row in reversed(heads):
        beside: list[Chunk] = []
        for chunk in row.chunks:
            touched = [i for i, (a, b) in enumerate(columns) if overlaps(chunk.box, a, b)]
            headed.update(touched)
            if len(touched) == 1:
                _widen(columns, touched[0], chunk.box)
            beside += [] if touched else [chunk]
        for chunk in beside:
            after = sum(left < chunk.box.left for left, _ in columns)
            near = [i for i in (after, after - 1) if 0 <= i < len(columns) and i not in headed]
            if near:
                nearest = min(near, key=lambda i: _distance(columns[i], chunk.box))
                _widen(columns, nearest, chunk.box)
                headed.add(nearest)
            elif row is heads[-1]:
                columns.insert(after, (chunk.box.left, chunk.box.right))
                headed = {i + (i >= after) for i in headed} | {after}
    return columns


def _widen(columns: list[Column], index: int, box: Box) -> None:
    """Make a column as wide as a head over it, as far as its neighbours leave room."""
    left, right = columns[index]
    least = columns[index - 1][1] if index else 0.0
    most = columns[index + 1][0] if index + 1 < len(columns) else box.right
    columns[index] = min(left, max(box.left, least)), max(right, min(box.right, most))


def _distance(column: Column, box: Box) -> float:
    return max(box.left - column[1], column[0] - box.right)


def overlaps(box: Box, left: float, right: float) -> bool:
    """Whether a box stands, at least in part, between two edges."""
    return box.left < right and box.right > left


def _united(spans: Iterable[Column]) -> list[Column]:
    united: list[Column] = []
    for left, right in spans:
        if united and left < united[-1][1] + 0.3:
            united[-1] = united[-1][0], max(right, united[-1][1])
        else:
            united.append((left, right))
    return united
