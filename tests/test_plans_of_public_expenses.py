"""Plans of the three public expenses, and totals of governments, in made-up sentences."""

import pytest

from models.identity import ReportType
from models.observation import Point
from tests.test_meaning import facts, observe
from tests.test_wordings_of_governments import codes, wholes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2020年“三公”经费财政拨款预算中，因公出国（境）费6万元，公务接待费8万元。",
            ["sangong_abroad_budget", "sangong_reception_budget"],
        ),
        # Spent, though something was planned.
        (
            "2020年“三公”经费预算为9万元，决算为5万元，其中：公务接待费5万元。",
            ["sangong_budget", "sangong_actual", "sangong_reception_actual"],
        ),
        ("“三公”经费支出5万元，公务接待费5万元。", ["sangong_actual", "sangong_reception_actual"]),
    ],
)
def test_parts_are_planned_where_their_whole_is(text: str, expected: list[str]) -> None:
    assert [code for _, code in facts(text)] == expected


def test_those_whose_expenses_are_summed_up_narrow_nothing() -> None:
    text = (
        "各部门，包括行政单位、事业单位和其他单位使用当年一般公共预算拨款（包括经费拨款和纳入"
        "一般公共预算管理的非税收入）安排的2016年“三公”经费预算为19万元。"
    )
    assert codes(text, ReportType.OTHER) == ["sangong_budget"]


def test_all_that_came_in_is_more_than_the_revenue() -> None:
    text = (
        "全县一般公共预算收入30万元，加上调入资金2万元，一般公共预算收入总计32万元，"
        "一般公共预算支出总计32万元。"
    )
    found = codes(text)
    assert found[0] == "gov_public_revenue"
    assert found[2:] == ["revenue_total", "expenditure_total_balanced"]


def test_what_was_planned_of_revenue_is_no_budget_of_a_department() -> None:
    text = "全县完成一般公共预算收入32万元，为调整预算数30万元的106%，比上年增加4万元。"
    assert codes(text)[:2] == ["gov_public_revenue", None]
    assert codes(text)[3] == "gov_public_revenue"


def test_a_budget_at_the_start_of_a_year_is_of_the_year() -> None:
    [one] = observe("年初一般公共预算支出7万元。", ReportType.FINAL_ACCOUNT)
    assert one.point is Point.YEAR


def test_the_local_part_of_the_revenue_is_a_part_of_it() -> None:
    text = "全县一般公共预算收入32万元，其中：地方一般公共预算收入20万元，上划中央收入12万元。"
    found = observe(text, ReportType.FINAL_ACCOUNT)
    assert wholes(found, text) == {"20万元": "32万元", "12万元": "32万元"}


def test_a_larger_revenue_is_no_part_of_a_smaller_one() -> None:
    text = "一般公共预算收入20万元，其中：全省一般公共预算收入32万元。"
    assert wholes(observe(text, ReportType.FINAL_ACCOUNT), text) == {}
