"""Wordings of budgets and final accounts of places, guests, planned classes, and their wholes.

The sentences are made up after the constructions of published texts; the places are invented.
"""

import pytest

from models.identity import ReportType
from models.observation import Observation
from tests.test_meaning import facts, observe

GOVERNMENT = "甲县财政局"


def codes(text: str, report_type: ReportType = ReportType.FINAL_ACCOUNT) -> list[str | None]:
    """What each figure measures in a report of the county's finance bureau."""
    return [code for _, code in facts(text, report_type=report_type, department=GOVERNMENT)]


def wholes(observations: tuple[Observation, ...], text: str) -> dict[str, str]:
    """What is printed for a figure's whole, by what is printed for the figure."""
    return {
        one.mention.span.of(text): observations[one.parent].mention.span.of(text)
        for one in observations
        if one.parent is not None
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全镇本级一般公共预算收入实现111万元，比上年增长9%。", ["gov_public_revenue"] * 2),
        (
            "全区一般公共预算支出58亿元，加上上年结转收入8亿元，为年初预算的97%。",
            ["expenditure_actual", "carryover_prior", None],
        ),
        ("全区一般公共预算地方收入完成10.86亿元。", ["gov_public_revenue"]),
        ("财力9万元。由一般公共预算收入9万元构成。", [None, "gov_public_revenue"]),
        ("收入总计9万元，支出总计9万元。收支较上年决算数增加1万元、增长12.5%。",
         ["revenue_total", "expenditure_total_balanced"] + ["revenue_expenditure_total"] * 2),
    ],
)  # fmt: skip
def test_accounts_of_governments(text: str, expected: list[str | None]) -> None:
    assert codes(text) == expected


def test_the_own_place_narrows_nothing_but_another_one_does() -> None:
    title = "甲县2024年财政决算说明\n"
    assert codes(title + "甲县一般公共预算支出500万元。") == ["expenditure_actual"]
    assert codes(title + "乙镇一般公共预算支出500万元。") == [None]


def test_a_place_is_no_department() -> None:
    text = "甲县民政局2024年决算\n甲县“三公”经费支出500万元。"
    assert facts(text, department="甲县民政局") == [("500万元", None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年公务接待24批次，210人次，支出2万元。",
         ["reception_batches", "reception_visits", "sangong_reception_actual"]),
        ("国内公务接待2批次12人，共计支出0.13万元。",
         ["reception_batches", "reception_persons", "reception_domestic_actual"]),
        ("外事接待1批次，9人次，支出0.2万元。", [None, None, None]),
        ("因公出国（境）团组1个，累计3人次。", ["abroad_groups", "abroad_visits"]),
        # 出国 by heads has no metric, and persons behind something else are no guests.
        ("因公出国（境）团组1个，3人。", ["abroad_groups", None]),
        ("举办培训班3期，120人次。", [None, None]),
    ],
)  # fmt: skip
def test_guests(text: str, expected: list[str | None]) -> None:
    assert codes(text) == expected


def test_what_is_planned_for_an_economic_class() -> None:
    text = "工资福利支出预算90万元，同比增加2万元，增长2.3%。"
    found = observe(text, ReportType.BUDGET)
    assert [(one.metric_code, one.line_item) for one in found] == [
        ("budget_initial", "工资福利支出")
    ] * 3
    # What was paid has a metric of its own.
    assert facts("工资福利支出90万元。") == [("90万元", "econ_wages")]


def test_a_code_and_a_stroke_before_a_line_are_no_part_of_its_name() -> None:
    text = "（一）201-一般公共服务支出236万元，其中：1、20106-财政事务138万元。"
    assert [one.line_item for one in observe(text)] == ["一般公共服务支出", "财政事务"]


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("一、财政拨款安排的“三公”经费预算情况", "sangong_budget"),
        ("一、“三公”经费支出决算情况", "sangong_actual"),
        # The 预算 in a book's name plans nothing.
        ("一、一般公共预算情况", "sangong_actual"),
    ],
)
def test_headings_say_whether_a_figure_is_planned(title: str, code: str) -> None:
    text = f"{title}\n本部门安排“三公”经费29万元。"
    assert facts(text, report_type=ReportType.OTHER) == [("29万元", code)]


def test_parts_of_planned_revenue_and_of_basic_expenditure() -> None:
    text = "收入预算100万元，其中，财政拨款收入80万元，事业收入15万元，上年结转5万元。"
    assert wholes(observe(text, ReportType.BUDGET), text) == {
        "80万元": "100万元", "15万元": "100万元", "5万元": "100万元"
    }  # fmt: skip
    text = "基本支出90万元，其中：\n人员经费70万元。\n公用经费20万元。"
    assert wholes(observe(text, ReportType.BUDGET), text) == {
        "70万元": "90万元",
        "20万元": "90万元",
    }


def test_a_line_that_a_printer_broke_does_not_end_a_list() -> None:
    text = "本年共投入防汛抗旱和农村饮水安全工程维修资金500万元，其\n中：水库180万元，渠道320万元。"
    assert wholes(observe(text), text) == {"180万元": "500万元", "320万元": "500万元"}


def test_persons_in_a_reason_are_no_whole_of_money() -> None:
    text = "本年收入90万元，主要原因是追加退休2名。其中：财政拨款收入80万元。"
    assert wholes(observe(text), text) == {"80万元": "90万元"}
