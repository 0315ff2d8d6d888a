"""Tables of budgets whose titles name no stage."""

import pytest

from models.identity import ReportType
from tests.cell_helpers import observations_of
from tests.table_factory import document_of

L = "<"


# 部门预算公开表: their titles name no stage; the report does.
@pytest.mark.parametrize(
    ("title", "head", "row", "metric", "book"),
    [
        ("部门收支总表", "支出/预算数", "支出总计", "budget_initial", "all"),
        ("部门支出总表", "基本支出", "合计", "basic_budget", "all"),
        ("部门支出总表", "项目支出", "合计", "project_budget", "all"),
        ("部门支出总表", "合计", "合计", "budget_initial", "all"),
        ("部门收入总表", "合计", "合计", "revenue_total", "all"),
        ("一般公共预算支出表", "合计", "合计", "budget_initial", "general_public"),
        ("一般公共预算基本支出表", "人员经费", "合计", "personnel_budget", "general_public"),
        ("一般公共预算基本支出表", "合计", "合计", "basic_budget", "general_public"),
        (
            "一般公共预算“三公”经费支出表",
            "公务接待费",
            "",
            "sangong_reception_budget",
            "general_public",
        ),
        ("一般公共预算“三公”经费支出表", "合计", "", "sangong_budget", "general_public"),
        ("政府性基金预算支出表", "合计", "合计", "budget_initial", "gov_fund"),
    ],
)
def test_tables_of_a_budget(title: str, head: str, row: str, metric: str, book: str) -> None:
    outer, _, inner = head.rpartition("/")
    rows = [["科目名称", "上年数", inner], [row, "", "5.00"]]
    if outer:
        rows = [["收入", L, outer, L], ["项目", "预算数", "项目", inner], ["", "", row, "5.00"]]
    document = document_of(rows, above=[title, "单位：万元"])
    (found,) = observations_of(document, report_type=ReportType.BUDGET)
    assert (found.metric_code, found.budget_book) == (metric, book)
