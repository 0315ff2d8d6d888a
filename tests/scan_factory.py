"""Pictures of pages, made from real PDFs as a scanner would."""

from io import BytesIO

import pypdfium2 as pdfium
from PIL import Image

DOTS_PER_INCH = 150


def pictures(data: bytes) -> list[Image.Image]:
    """Every page of a PDF as a grey picture."""
    document = pdfium.PdfDocument(data)
    return [page.render(scale=DOTS_PER_INCH / 72).to_pil().convert("L") for page in document]


def scanned(data: bytes) -> bytes:
    """The PDF as a scanner makes it: pictures of its pages, and no text."""
    return saved(pictures(data), "PDF")


def saved(pages: list[Image.Image], kind: str) -> bytes:
    """Pictures as one file of the given format (PDF, TIFF; PNG and JPEG take the first)."""
    out = BytesIO()
    more = {"save_all": True, "append_images": pages[1:]} if kind in ("PDF", "TIFF") else {}
    pages[0].save(out, kind, resolution=DOTS_PER_INCH, dpi=(DOTS_PER_INCH, DOTS_PER_INCH), **more)
    return out.getvalue()
