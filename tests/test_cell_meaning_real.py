"""What the cells of real final accounts and budgets mean."""

import json
from decimal import Decimal
from functools import cache

import pytest

from models.document import Document
from models.observation import Observation
from pipeline.readers import read_file
from tests.cell_helpers import observations_of
from tests.table_factory import REPORTS, SHARED

needs_reports = pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports are not here")


@cache
def read_report(name: str) -> Document:
    return read_file(REPORTS / name)


@needs_reports
def test_gold_metrics_of_the_final_account() -> None:
    gold = json.loads((SHARED / "eval/gold/putuo_finance_2024.json").read_text("utf-8"))
    found = observations_of(read_report("上海市普陀区财政局2024年度部门决算.pdf"))
    for cell in gold["cells"]:
        one = next(one for one in found if _is_at(one, cell))
        if "metric" in cell:
            assert (one.metric_code, one.line_item) == (cell["metric"], None), cell
        if "budget_book" in cell:
            assert one.budget_book == cell["budget_book"]
        if "code" in cell and one.mention.cell:
            assert one.mention.cell.row_code == cell["code"]
            assert one.line_item == cell["row"]


def _is_at(one: Observation, cell: dict[str, str]) -> bool:
    place = one.mention.cell
    return (
        place is not None
        and (place.table_title, place.row_label) == (cell["table"], cell["row"])
        and place.column_label.endswith(cell["column"])
        and one.mention.value == Decimal(cell["value"])
    )


# Read off the printed budgets of 上海市普陀区商务委员会 for 2025 by eye, in 元.
BUDGET_2025 = [
    ("部门支出预算总表", "budget_initial", "371514655"),
    ("部门支出预算总表", "basic_budget", "19830655"),
    ("部门支出预算总表", "project_budget", "351684000"),
    ("经济分类预算表", "personnel_budget", "18120593"),
    ("经济分类预算表", "public_budget", "1710062"),
    ("机关运行经费预算表", "sangong_budget", "10000"),
    ("机关运行经费预算表", "sangong_reception_budget", "10000"),
    ("收入预算总表", "fiscal_appropriation", "371514655"),
]


@needs_reports
@pytest.mark.parametrize(("title", "metric", "value"), BUDGET_2025)
def test_totals_of_a_real_budget(title: str, metric: str, value: str) -> None:
    found = [
        one
        for one in observations_of(read_report("上海市普陀区商务委员会25年预算.pdf"), 2025)
        if one.metric_code == metric and one.line_item is None and one.mention.cell
        if title in one.mention.cell.table_title
    ]
    assert {one.mention.value for one in found} == {Decimal(value)}
    assert {one.value_year for one in found} == {2025}


@needs_reports
def test_parents_sum_up_their_parts_in_a_real_budget() -> None:
    found = observations_of(read_report("上海市普陀区商务委员会25年预算.pdf"), 2025)
    parts: dict[int, dict[int, Decimal]] = {}
    for one in found:
        if one.parent is not None and one.mention.cell:
            by_column = parts.setdefault(one.parent, {})
            column = one.mention.cell.column
            by_column[column] = by_column.get(column, Decimal()) + one.mention.value
    own_column = [
        (index, sums[place.column])
        for index, sums in parts.items()
        if (place := found[index].mention.cell) and place.column in sums
    ]
    assert len(own_column) > 50
    wrong = [index for index, total in own_column if found[index].mention.value != total]
    assert wrong == []
