"""PDFs as departments send them, made for real and read back."""

from io import BytesIO

import pypdfium2 as pdfium
import pytest
from reportlab.pdfgen.canvas import Canvas

from models.document import BlockKind, Document
from models.refusal import RefusalReason, RefusedFile
from pipeline.readers import read_bytes
from tests.pdf_factory import (
    FONT,
    LEADING,
    SIZE,
    TOP,
    bookmarked,
    furniture,
    pdf,
    prose,
    table,
    together,
)

LONG = (
    "本年度申请预算资金二千五百三十八万元，其中基本支出预算资金若干，项目支出预算资金若干，"
    "全年实际支出三千八百三十二万元，预算执行情况总体良好，各项绩效目标均已如期完成。"
)
FILLER = "各科室按照职责分工认真组织实施，资金使用规范，"


def read(data: bytes) -> Document:
    return read_bytes(data, "报告.pdf")


def paragraphs(document: Document) -> list[str]:
    return [
        block.span.of(document.text)
        for block in document.blocks
        if block.kind is BlockKind.PARAGRAPH
    ]


def grid(document: Document, index: int = 0) -> dict[tuple[int, int], str]:
    cells = document.tables[index].cells
    return {(cell.row, cell.column): cell.span.of(document.text) for cell in cells}


def test_lines_of_one_paragraph_are_joined() -> None:
    assert paragraphs(read(pdf(prose("一、部门概况", LONG, LONG)))) == ["一、部门概况", LONG, LONG]


def test_a_number_and_its_unit_on_two_lines_are_one_text() -> None:
    text = f"{FILLER}全年实际支出为3832.36万元，比上年减少12.50万元。"
    for lead in range(24):
        assert paragraphs(read(pdf(prose("共" * lead + text)))) == ["共" * lead + text]


def test_a_paragraph_goes_on_over_the_page() -> None:
    first, second = LONG[:35], LONG[35:]

    def rest(canvas: object) -> None:
        prose(second, left=72 - 24)(canvas)  # no indent: it continues

    assert paragraphs(read(pdf(prose(first), rest))) == [LONG]


def test_running_heads_and_page_numbers_are_known_but_not_text() -> None:
    pages = [
        together(
            furniture("云溪县财政局2024年度部门决算", n), prose("甲乙丙丁"[n - 1] + "：", LONG)
        )
        for n in range(1, 5)
    ]
    document = read(pdf(*pages))
    assert "部门决算" not in document.text
    assert "云溪县财政局2024年度部门决算" in document.running_heads
    assert "- 3 -" in document.running_heads
    assert len(paragraphs(document)) == 8


def test_the_unit_of_a_table_is_never_taken_for_a_running_head() -> None:
    rows = [["项目", "金额"], ["一、收入", "1,234.56"], ["二、支出", "1,200.00"]]
    page = together(prose("单位：万元", top=815), table(rows))
    document = read(pdf(page, page, page, page))
    assert document.text.count("单位：万元") == 4


def test_pages_know_their_places() -> None:
    document = read(pdf(prose("甲部分内容。"), prose("乙部分内容。")))
    assert [page.of(document.text) for page in document.pages] == ["甲部分内容。", "乙部分内容。"]
    assert [block.page for block in document.blocks] == [1, 2]


def test_a_ruled_table_keeps_its_cells_and_its_place() -> None:
    rows = [["项目", "预算数", "决算数"], ["基本支出", "1,200.50", ""], ["项目支出", "80", "79.9"]]
    page = together(prose("见下表。"), table(rows, top=TOP - LEADING), prose("以上。", top=500))
    document = read(pdf(page))
    assert [block.kind for block in document.blocks] == ["paragraph", "table", "paragraph"]
    assert grid(document)[1, 1] == "1,200.50"
    assert grid(document)[1, 2] == ""
    assert grid(document)[2, 2] == "79.9"


