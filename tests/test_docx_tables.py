"""Tables of Word documents: every cell once, at its place."""

from itertools import pairwise
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.document import Document
from pipeline.readers import read_file
from tests.docx_factory import (
    in_list,
    level,
    lists,
    p,
    tbl,
    tc,
    tr,
)
from tests.docx_reading import read


def cells(document: Document) -> list[list[tuple[str, int, int, int, int]]]:
    return [
        [
            (c.span.of(document.text), c.row, c.column, c.row_span, c.column_span)
            for c in table.cells
        ]
        for table in document.tables
    ]


def test_table_text_and_places() -> None:
    document = read(p("前") + tbl(tr("项目", "金额"), tr("合计", "12.50"), tr("空", "")) + p("后"))
    assert document.text == "前\n项目\t金额\n合计\t12.50\n空\t\n后"
    assert [block.kind for block in document.blocks] == ["paragraph", "table", "paragraph"]
    assert document.tables[0].span == document.blocks[1].span
    assert cells(document)[0][2:4] == [("合计", 1, 0, 1, 1), ("12.50", 1, 1, 1, 1)]


def test_merged_cells_stand_once() -> None:
    def merged(kind: str) -> str:
        return f'<w:vMerge w:val="{kind}"/>' if kind else "<w:vMerge/>"

    wide = tc("预算数", properties='<w:gridSpan w:val="2"/>')
    first = tr(tc("项目", properties=merged("restart")), wide)
    second = tr(tc("", properties=merged("")), "年初", "全年")
    third = tr(tc("", properties=merged("continue")), "1", "2")
    again = tr(
        tc("另", properties=merged("restart")), "3", "4", properties="<w:gridBefore w:val='1'/>"
    )
    document = read(tbl(first, second, third, again))
    assert document.text == "项目\t预算数\n年初\t全年\n1\t2\n另\t3\t4"
    assert cells(document)[0][:5] == [
        ("项目", 0, 0, 3, 1),
        ("预算数", 0, 1, 1, 2),
        ("年初", 1, 1, 1, 1),
        ("全年", 1, 2, 1, 1),
        ("1", 2, 1, 1, 1),
    ]
    assert cells(document)[0][6] == ("另", 3, 1, 1, 1)


def test_old_horizontal_merge_and_continuation_without_beginning() -> None:
    row = tr(
        tc("宽", properties='<w:hMerge w:val="restart"/>'),
        tc("", properties="<w:hMerge/>"),
        tc("孤", properties="<w:vMerge/>"),
    )
    assert cells(read(tbl(row))) == [[("宽", 0, 0, 1, 2), ("孤", 0, 2, 1, 1)]]


def test_merged_cell_whose_beginning_is_not_marked() -> None:
    # LibreOffice leaves out the mark of the first cell of a merged column.
    goes_on = '<w:vMerge w:val="continue"/>'
    rows = [tr("产出", "数量"), tr(tc("", properties=goes_on), tc("质量", properties=goes_on))]
    assert cells(read(tbl(*rows))) == [
        [("产出", 0, 0, 2, 1), ("数量", 0, 1, 1, 1), ("质量", 1, 1, 1, 1)]
    ]


def test_nested_table_follows_the_one_that_holds_it() -> None:
    inner = tbl(tr("内1", "内2"))
    document = read(tbl(tr(tc(p("外"), inner, p("尾")), "邻")) + p("后"))
    assert document.text == "外\n尾\t邻\n内1\t内2\n后"
    assert [[c[0] for c in table] for table in cells(document)] == [
        ["外\n尾", "邻"],
        ["内1", "内2"],
    ]
    spans = [block.span for block in document.blocks]
    assert all(a.end < b.start for a, b in pairwise(spans))


def test_rows_deleted_hidden_and_inside_controls() -> None:
    body = tbl(
        tr("头"),
        tr("删", properties='<w:del w:id="1"/>'),
        tr("隐", properties="<w:hidden/>"),
        f"<w:sdt><w:sdtContent>{tr('控')}</w:sdtContent></w:sdt>",
    )
    assert cells(read(body)) == [[("头", 0, 0, 1, 1), ("控", 1, 0, 1, 1)]]


def test_cells_hold_numbers_lines_and_no_tabs() -> None:
    numbering = lists({0: level(0, "%1.")}, {1: 0})
    row = tr(
        tc(p("甲", properties=in_list(1))), tc(p("乙", properties=in_list(1)), p("上"), p("下"))
    )
    document = read(tbl(row), numbering=numbering)
    assert [c[0] for c in cells(document)[0]] == ["1. 甲", "2. 乙\n上\n下"]


@pytest.mark.parametrize("extra", ["", "<w:gridSpan w:val='1'/>"])
def test_fast_and_careful_ways_agree(extra: str) -> None:
    # The second parameter makes the table irregular, so that it is read the careful way.
    rows = [tr(tc("甲\u200b", "乙"), tc("", "丙", "")), tr(tc(" 丁 ", properties=extra), "")]
    assert cells(read(tbl(*rows))) == [
        [("甲\n乙", 0, 0, 1, 1), ("丙", 0, 1, 1, 1), (" 丁 ", 1, 0, 1, 1), ("", 1, 1, 1, 1)]
    ]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(st.characters(categories=("L", "N", "P")), max_size=12).map(p),
            st.lists(
                st.lists(st.text("12.万元项目", max_size=6), min_size=3, max_size=3),
                min_size=1,
                max_size=3,
            ).map(lambda rows: tbl(*(tr(*row) for row in rows))),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_blocks_tile_the_text_and_cells_reslice(blocks: list[str]) -> None:
    document = read("".join((*blocks, p("末"))))
    pieces = [block.span.of(document.text) for block in document.blocks]
    assert "\n".join(pieces) == document.text
    for table in document.tables:
        assert [c.span.of(document.text) for c in table.cells] == [
            cell for row in table.span.of(document.text).split("\n") for cell in row.split("\t")
        ]


def test_agrees_with_python_docx_where_nothing_special_stands(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("部门概况", 1)
    made.add_paragraph("本年支出2474.64万元。").add_run("执行率97.50%").bold = True
    table = made.add_table(2, 3)
    for index, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"格{index}"
    made.save(str(tmp_path / "a.docx"))
    document = read_file(tmp_path / "a.docx")
    assert (
        document.text == "部门概况\n本年支出2474.64万元。执行率97.50%\n格0\t格1\t格2\n格3\t格4\t格5"
    )
    assert document.blocks[0].outline_level == 1
    assert (document.reader, document.source.format) == ("docx", "docx")


def test_special_table_in_a_footnote_is_read_carefully_too() -> None:
    wide = tbl(tr(tc("合计", properties='<w:gridSpan w:val="2"/>')), tr("1", "2"))
    body = p("正文", '<w:r><w:footnoteReference w:id="2"/></w:r>') + tbl(tr("甲", "乙"))
    document = read(body, footnotes=f'<w:footnote w:id="2">{wide}</w:footnote>')
    assert cells(document) == [
        [("合计", 0, 0, 1, 2), ("1", 1, 0, 1, 1), ("2", 1, 1, 1, 1)],
        [("甲", 0, 0, 1, 1), ("乙", 0, 1, 1, 1)],
    ]
