"""Wordings of self-evaluations, transfers and work reports, sentence by sentence."""

import pytest

from models.observation import Observation
from pipeline.analyse import analyse_text


def figures(text: str, title: str = "2023年度部门整体支出绩效自评报告") -> dict[str, Observation]:
    """The observations of a text by what is printed, the last of each."""
    result = analyse_text(f"{title}\n一、基本情况\n{text}")
    return {one.mention.span.of(result.document.text): one for one in result.observations}


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        (
            "获得财政衔接资金共1077.56万元，其中：中央专项衔接资金630.2万元，省级专项衔接资金"
            "429.36万元，市级资金18万元。",
            {
                "630.2万元": ("bridging", "central"),
                "429.36万元": ("bridging", "province"),
                "18万元": ("all", "city"),
            },
        ),
        (
            "共筹集彩票公益金1626.63万元，其中：中央彩票公益金243.53万元、省级彩票公益金637.9万元。",
            {"243.53万元": ("all", "central"), "637.9万元": ("all", "province")},
        ),
        (
            "各级财政共到位资金25.36亿元，其中中央资金12.56亿元、省级资金4.1亿元、市县资金8.7亿元。",
            {
                "12.56亿元": ("all", "central"),
                "4.1亿元": ("all", "province"),
                "8.7亿元": ("all", "all"),
            },
        ),
        (
            "项目总投资500万元，其中县级公立医院补助资金200万元。",
            {"200万元": ("all", "all")},
        ),
    ],
)
def test_levels_of_money_by_its_name(text: str, levels: dict[str, tuple[str, str]]) -> None:
    found = figures(text)
    assert {
        printed: (found[printed].fund_type, found[printed].fund_level) for printed in levels
    } == levels


def test_persons_are_counted_by_the_posts_named_right_before() -> None:
    found = figures("行政编制20人，实有人数18人；事业编制334人，实有人数301人。")
    assert [found[printed].metric_code for printed in ("18人", "301人")] == [
        "staff_actual_admin",
        "staff_actual_institution",
    ]
    found = figures("核定编制118人，其中行政编制21人，事业编制97人，实有人数109人。")
    assert found["109人"].metric_code == "staff_actual"


def test_a_moment_holds_for_the_counts_of_the_next_sentence() -> None:
    found = figures("截止2023年12月31日，实有在职人员109人。另有离退休人员72人。全年支出50万元。")
    assert [found[printed].point.value for printed in ("109人", "72人", "50万元")] == [
        "end",
        "end",
        "year",
    ]


def test_the_year_of_a_foundation_is_not_that_of_the_figures() -> None:
    assert figures("我局成立于1958年，设17个内设机构。")["17个"].value_year == 2023


def test_what_was_approved_is_the_initial_budget() -> None:
    found = figures("2023年预算批复1456.32万元，调整预算数1612.5万元，支出预算执行率97.9%。")
    assert found["1456.32万元"].metric_code == "budget_initial"
    assert found["1612.5万元"].metric_code == "budget_adjusted"


def test_by_what_a_score_was_given_does_not_narrow_it() -> None:
    found = figures("按照部门整体支出绩效评价指标体系自评得分96.5分。")
    assert found["96.5分"].metric_code == "selfeval_score"


def test_a_class_in_a_plan_belongs_to_the_year_planned() -> None:
    result = analyse_text(
        "政府工作报告\n一、2022年工作回顾\n完成投资85亿元。\n"
        "二、2023年工作安排\n力争引进10亿元以上项目3个。\n"
    )
    [bound] = [one for one in result.observations if one.mention.is_threshold]
    assert bound.value_year == 2023


def test_a_semicolon_between_totals_closes_their_parts() -> None:
    result = analyse_text(
        "政府工作报告\n一、2022年工作回顾\n预计实现地区生产总值391亿元，增长8.6%；"
        "财政收入38.74亿元，其中地方级收入26.5亿元；社会消费品零售总额105亿元。\n"
    )
    by_text = {one.mention.span.of(result.document.text): one.parent for one in result.observations}
    assert by_text["26.5亿元"] is not None
    assert by_text["105亿元"] is None


def test_parts_of_a_work_report_are_headings_without_number() -> None:
    result = analyse_text(
        "政府工作报告\n各位代表：\n"
        "现在，我代表县人民政府，向大会报告政府工作，请予审议，并请各位列席会议的同志提出意见。\n"
        "2022年工作回顾\n全县实现地区生产总值258.6亿元。\n"
        "一、聚焦项目建设，发展动能持续增强\n完成投资85.3亿元。\n"
        "二、聚焦民生改善，群众福祉稳步提升\n民生支出26.8亿元。\n"
        "2023年工作安排\n一、坚持工业强县\n完成投资50亿元以上。\n二、坚持农业稳县\n建设农田。\n"
    )
    assert [(section.depth, section.label, section.title) for section in result.sections] == [
        (1, "", "2022年工作回顾"),
        (2, "一、", "聚焦项目建设，发展动能持续增强"),
        (2, "二、", "聚焦民生改善，群众福祉稳步提升"),
        (1, "", "2023年工作安排"),
        (2, "一、", "坚持工业强县"),
        (2, "二、", "坚持农业稳县"),
    ]


def test_the_task_of_parting_goals_is_no_goal() -> None:
    result = analyse_text(
        "2022年财政衔接资金绩效自评报告\n一、绩效目标分解下达情况\n"
        "到位资金603万元，执行率100%，购买电脑横机114台，编制绩效指标15个。\n"
    )
    assert not [one for one in result.observations if one.mention.is_target]
    assert result.identity.report_type.value == "transfer_self"


