"""Lines of a table's body put together to rows, and the cells of each."""

from collections.abc import Sequence
from itertools import pairwise

from pipeline.readers.layout.aligned.chunks import Chunk, TextRow
from pipeline.readers.layout.aligned.columns import Column, overlaps
from pipeline.readers.layout.aligned.figures import FIGURE, OPENS_BODY, has_figure
from pipeline.readers.layout.aligned.runs import ALIGNED, Rule
from pipeline.readers.layout.parts import Box

HALF_A_LINE = 0.85
"""Lines whose middles are less than this many heights apart stand no full line apart."""


def body_rows(
    lines: Sequence[TextRow], rules: Sequence[Rule], columns: Sequence[Column]
) -> list[list[TextRow]]:
    """Lines put together to rows: a label may be broken over several."""
    rows: list[list[TextRow]] = []
    is_ruled = sum(
        any(a.box.middle < rule.y < b.box.middle for rule in rules) for a, b in pairwise(lines)
    ) > len(lines) / 3  # fmt: skip
    for line in lines:
        if rows and _same_row(rows[-1], line, rules, columns, is_ruled):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows if is_ruled else _with_labels_around(rows)


def _with_labels_around(rows: Sequence[list[TextRow]]) -> list[list[TextRow]]:
    """Rows with the lines of a label that stand half a line above and below the others.

    A label broken over two lines is centred on the code and the figures of its row.
    """
    joined: list[list[TextRow]] = []
    for row in rows:
        if joined and (is_half_of(joined[-1], row) or is_half_of(row, joined[-1])):
            joined[-1] = [*joined[-1], *row]
        else:
            joined.append(list(row))
    return joined


def is_half_of(label: Sequence[TextRow], row: Sequence[TextRow]) -> bool:
    """Whether a line is nothing but a part of the label of a row whose place for it is free."""
    if len(label) != 1 or any(chunk.text.isdigit() or FIGURE.fullmatch(chunk.text)
                              for chunk in label[0].chunks):  # fmt: skip
        return False
    line = label[0]
    nearest = min(abs(line.box.middle - other.box.middle) for other in row)
    if nearest >= HALF_A_LINE * line.box.height:
        return False
    return not any(
        abs(line.box.middle - other.box.middle) < HALF_A_LINE * line.box.height
        and overlaps(chunk.box, mine.box.left, mine.box.right)
        for other in row
        for chunk in other.chunks
        for mine in line.chunks
    )


def _same_row(
    row: Sequence[TextRow],
    line: TextRow,
    rules: Sequence[Rule],
    columns: Sequence[Column],
    is_ruled: bool,
) -> bool:
    last = row[-1]
    if has_figure(line) and any(has_figure(other) for other in row):
        return False
    if is_ruled:
        return not any(last.box.middle < rule.y < line.box.middle for rule in rules)
    if OPENS_BODY.match(line.chunks[0].text) or len(line.chunks) > 2:
        return False
    if line.box.top - last.box.bottom > 0.8 * line.box.height:
        return False
    if any(chunk.text.isdigit() for chunk in row[0].chunks):
        return _is_unnumbered(line, last)  # each row has its code or its ordinal
    return any(_is_broken(chunk, line, columns) for chunk in last.chunks)


def _is_unnumbered(line: TextRow, last: TextRow) -> bool:
    """Whether a line without digits stands below texts of the line before."""
    lefts = [chunk.box.left for chunk in last.chunks]
    return all(
        not chunk.text.isdigit() and any(abs(chunk.box.left - left) < 2 * ALIGNED for left in lefts)
        for chunk in line.chunks
    )


def _is_broken(chunk: Chunk, line: TextRow, columns: Sequence[Column]) -> bool:
    """Whether a text fills its column and a text in the next line begins below it."""
    below = next((c for c in line.chunks if abs(c.box.left - chunk.box.left) < 2 * ALIGNED), None)
    if below is None or FIGURE.fullmatch(below.text):
        return False
    right = max((b for a, b in columns if overlaps(chunk.box, a, b)), default=chunk.box.right)
    return right - chunk.box.right < 1.5 * chunk.box.height


def row_boxes(
    lines: Sequence[TextRow], edges: Sequence[float], top: float, bottom: float
) -> list[Box]:
    """The cells of one row; a text over several columns has one cell."""
    closed = [True] * len(edges)
    for line in lines:
        for chunk in line.chunks:
            for index, edge in enumerate(edges):
                if chunk.box.left + ALIGNED < edge < chunk.box.right - ALIGNED:
                    closed[index] = False
    kept = [edge for edge, is_closed in zip(edges, closed, strict=True) if is_closed]
    return [Box(left, top, right, bottom) for left, right in pairwise(kept)]
