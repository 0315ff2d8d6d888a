"""Wordings of published final accounts and budgets, each with the place it was met in.

The sentences are shortened from the published texts; the figures are theirs.
"""

import pytest

from extractors.identity.year import year_of_body
from extractors.meaning.own_name import without_own_name
from models.identity import ReportType
from models.observation import Point
from pipeline.analyse import analyse_text
from tests.test_meaning import facts, observe


def codes(text: str, report_type: ReportType = ReportType.FINAL_ACCOUNT) -> list[str | None]:
    """What each figure of ``text`` measures."""
    return [code for _, code in facts(text, report_type=report_type)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 龙泉市 2018: brackets call the whole by its name behind its last part
        (
            "公务接待费、公车购置费,公车运行费(“三公”经费)决算总额2771万元,比上年下降1.8%。",
            ["sangong_actual"] * 2,
        ),
        # 甘南州交通局 2015: what is compared with has a name of its own
        (
            "因公出国(境)费0万元。较2014年度部门决算公开“三公”经费合计16.08万元增加15.15万元。",
            ["sangong_abroad_actual", "sangong_actual", "sangong_actual"],
        ),
        # 鄂尔多斯 2022: parts of a budget's change are budgets
        (
            "2024年度“三公”经费预算较2023年度增加1.68万元,其中公务接待较上年同期减少0.58万元。",
            ["sangong_budget", "sangong_reception_budget"],
        ),
        # 衢江区 2016, 怀宁县人民法院 2017, 眉山市人民检察院 2014
        ("公车购置及运行费995万元。", ["sangong_vehicle_actual"]),
        ("其中:公务用车购置 0 万元。", ["sangong_vehicle_purchase_actual"]),
        ("公车购置及运行维护费预算130万元。", ["sangong_vehicle_budget"]),
        # 德阳 2022
        ("国有资本经营预算拨款支出0万元。", ["expenditure_actual"]),
        # 黄石市第七中学 2023: what one book gives is an appropriation
        ("4、政府性基金安排的收入0元;", ["fiscal_appropriation"]),
        # 梧州市军休所 2021: a total that holds more than the spending
        (
            "本单位2024年度总支出581.45万元,其中本年支出480.71万元,较2023年度决算数减少90.49万元。",
            ["expenditure_total_balanced", "expenditure_actual", "expenditure_actual"],
        ),
        ("全年总支出581.45万元,其中基本支出480.71万元。", ["expenditure_actual", "basic_actual"]),
        # 绍兴市柯桥区 2021: with transfers it is a total, no revenue of the year
        (
            "一般公共预算支出完成132.9亿元。加上转移性支出63.4亿元,支出合计196.3亿元。",
            ["expenditure_actual", None, "expenditure_total_balanced"],
        ),
        # 天水市幼儿园 2017, 南漳县招商服务中心 2019
        ("实际正式教职工62人,人事派遣人员5名。", ["staff_actual", "staff_off_quota"]),
    ],
)
def test_wordings_of_final_accounts(text: str, expected: list[str | None]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 麦积区花牛镇 2020: the economic class is called so whether it is planned or paid
        (
            "1.基本支出1056.0944万元。其中工资福利支出843.2311万元,商品和服务支出98.71万元。",
            ["basic_budget", "econ_wages", "econ_goods_services"],
        ),
        # 洛阳市第四高级中学 2023: a fund beside the appropriation is no part of it
        (
            "一般公共预算拨款收入4760.82万元;财政专户管理资金收入154万元。",
            ["fiscal_appropriation", None],
        ),
        # 黄石市第七中学 2023
        (
            "人员类项目支出3193.45万元;公用经费项目支出169.16万元;特定目标类项目支出18万元。",
            ["personnel_budget", "public_budget", "project_budget"],
        ),
    ],
)
def test_wordings_of_budgets(text: str, expected: list[str | None]) -> None:
    assert codes(text, ReportType.BUDGET) == expected


@pytest.mark.parametrize(
    ("department", "text", "code"),
    [
        ("洛阳市第四高级中学", "洛阳市第四高级中学2024年支出预算5万元。", "budget_initial"),
        ("大竹县周家镇人民政府", "周家镇人民政府2024年支出预算5万元。", "budget_initial"),
        ("南漳县招商服务中心", "招商服务中心内有事业编制25名。", "staff_quota_institution"),
        ("大竹县周家镇人民政府", "县第一中学2024年支出预算5万元。", None),
    ],
)
def test_the_own_name_narrows_nothing(department: str, text: str, code: str | None) -> None:
    (one,) = observe(text, ReportType.BUDGET, department)
    assert one.metric_code == code


def test_a_name_that_every_place_has_is_left_in_the_text() -> None:
    assert without_own_name("县人民政府", "大竹县周家镇人民政府") == "县人民政府"
    assert without_own_name("任何文字", None) == "任何文字"


def test_the_time_of_a_sentence_holds_for_its_numbered_parts() -> None:
    text = "截至 2023 年 12 月 31 日,资产原值合计 21 元,其中:(1)房屋 7 元,(2)通用设备 14 元。"
    assert {(one.value_year, one.point) for one in observe(text)} == {(2023, Point.END)}


def test_the_year_that_a_report_compares_with_is_not_its_own() -> None:
    assert year_of_body("2015年度公务接待费2万元,较2014年度减少1万元。") == 2015
    assert year_of_body("2015年度收入,较2014年度增加。2014年度与2015年度相比") == 2015


def test_a_title_goes_on_where_a_printed_line_cut_it() -> None:
    text = (
        "怀宁县人民法院 2017 年度部门决算 一、“三公”经费支出决算情况说 明 (一)总体情 况说明。 "
        "支出预算为 65 万元,支出决算为 64.87 万元。 (二)具体情 况说明。 公务接待费 21 万元。"
    )
    titles = [section.title for section in analyse_text(text).sections]
    assert ["".join(title.split()) for title in titles] == [
        "“三公”经费支出决算情况说明",
        "总体情况说明",
        "具体情况说明",
    ]
