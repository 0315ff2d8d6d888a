"""Work on strangers' files is ended when it takes too much, and the next piece is done."""

import os
import time
from pathlib import Path

import docx
import pytest

from models.problem import Problem
from pipeline.exporting.marking.drawing import draw_page
from pipeline.readers import guarded as module
from pipeline.readers.guarded import GuardedError, guarded
from tests import pdf_factory


def sleep() -> None:
    time.sleep(60)


def eat() -> int:
    return len(bytearray(8 * 1024**3))


def die() -> None:
    os._exit(3)


def refuse() -> None:
    raise Problem("不行")


def test_what_is_made_comes_back() -> None:
    assert guarded(pow, 2, 10) == 1024
    assert guarded(os.getpid) != os.getpid()


@pytest.mark.parametrize("work", [eat, die, refuse])
def test_what_goes_wrong_stays_in_its_process(work: object) -> None:
    with pytest.raises(GuardedError, match=work.__name__):  # type: ignore[attr-defined]
        guarded(work)  # type: ignore[arg-type]
    assert guarded(len, "又好了") == 3


def test_what_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SECONDS", 0.3)
    start = time.monotonic()
    with pytest.raises(GuardedError):
        guarded(sleep)
    assert time.monotonic() - start < 20


def test_a_page_is_drawn_with_its_figure_boxed() -> None:
    content = pdf_factory.pdf(pdf_factory.prose("实际支出80.00万元。"))
    drawn = draw_page(content, 0, "80.00万元", 0)
    assert drawn.png.startswith(b"\x89PNG")
    assert drawn.place is not None
    assert 0 < drawn.place[0] < 1
    assert draw_page(content, 0, "", 0).place is None
    assert draw_page(content, 0, "没有的话", 0).place is None
    with pytest.raises(Problem, match="no page 2"):
        draw_page(content, 1, "", 0)


def test_a_page_as_large_as_a_field_is_not_drawn(tmp_path: Path) -> None:
    content = pdf_factory.pdf(pdf_factory.prose("80.00万元"))
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    import pypdfium2

    pdf = pypdfium2.PdfDocument(path)
    pdf[0].set_mediabox(0, 0, 14_000, 14_000)
    pdf[0].set_cropbox(0, 0, 14_000, 14_000)
    pdf.save(str(tmp_path / "b.pdf"))
    with pytest.raises(Problem, match="points large"):
        draw_page((tmp_path / "b.pdf").read_bytes(), 0, "", 0)


def test_a_file_that_is_no_pdf_is_no_fault(tmp_path: Path) -> None:
    with pytest.raises(GuardedError, match="draw_page"):
        guarded(draw_page, b"%PDF-1.4 nothing", 0, "", 0)
    path = tmp_path / "a.docx"
    docx.Document().save(str(path))
    with pytest.raises(GuardedError):
        guarded(draw_page, path.read_bytes(), 0, "", 0)
