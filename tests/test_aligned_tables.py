"""Tables of PDFs that no upright rules enclose: what is a table, and which head governs what."""

from decimal import Decimal
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from models.document import Document
from models.mention import Kind
from pipeline.analyse import analyse_document
from pipeline.readers import read_file
from tests.pdf_factory import LEADING, LEFT, Draw, pdf, prose

WIDTHS = (150.0, 90.0, 90.0, 90.0)
HEADS = ("项目", "合计", "基本支出", "项目支出")
ROWS = (
    ("合计", "1,308.40", "900.15", "408.25"),
    ("一、教育支出", "708.30", "500.05", "208.25"),
    ("二、卫生健康支出", "400.10", "400.10", ""),
    ("三、农林水支出", "200.00", "", "200.00"),
)


def setting(rules: str) -> Draw:
    """The table with its figures set to the right; ``rules``: none, rows, three or open."""
    edges = [LEFT + sum(WIDTHS[:index]) for index in range(len(WIDTHS) + 1)]
    top = 700.0

    def draw(canvas: Canvas) -> None:
        canvas.drawString(LEFT + 130, top + 45, "支出决算表")
        canvas.drawString(edges[-1] - 80, top + 15, "单位：万元")
        for place, row in enumerate((HEADS, *ROWS)):
            y = top - (place + 1) * LEADING + 6
            for column, text in enumerate(row):
                left, right = edges[column], edges[column + 1]
                if place == 0:
                    canvas.drawCentredString((left + right) / 2, y, text)
                elif column:
                    canvas.drawRightString(right - 4, y, text)
                else:
                    canvas.drawString(left + 4, y, text)
        count = len(ROWS) + 1
        drawn = {"none": (), "three": (0, 1, count)}.get(rules, range(count + 1))
        for line in drawn:
            canvas.line(edges[0], top - line * LEADING, edges[-1], top - line * LEADING)
        for edge in edges[1:-1] if rules == "open" else ():
            canvas.line(edge, top, edge, top - count * LEADING)

    return draw


def read(tmp_path: Path, *pages: Draw) -> Document:
    path = tmp_path / "决算.pdf"
    path.write_bytes(pdf(*pages))
    return read_file(path)


@pytest.mark.parametrize("rules", ["none", "rows", "three", "open"])
def test_every_figure_is_found_under_its_head_and_beside_its_label(
    tmp_path: Path, rules: str
) -> None:
    result = analyse_document(read(tmp_path, setting(rules)))
    mentions = [observation.mention for observation in result.observations]

    found = {
        (m.cell.row_label, m.cell.column_label): m.value
        for m in mentions
        if m.cell and m.kind is Kind.AMOUNT
    }

    expected = {
        (row[0], head): int(figure.replace(",", "").replace(".", "")) * 100
        for row in ROWS
        for head, figure in zip(HEADS[1:], row[1:], strict=True)
        if figure
    }
    assert found == expected
    assert len(mentions) == len(expected)
    assert {m.cell.table_title for m in mentions if m.cell} == {"支出决算表"}


def test_figures_in_prose_are_no_table(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        prose(
            "2024 年收入 1,308.40 万元，比上年增加 12.50 万元，其中财政拨款 900.15 万元。",
            "支出 1,200.30 万元，其中基本支出 800.10 万元，项目支出 400.20 万元。",
            "年末结转 108.10 万元，比上年增加 96.20 万元，主要是 12.00 万元未支付。",
        ),
    )

    assert document.tables == ()
    assert "900.15 万元" in document.text


def test_contents_with_page_numbers_are_no_table(tmp_path: Path) -> None:
    def contents(canvas: Canvas) -> None:
        for place, title in enumerate(("一、概况", "二、决算表", "三、情况说明", "四、名词解释")):
            canvas.drawString(LEFT, 700 - place * LEADING, title)
            canvas.drawRightString(500, 700 - place * LEADING, str(3 + 4 * place))

    assert read(tmp_path, contents).tables == ()


