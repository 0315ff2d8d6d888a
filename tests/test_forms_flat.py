"""Evaluation forms that an exporter flattened to text."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.fold import fold
from extractors.forms.flattened.rebuild import rebuild_forms
from extractors.forms.results import find_indicator_results
from models.document import Document
from models.finding import IndicatorResult
from models.observation import ALL, Observation
from pipeline.analyse import analyse_text
from pipeline.readers import document_of_text

# The same form as exporters flatten it: one cell a line, and all in one line.
FLAT = [
    "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分",
    "偏差原因分析及改进措施",
    "产出指标", "数量指标", "维修养护水库数量", "≥10座", "10座", "20", "20",
    "时效指标", "完成及时率", "≥95%", "90%", "10", "9", "雨季影响施工",
    "效益指标", "社会效益指标", "受益人口", "2.5万人", "2.6万人", "30", "30",
    "满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", "95%", "10", "10",
    "总分", "100", "98.75",
]  # fmt: skip
MONEY = [
    "项目名称", "小型水库维修养护", "主管部门", "某县水利局",
    "项目资金（万元）", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分",
    "年度资金总额", "100.00", "120.00", "117.00", "10", "97.50%", "9.75",
    "其中：当年财政拨款", "100.00", "100.00", "97.00",
    "上年结转资金", "0.00", "20.00", "20.00",
    "其他资金",
]  # fmt: skip
SEPARATORS = ["\n", " ", "\t", "  ", " |\n", "\n|\n"]


def rebuilt(text: str) -> Document:
    return rebuild_forms(document_of_text(text), fold(text))


def results_in(text: str) -> tuple[IndicatorResult, ...]:
    document = rebuilt(text)
    return find_indicator_results(document, fold(document.text), ())


def stated(text: str) -> dict[tuple[str | None, str], tuple[Decimal, str | None]]:
    """Value and project of every figure with a metric, by metric and fund type."""
    found: tuple[Observation, ...] = analyse_text(text).observations
    return {
        (one.metric_code, one.fund_type): (one.mention.value, one.line_item)
        for one in reversed(found)
        if one.metric_code and one.mention.cell
    }


@pytest.mark.parametrize("between", SEPARATORS[:4])
def test_form_flattened_to_text(between: str) -> None:
    text = f"附件\n项目支出绩效自评表\n{between.join(FLAT)}\n注：略"
    found = results_in(text)
    assert [
        (one.level1, one.level2, one.level3, one.target, one.actual, one.weight, one.score)
        for one in found
    ] == [
        ("产出指标", "数量指标", "维修养护水库数量", "≥10座", "10座", 20, 20),
        ("产出指标", "时效指标", "完成及时率", "≥95%", "90%", 10, 9),
        ("效益指标", "社会效益指标", "受益人口", "2.5万人", "2.6万人", 30, 30),
        ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", "95%", 10, 10),
    ]
    assert found[1].deviation_reason == "雨季影响施工"
    for one in found:
        assert one.level3 in one.span.of(text)


@pytest.mark.parametrize("between", SEPARATORS)
def test_lines_of_money_give_the_facts_of_a_real_table(between: str) -> None:
    text = f"项目支出绩效自评表\n（2023年度）\n{between.join(MONEY)}{between}"
    project = "小型水库维修养护"
    found = stated(text)
    assert found["budget_initial", ALL] == (1_000_000, project)
    assert found["budget_adjusted", ALL] == (1_200_000, project)
    assert found["expenditure_actual", ALL] == (1_170_000, project)
    assert found["budget_execution_rate", ALL] == (Decimal("97.5"), project)
    assert found["execution_score", ALL] == (Decimal("9.75"), project)


@pytest.mark.parametrize("between", SEPARATORS[:4])
def test_parts_belong_to_the_total_of_their_column(between: str) -> None:
    text = f"项目支出绩效自评表\n（2023年度）\n{between.join(MONEY)}"
    found = analyse_text(text).observations
    [part] = [one for one in found if one.label == "上年结转资金" and one.mention.value == 0]
    assert part.parent is not None
    assert found[part.parent].metric_code == "budget_initial"


def test_the_whole_form_in_one_line_is_one_table() -> None:
    text = f"项目支出绩效自评表 （2023年度） {' '.join(MONEY)} 年度目标 完成维修。 {' '.join(FLAT)}"
    document = rebuilt(text)
    assert len(document.tables) == 1
    found = stated(text)
    assert found["budget_adjusted", ALL] == (1_200_000, "小型水库维修养护")
    assert found["selfeval_score", ALL] == (Decimal("98.75"), "小型水库维修养护")
    assert {one.project for one in analyse_text(text).indicator_results} == {"小型水库维修养护"}
    assert not [one for one in analyse_text(text).observations if one.mention.cell is None]


def test_total_with_the_first_amount_left_out() -> None:
    line = "年度资金总额 120.00 117.00 10 97.50% 9.75"
    text = f"项目支出绩效自评表\n（2023年度）\n{' '.join(MONEY[:11])} {line} 其他资金"
    found = stated(text)
    assert ("budget_initial", ALL) not in found
    assert found["budget_adjusted", ALL][0] == 1_200_000
    assert found["expenditure_actual", ALL][0] == 1_170_000


def test_line_of_figures_that_fit_no_columns_is_left_alone() -> None:
    line = "年度资金总额 120.00 117.00 10 60.00% 9.75"
    text = f"项目支出绩效自评表\n（2023年度）\n{' '.join(MONEY[:11])} {line} 其他资金"
    assert stated(text) == {}


# As the page of a county in Sichuan prints its forms once its tables are lost: rows of cells
# between strokes, those that are merged left out, an empty cell between two strokes.
RULED = """部门预算项目支出绩效自评表(2023年度) | ||||||||||
项目名称 | 设备更新补助项目 | |||||||||
主管部门 | 某县司法局部门 | 实施单位 | 某县司法局 | |||||||
预算执行情况(10分) | 年度预算数(万元) | 年初预算 | 调整后预算数 | 预算执行数 | 预算执行率 | 权重 | 得分 | 原因 | ||
总额 | 0.00 | 3.36 | 3.36 | 100.00% | 10 | 10 | 1.预算执行率=预算执行数/调整后预算数;2.单独说明理由. | |||
其中:财政资金 | 0.00 | 3.36 | 3.36 | 100.00% | / | / | ||||
单位资金 | 0.00 | 0.00 | 0.00 | 0.00% | / | / | ||||
其他资金 | / | / | ||||||||
绩效指标(90分) | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 完成值 | 权重 | 得分 | 未完成原因分析 |
产出指标 | 质量指标 | 完成采购并支付资金 | = | 100 | % | 100 | 40 | 40 | ||
成本指标 | 经济成本指标 | 成本控制数 | ≤ | 30 | 万元 | 28 | 50 | 50 | ||
合计 | 100 | |||||||||
评价结论 | 按期支付。 | |||||||||
"""  # noqa: E501


def test_rows_between_strokes() -> None:
    found = stated(RULED)
    assert found["budget_adjusted", ALL] == (33_600, "设备更新补助项目")
    assert found["expenditure_actual", ALL] == (33_600, "设备更新补助项目")
    assert found["expenditure_actual", "unit_own"] == (0, "设备更新补助项目")
    assert [
        (one.level1, one.level2, one.level3, one.target, one.actual, one.weight, one.score)
        for one in analyse_text(RULED).indicator_results
    ] == [
        ("产出指标", "质量指标", "完成采购并支付资金", "100", "100", 40, 40),
        ("成本指标", "经济成本指标", "成本控制数", "30", "28", 50, 50),
    ]


def test_unit_and_sign_in_columns_of_their_own() -> None:
    cells = [one.mention for one in analyse_text(RULED).observations if one.mention.is_target]
    assert [(one.value, one.unit, one.comparator.value) for one in cells] == [
        (100, "%", "="),
        (300_000, "元", "<="),
    ]


def test_goals_without_points_one_cell_a_line() -> None:
    cells = [
        "项目名称", "农田建设项目", "资金情况 (万元)", "年度资金总额：", "854万元", "其他资金",
        "绩效指标", "一级指标", "二级指标", "三级指标", "指标值",
        "产出指标", "数量指标", "道路硬化里程", "≥100公里", "供水设施数量", "≥20座",
        "效益指标", "经济效益", "指标", "年增粮食", "3500公斤",
        "满意度指标", "服务对象满意度指标", "受益户满意度", "≥95%",
        "注：各地请根据实际情况填报。",
    ]  # fmt: skip
    text = "\n\n".join(["绩效目标申报表", "(2022年度)", *cells])
    assert [
        (one.level1, one.level2, one.level3, one.target, one.project) for one in results_in(text)
    ] == [
        ("产出指标", "数量指标", "道路硬化里程", "≥100公里", "农田建设项目"),
        ("产出指标", "数量指标", "供水设施数量", "≥20座", "农田建设项目"),
        ("效益指标", "经济效益指标", "年增粮食", "3500公斤", "农田建设项目"),
        ("满意度指标", "服务对象满意度指标", "受益户满意度", "≥95%", "农田建设项目"),
    ]
    assert stated(text) == {("budget_initial", ALL): (8_540_000, "农田建设项目")}


def test_any_table_between_strokes_is_one() -> None:
    text = (
        "二、汇总表\n项目名称 | 预算金额(万元) | 实际支出(万元) | 使用率 |\n-- | -- | -- | -- |\n"
        "教育专项 | 850 | 830 | 97.6% |\n医疗专项 | 620 | 600 | 96.8% |\n三、分析\n"
    )
    [table] = rebuilt(text).tables
    printed = [cell.span.of(text) for cell in table.cells]
    assert printed[:5] == ["项目名称", "预算金额(万元)", "实际支出(万元)", "使用率", "教育专项"]
    assert len(printed) == 12


@pytest.mark.parametrize(
    "text",
    [
        "本部门设定一级指标、二级指标、三级指标，年度指标值均已完成，得分100分。",
        "一级指标 二级指标 三级指标",
        "三级指标\n年度指标值\n实际完成值\n分值\n得分",
        "全年预算数 100万元，全年执行数 95万元，执行率 95%。",
        "甲|乙",
        "",
    ],
)
def test_prose_about_indicators_is_no_form(text: str) -> None:
    assert rebuilt(text) == document_of_text(text)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.sampled_from([*FLAT, *MONEY, "……", "指标1：", "/", "100%", "。"]), max_size=60),
    st.sampled_from(SEPARATORS),
)
def test_any_order_of_words_is_read(tokens: list[str], between: str) -> None:
    text = "前文。\n" + between.join(tokens) + "\n后文。"
    document = rebuilt(text)
    assert document.text == text
    assert all(a.span.end <= b.span.start for a, b in pairwise(document.blocks))
    for table in document.tables:
        assert all(table.span.contains(cell.span) for cell in table.cells)
        assert [cell.span for cell in table.cells] == sorted(cell.span for cell in table.cells)
    for one in find_indicator_results(document, fold(text), ()):
        assert one.level3
        assert one.level3 in one.span.of(text)


def test_a_table_and_a_form_between_strokes_share_no_text() -> None:
    text = (
        "发放及时率 | = | 100 | % | 5 |\n知晓率 | = | 100 | % | 15 |\n满意度 | ≥ | 90 | % | 10 |\n"
        f"{RULED}"
    )
    document = rebuilt(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(document.tables))
    places = [one.mention.span for one in analyse_text(text).observations]
    assert len(places) == len(set(places))


def test_lines_of_money_with_labels_of_their_own() -> None:
    text = (
        "医疗救助补助资金转移支付项目绩效目标自评表 | ||||\n(2024年度) | ||||\n"
        "转移支付(项目)名称 | 医疗救助补助资金 | |||\n地方主管部门 | 医疗保障局 | |||\n"
        "资金投入情况(万元) | 全年预算数(A) | 全年执行数(B) | 预算执行率(B/A×100%) | |\n"
        "年度资金总额: | 3359.62万 | 3300.00万 | 98.2% | |\n"
        "其中:中央财政资金 | 829.3万 | 829.3万 | 100% | |\n"
        "彩票公益金用于医疗救助 | 0 | 0 | 100% | |\n"
        "地方资金 | 2530.32万 | 2470.7万 | 97.6% | |\n"
    )
    result = analyse_text(text)
    facts = {
        (one.metric_code, one.fund_level): (one.mention.value, one.line_item)
        for one in result.observations
        if one.metric_code
    }
    project = "医疗救助补助资金"
    assert facts["budget_adjusted", ALL] == (33_596_200, project)
    assert facts["expenditure_actual", ALL] == (33_000_000, project)
    assert facts["budget_adjusted", "central"] == (8_293_000, project)
    assert [one.label for one in result.observations if one.mention.value == 24_707_000] == [
        "地方资金"
    ]
    assert result.identity.report_type.value == "transfer_self"


def test_levels_that_stand_upright_and_strokes_for_what_does_not_apply() -> None:
    text = (
        "项目支出绩效自评表\n(2021年度)\n项目名称 禁毒经费\n主管部门 某市公安局 实施单位 某支队\n"
        "项目资金\n(万元)\n年初预算数 全年预算数(A) 全年执行数(B) 分值 执行率(B/A) 得分\n"
        "年度资金总额: 100 100 100 10 100% 10\n其中:本年财政拨款 90 90 90 - -\n上年结转资金 - -\n"
        "年度绩效指标完成情况 一级\n指标\n二级指标 三级指标 年度指标值 实际完成值 分值 得分 "
        "偏差原因分析及改进措施\n产\n出\n指\n标\n(50分)\n"
        "数量指标 指标1:宣传场次 ≥1场 1场 25 25\n时效指标 指标1:完成时间 12月前 12月 25 25\n"
        "效\n益\n指\n标\n(30分)\n社会效益指标 指标1:禁毒意识 明显提升 明显提升 30 30\n总分 80 80\n"
    )
    result = analyse_text(text)
    assert [(one.level1, one.level2, one.level3) for one in result.indicator_results] == [
        ("产出指标(50分)", "数量指标", "宣传场次"),
        ("产出指标(50分)", "时效指标", "完成时间"),
        ("效益指标(30分)", "社会效益指标", "禁毒意识"),
    ]
    assert {one.deviation_reason for one in result.indicator_results} == {""}
    parts = [one for one in result.observations if one.label == "本年财政拨款"]
    assert [one.mention.value for one in parts] == [900_000] * 3


@pytest.mark.parametrize("between", ["\n", " |\n"])
def test_funds_without_heads_take_their_unit_from_the_words_beside_them(between: str) -> None:
    cells = [
        "项目名称", "水利专项资金", "资金情况（万元）", "资金总额", "100", "其中：财政拨款", "80",
        "其他资金", "20", "总体目标", "开展7个小型水利工程建设",
        "绩效指标", "一级指标", "二级指标", "三级指标", "指标值",
        "产出指标", "数量指标", "工程数量", "≥7个", "质量指标", "验收合格率", "≥95%",
        "满意度指标", "服务对象满意度", "群众满意度", "≥90%",
    ]  # fmt: skip
    title = "2024年度项目支出绩效目标申报表"
    assert stated("\n".join([title, between.join(cells)])) == {
        ("budget_initial", ALL): (Decimal(1_000_000), "水利专项资金"),
        ("budget_initial", "unit_own"): (Decimal(200_000), "水利专项资金"),
    }


def test_points_before_the_names_are_no_points_of_what_stands_behind() -> None:
    heads = ["一级指标", "二级指标", "分值", "三级指标", "指标值", "完成值"]
    cells = [*heads, "产出指标", "数量指标", "10", "维修水库数量", "10座", "9座"]
    (result,) = results_in(" ".join(cells))
    assert (result.level3, result.target, result.actual) == ("维修水库数量", "10座", "9座")


def test_lines_of_money_beside_a_corner_that_reaches_down() -> None:
    lines = [
        ["项目名称", "临时救助", "", ""],
        ["资金情况（万元）", "", "全年预算数", "全年执行数（B）", "分值", "执行率", "得分", "", ""],
        ["", "年度资金总额：", "30", "27", "10", "90%", "9", "", ""],
        ["", "其他资金", "", "", "", "", "", "", ""],
        ["年度总体目标", "年初设定目标", "年度总体目标完成情况综述", "", ""],
        ["", "解决临时性的困难", "全年救助87人次，救助资金27万元。", "", ""],
    ]  # fmt: skip
    text = " |\n".join(cell for line in lines for cell in line) + " |\n"
    assert stated(f"绩效目标自评表\n（2019年度）\n{text}") == {
        ("budget_adjusted", ALL): (Decimal(300_000), "临时救助"),
        ("expenditure_actual", ALL): (Decimal(270_000), "临时救助"),
        ("budget_execution_rate", ALL): (Decimal(90), "临时救助"),
        ("execution_score", ALL): (Decimal(9), "临时救助"),
    }


def test_columns_that_hold_no_part_of_an_indicator_keep_their_cells() -> None:
    lines = [
        ["一级指标", "二级指标", "三级指标", "指标值及单位", "绩效标准", ""],
        ["产出指标", "数量指标", "配备车辆数", "10辆", "计划标准", "", ""],
        ["", "服务半径", "优良", "计划标准", "", "", ""],
        ["效益指标", "经济效益指标", "", "", "", "", ""],
        ["", "社会公众或服务对象满意度指标", "市民满意度", "≥90%", "计划标准", "", "", ""],
        ["", "财政部门审核意见", "", "", "", ""],
    ]
    text = " |\n".join(cell for line in lines for cell in line) + " |\n"
    found = results_in(f"项目支出绩效目标申报表\n{text}")
    assert [(one.level1, one.level2, one.level3, one.target) for one in found] == [
        ("产出指标", "数量指标", "配备车辆数", "10辆"),
        ("产出指标", "数量指标", "服务半径", "优良"),
        ("效益指标", "社会公众或服务对象满意度指标", "市民满意度", "≥90%"),
    ]


def test_names_of_money_with_their_own_unit_in_a_form_and_above_their_sums() -> None:
    cells = [
        "资金名称", "调出大县奖励资金", "资金情况", "年度金额（万元）：", "397",
        "其中：中央补助（万元）", "300", "地方资金（万元）", "",
        "一级指标", "二级指标", "三级指标", "单位", "指标值",
        "产出指标", "数量指标", "猪肉产量稳定率", "%", "≥95%", "存栏稳定率", "%", "90%",
    ]  # fmt: skip
    found = analyse_text("奖励资金区域绩效目标表（2022年度）\n" + " |\n".join(cells) + " |\n")
    money = [one for one in found.observations if one.mention.unit == "元"]
    assert [(one.mention.value, one.fund_level, one.parent) for one in money] == [
        (3_970_000, ALL, None),
        (3_000_000, "central", 0),
    ]


def test_sums_below_and_beside_their_names() -> None:
    lines = (
        "计划安排资金（元）\n\n480000\n\n实际支出（元）\n\n239335\n联系电话（万元）\n\n无\n"
        "实际到位资金（万元）：24.5\n栏次（万元） 1 2 3\n投资（万元）50个项目\n"
        "计划安排资金（万元）实际到位资金（万元）75"
    )
    found = analyse_text(f"2019年整治经费项目支出绩效自评报告\n一、概况\n{lines}").observations
    assert [(one.metric_code, one.mention.value) for one in found if one.mention.cell] == [
        (None, 480_000),
        ("expenditure_actual", 239_335),
        ("fund_received", 245_000),
        ("fund_received", 750_000),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "栏次\n收入合计（万元）\n1\n支出合计（万元）\n2\n",
        "项目\n本年支出合计（万元）\n2023\n2022\n",
        "本年支出合计（万元）\n2023\n",
        "科目名称\n本年支出合计（万元）\n1200.5\n",
        "本年收入合计（万元）\n本年支出合计（万元）\n1200.5\n",
        "本年支出合计（万元）\n1200.5\n1100.5\n",
    ],
)
def test_numbers_of_columns_and_years_below_heads_are_no_sums(lines: str) -> None:
    title = "唐山市丰南区应急管理局2023年度部门决算公开说明\n"
    assert analyse_text(title + lines).observations == ()


def test_sums_below_their_names_with_nothing_between_are_read() -> None:
    title = "唐山市丰南区应急管理局2023年度部门决算公开说明\n"
    lines = "本年收入合计（万元）\n2023.5\n本年支出合计（万元）\n1100\n结余（万元）\n0\n"
    found = analyse_text(title + lines).observations
    assert [one.mention.value for one in found] == [20_235_000, 11_000_000, 0]


def test_points_of_heads_and_results_without_a_unit_of_money() -> None:
    cells = [
        "项目名称", "养殖场建设", "预算执行情况（万元）", "（20分）", "预算数（A）", "执行数（B）",
        "执行率（B/A）", "得分", "（20分*执行率）", "年度财政资金总额", "50", "10", "20", "4",
        "一级指标", "二级指标", "三级指标", "年初目标值", "实际完成值", "得分",
        "产出指标", "数量指标", "消毒池情况", "14", "14", "1", "产床数量", "≥20张", "21", "1",
    ]  # fmt: skip
    text = "2022年度项目支出绩效自评表\n" + "\n\n\n".join(cells)
    found = [one.mention for one in analyse_text(text).observations if one.mention.cell]
    units = [(one.value, one.unit) for one in found if one.unit != "分"]
    assert units == [
        (500_000, "元"), (100_000, "元"), (20, "%"), (14, ""), (14, ""), (20, "张"), (21, "张"),
    ]  # fmt: skip


def test_results_under_a_head_that_names_the_measure_are_no_goals() -> None:
    lines = (
        "项目绩效目标完成情况表（2019年度）\n项目名称 | 装备维护 | | | | |\n"
        "绩效指标 | 一级指标 | 二级指标 | 三级指标 | 预期指标值（包含文字描述） | "
        "实际完成指标值（包含文字描述） |\n"
        "项目完成指标 | 产出指标 | 数量指标 | 保障车辆 | 8辆 | 9辆 |\n"
    )
    found = [one.mention for one in analyse_text(lines).observations if one.mention.cell]
    assert [(one.value, one.is_target) for one in found] == [(8, True), (9, False)]
