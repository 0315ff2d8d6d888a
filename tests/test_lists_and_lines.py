"""Lists of changes, budget lines without a code, bases and wholes, in made-up sentences."""

import pytest

from models.identity import ReportType
from models.observation import Point
from tests.test_meaning import facts, observe
from tests.test_wordings_of_governments import codes, wholes


def test_changes_told_of_one_after_another_are_each_of_their_own() -> None:
    text = (
        "“三公”经费预算79亿元中，因公出国（境）费21亿元，公务用车购置及运行费43亿元，公务接待费15亿元。"
        "与2023年预算执行数相比，分别减少0.3亿元、0.4亿元、0.6亿元。"
    )
    assert [code for _, code in facts(text)[1:]] == [
        "sangong_abroad_budget", "sangong_vehicle_budget", "sangong_reception_budget"
    ] * 2  # fmt: skip


def test_changes_of_more_things_than_are_named_stay_open() -> None:
    text = "公务接待费15万元。与上年相比，分别减少0.3万元、0.4万元。"
    assert facts(text)[1:] == [("0.3万元", None), ("0.4万元", None)]


def test_both_sides_of_a_balance_grow() -> None:
    text = "收入总计增加9万元，支出总计增加8万元，分别增长11%、10%。"
    assert [code for _, code in facts(text)] == ["revenue_total", "expenditure_total_balanced"] * 2


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("（一）教育支出类科目58万元，占82%。", "教育支出"),
        ("机关事业单位职业年金缴费支出10万元，全部是基本支出。", "机关事业单位职业年金缴费支出"),
        ("住房改革支出226万元。", "住房改革支出"),
        # A line that a printer broke in the middle of the name.
        ("本单位2024年的各项支出按照国家规定的政府收支分类科目编列，其中社会\n保障和就业支出557万元。",
         "社会保障和就业支出"),
    ],
)  # fmt: skip
def test_lines_that_are_known_by_their_names(text: str, line: str) -> None:
    found = [one.line_item for one in observe(text, ReportType.BUDGET) if one.line_item]
    assert found == [line]


def test_parts_of_a_line_are_about_the_line() -> None:
    text = "初中教育支出206万元，其中：基本支出200万元，项目支出6万元。"
    found = observe(text, ReportType.BUDGET)
    assert [(one.metric_code, one.line_item) for one in found] == [
        ("budget_initial", "初中教育支出"),
        ("basic_budget", "初中教育支出"),
        ("project_budget", "初中教育支出"),
    ]
    assert wholes(found, text) == {"200万元": "206万元", "6万元": "206万元"}


def test_both_sides_of_one_total_are_its_parts() -> None:
    text = (
        "财政拨款收支总预算70万元。收入包括：一般公共预算拨款68万元、上年结转2万元；"
        "支出包括：教育支出50万元、住房保障支出20万元。"
    )
    assert set(wholes(observe(text, ReportType.BUDGET), text).values()) == {"70万元"}


def test_what_is_compared_with_belongs_to_its_year_though_nothing_names_it() -> None:
    text = "甲类补贴收入180万元，比上年甲类补贴收入225万元减少45万元。"
    assert [(one.metric_code, one.value_year) for one in observe(text)] == [
        (None, 2024), (None, 2023), (None, 2024)
    ]  # fmt: skip


def test_a_sentence_that_goes_on_with_the_parts_keeps_its_year() -> None:
    text = "2022年“三公”经费支出合计28万元，比预算数减少24万元。其中，公务接待费3万元。"
    assert [one.value_year for one in observe(text)] == [2022] * 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("政府性基金收入总计33万元，其中本级收入1万元，上级补助收入13万元。",
         ["gov_fund_revenue", None, "revenue_superior"]),
        ("甲类补助230万元。其中，一般公共预算收入187万元，政府性基金收入43万元。", [None] * 3),
        ("各乡（镇）、县本级一般公共预算拨款安排的“三公”经费支出5万元。", ["sangong_actual"]),
        ("开展业务活动的交通费、用餐费等公务接待费决算支出238万元。", ["sangong_reception_actual"]),
        # Of two that are named before it the sum has no metric.
        ("会议费、培训费5万元。", [None]),
    ],
)  # fmt: skip
def test_whose_money_it_is(text: str, expected: list[str | None]) -> None:
    assert codes(text) == expected


def test_persons_are_posts_only_where_posts_are_spoken_of() -> None:
    assert facts("在职人员81人，技术人员57人，工勤人员23人。")[-1] == ("23人", None)
    assert facts("行政编制81人，工勤人员23人。")[-1] == ("23人", "staff_quota_worker")


def test_staff_is_told_of_among_duties_but_not_in_a_glossary() -> None:
    text = "一、主要职责\n负责推广。人员概况：在职人员81人。\n"
    assert facts(text) == [("81人", "staff_actual")]
    assert facts(text.replace("主要职责", "名词解释")) == [("81人", None)]


