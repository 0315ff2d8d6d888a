"""Scans and pictures: with character recognition, and without."""

import io
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from sqlalchemy import Engine

from models.document import SourceFile
from models.refusal import RefusalReason, RefusedFile
from models.span import Span
from pipeline.analyse import analyse_document
from pipeline.readers import ocr, read_bytes
from pipeline.readers.builder import DocumentBuilder
from pipeline.readers.layout.grids import Glyph
from pipeline.readers.layout.paragraphs import Column, join_lines
from pipeline.readers.layout.parts import Box, Line
from pipeline.readers.layout.rules import picture_grids, picture_rules
from tests.databases import rows, store
from tests.pdf_factory import LEADING, TOP, Draw, pdf, prose, table, together
from tests.scan_factory import pictures, saved, scanned

needs_ocr = pytest.mark.skipif(not ocr.is_installed(), reason="the extra `ocr` is not installed")

PROSE = "本年度申请预算资金2538.12万元，实际支出2474.64万元，预算执行率97.50%。"
ROWS = [["项目", "金额（万元）"], ["基本支出", "1,234.56"], ["项目支出", "80.00"]]


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine without the extra."""
    monkeypatch.setattr("pipeline.readers.ocr.is_installed", lambda: False)


@pytest.fixture(scope="module")
def page() -> bytes:
    """A page with a heading, a paragraph and a ruled table."""
    return pdf(together(prose("一、部门概况", PROSE), table(ROWS, top=TOP - 5 * LEADING)))


# With the extra


@needs_ocr
def test_a_scan_reads_like_the_page_it_was_made_of(page: bytes) -> None:
    document = read_bytes(scanned(page), "扫描.pdf")
    heading, paragraph, _ = (_bare(block.span.of(document.text)) for block in document.blocks)
    assert (heading[:2], paragraph) == ("一、", _bare(PROSE))
    assert [[cell.span.of(document.text) for cell in grid.cells] for grid in document.tables] == [
        ["项目", "金额（万元）", "基本支出", "1,234.56", "项目支出", "80.00"]
    ]
    assert document.notes == ("pages 1 read by character recognition",)


@needs_ocr
def test_every_character_read_has_its_confidence(page: bytes) -> None:
    document = read_bytes(scanned(page), "扫描.pdf")
    covered = {place for span, _ in document.confidence for place in range(span.start, span.end)}
    assert {document.text[i] for i in range(len(document.text)) if i not in covered} <= set("\n\t")
    assert all(0.5 < score <= 1 for _, score in document.confidence)


@needs_ocr
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_pictures_of_pages_are_read(kind: str) -> None:
    data = saved(pictures(pdf(prose(PROSE))), kind)
    document = read_bytes(data, "扫描")
    assert document.source.format == "image"
    assert "2474.64万元" in document.text


@needs_ocr
def test_only_pages_without_text_are_recognised(page: bytes) -> None:
    data = pdf(prose("甲部分已有文字，共计一百二十三万元，不需要再识别。"), _picture_of(page))
    document = read_bytes(data, "混合.pdf")
    assert document.notes == ("pages 2 read by character recognition",)
    first, second = document.pages
    assert all(span.start >= second.start for span, _ in document.confidence)
    assert "一百二十三万元" in first.of(document.text)
    assert "2474.64万元" in second.of(document.text)


@needs_ocr
def test_a_picture_of_nothing_is_refused() -> None:
    with pytest.raises(RefusedFile) as caught:
        read_bytes(saved([Image.new("L", (600, 800), 255)], "PNG"), "空.png")
    assert caught.value.reason is RefusalReason.NO_TEXT


# Without it


@pytest.mark.usefixtures("nothing_installed")
@pytest.mark.parametrize("make", [scanned, lambda page: saved(pictures(page), "PNG")])
def test_the_refusal_says_what_to_install(make: Callable[[bytes], bytes], page: bytes) -> None:
    with pytest.raises(RefusedFile) as caught:
        read_bytes(make(page), "扫描")
    assert caught.value.reason is RefusalReason.TOOL_MISSING
    assert "pip install 'jixiao[ocr]'" in caught.value.message


@pytest.mark.usefixtures("nothing_installed")
def test_the_text_of_a_mixed_pdf_is_read_and_the_rest_is_said(page: bytes) -> None:
    document = read_bytes(pdf(prose(PROSE), _picture_of(page)), "混合.pdf")
    assert document.text == PROSE
    assert document.notes == ("pages 2 not read: pictures; pip install 'jixiao[ocr]'",)


# Its parts, wherever


def test_an_enormous_picture_is_refused_before_it_is_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pipeline.readers.ocr.is_installed", lambda: True)
    for size in ((20_000, 20_000), (9_000, 14_000)):
        out = io.BytesIO()
        Image.new("1", size).save(out, "PNG")
        with pytest.raises(RefusedFile) as caught:
            read_bytes(out.getvalue(), "大.png")
        assert caught.value.reason is RefusalReason.TOO_LARGE


def test_rules_are_found_though_the_scan_is_askew() -> None:
    picture = Image.new("L", (900, 500), 255)
    pixels = np.asarray(picture).copy()
    for top in (100, 200, 300):
        for x in range(100, 701):
            pixels[top + x // 120 : top + x // 120 + 2, x] = 60
    for left in (100, 400, 700):
        pixels[100:306, left : left + 2] = 60
    edges = picture_rules(pixels, 72 / 150)
    assert [edge["orientation"] for edge in edges] == ["h"] * 3 + ["v"] * 3
    box = Box(55, 55, 95, 70)
    (grid,) = picture_grids(pixels, [Glyph(box, "项目", 0.9)], 72 / 150)
    assert [(cell.row, cell.column, cell.text) for cell in grid.cells] == [
        (0, 0, "项目"),
        (1, 0, ""),
        (0, 1, ""),
        (1, 1, ""),
    ]
    assert grid.cells[0].confidence == 0.9


def test_strokes_of_characters_are_no_rules(page: bytes) -> None:
    plain = pictures(pdf(prose("一、二、三、中国王工土士干十口日田", PROSE)))[0]
    assert picture_rules(np.asarray(plain), 72 / 150) == []


def test_confidence_stays_with_its_words_when_lines_are_joined() -> None:
    lines = [
        Line("全年实际支出3832.36", Box(72, 100, 523, 112), 12, 0, 0.91),
        Line("万元。", Box(72, 120, 120, 132), 12, 0, 0.72),
    ]
    (paragraph,) = join_lines(lines, Column(72, 523, 12))
    assert paragraph.text == "全年实际支出3832.36万元。"
    assert paragraph.confidence == ((Span(0, 13), 0.91), (Span(13, 16), 0.72))


def test_figures_keep_the_confidence_of_what_they_were_read_from(engine: Engine) -> None:
    builder = DocumentBuilder()
    scores = ((Span(0, 14), 0.95), (Span(14, len(PROSE)), 0.71))
    builder.add_paragraph(PROSE, confidence=scores)
    builder.add_paragraph("另有结转资金12.50万元。")
    document = builder.build(SourceFile("扫描.pdf", "0" * 64, 1, "pdf"), reader="pdf")
    store(engine, analyse_document(document))
    found = rows(engine, "SELECT printed, confidence FROM v_quantity")
    assert {(row["printed"], row["confidence"]) for row in found} == {
        ("2538.12万元", 0.71),
        ("2474.64万元", 0.71),
        ("97.50%", 0.71),
        ("12.50万元", None),
    }


def _bare(text: str) -> str:
    """Blanks, and the widths of brackets and commas, are nothing to measure recognition by."""
    return "".join(text.split()).translate(str.maketrans("（），：；", "(),:;"))


def _picture_of(page: bytes) -> Draw:
    picture = ImageReader(pictures(page)[0])
    return lambda canvas: canvas.drawImage(picture, 0, 0, 595, 842)
