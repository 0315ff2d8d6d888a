"""Wordings met in reports read for the first time: what must be found, and what must not."""

import pytest

from tests.test_audit_new_rules import ACCOUNT, SELF
from tests.test_audit_wordings import found

BUDGET = "唐山市丰南区应急管理局2024年部门预算公开说明\n一、收支预算总体情况\n"
PLACE = "唐山市丰南区2024年政府预算公开说明\n"
REGION = "唐山市丰南区2024年度财政决算\n一、收支决算情况\n2024年全区一般公共预算收入500.00万元，加"
MONEY = SELF + "项目资金500万元，其中材料费300万元、"
YEAR = SELF + "年初结转结余{}万元，年初预算数90万元，全年预算数100万元，全年执行数105万元。"
PUBLIC = ACCOUNT + "“三公”经费支出"
LEVEL = PUBLIC + (
    "10万元，与上年持平。其中：因公出国费0万元，与上年持平；公务用车购置及运行费8万元，"
    "与上年持平；公务接待费2万元，比上年减少{}万元。"
)

HARD = [
    # B10: both totals of one statement, and totals of income and of spending
    (ACCOUNT + "2024年度收、支总计各是512.49、533.91万元。", "B10"),
    (ACCOUNT + "2024年收入总计512.49万元。支出总计533.91万元。", "B10"),
    (BUDGET + "2024年收入总预算512.49万元。2024年支出总预算533.91万元。", "B10"),
    (BUDGET + "2024年部门收入总计512.49万元。2024年部门支出总计533.91万元。", "B10"),
    (BUDGET + "收入预算总计512.49万元，支出预算总计533.91万元，动用历年结余弥补。", "B10"),
    ("丰南区2023年财政决算公开\n全区收入总计25亿元，全区支出总计46亿元。", "B10"),
    # B02: the parts of what was given, whatever was spent of it
    (MONEY + "劳务费280万元，实际支出480万元，结余20万元。", "B02"),
    (SELF + "项目资金500万元，其中基本支出300万元，项目支出280万元。", "B02"),
    # E02: no more than what was carried over could be spent beside the budget
    (YEAR.format(2), "E02"),
    (SELF + "全年预算数100万元，全年执行数105万元。", "E02"),
    # B11: a list that its total closes
    (REGION + "上级补助收入30.00万元、上年结转收入20.00万元，收入总计560.00万元。", "B11"),
    # B19: an item that stayed level changed by nothing
    (
        PUBLIC + "20.00万元，比上年减少3.00万元。其中："
        "因公出国（境）费0万元，与上年持平；公务用车运行维护费"
        "12.00万元，比上年减少1.00万元；公务接待费8.00万元，与上年持平。",
        "B19",
    ),
    (LEVEL.format("3"), "B19"),
    # B19: against the budget of the year, beside the change against the year before
    (
        PUBLIC + "20.00万元，较上年减少5.00万元，较年初预算减少2.00万元。其中："
        "因公出国（境）费0万元；公务用车运行维护费"
        "12.00万元，较上年减少3.00万元，较年初预算减少1.00万元；公务接待费8.00万元，"
        "较上年减少2.00万元，较年初预算减少3.00万元。",
        "B19",
    ),
    # A13: a rate in a bracket, one whose base stands before the change, a turned direction
    (ACCOUNT + "公务接待费8万元，比上年减少2万元（30%）。", "A13"),
    (ACCOUNT + "公务接待费8.00万元，比上年的10.00万元减少2.00万元，下降25%。", "A13"),
    (ACCOUNT + "公务接待费8万元，比上年减少2万元，增长20%。", "A13"),
    # A13: the rate before its change
    (ACCOUNT + "公务接待费8.00万元，较上年增长24.5%，增加1.00万元。", "A13"),
    # A17: a task named with its amount
    (ACCOUNT + "全年完成供水收入61.6万元，占年初预算数109.5万元的66.3%。", "A17"),
    (ACCOUNT + "全年完成供水收入33.8万元，为市下达目标33.2万元的111.8%。", "A17"),
]

