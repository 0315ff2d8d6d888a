"""Pages of a PDF that are pictures: scans, or text that no longer knows its characters."""

from collections.abc import Sequence
from math import sqrt

import pypdfium2.raw as pdfium_c
from pypdfium2 import PdfPage

from pipeline.readers import ocr
from pipeline.readers.decoding import expected_share
from pipeline.readers.layout.parts import Line

ENOUGH_TEXT = 20
"""Characters from which on a page with pictures is taken to have its text."""

MIN_EXPECTED = 0.7
"""Below this share of characters that one expects, a page's text is the wreck of a font."""

OUTLINES = 200
"""A page without text but with so many drawn paths has its characters as outlines."""


def is_picture(page: PdfPage, lines: Sequence[Line]) -> bool:
    """Whether the page's text is to be had from its picture only."""
    text = "".join(line.text for line in lines)
    if len(text) >= ENOUGH_TEXT:
        return expected_share(text) < MIN_EXPECTED
    images, paths = 0, 0
    for item in page.get_objects(max_depth=3):
        images += item.type == pdfium_c.FPDF_PAGEOBJ_IMAGE
        paths += item.type == pdfium_c.FPDF_PAGEOBJ_PATH
        if paths > OUTLINES:
            break
    return images > 0 or (not text and paths > OUTLINES)


def read_picture(page: PdfPage) -> ocr.PicturePage:
    """What the picture of the page shows; a page of enormous size is drawn smaller."""
    width, height = page.get_size()
    scale = ocr.DOTS_PER_INCH / 72
    scale *= min(1.0, sqrt(ocr.MAX_PIXELS / (width * height * scale * scale)))
    pixels = page.render(scale=scale, rev_byteorder=False).to_numpy()
    return ocr.read_picture(pixels[:, :, :3], 72 * scale)
