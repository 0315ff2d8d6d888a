"""The tables of the national forms of final accounts (公开01表 to 公开08表) and budgets.

The figures are invented; heads, ordinals and merged cells are as the forms print them.
"""

import pytest

from models.identity import ReportType
from models.observation import Observation
from tests.cell_helpers import meanings, observations_of
from tests.table_factory import document_of

L, A = "<", "^"

FORM_01 = [
    ["收入支出决算总表", L, L, L, L, L],
    ["", "", "", "", "", "公开01表"],
    ["部门：某县公安局", "", "", "", "", "单位：万元"],
    ["收入", L, L, "支出", L, L],
    ["项目", "行次", "金额", "项目（按功能分类）", "行次", "金额"],
    ["栏次", "", "1", "栏次", "", "2"],
    ["一、一般公共预算财政拨款收入", "1", "365.00", "四、公共安全支出", "35", "360.5"],
    ["二、政府性基金预算财政拨款收入", "2", "10", "九、卫生健康支出", "40", "20"],
    ["本年收入合计", "27", "375.00", "本年支出合计", "58", "380.50"],
    ["年初结转和结余", "29", "12.5", "年末结转和结余", "60", "7"],
    ["总计", "31", "387.50", "总计", "62", "387.50"],
]
FORM_02 = [
    ["项目", L, "本年收入合计", "财政拨款收入", "事业收入", L],
    ["科目代码", "科目名称", A, A, "小计", "其中：教育收费"],
    ["栏次", L, "1", "2", "3", "4"],
    ["合计", L, "375.00", "365", "10", "10"],
    ["204", "公共安全支出", "375.00", "365", "10", "10"],
    ["2040201", "行政运行", "375.00", "365", "10", "10"],
]
FORM_05 = [
    ["项目", L, "本年支出", L, L],
    ["功能分类科目编码", "科目名称", "合计", "基本支出", "项目支出"],
    ["栏次", L, "1", "2", "3"],
    ["合计", L, "355", "300", "55"],
    ["204", "公共安全支出", "355", "300", "55"],
]
FORM_07 = [
    ["预算数", L, L, L, L, L, "决算数", L, L, L, L, L],
    ["合计", "因公出国（境）费", "公务用车购置及运行维护费", L, L, "公务接待费"] * 2,
    [A, A, "小计", "公务用车购置费", "公务用车运行维护费", A] * 2,
    [str(place) for place in range(1, 13)],
    ["12.00", "0.00", "10.00", "0.00", "10.00", "2.00"] * 2,
]


def test_form_01_ordinals_are_no_figures() -> None:
    document = document_of(FORM_01)
    assert meanings(document) == [
        ("fiscal_appropriation", None),
        ("expenditure_actual", "公共安全支出"),
        ("fiscal_appropriation", None),
        ("expenditure_actual", "卫生健康支出"),
        ("revenue_current", None),
        ("expenditure_actual", None),
        ("carryover_prior", None),
        ("carryover_end", None),
        ("revenue_total", None),
        ("expenditure_total_balanced", None),
    ]
    places = [one.mention.cell for one in observations_of(document)]
    assert {place.table_title for place in places if place} == {"收入支出决算总表"}
    assert {place.column_label for place in places if place} == {"收入/金额", "支出/金额"}


def test_form_02_columns_of_a_column() -> None:
    found = meanings(document_of(FORM_02, above=["收入决算表", "金额单位：万元"]))
    measures = ["revenue_current", "fiscal_appropriation", "revenue_operations", None]
    assert [code for code, _ in found] == measures * 3
    assert [line for _, line in found[::4]] == [None, "公共安全支出", "行政运行"]


def test_form_05_book_of_the_title() -> None:
    title = "一般公共预算财政拨款支出决算表"
    found = observations_of(document_of(FORM_05, above=[title, "公开05表", "金额单位：万元"]))
    assert [one.metric_code for one in found] == [
        "expenditure_actual",
        "basic_actual",
        "project_actual",
    ] * 2
    assert {one.budget_book for one in found} == {"general_public"}
    assert [one.parent for one in found] == [None, 0, 0, 0, 1, 2]


def test_form_07_budget_beside_final_account() -> None:
    title = "财政拨款“三公”经费支出决算表"
    found = observations_of(document_of(FORM_07, above=[title, "公开07表", "金额单位：万元"]))
    parts = ["", "_abroad", "_vehicle", "_vehicle_purchase", "_vehicle_operation", "_reception"]
    assert [one.metric_code for one in found] == [
        f"sangong{part}_{stage}" for stage in ("budget", "actual") for part in parts
    ]
    assert [one.parent for one in found[:6]] == [None, 0, 0, 2, 2, 0]


