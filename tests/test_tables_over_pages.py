"""Tables that go on over a page's end: joined whole, and rows broken in the middle mended."""

from models.document import Document, SourceFile
from pipeline.readers.builder import CellText
from pipeline.readers.layout.assemble import assemble
from pipeline.readers.layout.parts import Box, Grid

PAGE = (595.0, 842.0)
HEADS = (
    CellText("科目编码", 0, 0, 1, 3),
    CellText("科目名称", 0, 3, 2),
    CellText("金额", 0, 4, 2),
    CellText("类", 1, 0),
    CellText("款", 1, 1),
    CellText("项", 1, 2),
)
FIRST = Grid(
    Box(50, 600, 500, 800),
    (50.0, 80.0, 110.0, 140.0, 300.0),
    (
        *HEADS,
        CellText("2080506", 2, 0, 1, 3),
        CellText("机关事业单位职业", 2, 3),
        CellText("17.61", 2, 4),
    ),
)


def joined(*cells: CellText, columns: tuple[float, ...] = (50.0, 140.0, 300.0)) -> Document:
    second = Grid(Box(50, 60, 500, 200), columns, cells)
    source = SourceFile("决算.pdf", "", 0, "pdf")
    return assemble([PAGE, PAGE], [[], []], {0: [FIRST], 1: [second]}, {}, source)


def test_columns_that_only_heads_divide_go_on_as_one() -> None:
    document = joined(CellText("210", 0, 0), CellText("卫生健康支出", 0, 1), CellText("8.05", 0, 2))

    assert len(document.tables) == 1
    last = document.tables[0].cells[-3:]
    assert [(cell.row, cell.column, cell.column_span) for cell in last] == [
        (3, 0, 3),
        (3, 3, 1),
        (3, 4, 1),
    ]


def test_a_row_broken_by_the_end_of_the_page_is_one_row() -> None:
    document = joined(
        CellText("", 0, 0),
        CellText("年金缴费支出", 0, 1),
        CellText("", 0, 2),
        CellText("210", 1, 0),
        CellText("卫生健康支出", 1, 1),
        CellText("8.05", 1, 2),
    )

    assert "机关事业单位职业年金缴费支出" in document.text
    assert document.tables[0].cells[-1].row == 3


def test_a_row_of_its_own_is_not_taken_for_the_rest_of_another() -> None:
    document = joined(
        CellText("", 0, 0), CellText("一、其他支出", 0, 1), CellText("", 0, 2),
        CellText("229", 1, 0), CellText("其他支出", 1, 1), CellText("1.20", 1, 2),
    )  # fmt: skip

    assert "机关事业单位职业一、其他支出" not in document.text
    assert document.tables[0].cells[-1].row == 4


def test_a_table_of_other_columns_is_another_table() -> None:
    document = joined(
        CellText("指标", 0, 0), CellText("目标", 0, 1), CellText("完成", 0, 2),
        columns=(50.0, 200.0, 390.0),
    )  # fmt: skip

    assert len(document.tables) == 2