def test_persons_who_came_and_went_are_of_the_year() -> None:
    text = "年初在职职工125人，期间调入11人，调出5人，年末在职职工131人。"
    assert [one.point for one in observe(text)] == [
        Point.START, Point.YEAR, Point.YEAR, Point.END
    ]  # fmt: skip


def test_money_of_two_levels_is_of_neither() -> None:
    (one,) = observe("下达中央省级财政衔接推进乡村振兴补助资金157万元。")
    assert (one.fund_level, one.fund_type) == ("all", "bridging")


def test_a_line_is_known_by_the_two_kinds_of_spending_behind_it() -> None:
    text = "机构运行110万元，其中：\n基本支出100万元，项目支出10万元。"
    found = observe(text, ReportType.BUDGET)
    assert [one.line_item for one in found] == ["机构运行"] * 3
    assert wholes(found, text) == {"100万元": "110万元", "10万元": "110万元"}
    # The department's money as a whole is no line.
    assert facts("部门总计划资金110万元，其中：基本支出100万元。", "line_item") == [
        ("110万元", None, None),
        ("100万元", "basic_actual", None),
    ]


def test_parts_that_the_words_name_go_before_wholes_of_the_same_measure() -> None:
    text = "年初预算900万元。绩效目标涉及资金110万元，其中，基本支出100万元，项目支出10万元。"
    assert wholes(observe(text, ReportType.BUDGET), text) == {
        "100万元": "110万元", "10万元": "110万元"
    }  # fmt: skip


def test_a_blank_line_ends_a_title_that_is_as_long_as_a_broken_line() -> None:
    text = "甲省乙市丙县人民政府办公室2024年“三公”经费预算情况说明\n\n2024年“三公”经费预算46万元。"
    assert facts(text, report_type=ReportType.BUDGET) == [("46万元", "sangong_budget")]


def test_what_is_told_behind_a_comma_as_contained_is_a_part() -> None:
    text = "收支总预算471万元，含甲馆经费25万元，乙馆经费53万元；比2023年预算增加55万元。"
    found = observe(text, ReportType.BUDGET)
    assert wholes(found, text) == {"25万元": "471万元", "53万元": "471万元"}
    assert found[-1].metric_code == "revenue_expenditure_total"
    assert (
        wholes(observe("收支总预算471万元，含税费25万元。"), "收支总预算471万元，含税费25万元。")
        == {}
    )


def test_a_change_of_a_line() -> None:
    (one,) = observe("一般公共服务支出比上年增加48万元。")
    assert (one.metric_code, one.line_item) == ("expenditure_actual", "一般公共服务支出")


def test_a_change_is_of_the_later_of_two_years() -> None:
    text = "2024年“三公”经费执行数20万元，2025年预算数19万元，较上年预算数减少1万元。"
    assert [one.value_year for one in observe(text)] == [2024, 2025, 2025]
    text = "2024年公务接待费6万元，2023年公务接待费5万元，增加1万元。"
    assert [one.value_year for one in observe(text)] == [2024, 2023, 2024]


def test_one_name_does_not_serve_a_list_of_two_with_what_was_before() -> None:
    text = "地方财政收入1.62亿元、增长7.8%，城乡居民收入分别增长4.6%和7.1%。"
    assert [code for _, code in facts(text)] == ["gov_public_revenue"] * 2 + [None] * 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一般公共预算收入从2015年的2007万元上升到2024年的2468万元，年均增长4.22%。",
         ["gov_public_revenue", "gov_public_revenue", None]),
        # What grew has no metric, and neither has its rate.
        ("财政总收入9万元。五年财政收入总量较前五年增加33万元，增长69%。",
         ["gov_public_revenue", None, None]),
        ("一般公共预算收入完成112万元，占年计划100万元的112%，同比增长21%。",
         ["gov_public_revenue", None, None, "gov_public_revenue"]),
        # What was planned to come in has no metric; what was planned to be spent has one.
        ("县人大常委会批准的一般公共预算收入预算为29亿元。", [None]),
        ("县人大常委会批准的一般公共预算支出年初预算为64亿元。", ["budget_initial"]),
        ("一般公共预算本级收入23万元，其中：税收增加1万元、非税增加2万元。",
         ["gov_public_revenue", "tax_revenue", "revenue_non_tax"]),
        ("安排“三公”经费支出预算中公务用车运行维护费39万元。",
         ["sangong_vehicle_operation_budget"]),
        ("安排道路维修经费中公务用车运行维护费39万元。", [None]),
        ("政府采购预算64万元， 同 比 增 加24万元。", ["procurement_budget"] * 2),
    ],
)  # fmt: skip
def test_constructions_of_budget_reports(text: str, expected: list[str | None]) -> None:
    assert codes(text) == expected


