"""What cells of the usual tables mean: metric, line, year, book, and the total above."""

import re
from typing import Any

import pytest

from extractors.tables.cell_words import raw_cell_words
from models.observation import Point
from tests.cell_helpers import meanings, observations_of
from tests.table_factory import document_of


def test_two_sided_account() -> None:
    rows = [
        ["收入", "<", "支出", "<"],
        ["项目", "决算数", "项目", "决算数"],
        ["一、一般公共预算财政拨款收入", "1.00", "一、一般公共服务支出", "1.00"],
        ["八、其他收入", "1.00", "九、卫生健康支出", "1.00"],
        ["本年收入合计", "2.00", "本年支出合计", "2.00"],
        ["年初结转和结余", "3.00", "年末结转和结余", "3.00"],
        ["总计", "5.00", "总计", "5.00"],
    ]
    document = document_of(rows, above=["收入支出决算总表", "单位：万元"])
    assert meanings(document) == [
        ("fiscal_appropriation", None),
        ("expenditure_actual", "一般公共服务支出"),
        ("revenue_other", None),
        ("expenditure_actual", "卫生健康支出"),
        ("revenue_current", None),
        ("expenditure_actual", None),
        ("carryover_prior", None),
        ("carryover_end", None),
        ("revenue_total", None),
        ("expenditure_total_balanced", None),
    ]
    found = observations_of(document)
    assert [one.parent for one in found] == [4, 5, 4, 5, 8, 9, 8, 9, None, None]
    assert (found[6].point, found[7].point) == (Point.START, Point.END)
    assert found[0].budget_book == "general_public"


def test_lines_by_function_are_parts_of_the_level_above() -> None:
    rows = [
        ["项目", "<", "<", "<", "本年支出合计", "基本支出", "项目支出"],
        ["科目编码", "<", "<", "科目名称", "^", "^", "^"],
        ["类", "款", "项", "合计", "3.00", "2.00", "1.00"],
        ["201", "", "", "一般公共服务支出", "3.00", "2.00", "1.00"],
        ["201", "06", "", "财政事务", "3.00", "2.00", "1.00"],
        ["201", "06", "01", "行政运行", "3.00", "2.00", "1.00"],
    ]
    found = observations_of(document_of(rows, above=["支出决算表", "单位：万元"]))
    assert [one.metric_code for one in found] == [
        "expenditure_actual",
        "basic_actual",
        "project_actual",
    ] * 4
    assert [one.line_item for one in found[::3]] == [
        None,
        "一般公共服务支出",
        "财政事务",
        "行政运行",
    ]
    assert [one.parent for one in found] == [None, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8]


def test_three_public_expenses_by_column_and_by_row() -> None:
    by_column = [
        ["合计", "<", "公务接待费", "<"],
        ["预算数", "决算数", "预算数", "决算数"],
        ["2.00", "1.00", "2.00", "1.00"],
    ]
    by_row = [
        ["项目", "预算数", "决算数"],
        ["合计", "2.00", "1.00"],
        ["1、公务接待费", "2.00", "1.00"],
    ]
    for rows in (by_column, by_row):
        document = document_of(rows, above=["“三公”经费支出决算表", "单位：万元"])
        assert [code for code, _ in meanings(document)] == [
            "sangong_budget",
            "sangong_actual",
            "sangong_reception_budget",
            "sangong_reception_actual",
        ]


def test_details_of_basic_expenditure_are_lines_and_no_metrics_of_the_department() -> None:
    rows = [
        ["科目编码", "科目名称", "决算数"],
        ["302", "商品和服务支出", "3.00"],
        ["30215", "会议费", "1.00"],
        ["30217", "公务接待费", "2.00"],
        ["公用经费合计", "<", "3.00"],
    ]
    title = "一般公共预算财政拨款基本支出决算表"
    document = document_of(rows, above=[title, "单位：万元"])
    assert meanings(document) == [
        ("econ_goods_services", None),
        ("basic_actual", "会议费"),
        ("basic_actual", "公务接待费"),
        ("public_actual", None),
    ]
    assert {one.budget_book for one in observations_of(document)} == {"general_public"}