def test_outer_heads_stand_over_the_columns_round_their_middle(tmp_path: Path) -> None:
    def two_sides(canvas: Canvas) -> None:
        canvas.drawCentredString(190, 700, "收入")
        canvas.drawCentredString(430, 700, "支出")
        for left in (72, 312):
            canvas.drawCentredString(left + 60, 680, "项目")
            canvas.drawCentredString(left + 195, 680, "决算数")
        rows = (("财政拨款", "12.50", "基本支出", "9.25"), ("其他收入", "3.10", "项目支出", "6.35"))
        for place, row in enumerate((*rows, ("合计", "15.60", "合计", "15.60"))):
            for column, text in enumerate(row):
                left = 72 + 240 * (column // 2)
                y = 660 - place * LEADING
                if column % 2:
                    canvas.drawRightString(left + 226, y, text)
                else:
                    canvas.drawString(left, y, text)

    result = analyse_document(read(tmp_path, two_sides))

    places = {m.cell for m in (o.mention for o in result.observations) if m.cell}
    assert ("基本支出", "支出/决算数") in {(c.row_label, c.column_label) for c in places}
    assert ("财政拨款", "收入/决算数") in {(c.row_label, c.column_label) for c in places}


def test_an_open_side_cuts_no_other_table_of_the_page(tmp_path: Path) -> None:
    def closed(canvas: Canvas) -> None:
        rows = (("指标名称", "目标值"), ("渠道完好率达到年初目标的比例", "95%"))
        for line in range(3):
            canvas.line(LEFT, 400 - line * LEADING, 540, 400 - line * LEADING)
        for edge in (LEFT, 300, 540):
            canvas.line(edge, 400, edge, 400 - 2 * LEADING)
        for place, row in enumerate(rows):
            canvas.drawString(LEFT + 4, 386 - place * LEADING, row[0])
            canvas.drawString(304, 386 - place * LEADING, row[1])

    def both(canvas: Canvas) -> None:
        setting("open")(canvas)
        closed(canvas)

    tables = read(tmp_path, both).tables

    assert [max(cell.column for cell in table.cells) for table in tables] == [3, 1]


def wrapped(canvas: Canvas) -> None:
    """An account printed without rules: ordinals close to figures, labels and heads broken."""
    canvas.drawString(200, 780, "支出决算表")
    canvas.drawString(430, 760, "单位：万元")
    right = (330.0, 420.0, 510.0)
    for x, lines in zip(
        right, (("本年支出", "合计"), ("基本支", "出"), ("项目支", "出")), strict=True
    ):
        for place, text in enumerate(lines):
            canvas.drawCentredString(x - 20, 735 - 14 * place, text)
    canvas.drawCentredString(110, 728, "编码")
    canvas.drawCentredString(200, 728, "科目名称")
    y = 690.0
    rows = (
        ("208", ("社会保障和就业支出",), ("212.33", "212.33", "")),
        ("20805", ("行政事业单位养老支", "出"), ("212.33", "212.33", "")),
        ("213", ("农林水支出",), ("3,456.78", "2,000.50", "1,456.28")),
        ("2130101", ("行政运行",), ("1,200.30", "1,200.30", "")),
    )
    for code, label, figures in rows:
        canvas.drawRightString(135, y, code)
        for place, text in enumerate(label):
            canvas.drawString(140, y + 7 * (len(label) - 1) - 14 * place, text)
        for x, figure in zip(right, figures, strict=True):
            canvas.drawRightString(x, y, figure)
        y -= 34


def test_labels_and_heads_broken_over_lines_are_read_as_one(tmp_path: Path) -> None:
    result = analyse_document(read(tmp_path, wrapped))
    cells = {
        (cell.row_label, cell.column_label, one.mention.value / 10000)
        for one in result.observations
        if (cell := one.mention.cell)
    }
    assert {
        ("行政事业单位养老支出", "本年支出合计", Decimal("212.33")),
        ("行政事业单位养老支出", "基本支出", Decimal("212.33")),
        ("农林水支出", "项目支出", Decimal("1456.28")),
        ("行政运行", "本年支出合计", Decimal("1200.30")),
    } <= {("".join(row.split()), "".join(head.split()), value) for row, head, value in cells}
    assert len(cells) == 9


def test_an_ordinal_close_to_a_figure_is_no_part_of_it(tmp_path: Path) -> None:
    rows = (
        ("财政拨款收入", "1", "3,890.11"),
        ("事业收入", "2", "112.72"),
        ("经营收入", "3", "1,100.00"),
        ("本年收入合计", "27", "5,102.83"),
    )

    def lines(canvas: Canvas) -> None:
        canvas.drawString(200, 780, "收入决算表")
        canvas.drawString(430, 760, "单位：万元")
        for x, head in ((150, "项目"), (293, "行次"), (345, "金额")):
            canvas.drawCentredString(x, 720, head)
        for place, (label, ordinal, figure) in enumerate(rows):
            canvas.drawString(100, 700 - 18 * place, label)
            canvas.drawRightString(305, 700 - 18 * place, ordinal)
            canvas.drawString(309, 700 - 18 * place, figure)

    result = analyse_document(read(tmp_path, lines))
    assert [one.mention.value for one in result.observations] == [
        Decimal("38901100"), Decimal("1127200"), Decimal("11000000"), Decimal("51028300"),
    ]  # fmt: skip
    assert {one.mention.cell.column_label for one in result.observations if one.mention.cell} == {
        "金额"
    }


def test_what_stands_above_a_table_is_not_joined_to_its_title(tmp_path: Path) -> None:
    title = "一般公共预算财政拨款基本支出决算明细表"
    document = read(tmp_path, prose(title * 2, "部门：青川县农业农村局"))
    assert "部门：青川县农业农村局" in [block.span.of(document.text) for block in document.blocks]