def test_the_first_lines_are_titles_however_long() -> None:
    title = "附件1 甲省乙市丙县民族中学2024年财政拨款“三公”经费预算情况说明"
    text = f"{title}\n2024年“三公”经费预算4万元。"
    assert facts(text, report_type=ReportType.BUDGET) == [("4万元", "sangong_budget")]


def test_money_is_not_compared_with_a_rate() -> None:
    text = "“三公”经费控制率为76%，较上年22万元减少1万元，下降6%。"
    assert [code for _, code in facts(text)] == ["sangong_control_rate", None, None, None]


def test_words_that_sum_up_narrow_nothing() -> None:
    text = (
        "“三公”经费支出决算汇总数为6.09万元。共计安排因公出国（境）团组0个，共计购置公务用车0辆，"
        "国内公务接待55次。我院内设职能部门15个。财政拨款总收入488万元，财政拨款总支出487万元。"
    )
    assert [code for _, code in facts(text)] == [
        "sangong_actual", "abroad_groups", "vehicles_purchased", "reception_batches",
        "org_units_internal", "fiscal_appropriation", "appropriation_expenditure",
    ]  # fmt: skip
    assert facts("全年接待来访群众50次。") == [("50次", None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2023年支出100万元（含政府采购60万元），其中设备款50万元，安装款50万元。",
            [None, 0, 0, 0],
        ),
        (
            "2023年支出100万元（含政府采购60万元，其中货物30万元），其中设备款50万元，安装款50万元。",
            [None, 0, 1, 0, 0],
        ),
        ("采购支出60万元（货物40万元（省级30万元）），其中设备款50万元。", [None, 0, 1, 0]),
        # Nothing closed, or a bracket without a level in it.
        (
            "2023年支出100万元（其中政府采购60万元（增长5%），其中货物30万元，服务30万元）。",
            [None, 0, None, 1, 1],
        ),
        ("支出100万元，购置费60万元（见附表），其中轿车20万元。", [None, None, 1]),
        ("（1）购置费60万元，其中轿车20万元。", [None, 0]),
    ],
)
def test_what_follows_a_closed_bracket_is_about_the_figure_before_it(
    text: str, expected: list[int | None]
) -> None:
    assert [one.parent for one in observe(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Each change has a verb of its own.
        (
            "人员经费500万元、公用经费100万元，分别比上年增长5%、下降3%。",
            ["personnel_actual", "public_actual"] * 2,
        ),
        (
            "公务接待费5万元、培训费2万元，分别比上年增加1万元、减少2万元。",
            ["sangong_reception_actual", "training_cost"] * 2,
        ),
        # What was counted 分别 changes 分别.
        (
            "收入、支出决算分别为1000万元、900万元，分别比上年增长10%、下降8%。",
            ["revenue_current", "expenditure_actual"] * 2,
        ),
        (
            "收入、支出决算分别为1000万元、900万元，比上年分别增长10%、8%。",
            ["revenue_current", "expenditure_actual"] * 2,
        ),
        ("本年收入合计、本年支出合计分别增长10%、8%。", ["revenue_current", "expenditure_actual"]),
        # One name says too little, so that its change stays open.
        ("收入、支出分别增长10%、8%。", ["revenue_current", None]),
        (
            "公务接待费5万元，分别比上年增加1万元、减少2万元。",
            ["sangong_reception_actual", None, None],
        ),
        # One thing against two bases, and changes that nothing lists.
        ("本年支出合计900万元，比上年和预算分别增长10%、下降8%。", ["expenditure_actual"] * 3),
        ("公务接待费5万元，与上年相比增加1万元、增长25%。", ["sangong_reception_actual"] * 3),
    ],
)  # fmt: skip
def test_changes_told_of_together_are_bound_one_to_one_or_not_at_all(
    text: str, expected: list[str | None]
) -> None:
    assert [code for _, code in facts(text)] == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("公务用车购置费20万元，公务用车运行维护费10万元，合计30万元。", None),
        ("公务用车购置费20万元，公务用车运行维护费10万元，共计支出30万元。", None),
        ("税收收入5亿元，非税收入2亿元，两项合计7亿元。", None),
        ("工资福利支出100万元，商品和服务支出50万元，共计150万元。", None),
        ("基本支出500万元，项目支出300万元，合计支出800万元。", None),
        # The same once more.
        ("公务接待费5万元，共计5万元。", "sangong_reception_actual"),
        ("公务接待费支出2万元，接待3批次、15人次，共计支出2万元。", "sangong_reception_actual"),
        # Of another sentence nothing is summed up.
        ("公务用车购置费20万元。公务接待费10万元，共计10万元。", "sangong_reception_actual"),
    ],
)
def test_a_sum_of_several_is_not_of_the_last_one(text: str, code: str | None) -> None:
    assert observe(text)[-1].metric_code == code