def test_rows_named_by_years() -> None:
    rows = [
        ["年度", "预算数（万元）", "决算数（万元）"],
        ["2021", "100.00", "98.00"],
        ["2022", "110.00", "100.00"],
    ]
    found = observations_of(document_of(rows, above=["近两年部门整体支出情况"]))
    assert [(one.metric_code, one.value_year) for one in found] == [
        ("budget_initial", 2021),
        ("expenditure_actual", 2021),
        ("budget_initial", 2022),
        ("expenditure_actual", 2022),
    ]


def test_projects_and_their_total() -> None:
    rows = [
        ["序号", "项目名称", "预算金额", "其中：财政拨款", "备注"],
        ["1", "雪亮工程运维", "120.00", "120.00", ""],
        ["", "合计", "120.00", "120.00", ""],
    ]
    document = document_of(rows, above=["2024年项目支出预算表", "单位：万元"])
    assert meanings(document) == [
        ("budget_initial", "雪亮工程运维"),
        (None, "雪亮工程运维"),
        ("project_budget", None),
        (None, None),
    ]


def test_heads_divided_by_a_row_of_unknown_words() -> None:
    rows = [
        ["单位", "编制数", L, L, "年末实有人数", L, L],
        [A, "合计", "行政", "事业", "合计", "在职", "离退休"],
        ["合计", "30", "20", "10", "45", "28", "17"],
    ]
    assert [code for code, _ in meanings(document_of(rows, above=["人员情况表"]))] == [
        "staff_quota_total",
        "staff_quota_admin",
        "staff_quota_institution",
        "staff_payroll_total",
        "staff_actual",
        "staff_retired",
    ]


def test_totals_below_a_numbered_heading_are_its_own() -> None:
    rows = [
        ["项目", "行次", "预算数", "决算数"],
        ["一、“三公”经费支出", "1", "—", "—"],
        ["（一）支出合计", "2", "5.00", "4.50"],
        ["1．公务接待费", "3", "5.00", "4.50"],
        ["二、机关运行经费", "20", "—", "36.20"],
        ["三、政府采购支出信息", "30", "—", "—"],
        ["（一）政府采购支出合计", "31", "—", "120.50"],
    ]
    document = document_of(rows, above=["机构运行信息表", "单位：万元"])
    found: list[Observation] = observations_of(document)
    assert [one.metric_code for one in found] == [
        "sangong_budget",
        "sangong_actual",
        "sangong_reception_budget",
        "sangong_reception_actual",
        "organ_operating_cost",
        "procurement_actual",
    ]
    assert [one.parent for one in found] == [None, None, 0, 1, None, None]


@pytest.mark.parametrize("title", ["财政拨款收入支出决算总表", "财政拨款收支总表"])
def test_totals_of_appropriations_alone_are_not_the_department_s(title: str) -> None:
    rows = [
        ["收入", L, "支出", L, L],
        ["项目", "决算数", "项目", "合计", "一般公共预算财政拨款"],
        ["本年收入合计", "5.00", "本年支出合计", "5.00", "4.00"],
        ["年初财政拨款结转和结余", "1.00", "年末财政拨款结转和结余", "1.00", ""],
        ["总计", "6.00", "总计", "6.00", "4.00"],
    ]
    document = document_of(rows, above=[title, "单位：万元"])
    found = observations_of(document, report_type=ReportType.FINAL_ACCOUNT)
    stated = [(one.metric_code, one.budget_book) for one in found if one.metric_code]
    assert stated == [("fiscal_appropriation", "all"), ("expenditure_actual", "general_public")]


def test_total_of_a_table_without_title_is_what_its_rows_are_parts_of() -> None:
    rows = [
        ["项目", "本年决算数", "上年决算数"],
        ["合计", "11.57", "12.00"],
        ["1.因公出国（境）费", "0", "0"],
        ["2.公务用车运行维护费", "9.42", "9.50"],
        ["3.公务接待费", "2.15", "2.50"],
    ]
    found = observations_of(document_of(rows, above=["单位：万元"]))
    assert [(one.metric_code, one.value_year) for one in found[:2]] == [
        ("sangong_actual", 2024),
        ("sangong_actual", 2023),
    ]
    unknown = [*rows, ["4.其他公务支出", "1.00", "1.00"]]
    found = observations_of(document_of(unknown, above=["单位：万元"]))
    assert found[0].metric_code is None


def test_rate_of_listed_projects_is_not_the_department_s() -> None:
    rows = [
        ["项目名称", "全年预算数", "全年执行数", "执行率"],
        ["校舍维修", "10.00", "9.00", "90%"],
        ["合计", "10.00", "9.00", "90%"],
    ]
    document = document_of(rows, above=["项目支出情况", "单位：万元"])
    assert [code for code, _ in meanings(document)[3:]] == [
        "project_budget",
        "project_actual",
        "project_execution_rate",
    ]
    document = document_of(rows, above=["重点任务清单", "单位：万元"])
    assert [code for code, _ in meanings(document)[3:]] == [None, None, None]
