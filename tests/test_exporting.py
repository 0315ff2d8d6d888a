"""The workbook and the folders of files, opened again as their readers open them."""

import csv
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import Engine, text

from models.finding import Finding, Severity, Verdict
from models.problem import Problem
from models.span import Span
from pipeline.exporting.files import export
from pipeline.exporting.workbook import write_workbook
from tests.databases import rows, store
from tests.factories import Figure, make_report

FINDING = Finding(
    "B04",
    Verdict.HARD,
    Severity.HIGH,
    "=HYPERLINK(1) 年末结余与预算减支出不符",
    "0万元",
    "63.48万元",
    span=Span(9, 20),
    observations=(0, 1),
)


@pytest.fixture
def filled(engine: Engine) -> Engine:
    report = make_report(
        Figure("申请预算资金", "2538.12万元", "budget_adjusted"),
        Figure("=cmd|实际支出", "2474.64万元", "expenditure_actual"),
        Figure("在职", "68人", "staff_actual"),
        findings=(FINDING,),
    )
    store(engine, report, make_report(department="教育局", year=2023))
    return engine


def sheets(engine: Engine, path: Path) -> dict[str, Worksheet]:
    """The workbook as openpyxl reads it."""
    with engine.connect() as connection:
        write_workbook(connection, path, "http://127.0.0.1:9000/")
    return {sheet.title: sheet for sheet in openpyxl.load_workbook(path).worksheets}


def column(sheet: Worksheet, head: str) -> list[object]:
    """The values below a head."""
    heads = [cell.value for cell in sheet[1]]
    at = heads.index(head)
    return [row[at].value for row in sheet.iter_rows(min_row=2)]


def test_the_workbook_says_what_the_database_holds(filled: Engine, tmp_path: Path) -> None:
    book = sheets(filled, tmp_path / "a.xlsx")
    assert list(book) == ["报告清单", "指标汇总", "明细", "疑点", "数据字典"]
    assert column(book["报告清单"], "部门") == ["云溪县应急管理局", "云溪县教育局"]
    assert column(book["报告清单"], "类型") == ["部门整体自评"] * 2
    assert column(book["报告清单"], "待处理疑点") == [1, 0]
    assert column(book["明细"], "数值") == [25381200, 24746400, 68]
    assert column(book["明细"], "所在句子或表格行")[2] == "在职68人。"
    assert column(book["疑点"], "严重程度") == ["高"]
    assert "v_quantity" in column(book["数据字典"], "视图")


def test_numbers_are_numbers_and_texts_never_formulas(filled: Engine, tmp_path: Path) -> None:
    book = sheets(filled, tmp_path / "a.xlsx")
    kinds = {cell.data_type for sheet in book.values() for row in sheet.rows for cell in row}
    assert kinds <= {"s", "n", "b"}  # no "f"
    assert column(book["疑点"], "说明") == [FINDING.message]
    assert book["明细"]["E2"].number_format == "#,##0.00##"


def test_heads_stay_in_sight_and_filter(filled: Engine, tmp_path: Path) -> None:
    for sheet in sheets(filled, tmp_path / "a.xlsx").values():
        assert sheet.freeze_panes == "C2"
        assert sheet.auto_filter.ref is not None
        assert sheet.column_dimensions["B"].width > 10


def test_each_row_leads_to_its_place(filled: Engine, tmp_path: Path) -> None:
    book = sheets(filled, tmp_path / "a.xlsx")
    quantity = rows(filled, "SELECT quantity_id FROM v_quantity ORDER BY quantity_id")[1]
    link = book["明细"]["A3"].hyperlink
    assert link is not None
    address = f"{link.target}#{link.location}" if link.location else link.target
    assert address == f"http://127.0.0.1:9000/reports/1#q{quantity['quantity_id']}"


def test_all_that_is_read_is_in_the_sheet_of_figures(filled: Engine, tmp_path: Path) -> None:
    shown = column(sheets(filled, tmp_path / "a.xlsx")["明细"], "数值编号")
    ids = [row["quantity_id"] for row in rows(filled, "SELECT quantity_id FROM v_quantity")]
    assert shown == sorted(ids)  # type: ignore[type-var]


def test_a_failed_export_leaves_the_old_file(filled: Engine, tmp_path: Path) -> None:
    if filled.dialect.name != "sqlite":
        pytest.skip("files are written in the same way from either database")
    url = filled.url.render_as_string()
    target = tmp_path / "a.xlsx"
    target.write_text("old")
    with filled.begin() as connection:
        connection.execute(text("DROP VIEW v_quantity"))
    with pytest.raises(Problem):
        export(target, url)
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.glob(".*.partial")] == []


def test_folders_hold_every_view(filled: Engine, tmp_path: Path) -> None:
    if filled.dialect.name != "sqlite":
        pytest.skip("files are written in the same way from either database")
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    url = filled.url.render_as_string()
    counts = export(tmp_path / "csv", url)
    assert counts["v_quantity"] == 3
    assert export(tmp_path / "parquet", url, parquet=True) == counts
    with (tmp_path / "csv" / "v_quantity.csv").open(encoding="utf-8-sig", newline="") as file:
        values = [row["value"] for row in csv.DictReader(file)]
    table = parquet.read_table(tmp_path / "parquet" / "v_quantity.parquet")
    assert [str(int(value)) for value in table["value"].to_pylist()] == values
    with pytest.raises(Problem, match=r"without \.xlsx"):
        export(tmp_path / "a.xlsx", url, parquet=True)