SILENT = [
    # the own revenue of a place is not all that it spends
    (PLACE + "一般公共预算收入预算50000万元。\n一般公共预算支出预算210000万元。", "B10"),
    (
        "丰南区2023年财政决算公开\n一般公共预算收入总额25亿元，一般公共预算支出总额46亿元。",
        "B10",
    ),
    # what is called neither 总计 nor 总预算 leaves room for money of other years
    (BUDGET + "2024年收入预算1000万元。2024年支出预算1100万元，不足部分动用历年结余弥补。", "B10"),
    (
        BUDGET + "2024年收入总预算1000万元。2024年支出总预算1100万元，不足部分动用历年结余弥补。",
        "B10",
    ),
    (BUDGET + "一般公共预算拨款收入预算800万元。一般公共预算拨款支出预算780万元。", "B10"),
    (BUDGET + "2024年收入预算512.49万元。2024年支出预算533.91万元。", "B10"),
    # what was spent, came in or is left is no part
    (MONEY + "劳务费200万元，实际支出480万元，结余20万元。", "B02"),
    (MONEY + "劳务费200万元，已到位资金500万元，全年支出480万元。", "B02"),
    # what was carried over could be spent as well
    (YEAR.format(20), "E02"),
    # 持平 told in whole units
    (LEVEL.format("1"), "B19"),
    (ACCOUNT + "2024年度收、支总计各是512.49、512.49万元。", "B10"),
    (ACCOUNT + "2024年收入总计512.49万元。支出总计512.49万元。", "B10"),
    (REGION + "上级补助收入30.00万元、上年结转收入20.00万元，收入总计550.00万元。", "B11"),
    (
        PUBLIC + "20.00万元，比上年减少1.00万元。其中："
        "因公出国（境）费0万元，与上年持平；公务用车运行维护费"
        "12.00万元，比上年减少1.00万元；公务接待费8.00万元，与上年持平。",
        "B19",
    ),
    (ACCOUNT + "公务接待费8万元，比上年减少2万元（20%）。", "A13"),
    (ACCOUNT + "公务接待费8.00万元，比上年的10.00万元减少2.00万元，下降20%。", "A13"),
    (ACCOUNT + "全年完成供水收入61.6万元，占年初预算数109.5万元的56.3%。", "A17"),
    # two rates of one amount
    (
        ACCOUNT + "全年完成供水收入33.8万元，为预算37.1万元的91.1%，为目标33.2万元的101.8%。",
        "A17",
    ),
    # the budget of another stage
    (
        ACCOUNT + "年初预算100万元，调整预算120万元，全年支出114万元，完成调整预算的95%。",
        "A17",
    ),
    # amounts and shares in two lists, paired by place
    (
        ACCOUNT + "政府采购支出200万元，其中货物、工程、服务支出分别为50万元、120万元和30万元，"
        "占政府采购支出总额的25%、60%和15%。",
        "A16",
    ),
    # a share with a subject of its own
    (
        ACCOUNT + "本年收入200万元，其中财政拨款收入150万元，比上年增加5万元，财政拨款收入占"
        "本年收入的75%。",
        "A16",
    ),
    # 税收返还和转移支付 is more than the 转移支付 that the share names
    (
        ACCOUNT + "对下税收返还和转移支付440万元（包括一般性转移支付300万元，占转移支付比重达82%；"
        "专项转移支付66万元）。",
        "A16",
    ),
    # a base that may have been adjusted
    (ACCOUNT + "供水收入30.00万元，同口径增长14.6%，增收4.30万元。", "A13"),
    # a claim about another figure than the last one
    (
        ACCOUNT
        + "“三公”经费支出决算为28.98万元，完成预算21.55万元的134%，其中：公务接待费支出决算为"
        "6.15万元，完成预算6.16万元的99.8%。2024年度“三公”经费支出决算大于预算数的主要原因是车辆老旧。",
        "A18",
    ),
    # approved posts are no people
    (SELF + "核定编制60人，在职人员55人，其中行政人员30人、事业人员25人。", "F01"),
    # what is left over is no part of what was spent
    (SELF + "实际支出96万元，其中材料费60万元、劳务费36万元，结余4万元。", "B02"),
    # parts of last year's total, told after this year's
    (
        "某单位三公经费说明\n今年“三公”经费预算数为284万元，比去年预算数减少5万元。\n去年预算和执行一致。"
        "具体来看，预算总数为289万元，其中因公出国（境）费139万元；公务用车购置及运行费124万元；"
        "公务接待费26万元。",
        "B07",
    ),
]


