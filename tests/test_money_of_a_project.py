"""Money in reports on one project: what came in, was used and is left, and whose it is."""

import pytest

from models.observation import Observation
from pipeline.analyse import analyse_text

PROJECT = "2022年度农村饮水安全项目支出绩效自评报告"
DEPARTMENT = "某县水利局2022年度部门整体支出绩效自评报告"


def figures(text: str, title: str = PROJECT) -> list[Observation]:
    return list(analyse_text(f"{title}\n一、项目资金情况\n{text}").observations)


def codes(text: str, title: str = PROJECT) -> list[str | None]:
    return [one.metric_code for one in figures(text, title)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "到位30万元，实际使用28万元，结余2万元。",
            "fund_received expenditure_actual carryover_end",
        ),
        ("财政拨款30万元，实际使用28万元。", "fiscal_appropriation expenditure_actual"),
        ("衔接资金105万元已全部到位。", "fund_received"),
        ("共下达资金50万元，累计支付资金45万元。", "None expenditure_actual"),
        ("投资估算90万元，项目实际使用资金4万元。", "None expenditure_actual"),
        ("实际使用资金4万元，资金结转5万元。", "expenditure_actual carryover_end"),
        ("当年拨付到位资金260万元。", "fund_received"),
        ("年初预算批复专项资金8万元。", "budget_initial"),
        ("2022年项目资金预算20万元，支出20万元。", "budget_adjusted expenditure_actual"),
        ("情况。10万元资金全部拨付到位，实际形成支出9万元。", "fund_received expenditure_actual"),
        # What is a part of the project, or of another year, or lies ahead, is none of these.
        ("管网改造实际使用资金28万元。", "None"),
        ("2021年结转资金20万元。", "None"),
        ("含年初结转结余项目50万元。", "None"),
        ("下达资金50万元，将到位。", "None"),
    ],
)
def test_what_came_in_was_used_and_is_left(text: str, expected: str) -> None:
    assert codes(text) == [None if code == "None" else code for code in expected.split()]


def test_in_a_report_on_a_department_the_same_words_are_open() -> None:
    assert codes("衔接资金105万元已全部到位，已使用资金50万元。", DEPARTMENT) == [None, None]


@pytest.mark.parametrize(
    ("text", "fund"),
    [
        ("总投资600万元，其中500万元为中央水利发展资金。", ("all", "central")),
        ("共下达资金50万元，全部为省级财政资金。", ("all", "province")),
        ("安排2022年衔接资金50万元。", ("bridging", "all")),
        ("总投资900万元，其中中央预算内投资50万元。", ("all", "central")),
        ("共下达资金50万元为项目建设提供保障。", ("all", "all")),
        ("2023年省级下拨1-4级残疾军人护理费3.89万元。", ("all", "province")),
        ("共投入9万元，其中财政部下达5万元。", ("all", "central")),
        ("财政部门下达5万元。", ("all", "all")),
        ("中央财政安排和省级财政配套的9万元资金全部到位。", ("all", "all")),
        ("其中省级财政配套资金执行7万元。", ("all", "province")),
        ("中央专项彩票公益金支持残疾人事业发展补助资金8万元。", ("all", "central")),
        ("共下达资金50万元，比上年中央资金多。", ("all", "all")),
        ("省级文物保护单位修缮经费295万元。", ("all", "all")),
        ("补助国家级传承人资金84万元。", ("all", "all")),
    ],
)
def test_whose_money_it_is_by_the_words_on_both_sides(text: str, fund: tuple[str, str]) -> None:
    last = figures(text)[-1]
    assert (last.fund_type, last.fund_level) == fund


def test_a_budget_book_is_a_part_of_the_same_measure_over_all_books() -> None:
    found = figures("预算安排项目资金100万元，其中一般公共预算80万元，政府性基金20万元。")
    assert [one.parent for one in found] == [None, 0, 0]
    assert [one.budget_book for one in found] == ["all", "general_public", "gov_fund"]


