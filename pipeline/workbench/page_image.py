"""A page of a PDF as an image, one figure boxed: made in a process of its own.

PDFs come from strangers, and a few kilobytes can ask for gigabytes of drawing. So the process
that draws has little memory and little time, and what it dies of stays with it.

``python -m pipeline.workbench.page_image PATH PAGE WORDS OCCURRENCE`` writes a PNG to its output.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

DOTS_PER_INCH = 110
MOST_PIXELS = 20_000_000
SECONDS = 20
BYTES = 2 * 1024**3


def page_image(path: Path, page: int, words: str, occurrence: int) -> bytes | None:
    """The page as PNG with the words boxed; None where it cannot be drawn within the limits.

    Args:
        path: of the PDF.
        page: from 0.
        words: as printed; none are boxed where they are "".
        occurrence: of the words on the page, from 0.
    """
    command = [sys.executable, "-m", __name__, str(path), str(page), words, str(occurrence)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return None
    return done.stdout if done.returncode == 0 and done.stdout else None


def main(arguments: Sequence[str]) -> None:
    """Draw; the process ends with an error where that is not possible."""
    from pipeline.limits import limit_processor_time

    limit_processor_time(SECONDS)
    _limit_memory()
    path, page, words, occurrence = arguments
    sys.stdout.buffer.write(_drawn(Path(path), int(page), words, int(occurrence)))


def _limit_memory() -> None:
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))


def _drawn(path: Path, number: int, words: str, occurrence: int) -> bytes:
    import io

    import pypdfium2
    from PIL import ImageDraw

    from pipeline.marking.pdf import boxes_on

    scale = DOTS_PER_INCH / 72
    pdf = pypdfium2.PdfDocument(path)
    page = pdf[number]
    width, height = page.get_size()
    if width * height * scale * scale > MOST_PIXELS:
        raise SystemExit(1)
    image = page.render(scale=scale).to_pil().convert("RGB")
    draw = ImageDraw.Draw(image)
    for left, bottom, right, top in boxes_on(page, words, occurrence) if words else ():
        frame = (left - 2, height - top - 2, right + 2, height - bottom + 2)
        draw.rectangle([side * scale for side in frame], outline="#D00000", width=3)
    out = io.BytesIO()
    image.save(out, "PNG")
    pdf.close()
    return out.getvalue()


if __name__ == "__main__":
    main(sys.argv[1:])
