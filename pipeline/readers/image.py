"""Pictures of pages: scans saved as .png, .jpg or .tif."""

import warnings
from io import BytesIO
from math import sqrt
from typing import TYPE_CHECKING

from models.document import Document, SourceFile
from models.refusal import RefusalReason, RefusedFile
from pipeline.readers import ocr
from pipeline.readers.layout.assemble import assemble
from pipeline.readers.refusing import SEND_AGAIN, refusal

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "GIF")
MAX_PAGES = 200
A4_AREA = 8.27 * 11.69
"""Square inches, for pictures that do not say how many dots an inch they have."""

PLAUSIBLE_DOTS = (72, 1200)


def read(data: bytes, source: SourceFile) -> Document:
    """Read every page of a picture.

    Raises:
        RefusedFile: it is damaged or too large, holds no text, or character recognition is
            not installed.
    """
    from PIL import ImageSequence

    if not ocr.is_installed():
        raise ocr.missing(source.path, "it is a picture")
    pages, sizes = [], []
    try:
        with _open(data, source.path) as picture:
            for frame in ImageSequence.Iterator(picture):
                _check_size(frame, source.path)
                page, dots = _scaled(frame)
                sizes.append((page.width * 72 / dots, page.height * 72 / dots))
                pages.append(_read(page, dots))
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise refusal(
            RefusalReason.DAMAGED,
            source.path,
            "it begins like a picture but cannot be read as one",
            "It was probably cut off in transfer",
            SEND_AGAIN,
        ) from error
    if not any(page.lines for page in pages):
        raise refusal(
            RefusalReason.NO_TEXT,
            source.path,
            "no characters were recognised in it",
            "It is a photograph, or too faint or too small",
            "Ask the department for the document it was printed from",
        )
    lines = [page.lines for page in pages]
    grids = {index: page.grids for index, page in enumerate(pages)}
    return assemble(sizes, lines, grids, {}, source, ("read by character recognition",))


def _open(data: bytes, path: str) -> "Image":
    """The picture, its pixels not yet unpacked."""
    from PIL import Image

    with warnings.catch_warnings():
        # Its own limits, one that warns and one that raises, are near ours.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            picture = Image.open(BytesIO(data), formats=FORMATS)
        except Image.DecompressionBombError as error:
            raise _too_large(path, str(error)) from error
    _check_size(picture, path)
    return picture


def _read(page: "Image", dots: float) -> ocr.PicturePage:
    import numpy as np

    return ocr.read_picture(np.asarray(page)[:, :, ::-1], dots)


def _check_size(picture: "Image", path: str) -> None:
    """Refuse by what the picture states of itself, before its pixels are unpacked."""
    pixels = picture.width * picture.height
    pages = getattr(picture, "n_frames", 1)
    if pixels > 4 * ocr.MAX_PIXELS or pages > MAX_PAGES:
        raise _too_large(path, f"{pages} pages of {picture.width:,} x {picture.height:,} dots")


def _too_large(path: str, size: str) -> RefusedFile:
    return refusal(
        RefusalReason.TOO_LARGE,
        path,
        f"the picture is too large: {size}",
        "It is a plan or a photograph, or was made to exhaust the reader",
        "Scan it again, at 150 to 300 dots an inch",
    )


def _scaled(frame: "Image") -> tuple["Image", float]:
    """The page upright, in colour and at about the usual resolution; and that resolution."""
    from PIL import ImageOps

    page = ImageOps.exif_transpose(frame.convert("RGB"))
    stated = float(frame.info.get("dpi", (0, 0))[0] or 0)
    least, most = PLAUSIBLE_DOTS
    dots = stated if least < stated < most else sqrt(page.width * page.height / A4_AREA)
    factor = min(ocr.DOTS_PER_INCH / dots, sqrt(ocr.MAX_PIXELS / max(1, page.width * page.height)))
    if factor < 0.9:
        size = (max(1, round(page.width * factor)), max(1, round(page.height * factor)))
        page, dots = page.resize(size), dots * factor
    return page, dots
