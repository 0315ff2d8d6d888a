"""Tables of a page, from pdfplumber's rules, cell boxes and characters."""

import re
from collections import defaultdict
from collections.abc import Sequence

from pdfplumber.page import Page

from pipeline.readers.layout.aligned import FIGURE, Rule, aligned_grids
from pipeline.readers.layout.grids import Glyph, grid_of, outermost
from pipeline.readers.layout.parts import Box, Grid, Line

MIN_FIGURES = 4
"""Bare figures from which on a page may hold a table without rules."""

MIN_STACK = 3
"""So many horizontal rules of the same ends are the rows of one table."""

MIN_RULE = 40.0
"""Points of the shortest rule that counts: others are strokes and ticks."""


def may_hold_aligned(lines: Sequence[Line]) -> bool:
    """Whether enough figures without a unit stand on a page for a table without rules."""
    tokens = (token for line in lines for token in re.split(r"\s+", line.text))
    return sum(FIGURE.fullmatch(token) is not None for token in tokens) >= MIN_FIGURES


def page_grids(page: Page) -> list[Grid]:
    """The page's tables from top to bottom; tables inside a table's cell are left out.

    First those that rules enclose, then those whose columns only show by alignment.
    """
    rules = _rules(page)
    glyphs: list[Glyph] | None = None
    grids = []
    for table in page.find_tables({"explicit_vertical_lines": _open_sides(page, rules)}):
        glyphs = glyphs or _glyphs(page)
        boxes = [Box(*cell) for cell in table.cells if cell]
        if grid := grid_of(Box(*table.bbox), boxes, glyphs):
            grids.append(grid)
    grids = outermost(grids)
    glyphs = glyphs or _glyphs(page)
    free = [glyph for glyph in glyphs if not any(grid.box.holds(glyph.box) for grid in grids)]
    apart = [rule for rule in rules if not any(_within(rule, grid.box) for grid in grids)]
    return outermost([*grids, *aligned_grids(free, apart)])


def _glyphs(page: Page) -> list[Glyph]:
    return [
        Glyph(Box(char["x0"], char["top"], char["x1"], char["bottom"]), char["text"])
        for char in page.chars
    ]


def _rules(page: Page) -> list[Rule]:
    return [
        Rule(edge["top"], edge["x0"], edge["x1"])
        for edge in page.horizontal_edges
        if edge["x1"] - edge["x0"] > MIN_RULE / 4
    ]


def _within(rule: Rule, box: Box) -> bool:
    return box.top - 2 <= rule.y <= box.bottom + 2 and box.holds(
        Box(rule.left, rule.y, rule.right, rule.y)
    )


def _open_sides(page: Page, rules: Sequence[Rule]) -> list[dict[str, object]]:
    """Upright edges where a stack of rules ends alike and nothing closes it.

    Each reaches from the stack's first rule to its last, so that it cuts no other table.
    """
    ends: defaultdict[int, list[float]] = defaultdict(list)
    for rule in rules:
        if rule.right - rule.left > MIN_RULE:
            for x in (rule.left, rule.right):
                if not _is_closed(page, x, rule.y):
                    ends[round(x)].append(rule.y)
    return [
        _upright(float(x), min(heights), max(heights))
        for x, heights in ends.items()
        if len(heights) >= MIN_STACK
    ]


def _is_closed(page: Page, x: float, y: float) -> bool:
    """Whether an upright rule meets the end of a horizontal one."""
    return any(
        abs(edge["x0"] - x) < 4 and edge["top"] - 2 < y < edge["bottom"] + 2
        for edge in page.vertical_edges
    )


def _upright(x: float, top: float, bottom: float) -> dict[str, object]:
    """An edge as pdfplumber has it."""
    return {
        "object_type": "rect_edge",
        "orientation": "v",
        "x0": x,
        "x1": x,
        "top": top,
        "bottom": bottom,
        "width": 0.0,
        "height": bottom - top,
    }