@pytest.mark.parametrize(("text", "rule_id"), HARD)
def test_a_contradiction_is_found(text: str, rule_id: str) -> None:
    assert "hard" in [verdict for verdict, _ in found(text, rule_id)]


@pytest.mark.parametrize(("text", "rule_id"), SILENT)
def test_what_agrees_or_is_in_doubt_is_no_contradiction(text: str, rule_id: str) -> None:
    assert "hard" not in [verdict for verdict, _ in found(text, rule_id)]


def test_a_sentence_goes_over_the_ends_of_a_pages_lines() -> None:
    right = BUDGET + (
        "1. 基本支出预算 820000.00 元，占一般公共预算支出的\n"
        "96.00%，同比减少 80000.00 元，下降 8.89 %。其中：\n"
        "工资福利支出预算 700000.00 元，占基本支出预算\n"
        "85.37%，同比减少 60000.00 元，下降 7.89%。\n"
        "商品和服务支出预算 120000.00 元，占基本支出预算\n"
        "14.63%，同比减少 20000.00 元，下降 14.29%。"
    )
    assert found(right, "A16") == []
    assert found(right.replace("14.63", "16.43"), "A16")[0][0] == "hard"


@pytest.mark.parametrize(
    ("text", "rule_id"),
    [
        (BUDGET + "2024年收入预算1000万元。2024年支出预算1100万元。", "B10"),
        (YEAR.format(20), "E02"),
    ],
)
def test_what_other_money_may_explain_is_a_question(text: str, rule_id: str) -> None:
    assert [verdict for verdict, _ in found(text, rule_id)] == ["info"]


def test_a_places_own_revenue_is_not_held_against_its_spending() -> None:
    assert not found(PLACE + "一般公共预算收入预算5万元。\n一般公共预算支出预算21万元。", "B10")


def test_totals_are_named_as_printed() -> None:
    [(_, message)] = found(
        BUDGET + "2024年度一般公共预算拨款收入预算800万元。一般公共预算拨款支出预算780万元。",
        "B10",
    )
    assert "“一般公共预算拨款收入预算”为800万元，“一般公共预算拨款支出预算”为780万元" in message
    assert "总计" not in message


def test_one_change_alone_is_its_own_sum() -> None:
    [(_, message)] = found(LEVEL.format("3"), "B19")
    assert "合计：－3万元（允许误差±1.50万元）" in message


def test_a_sum_of_changes_has_one_sign_for_minus() -> None:
    text = LEVEL.format("3").replace("8万元，与上年持平", "8万元，比上年减少2万元")
    [(_, message)] = found(text, "B19")
    assert "合计：－2万元－3万元＝－5万元" in message.replace("－3万元－2万元", "－2万元－3万元")


def test_activity_without_its_cost_is_a_question() -> None:
    text = ACCOUNT + "公务接待费0万元，国内公务接待12批次、80人次。"
    assert [verdict for verdict, _ in found(text, "K04")] == ["info"]


def test_a_report_without_a_title_is_asked_for_it() -> None:
    assert {verdict for verdict, _ in found("本年支出10万元。", "J01")} == {"info"}