def test_a_share_of_what_was_planned_is_no_goal() -> None:
    found = figures("完成投资480万元，占计划投资的96%。计划新建水池5座。下达培训计划资金140万元。")
    assert [one.mention.is_target for one in found] == [False, False, True, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022年度就业补助资金项目绩效自评得分为98分。", ["selfeval_score"]),
        ("经自评，该项目得分96分。", ["selfeval_score"]),
        ("自评总分为100分，自评得99分。", ["full_score", None]),
        ("自评总分为100分，评为优秀。", ["selfeval_score"]),
        ("项目产出指标得分48分，各项目得分90分。", [None, None]),
    ],
)
def test_marks_of_a_project(text: str, expected: list[str | None]) -> None:
    assert codes(text) == expected


def test_marks_of_single_indicators_are_not_the_projects() -> None:
    text = "1.免疫密度，年初目标值=90%，实际完成值=95%，自评得分20分；评价分98分。"
    found = figures(text)
    assert [one.metric_code for one in found] == [None, None, None, "selfeval_score"]
    assert [one.label for one in found[:2]] == ["目标值", "实际完成值"]


def test_posts_counted_as_things_and_persons_of_parts() -> None:
    text = (
        "行政事业总编制49个，其中行政编13个、全额事业编36个。现有人员99人，"
        "其中局本级39人（在职在编30人、退休9人），环卫处60人（在职在编50人）。"
    )
    found = figures(text, DEPARTMENT)
    assert [one.metric_code for one in found] == [
        "staff_quota_total", "staff_quota_admin", "staff_quota_institution", "staff_actual",
        None, None, None, None, None,
    ]  # fmt: skip
    assert [one.parent for one in found] == [None, 0, 0, None, 3, 4, 4, 3, 7]
    assert codes("该项目共编制15个绩效指标。") == [None]


@pytest.mark.parametrize(
    ("text", "parents"),
    [
        ("预拨资金3608万元（中央资金2855万元、省级资金753万元），清算5万元。", [None, 0, 0, None]),
        ("支出50万元（合同价80万元）。", [None, None]),
        ("支出50万元（年初预算30万元）。", [None, None]),
        ("项目资金50万元。分别为：水利经费30万元；林业经费20万元。", [None, 0, 0]),
        ("共9.9亿元。含救助资金2.7亿元、重建资金4亿元。", [None, 0, 0]),
        ("下达资金9万元，具体为：甲文件5万元，乙文件4万元。", [None, 0, 0]),
        ("总投资9万元。\n（二）分解情况。\n某厂项目，其中中央资金5万元。", [None, None]),
    ],
)
def test_lists_that_are_parts_and_that_are_none(text: str, parents: list[int | None]) -> None:
    assert [one.parent for one in figures(text)] == parents


def test_the_offices_own_short_name_narrows_nothing() -> None:
    found = figures("市文化馆事业编制核定数35名。", "丽水市文化馆2018年度整体支出绩效评价报告")
    assert found[0].metric_code == "staff_quota_institution"


def test_rates_behind_the_money_of_a_part_are_of_that_part() -> None:
    assert codes("管护补助资金全年共412.8万元，当年未使用，预算执行率0%。") == [None, None]
    whole = ["budget_adjusted", "budget_execution_rate"]
    assert codes("全年预算5万元，预算执行率90%。") == whole


def test_parts_are_of_their_total_even_where_they_exceed_it() -> None:
    found = figures("下达资金1.53万元，其中：退耕还林抚育30.1万元，造林补助2.42万元。")
    assert [one.parent for one in found] == [None, 0, 0]
    found = figures("离退休人员16人，其中：离休0人，退休16人。", DEPARTMENT)
    assert [one.parent for one in found] == [None, 0, 0]


def test_the_year_of_a_count_where_the_report_tells_none() -> None:
    text = "某县公安局部门整体支出绩效自评报告\n截至2024年12月31日，编制14人。在职实有29人。"
    found = analyse_text(text).observations
    assert [one.value_year for one in found] == [2024, 2024]
