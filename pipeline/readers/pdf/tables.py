"""Ruled tables of a page, from pdfplumber's cell boxes and characters."""

from pdfplumber.page import Page

from pipeline.readers.layout.grids import Glyph, grid_of, outermost
from pipeline.readers.layout.parts import Box, Grid


def page_grids(page: Page) -> list[Grid]:
    """The page's ruled tables from top to bottom; tables inside a table's cell are left out."""
    glyphs: list[Glyph] | None = None
    grids = []
    for table in page.find_tables():
        if glyphs is None:
            glyphs = [
                Glyph(Box(char["x0"], char["top"], char["x1"], char["bottom"]), char["text"])
                for char in page.chars
            ]
        boxes = [Box(*cell) for cell in table.cells if cell]
        if grid := grid_of(Box(*table.bbox), boxes, glyphs):
            grids.append(grid)
    return outermost(grids)
