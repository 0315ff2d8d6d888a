"""Wordings of published reports where what a figure is of stands some way before it.

The sentences are shortened from the published texts; the figures are theirs.
"""

import pytest

from models.identity import ReportType
from models.mention import Role
from models.observation import Point
from tests.test_meaning import facts, observe


def test_a_change_is_of_what_stood_still_against_another_base() -> None:
    # 梧州市农产品质量安全综合检测中心 2020
    text = (
        "“三公”经费支出决算总额为5.48万元,比去年增加1.55万元。其中,因公出国支出决算比预算"
        "无增减变化,比去年无增减变化;公务用车运行维护费支出决算比预算无增减变化,"
        "比去年增加1.05万元,增长35.8%,检测任务要达到千人每批次;"
        "公务接待费支出决算比预算无增减变化,比去年增加0.5万元,增长50%。"
    )
    assert [code for _, code in facts(text)] == (
        ["sangong_actual"] * 2
        + ["sangong_vehicle_operation_actual"] * 2
        + ["sangong_reception_actual"] * 2
    )
    assert not any(one.mention.is_target for one in observe(text))


def test_a_change_of_what_has_no_name_is_not_of_what_was_named_before() -> None:
    text = "机关运行经费支出50万元。某杂项费用比预算持平,比上年增加3万元。"
    (_, spent), (_, change) = facts(text)
    assert spent == "operating_cost_actual" or spent is not None
    assert change is None


def test_money_for_guests_is_not_of_the_cars_of_the_sentence_before() -> None:
    # A bureau's 2015 account of its 三公经费
    text = (
        "公务用车运行维护费61.8万元。本年度使用公共预算财政拨款支出的国内公务接待67批次,"
        "660人次,共12.8万元。"
    )
    codes = [code for _, code in facts(text)]
    assert codes[0] == "sangong_vehicle_operation_actual"
    assert codes[-1] in (None, "sangong_reception_actual")


def test_posts_of_which_some_are_administrative_are_of_all_kinds() -> None:
    # 上犹县寺下镇 2022 (budget)
    text = "机关编制56人,其中:行政编制24人,事业编制32人。"
    expected = ["staff_quota_total", "staff_quota_admin", "staff_quota_institution"]
    assert [code for _, code in facts(text)] == expected
    assert [code for _, code in facts("机关编制24人,事业编制32人。")] == expected[1:]


def test_persons_counted_in_one_sentence_are_counted_at_one_time() -> None:
    # 上犹县寺下镇 2022 (budget)
    text = "本部门2021年年末实有人数76人,其中在职人员48人;退休人员15人。现有编制60人。"
    seen = [(one.value_year, one.point) for one in observe(text, ReportType.BUDGET)]
    assert seen[:3] == [(2021, Point.END)] * 3
    assert seen[3][0] == 2024


def test_all_kinds_of_persons_are_part_of_the_persons_paid_for() -> None:
    # 安义县长均乡中心学校 2020
    text = "年末实有人数151人,其中在职人员100人,离休人员0人,退休人员51人;年末其他人员0人。"
    assert [one.parent for one in observe(text)] == [None, 0, 0, 0, None]


@pytest.mark.parametrize(
    ("report_type", "expected"),
    [
        (ReportType.BUDGET, ["fiscal_appropriation", "fiscal_appropriation"]),
        (ReportType.OTHER, ["fiscal_appropriation", "gov_public_revenue"]),
    ],
)
def test_a_department_s_part_of_the_public_budget_is_an_appropriation(
    report_type: ReportType, expected: list[str]
) -> None:
    # 上犹县寺下镇 2022 (budget)
    text = "财政拨款收入751.8万元,包括一般公共预算收入751.8万元。"
    assert [code for _, code in facts(text, report_type=report_type)] == expected


def test_money_of_a_fund_and_a_level() -> None:
    # 谢家集区 2024, 深圳市福田区民政局 2021
    text = "2024年中央、省、市财政衔接推进乡村振兴补助资金1749万元,全部及时下达。"
    assert facts(text, "fund_type", "fund_level") == [("1749万元", None, "bridging", "all")]
    text = "2021年中央财政困难群众救助补助资金下达我区111万元。"
    assert facts(text, "fund_level") == [("111万元", None, "central")]


def test_a_plan_that_is_carried_out_sets_no_goal_and_a_batch_in_order_no_number() -> None:
    # 谢家集区 2024, 临城县 2021
    (one,) = observe("纳入年度项目实施计划项目30个。")
    assert not one.mention.is_target
    (two,) = observe("计划新建项目30个。")
    assert two.mention.is_target
    text = "二批项目批复总投资2069.51万元,三批项目批复投资778.59万元。"
    assert [printed for printed, _ in facts(text)] == ["2069.51万元", "778.59万元"]
    assert all(one.mention.role is Role.LEVEL for one in observe(text))
    assert [printed for printed, _ in facts("该项目分三批实施。")] == ["三批"]
