"""Ruled tables in a picture of a page, from its dark pixels."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.readers.layout.grids import Glyph, grid_of, outermost
from pipeline.readers.layout.parts import Box, Grid

DARK = 170
"""Pixels below are ink, of 255: rules are often grey."""

SHORTEST = 40
"""Pixels of the shortest rule, at 150 dots an inch; strokes of characters are shorter."""

DRIFT = 3
"""Pixels by which one rule may move sideways or break off: no scan is quite straight."""

Edge = dict[str, Any]
"""A rule as pdfplumber has it."""


def picture_grids(grey: NDArray[np.uint8], glyphs: Sequence[Glyph], points: float) -> list[Grid]:
    """The ruled tables of a picture.

    Args:
        grey: its pixels.
        glyphs: the characters read in it, in points.
        points: size of a pixel.
    """
    # pdfplumber finds the cells between rules, whatever they were found in.
    from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells

    edges = picture_rules(grey, points)
    crossings = edges_to_intersections(edges, x_tolerance=3, y_tolerance=3)
    found = []
    for cells in cells_to_tables(intersections_to_cells(crossings)):
        boxes = [Box(*cell) for cell in cells]
        outline = Box(
            min(box.left for box in boxes),
            min(box.top for box in boxes),
            max(box.right for box in boxes),
            max(box.bottom for box in boxes),
        )
        if grid := grid_of(outline, boxes, glyphs):
            found.append(grid)
    return outermost(found)


def picture_rules(grey: NDArray[np.uint8], points: float) -> list[Edge]:
    """The horizontal and vertical rules of a picture, in points."""
    dark = grey < DARK
    across = [_edge("h", start, end, place, points) for place, start, end in _rules(_runs(dark))]
    upright = [_edge("v", start, end, place, points) for place, start, end in _rules(_runs(dark.T))]
    return across + upright


def _edge(orientation: str, start: float, end: float, place: float, points: float) -> Edge:
    along, beside = (start * points, end * points), place * points
    if orientation == "h":
        box = {"x0": along[0], "x1": along[1], "top": beside, "bottom": beside}
    else:
        box = {"x0": beside, "x1": beside, "top": along[0], "bottom": along[1]}
    return {
        **box,
        "width": box["x1"] - box["x0"],
        "height": box["bottom"] - box["top"],
        "orientation": orientation,
    }


def _runs(dark: NDArray[np.bool_]) -> Iterator[tuple[int, int, int]]:
    """Row, start and end of every run of ink long enough for a rule, row by row."""
    rows, width = dark.shape
    padded = np.zeros((rows, width + 2), dtype=np.int8)
    padded[:, 1:-1] = dark
    changes = np.diff(padded, axis=1)
    row, start = np.nonzero(changes == 1)
    _, end = np.nonzero(changes == -1)  # as many, in the same order
    long = end - start >= SHORTEST
    yield from zip(row[long].tolist(), start[long].tolist(), end[long].tolist(), strict=True)


def _rules(runs: Iterable[tuple[int, int, int]]) -> list[tuple[float, int, int]]:
    """Runs in rows next to each other as one rule: its middle, start and end.

    >>> _rules([(5, 0, 100), (6, 0, 101), (7, 98, 200), (40, 0, 50)])
    [(6.0, 0, 200), (40.0, 0, 50)]
    """
    open_rules: list[list[int]] = []  # first row, last row, start, end
    closed: list[list[int]] = []
    for row, start, end in runs:
        closed += [rule for rule in open_rules if row - rule[1] > DRIFT]
        open_rules = [rule for rule in open_rules if row - rule[1] <= DRIFT]
        for rule in open_rules:
            if start <= rule[3] + DRIFT and end >= rule[2] - DRIFT:
                rule[1:] = row, min(start, rule[2]), max(end, rule[3])
                break
        else:
            open_rules.append([row, row, start, end])
    return [
        ((first + last) / 2, start, end) for first, last, start, end in sorted(closed + open_rules)
    ]
