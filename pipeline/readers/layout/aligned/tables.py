"""The tables of a page whose columns show by alignment only."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from pipeline.readers.layout.aligned.chunks import TextRow, head_rows, rows_of
from pipeline.readers.layout.aligned.columns import columns_of, with_heads
from pipeline.readers.layout.aligned.figures import is_body
from pipeline.readers.layout.aligned.heads import head_boxes
from pipeline.readers.layout.aligned.rows import body_rows, is_half_of, row_boxes
from pipeline.readers.layout.aligned.runs import Rule, joined_rules, table_runs
from pipeline.readers.layout.grids import Glyph, grid_of
from pipeline.readers.layout.parts import Box, Grid


def aligned_grids(glyphs: Sequence[Glyph], rules: Iterable[Rule]) -> list[Grid]:
    """Tables from top to bottom that only horizontal rules, or none, set apart.

    A table has at least three rows with bare figures that stand in one column, so
    neither prose nor a table of contents is taken for one.

    Args:
        glyphs: the characters of a page outside its ruled tables.
        rules: its horizontal rules, drawn in one piece or in several.
    """
    rows = rows_of(glyphs)
    whole = joined_rules(rules)
    grids = []
    for run in table_runs(rows, whole):
        if grid := _grid(run, whole, glyphs):
            grids.append(grid)
    return grids


def _grid(run: Sequence[TextRow], rules: Sequence[Rule], glyphs: Sequence[Glyph]) -> Grid | None:
    first = next(index for index, row in enumerate(run) if is_body(row))
    while first and is_half_of([run[first - 1]], [run[first]]):
        first -= 1  # the first line of a label that is broken over two
    filled = columns_of(run, first)
    heads = head_rows(run[:first], filled)
    columns = with_heads(list(filled), heads)
    if len(columns) < 2:
        return None
    left, right = run[0].box.left, run[0].box.right
    for row in run:
        left, right = min(left, row.box.left), max(right, row.box.right)
    edges = [left - 1, *((a + b) / 2 for (_, a), (b, _) in pairwise(columns)), right + 1]
    body = body_rows(run[first:], rules, filled)
    top = body[0][0].box.top - 1
    boxes = head_boxes(heads, edges, columns, top)
    bottoms = [*((a[-1].box.bottom + b[0].box.top) / 2 for a, b in pairwise(body))]
    bottoms.append(body[-1][-1].box.bottom + 1)
    for lines, bottom in zip(body, bottoms, strict=True):
        boxes += row_boxes(lines, edges, top, bottom)
        top = bottom
    outline = Box(edges[0], min(box.top for box in boxes), edges[-1], top)
    inside = [glyph for glyph in glyphs if outline.holds(glyph.box)]
    return grid_of(outline, boxes, inside)
