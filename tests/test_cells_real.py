"""Cells of real final accounts and budgets."""

import json
import re
from decimal import Decimal
from functools import cache

import pytest

from extractors.fold import fold
from models.document import Document
from models.mention import Kind
from pipeline.readers import read_file
from tests.cell_helpers import mentions_of
from tests.table_factory import REPORTS, SHARED

PUTUO = "上海市普陀区财政局2024年度部门决算.pdf"
BUDGETS = ["上海市普陀区商务委员会25年预算.pdf", "上海市普陀区商务委员会单位25年预算.pdf"]
needs_reports = pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports are not here")


@cache
def read_report(name: str) -> Document:
    return read_file(REPORTS / name)


@needs_reports
def test_gold_cells_of_the_final_account() -> None:
    gold = json.loads((SHARED / "eval/gold/putuo_finance_2024.json").read_text("utf-8"))
    found = {
        (one.value, one.cell.table_title, one.cell.row_label, one.cell.column_label)
        for one in mentions_of(read_report(PUTUO))
        if one.cell
    }
    missed = [
        cell
        for cell in gold["cells"]
        if not any(
            Decimal(cell["value"]) == value
            and cell["table"] in title
            and (row == cell["row"])
            and column.endswith(cell["column"])
            for value, title, row, column in found
        )
    ]
    assert missed == []


@needs_reports
@pytest.mark.parametrize("name", [PUTUO, *BUDGETS])
def test_every_number_with_decimals_in_a_table_is_found(name: str) -> None:
    document = read_report(name)
    folded = fold(document.text)
    found = {one.span for one in mentions_of(document)}
    decimals = [
        cell.span
        for table in document.tables
        for cell in table.cells
        if re.fullmatch(r"[\d,]+\.\d\d", "".join(cell.span.of(folded).split()))
    ]
    assert len(decimals) > 100
    assert [span for span in decimals if span not in found] == []


@needs_reports
@pytest.mark.parametrize("name", [PUTUO, *BUDGETS])
def test_all_figures_of_the_real_tables_are_money_with_both_labels(name: str) -> None:
    for one in mentions_of(read_report(name)):
        assert one.cell is not None
        assert one.kind is Kind.AMOUNT
        assert one.cell.column_label
        assert one.cell.table_title.endswith("表")
        assert one.cell.row_label or "三公" in one.cell.table_title