def test_budget_of_another_year() -> None:
    rows = [
        ["功能分类科目编码", "功能分类科目名称", "合计", "基本支出"],
        ["201", "一般公共服务支出", "3.00", "2.00"],
        ["合计", "<", "3.00", "2.00"],
    ]
    document = document_of(rows, above=["2025年部门支出预算总表", "单位：元"])
    assert meanings(document) == [
        ("budget_initial", "一般公共服务支出"),
        ("basic_budget", "一般公共服务支出"),
        ("budget_initial", None),
        ("basic_budget", None),
    ]
    assert {one.value_year for one in observations_of(document)} == {2025}


def test_years_of_columns() -> None:
    rows = [
        ["项目", "上年决算数", "本年决算数", "2022年决算数", "比上年增减额"],
        ["基本支出", "1.00", "2.00", "3.00", "1.00"],
    ]
    found = observations_of(document_of(rows, above=["支出对比表", "单位：万元"]))
    assert [one.value_year for one in found] == [2023, 2024, 2022, 2024]
    assert {one.metric_code for one in found} == {"basic_actual"}


def test_carryover_of_one_book_is_no_appropriation() -> None:
    rows = [
        ["收入", "<", "支出", "<"],
        ["项目", "决算数", "项目", "决算数"],
        ["一、一般公共预算财政拨款", "5.00", "", ""],
        ["年初财政拨款结转和结余", "1.00", "", ""],
        ["一、一般公共预算财政拨款", "1.00", "", ""],
    ]
    found = observations_of(document_of(rows, above=["财政拨款收入支出决算总表", "单位：万元"]))
    assert found[0].metric_code == "fiscal_appropriation"
    assert found[2].metric_code is None
    assert found[2].parent == 1


def test_persons_by_row_and_column() -> None:
    rows = [["类别", "编制数", "年末实有人数"], ["行政", "20", "18"], ["事业", "5", "4"]]
    found = observations_of(document_of(rows, above=["人员情况表"]))
    assert found[0].metric_code == "staff_quota_admin"
    assert found[2].metric_code == "staff_quota_institution"
    assert found[1].point is Point.END


def test_rate_of_execution_of_projects() -> None:
    rows = [
        ["序号", "项目名称", "全年预算数", "全年执行数", "执行率"],
        ["1", "信息化建设", "10.00", "9.00", "90%"],
        ["合计", "<", "10.00", "9.00", "90%"],
    ]
    document = document_of(rows, above=["项目支出情况表", "单位：万元"])
    assert [line for _, line in meanings(document)] == ["信息化建设"] * 3 + [None] * 3
    assert meanings(document)[2][0] == "budget_execution_rate"
    assert meanings(document)[5][0] == "project_execution_rate"


@pytest.mark.parametrize(
    ("title", "head", "row"),
    [
        ("某某情况表", "合计", "某街道"),
        ("资产负债表", "期末数", "货币资金"),
    ],
)
def test_unknown_words_give_no_metric(title: str, head: str, row: str) -> None:
    rows = [["项目", head], [row, "5.00"]]
    (found,) = observations_of(document_of(rows, above=[title, "单位：万元"]))
    assert (found.metric_code, found.line_item, found.label) == (None, None, row)


def test_quote_is_the_row() -> None:
    rows = [["项目", "决算数"], ["行政运行", "5.00"], ["事业运行", "6.00"]]
    document = document_of(rows, above=["单位：万元"])
    assert [one.quote.of(document.text) for one in observations_of(document)] == [
        "行政运行\t5.00",
        "事业运行\t6.00",
    ]


def _entries(found: Any) -> list[dict[str, Any]]:
    if isinstance(found, dict):
        return [entry for group in found.values() for entry in _entries(group)]
    return list(found)


@pytest.mark.parametrize("entry", _entries(raw_cell_words()), ids=lambda entry: entry["pattern"])
def test_patterns_match_what_they_say(entry: dict[str, Any]) -> None:
    pattern = re.compile(entry["pattern"])
    assert [word for word in entry["matches"] if not pattern.search(word)] == []
    assert [word for word in entry.get("never", []) if pattern.search(word)] == []
