"""Workbooks as departments fill them in, written for real and read back."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from models.document import Document
from models.refusal import RefusalReason, RefusedFile
from pipeline.readers import read_bytes, read_file
from pipeline.readers.number_formats import shown

FORMS = Path(__file__).parents[1].parent / "shared" / "reports" / "forms"


def book(fill: Callable[[Worksheet], None]) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    fill(sheet)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def cells(document: Document, table: int = 0) -> dict[tuple[int, int], str]:
    return {(c.row, c.column): c.span.of(document.text) for c in document.tables[table].cells}


def test_titles_above_a_table_are_lines_and_the_rest_is_the_table() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.title = "自评表"
        sheet["A1"] = "项目支出绩效自评表"
        sheet.merge_cells("A1:C1")
        sheet["A2"] = "（2024年度）"
        sheet.append(["项目名称", "防汛物资", None])
        sheet.append(["全年预算数", 100, "万元"])

    document = read_bytes(book(fill), "表.xlsx")
    assert [b.span.of(document.text) for b in document.blocks[:2]] == [
        "项目支出绩效自评表",
        "（2024年度）",
    ]
    assert cells(document) == {
        (0, 0): "项目名称",
        (0, 1): "防汛物资",
        (1, 0): "全年预算数",
        (1, 1): "100",
        (1, 2): "万元",
    }
    assert document.tables[0].title == "自评表"


def test_numbers_read_as_the_sheet_shows_them() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["执行率", "金额", "余额"])
        sheet.append([0.1851, 0.0900000762939453, -1234.5])
        sheet["A2"].number_format = "0.00%"
        sheet["B2"].number_format = "0.00"
        sheet["C2"].number_format = "#,##0.00"

    document = read_bytes(book(fill), "表.xlsx")
    assert [cells(document)[1, column] for column in range(3)] == ["18.51%", "0.09", "-1,234.50"]
    assert document.tables[0].cells[3].number_format == "0.00%"


def test_hidden_rows_columns_and_sheets_are_left_out_and_said() -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in (["甲", "乙", "丙"], ["1", "2", "3"], ["4", "5", "6"]):
        sheet.append(row)
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    workbook.create_sheet("草稿").sheet_state = "hidden"
    out = io.BytesIO()
    workbook.save(out)
    document = read_bytes(out.getvalue(), "表.xlsx")
    assert set(cells(document).values()) == {"甲", "丙", "4", "6"}
    assert document.notes == (
        "sheet 'Sheet': 5 cells in hidden rows or columns, left out",
        "sheet '草稿': hidden, left out",
    )


def test_a_formula_without_a_stored_value_is_said() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["甲", 1])
        sheet.append(["合计", "=SUM(B1:B1)"])

    document = read_bytes(book(fill), "表.xlsx")
    assert document.notes == ("sheet 'workbook': 1 formulas have no stored value and are left out",)


def test_merged_cells_stand_once_with_their_extent() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["一级指标", "二级指标", "目标值"])
        sheet.append(["产出", "数量", "5个"])
        sheet.append([None, "质量", "优"])
        sheet.merge_cells("A2:A3")

    document = read_bytes(book(fill), "表.xlsx")
    merged = next(c for c in document.tables[0].cells if c.span.of(document.text) == "产出")
    assert (merged.row, merged.column, merged.row_span, merged.column_span) == (1, 0, 2, 1)


def test_an_empty_workbook_is_refused() -> None:
    with pytest.raises(RefusedFile) as caught:
        read_bytes(book(lambda sheet: None), "表.xlsx")
    assert caught.value.reason is RefusalReason.NO_TEXT


def test_a_cut_off_workbook_is_refused() -> None:
    whole = book(lambda sheet: sheet.append(["甲", 1]))
    with pytest.raises(RefusedFile):
        read_bytes(whole[: len(whole) // 2], "表.xlsx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_separated_values_in_any_encoding(encoding: str, mark: str) -> None:
    text = f"项目{mark}金额（万元）\n一般公共服务支出{mark}2106.66\n社会保障{mark}326.72\n"
    document = read_bytes(text.encode(encoding), "表.csv")
    assert cells(document)[1, 1] == "2106.66"


@pytest.mark.skipif(not FORMS.is_dir(), reason="the shared folder with real forms is not here")
def test_real_forms_keep_every_sheet_and_amount() -> None:
    documents = [read_file(path) for path in sorted(FORMS.glob("*.xlsx"))]
    assert [len(document.tables) for document in documents] == [20, 20]
    amounts = [
        [text for (_, column), text in cells(document).items() if column == 4 and ".00" in text]
        for document in documents
    ]
    assert amounts == [["3,000.00"], ["0.00"]]


@given(st.decimals(-(10**9), 10**9, places=4), st.integers(0, 4))
def test_a_shown_number_is_the_stored_one_rounded(number: object, places: int) -> None:
    code = "#,##0" + ("." + "0" * places if places else "")
    printed = shown(float(str(number)), code)
    assert abs(float(printed.replace(",", "")) - float(str(number))) <= 0.5 * 10**-places + 1e-6
