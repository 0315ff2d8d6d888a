"""Constructions of published final accounts, budgets, self-evaluations and work reports.

Met while reading reports of a dozen provinces; the words and figures here are made up.
"""

import pytest

from models.mention import Direction, Role
from models.observation import Observation
from tests.outlines import headings, shape
from tests.test_meaning import facts, observe


def read(text: str, printed: str) -> Observation:
    """The observation of the first figure that is printed so."""
    return next(one for one in observe(text) if one.mention.span.of(text) == printed)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What is compared with is named by the name before, and breaks nothing off.
        (
            "公务接待费1.1万元，比年初预算数1.5万元减少0.4万元，下降26.67%。",
            ["sangong_reception_actual", "sangong_reception_budget"]
            + ["sangong_reception_actual"] * 2,
        ),
        (
            "“三公”经费支出合计11.2万元，较预算数14万元节约2.8万元，下降20%。",
            ["sangong_actual", "sangong_budget", "sangong_actual", "sangong_actual"],
        ),
        # A new comparison after the parts is about the whole.
        (
            "“三公”经费支出9万元，其中：公务接待费2万元。与上年相比增长6%。",
            ["sangong_actual", "sangong_reception_actual", "sangong_actual"],
        ),
        (
            "年末实有人数68人，其中在职人员55人，退休人员13人；较上年增加2人。",
            ["staff_payroll_total", "staff_actual", "staff_retired", "staff_payroll_total"],
        ),
        # A rate is that of the change right before it.
        (
            "收入总计10万元、支出总计10万元。收入总计增加2万元，增长25%；支出总计增加2万元，增长25%。",
            ["revenue_total", "expenditure_total_balanced"]
            + ["revenue_total"] * 2
            + ["expenditure_total_balanced"] * 2,
        ),
        (
            "“三公”经费支出决算152万元，决算数小于预算数33万元，较上年减少12万元。",
            ["sangong_actual"] * 3,
        ),
        # A bracket is left for what stood before it.
        (
            "公务用车购置及运行维护费5万元（公务用车运行维护费4万元，比上年增加0万元。）比上年增加1万元。",
            ["sangong_vehicle_actual"]
            + ["sangong_vehicle_operation_actual"] * 2
            + ["sangong_vehicle_actual"],
        ),
        # Parts of a budget are budgets, until their own words say otherwise.
        (
            "年初预算安排800万元，其中：基本支出200万元，项目支出600万元。全年实际支出780万元。",
            ["budget_initial", "basic_budget", "project_budget", "expenditure_actual"],
        ),
        # Bare stage words and rates of the subject in hand.
        (
            "“三公”经费支出2.1万元，预算3万元，控制率70%。",
            ["sangong_actual", "sangong_budget", "sangong_control_rate"],
        ),
        # The same sum once more.
        (
            "外事接待支出3万元，外事接待5批次，30人次，共计支出3万元。",
            ["reception_foreign_actual", None, None, "reception_foreign_actual"],
        ),
        # The county's own part of all revenue is no revenue of a department.
        ("财政收入38亿元，其中地方级收入26亿元。", ["gov_public_revenue", None]),
    ],
)
def test_metric(text: str, expected: list[str | None]) -> None:
    assert [metric for _, metric in facts(text)] == expected


def test_base_of_a_comparison_keeps_its_own_year() -> None:
    text = "本年收入合计较2023年度决算5,120.3万元增加820.5万元，增长16.02%。"
    assert facts(text, "value_year") == [
        ("5,120.3万元", "revenue_current", 2023),
        ("820.5万元", "revenue_current", 2024),
        ("16.02%", "revenue_current", 2024),
    ]
    assert read("合格率达98.5%，较上年提升7.5个百分点。", "7.5个百分点").value_year == 2024


@pytest.mark.parametrize(
    ("text", "item", "metrics"),
    [
        (
            "“河道治理”项目绩效自评综述：项目自评得分为92.5分。项目全年预算数为300万元，"
            "执行数为281万元，完成预算的93.67%。",
            "河道治理",
            ["selfeval_score", "budget_adjusted", "expenditure_actual", "budget_completion_rate"],
        ),
        (
            "本年全面开展自评。“社区矫正”项目自评得分为98分。项目全年预算数为80万元，执行数为79万元。",
            "社区矫正",
            ["selfeval_score", "budget_adjusted", "expenditure_actual"],
        ),
        (
            "1.应急管理支出（224类）应急管理事务（01款）安全监管（06项）支出260万元。",
            "应急管理支出（224类）应急管理事务（01款）安全监管（06项）支出",
            ["expenditure_actual"],
        ),
        ("205教育支出20,100万元，占91%。", "教育支出", ["expenditure_actual", None]),
    ],
)
def test_line_items(text: str, item: str, metrics: list[str | None]) -> None:
    found = observe(text)
    assert [one.metric_code for one in found] == metrics
    assert {one.line_item for one in found if one.metric_code} == {item}


