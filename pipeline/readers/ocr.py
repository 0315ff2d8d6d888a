"""Character recognition in pictures of pages, by RapidOCR where it is installed.

Its models come with its package: nothing is fetched.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from statistics import median
from typing import TYPE_CHECKING, Any

from models.refusal import RefusalReason, RefusedFile
from pipeline.readers.layout.grids import Glyph
from pipeline.readers.layout.parts import Box, Grid, Line
from pipeline.readers.limits import allow_more_processor_time
from pipeline.readers.needs import OCR

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DOTS_PER_INCH = 150
MAX_PIXELS = 25_000_000
"""Pixels of a page: A4 has 2.2 million at 150 dots an inch, A1 has 17."""

PAGE_SECONDS = 60
"""Processor time a page may take beyond what the file may."""

MIN_CONFIDENCE = 0.3
"""What is less sure than this is noise: a seal, a stain."""

BOX_TO_SIZE = 0.78
"""Font size as part of the height of a recognised line's box."""

NEAR = 0.2
"""Font sizes closer than this part to the usual one are that one."""


@dataclass(frozen=True, slots=True)
class PicturePage:
    """What was read in the picture of a page."""

    lines: list[Line]
    grids: list[Grid]


def is_installed() -> bool:
    """Whether pictures can be read here."""
    return OCR.is_installed()


def missing(path: str, what: str) -> RefusedFile:
    """The refusal of a file that holds ``what`` ("its 3 pages are pictures") and no text."""
    return RefusedFile(
        RefusalReason.TOOL_MISSING,
        f'Cannot read "{path}": {what}, and character recognition is not installed. Type '
        f"{OCR.advice}, or ask the department for the document it was printed from.",
    )


def read_picture(pixels: "NDArray[np.uint8]", dots_per_inch: float = DOTS_PER_INCH) -> PicturePage:
    """The lines and ruled tables in the picture of a page.

    Args:
        pixels: blue, green and red of each.
        dots_per_inch: as scanned or rendered.
    """
    from pipeline.readers.layout.rules import picture_grids

    allow_more_processor_time(PAGE_SECONDS)
    points = 72 / dots_per_inch
    pieces = _with_usual_size(_pieces(pixels, points))
    glyphs = [glyph for piece in pieces for glyph in _glyphs(piece)]
    grids = picture_grids(pixels.min(axis=2), glyphs, points)
    return PicturePage(_in_rows(pieces), grids)


def _pieces(pixels: "NDArray[np.uint8]", points: float) -> list[Line]:
    """What was recognised, piece by piece, in reading order."""
    output = _engine()(pixels)
    if output.boxes is None:
        return []
    pieces = []
    for corners, text, score in zip(output.boxes, output.txts, output.scores, strict=True):
        if score < MIN_CONFIDENCE or not text.strip():
            continue
        xs, ys = [float(x) * points for x, _ in corners], [float(y) * points for _, y in corners]
        box = Box(min(xs), min(ys), max(xs), max(ys))
        pieces.append(Line(text.strip(), box, BOX_TO_SIZE * box.height, 0, round(float(score), 4)))
    return pieces


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    # The angle classifier drops whole lines; workers share the cores as they are.
    return RapidOCR(
        params={
            "Global.use_cls": False,
            "Global.text_score": MIN_CONFIDENCE,
            "Global.max_side_len": 4000,
            "Global.log_level": "error",
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _with_usual_size(pieces: Sequence[Line]) -> list[Line]:
    """The same pieces; boxes are too rough to tell sizes apart that differ by a little."""
    if not pieces:
        return []
    usual = median(piece.size for piece in pieces)
    return [
        replace(piece, size=usual) if abs(piece.size - usual) < NEAR * usual else piece
        for piece in pieces
    ]


def _glyphs(piece: Line) -> list[Glyph]:
    """A piece character by character, so that one read across a rule falls into both cells."""
    widths = [2 if ord(char) > 255 else 1 for char in piece.text]
    unit = (piece.box.right - piece.box.left) / sum(widths)
    glyphs, left = [], piece.box.left
    for char, width in zip(piece.text, widths, strict=True):
        box = Box(left, piece.box.top, left + width * unit, piece.box.bottom)
        glyphs.append(Glyph(box, char, piece.confidence))
        left = box.right
    return glyphs


def _in_rows(pieces: Sequence[Line]) -> list[Line]:
    """Pieces close beside each other as one line; those far apart may be columns."""
    lines: list[Line] = []
    for piece in pieces:
        before = lines[-1] if lines else None
        if before is not None and _is_beside(before, piece):
            lines[-1] = _joined(before, piece)
        else:
            lines.append(piece)
    return lines


def _is_beside(before: Line, piece: Line) -> bool:
    gap = piece.box.left - before.box.right
    is_level = abs(before.box.middle - piece.box.middle) < piece.size / 2
    return is_level and -piece.size < gap < 2 * piece.size


def _joined(before: Line, piece: Line) -> Line:
    box = Box(
        before.box.left,
        min(before.box.top, piece.box.top),
        piece.box.right,
        max(before.box.bottom, piece.box.bottom),
    )
    gap = " " if piece.box.left - before.box.right > piece.size else ""
    confidence = min(before.confidence or 0.0, piece.confidence or 0.0)
    return replace(before, text=before.text + gap + piece.text, box=box, confidence=confidence)
