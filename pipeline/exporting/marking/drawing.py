"""A page of a PDF as an image, with words of it boxed."""

import io
from dataclasses import dataclass

import pypdfium2
from PIL import ImageDraw

from models.problem import Problem
from pipeline.exporting.marking.pdf import boxes_on

SCALE = 110 / 72
"""Pixels a point: 110 to the inch are read without effort."""

MOST_PIXELS = 20_000_000
BOX = "#D00000"
GAP = 2.5
"""Points between words and their box."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as PNG.

    Attributes:
        place: of the first box's middle, from the left and the top, as shares of the page;
            None where nothing is boxed.
    """

    png: bytes
    place: tuple[float, float] | None


def draw_page(content: bytes, number: int, words: str, occurrence: int) -> Drawn:
    """The page as an image.

    Args:
        content: of the PDF.
        number: of the page, from 0.
        words: as printed; none are boxed where they are "".
        occurrence: of the words on the page, from 0.

    Raises:
        Problem: there is no such page, or it is too large to be drawn.
    """
    pdf = pypdfium2.PdfDocument(content)
    try:
        if number >= len(pdf):
            raise Problem(f"There is no page {number + 1}.")
        page = pdf[number]
        width, height = page.get_size()
        if width * height * SCALE * SCALE > MOST_PIXELS:
            raise Problem(f"Page {number + 1} is {width:.0f} by {height:.0f} points large.")
        image = page.render(scale=SCALE).to_pil().convert("RGB")
        frames = [
            (left - GAP, height - top - GAP, right + GAP, height - bottom + GAP)
            for left, bottom, right, top in (boxes_on(page, words, occurrence) if words else ())
        ]
    finally:
        pdf.close()
    draw = ImageDraw.Draw(image)
    for frame in frames:
        draw.rectangle([side * SCALE for side in frame], outline=BOX, width=2)
    out = io.BytesIO()
    image.save(out, "PNG")
    return Drawn(out.getvalue(), _middle(frames[0], width, height) if frames else None)


def _middle(
    frame: tuple[float, float, float, float], width: float, height: float
) -> tuple[float, float]:
    left, top, right, bottom = frame
    return round((left + right) / 2 / width, 4), round((top + bottom) / 2 / height, 4)