def test_a_bound_may_stand_before_the_whole_of_a_share() -> None:
    found = figures("补贴人数比例年初指标值为不低于85%，村集体收益每年不低于投资额的10%。")
    for printed in ("85%", "10%"):
        mention = found[printed].mention
        assert (mention.comparator.value, mention.role.value) == (">=", "level")
    assert found["85%"].mention.is_target
    assert found["85%"].point.value == "year"


def test_a_rate_right_behind_one_fund_is_that_fund_s() -> None:
    found = figures(
        "全省实际支出23.85亿元，预算执行率94.05%。其中中央资金支出12亿元，执行率95.7%。"
    )
    assert (found["94.05%"].metric_code, found["94.05%"].fund_level) == (
        "budget_execution_rate",
        "all",
    )
    assert (found["95.7%"].metric_code, found["95.7%"].fund_level) == (
        "budget_execution_rate",
        "central",
    )


def test_a_bracket_without_figures_opens_no_list() -> None:
    found = figures("完成总投资24187万元（包含县乡道升级改造项目），养护工程完成投资5964万元。")
    assert found["5964万元"].parent is None


@pytest.mark.parametrize("words", ["2023年初预算", "2023年初部门预算", "2023年年初预算数为"])
def test_the_budget_at_the_beginning_of_a_year(words: str) -> None:
    found = figures(f"{words}2356.8万元，其中基本支出1856.8万元，项目支出500万元。")
    assert [found[printed].metric_code for printed in ("2356.8万元", "1856.8万元", "500万元")] == [
        "budget_initial",
        "basic_budget",
        "project_budget",
    ]
    assert {one.point.value for one in found.values()} == {"year"}


def test_parts_of_the_persons_are_no_posts() -> None:
    found = figures("实有在编人员78人，其中行政人员50人、参照公务员管理人员16人、工勤人员12人。")
    assert [found[printed].metric_code for printed in ("78人", "50人", "16人", "12人")] == [
        "staff_actual",
        "staff_actual_admin",
        "staff_actual_civil_ref",
        None,
    ]


def test_what_is_compared_with_keeps_the_moment_of_its_kind() -> None:
    found = figures("年末结转结余67.83万元，较上年的102.4万元减少34.57万元。")
    base = found["102.4万元"]
    assert (base.metric_code, base.value_year, base.point.value) == ("carryover_end", 2022, "end")


def test_a_bracket_behind_a_base_does_not_hide_the_change() -> None:
    change = figures("满意度98.33%，高于目标值（90%）8.33个百分点。")["8.33个百分点"].mention
    assert (change.role.value, change.is_target) == ("change", False)


def test_the_score_of_the_department_and_money_received() -> None:
    found = figures("部门整体支出绩效自评综合得分96.35分。项目资金共到位530.4万元。")
    assert found["96.35分"].metric_code == "selfeval_score"
    assert found["530.4万元"].metric_code == "fund_received"


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("下达我县中央水利发展资金500万元。", "central"),
        ("现将2023年省级财政第二批水利发展资金500万元下达给你局。", "province"),
        ("下达我县中央和省级水利发展资金500万元。", "all"),
        ("全年支出县级公立医院补助资金500万元。", "all"),
    ],
)
def test_level_of_a_grant_by_its_name_behind_a_verb(text: str, level: str) -> None:
    assert figures(text)["500万元"].fund_level == level


def test_the_year_of_a_standard_is_not_that_of_the_figures() -> None:
    found = figures("严格按照2017年《服务规范》执行，主要依靠全县15家乡镇卫生院、5家政府办机构。")
    assert {printed: one.value_year for printed, one in found.items()} == {
        "15家": 2023,
        "5家": 2023,
    }


def test_establishments_of_domestic_service_are_no_count_of_government() -> None:
    assert "3家" not in figures("带动全县3家政服务企业发展。")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The mark itself comes further on, so that 100 is what could be reached.
        (
            "绩效自评总分为100分，其中投入10分、过程30分。自评得分96分。",
            ["full_score", "selfeval_score"],
        ),
        ("评价总分100分。自评得分96分。", ["full_score", "selfeval_score"]),
        ("本次评价满分100分。本部门最终得分为96.5分。", ["full_score", "selfeval_score"]),
        ("总分100分，自评得分96分。", ["full_score", "selfeval_score"]),
        ("自评总分为100分，自评99分。", ["full_score"]),
        # Parts that are weights as well as marks leave it open.
        ("绩效自评总分100分，其中项目决策20分，项目过程20分，产出40分，效益20分。", []),
        # The mark: nothing else is called one, or only that of a part or of a review.
        ("自评总分100分。各项指标均完成。", ["selfeval_score"]),
        ("自评总分95分，其中投入10分。", ["selfeval_score"]),
        ("绩效自评总分100分，其中投入得10分，过程得分30分，产出得分60分。", ["selfeval_score"]),
        ("自评总分100分。就业补助项目自评得分96分。", ["selfeval_score"]),
        ("自评总分100分，财政评价得分96分。", ["selfeval_score", "review_score"]),
        ("自评得分100分。自评得分100分。", ["selfeval_score", "selfeval_score"]),
        # Of another paragraph nothing is known.
        ("自评总分100分。\n自评得分96分。", ["selfeval_score", "selfeval_score"]),
    ],
)  # fmt: skip
def test_a_hundred_that_could_be_reached_is_no_mark(text: str, expected: list[str]) -> None:
    title = "唐山市丰南区应急管理局2023年度部门整体绩效自评报告"
    found = [one.metric_code for one in analyse_text(f"{title}\n{text}").observations]
    assert [code for code in found if code] == expected