@pytest.mark.parametrize("repeats_head", [True, False])
def test_a_table_over_two_pages_is_one(repeats_head: bool) -> None:
    head = ["科目", "金额"]
    first = [head, *([f"甲{n}", f"{n}.10"] for n in range(20))]
    second = [*([head] if repeats_head else []), ["乙", "7.25"], ["合计", "99.00"]]
    document = read(pdf(together(table(first)), together(table(second))))
    assert len(document.tables) == 1
    assert grid(document)[21, 1] == "7.25"
    assert document.text.count("科目") == 1


def test_two_tables_of_different_shape_stay_two() -> None:
    document = read(
        pdf(table([["科目", "金额"], ["甲", "1.1"]]), table([["一", "二", "三"], ["1", "2", "3"]]))
    )
    assert len(document.tables) == 2


def test_two_columns_are_read_one_after_the_other() -> None:
    page = together(prose(LONG, LONG, left=50, right=285), prose(LONG, LONG, left=310, right=545))
    assert paragraphs(read(pdf(page))) == [LONG] * 4


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_reads_like_a_straight_one(turn: int) -> None:
    rows = [["项目", "金额"], ["基本支出", "1,234.56"]]
    straight = pdf(together(prose(LONG), table(rows, top=600)))
    turned = pdfium.PdfDocument(straight)
    turned[0].set_rotation(turn)
    out = BytesIO()
    turned.save(out)
    document = read(out.getvalue())
    assert "1,234.56" in document.text
    assert "支出三千八百三十二万元" in document.text.replace("\n", "")


@pytest.mark.parametrize("turn", [90, 180, 270])
@pytest.mark.parametrize("shown_upright", [True, False])
def test_what_is_set_sideways_reads_like_what_is_set_straight(
    turn: int, shown_upright: bool
) -> None:
    rows = [["项目", "预算数"], ["基本支出", "1,200.50"], ["项目支出", "80.00"]]
    content = together(prose("单位：万元", LONG, top=520, right=770), table(rows, top=380))

    def sideways(canvas: Canvas) -> None:
        canvas.translate(*{90: (595, 0), 180: (595, 842), 270: (0, 842)}[turn])
        canvas.rotate(turn)
        canvas.setFont(FONT, SIZE)
        content(canvas)

    data = pdf(sideways)
    if shown_upright:  # as Word and LibreOffice save a page on its side
        out = BytesIO()
        page = pdfium.PdfDocument(data)
        page[0].set_rotation(turn)
        page.save(out)
        data = out.getvalue()
    document = read(data)
    assert document.text == f"单位：万元\n{LONG}\n" + "\n".join("\t".join(row) for row in rows)
    assert list(grid(document).values()) == [text for row in rows for text in row]


def test_bookmarks_are_evidence_for_headings() -> None:
    page = bookmarked("一、部门概况", 0, prose("一、部门概况", LONG))
    levels = {b.span.of(d.text): b.outline_level for d in [read(pdf(page))] for b in d.blocks}
    assert levels == {"一、部门概况": 1, LONG: None}


def test_every_span_re_slices() -> None:
    rows = [["项目", "金额"], ["基本支出", "1,234.56"]]
    document = read(pdf(together(prose(LONG), table(rows, top=500)), prose(LONG)))
    assert "\n".join(block.span.of(document.text) for block in document.blocks) == document.text
    for cell in document.tables[0].cells:
        assert "\t" not in cell.span.of(document.text)


def test_a_locked_pdf_is_refused() -> None:
    with pytest.raises(RefusedFile) as caught:
        read(pdf(prose("内容。"), encrypt="secret"))
    assert caught.value.reason is RefusalReason.ENCRYPTED
    assert caught.value.message == (
        'Cannot read "报告.pdf": the PDF is protected by a password. Its author locked it. '
        "Ask the department for an unprotected copy."
    )


def test_a_cut_off_pdf_is_refused() -> None:
    with pytest.raises(RefusedFile) as caught:
        read(b"%PDF-1.7\n" + b"\0" * 50)
    assert caught.value.reason is RefusalReason.DAMAGED


def test_a_scan_without_text_is_refused() -> None:
    with pytest.raises(RefusedFile) as caught:
        read(pdf(lambda canvas: canvas.rect(100, 100, 200, 200)))
    assert caught.value.reason is RefusalReason.NO_TEXT