def test_difference_from_the_budget_is_a_change() -> None:
    more = read("支出决算数大于年初预算数55.9万元。", "55.9万元").mention
    less = read("支出决算小于调整预算3万元。", "3万元").mention
    bound = read("支出不超过年初预算3万元。", "3万元").mention
    assert (more.role, more.direction) == (Role.CHANGE, Direction.INCREASE)
    assert (less.role, less.direction) == (Role.CHANGE, Direction.DECREASE)
    assert bound.role is Role.LEVEL


def test_marks_that_name_a_grade_are_thresholds() -> None:
    text = "自评得分90分以上的项目5个，得分96分。"
    assert [one.mention.is_threshold for one in observe(text)] == [True, False, False]


def test_target_is_told_from_its_result() -> None:
    text = "完成投资12.6亿元，为年度目标10亿元的126%。"
    assert [one.mention.is_target for one in observe(text)] == [False, True, False]


def test_bound_of_several_figures_holds_for_all() -> None:
    text = "支出进度分别不低于20%、45%和70%，合格率98%；收入分别达到420余万元、300万元。"
    found = [one.mention.comparator.value for one in observe(text)]
    assert found == [">=", ">=", ">=", "=", ">", "="]


def test_a_limit_that_was_kept_to_names_no_class() -> None:
    text = "债务余额45亿元，控制在限额49亿元以内；明年收入预期30亿元。"
    found = [(one.mention.is_threshold, one.mention.is_target) for one in observe(text)]
    assert found == [(False, False), (False, False), (False, True)]


def test_setting_goals_is_no_goal() -> None:
    text = "一、绩效目标设置情况\n15个项目纳入绩效目标管理，占比100%。"
    assert not any(one.mention.is_target for one in observe(text))


def test_readers_of_the_web_page_are_no_quantity_and_population_is_one() -> None:
    text = "浏览次数：356次 全县共有45万人口。"
    assert [one.mention.span.of(text) for one in observe(text)] == ["45万人"]


def test_procurement_from_small_firms_is_no_third_part() -> None:
    text = "政府采购预算160万元，其中货物类30万元，服务类130万元，面向中小企业采购112万元。"
    assert [one.parent for one in observe(text)] == [None, 0, 0, None]


def test_parts_of_a_report_in_one_line() -> None:
    body = "各项工作有序开展，" * 30
    text = (
        "目 录 第一部分 部门概况 一、部门职责 第三部分 决算情况说明 第一部分 部门概况 一、部门职责 "
        f"（一）承担法治工作。 二、机构设置 {body}。 第三部分 决算情况说明 "
        f"一、收入支出总体情况 {body}。 "
        f"二、收入决算情况 {body}。 第四部分 名词解释 一、财政拨款收入：指拨付的资金。"
    )
    assert headings(text) == [
        (1, "部门概况"),
        (2, "部门职责"),
        (2, "机构设置"),
        (1, "决算情况说明"),
        (2, "收入支出总体情况"),
        (2, "收入决算情况"),
        (1, "名词解释"),
    ]


def test_titles_that_run_into_their_text() -> None:
    text = (
        "一、工作回顾\n（一）坚持项目为王，后劲不断增强。全年实施项目128个。\n"
        "（二）民生保障更加有力。民生支出占比82%。\n"
        "二、主要职责\n1.组织编制规划。指导各级工作。\n2.统筹应急力量。牵头建立系统。"
    )
    assert [kind for _, kind, _, _ in shape(text)] == ["h", "h", "h", "h", "i", "i"]


def test_a_name_with_its_value_is_no_title() -> None:
    text = "一、执行情况\n1.收入：792万元。同比增加。\n2.支出：799万元。同比增加。"
    assert [kind for _, kind, _, _ in shape(text)] == ["h", "i", "i"]


def test_numbers_missing_in_a_report_of_one_line_lose_no_headings() -> None:
    body = "各项工作有序开展，" * 30
    text = (
        f"一、收入情况 {body}。 二、支出情况 {body}。 "
        f"五、结构情况 （一）总体情况 {body}。 "
        "（二）具体情况 1.组织事务（款）其他事务（项）： 支出2万元。 "
        f"2.行政运行（项）：支出3万元。 六、“三公”经费情况 （一）总体情况 {body}。 "
        f"七、其他事项 （一）采购情况 {body}。 （二）资产情况 截至2024年12月31日，共有车辆5辆。"
    )
    assert [title for depth, title in headings(text) if depth == 1] == [
        "收入情况",
        "支出情况",
        "结构情况",
        "“三公”经费情况",
        "其他事项",
    ]
    assert observe(text)[-1].point == "end"
