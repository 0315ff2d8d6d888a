"""What figures mean, construction by construction, and on the hand-annotated reports.

Sentences without provenance are made up after the constructions of published reports.
"""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.fold import fold
from extractors.meaning import interpret
from extractors.outline.sections import find_sections
from extractors.quantities.mentions import find_mentions
from models.identity import Identity, ReportType
from models.mention import Role
from models.observation import Observation
from pipeline.analyse import analyse_text
from pipeline.readers import document_of_text
from tests.shared import GOLD, needs_gold, read_gold, scorer, text_of_gold

ALL = {"fund_type": "all", "fund_level": "all", "budget_book": "all", "point": "year"}


def observe(
    text: str,
    report_type: ReportType = ReportType.FINAL_ACCOUNT,
    department: str = "甲县民政局",
) -> tuple[Observation, ...]:
    """The observations of ``text`` as part of a 2024 report."""
    identity = Identity(department=department, fiscal_year=2024, report_type=report_type)
    document = document_of_text(text)
    folded = fold(text)
    sections = find_sections(document, folded)
    return interpret(document, folded, sections, find_mentions(document, folded), identity)


def facts(text: str, *attributes: str, **context: Any) -> list[tuple[Any, ...]]:
    """For each figure what is printed, its metric, and the attributes asked for."""
    return [
        (one.mention.span.of(text), one.metric_code, *(getattr(one, name) for name in attributes))
        for one in observe(text, **context)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The name before the figure.
        ("公务接待费5万元。", [("5万元", "sangong_reception_actual")]),
        ("公务接待费支出决算为5万元。", [("5万元", "sangong_reception_actual")]),
        ("自评得分：95分。", [("95分", "selfeval_score")]),
        ("政府采购金额（以合同签订为准）为251.25万元。", [("251.25万元", "procurement_actual")]),
        ("行政编制19名。", [("19名", "staff_quota_admin")]),
        ("预算完成率=（年初预算-年末结余）/年初预算×100%=94.77%。",
         [("100%", None), ("94.77%", "budget_completion_rate")]),
        ("“三公”经费支出，全年共计6.59万元。", [("6.59万元", "sangong_actual")]),
        # A printer's line break inside the name.
        ("公务用车购置及运行\n维护费2万元。", [("2万元", "sangong_vehicle_actual")]),
        # The name behind the figure.
        ("现有19名行政编制人员。", [("19名", "staff_quota_admin")]),
        ("包括4个机关行政处室及23个下属单位。",
         [("4个", "org_units_internal"), ("23个", "org_units_subordinate")]),
        # The department's own name, in full or shortened, narrows nothing; another's does.
        ("2024年甲县民政局公用经费3万元。", [("3万元", "public_actual")]),
        ("民政局公用经费3万元。", [("3万元", "public_actual")]),
        ("区医院公用经费3万元。", [("3万元", None)]),
        ("退休人员健康体检12人。", [("12人", None)]),
        # What is not in the catalogue is not forced.
        ("安排资金500万元用于农村公路建设。", [("500万元", None)]),
        ("一是支持教育全面发展，财政支出94,555万元。", [("94,555万元", None)]),
        ("新建水库3座，XX工程总投资500万元，支出300万元。",
         [("3座", None), ("500万元", None), ("300万元", None)]),
        ("会议费、差旅费共5万元。", [("5万元", None)]),
        # Shares and the classes that thresholds name are no metrics.
        ("本年支出合计100万元，占收入的80%。",
         [("100万元", "expenditure_actual"), ("80%", None)]),
        ("单价100万元以上设备2台。", [("100万元", None), ("2台", "large_equipment")]),
        # Bare stage words speak of the subject in hand.
        ("“三公”经费财政拨款支出年初预算为0.95万元，支出决算为0.5万元，完成预算的52.63%。",
         [("0.95万元", "sangong_budget"), ("0.5万元", "sangong_actual"), ("52.63%", None)]),
        ("“三公经费”控制率为82.79%。部门本年预算安排资金为7.96万元，本年实际支出为6.59万元，"
         "支出控制率为82.79%。",
         [("82.79%", "sangong_control_rate"), ("7.96万元", "sangong_budget"),
          ("6.59万元", "sangong_actual"), ("82.79%", "sangong_control_rate")]),
        ("一般公共预算财政拨款支出年初预算为20万元，支出决算为19万元，完成年初预算的95%。",
         [("20万元", "budget_initial"), ("19万元", "expenditure_actual"),
          ("95%", "budget_completion_rate")]),
        # Same as above.
        ("机关运行经费38万元，其2023年为30万元。",
         [("38万元", "organ_operating_cost"), ("30万元", "organ_operating_cost")]),
        # Lists that name first and count afterwards.
        ("人员经费、公用经费分别为80万元、20万元。",
         [("80万元", "personnel_actual"), ("20万元", "public_actual")]),
        ("工资福利支出、商品和服务支出和资本性支出分别为5万元、3万元和2万元。",
         [("5万元", "econ_wages"), ("3万元", "econ_goods_services"), ("2万元", "econ_capital")]),
        # A closing total is the whole of what it sums up.
        ("编制人数65名，另人事代理人员3名，共计68名。",
         [("65名", "staff_quota_total"), ("3名", "staff_off_quota"), ("68名", "staff_actual")]),
        # A rate of what is not known is not known either.
        ("XX工程投资500万元，执行率98%。", [("500万元", None), ("98%", None)]),
        # Revenue completion is no rate of the catalogue.
        ("地方一般公共预算收入296万元，完成年度预算的109%。",
         [("296万元", "gov_public_revenue"), ("109%", None)]),
    ],
)  # fmt: skip
def test_metric(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert facts(text) == expected


def test_label_is_kept_as_written_where_the_catalogue_knows_none() -> None:
    (unknown,) = observe("其中：土地出让金调入100万元。")
    assert (unknown.metric_code, unknown.label) == (None, "土地出让金调入")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“三公”经费本年度合计6.59万元，上年度合计7.28万元，比上年度减少0.69万元，下降9.48%。",
         [2024, 2023, 2024, 2024]),
        ("与2023年度相比，公务接待费支出增加1万元。", [2024]),
        ("2022年度公务接待费1万元，会议费2万元。", [2022, 2022]),
        ("公务接待费由上年的3万元减少到2万元。", [2023, 2024]),
        ("2022年、2023年、2024年会议费分别为1万元、2万元、3万元。", [2022, 2023, 2024]),
        ("上年结转5万元。", [2024]),
        ("2025年预算安排三公经费4万元。", [2025]),
        # Pingtan health bureau 2017, "2015本年收入": the writer left 年 out.
        ("2015本年收入20808.97万元，比2014年决算数增加14689.94万元。", [2015, 2015]),
    ],
)  # fmt: skip
def test_year(text: str, expected: list[int]) -> None:
    years = [one.value_year for one in observe(text)]
    # A change belongs to the year that changed, whatever year opened the sentence.
    assert years == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("截至2024年12月31日，本部门共有车辆2辆，其中：机要通信用车1辆。", ["end", "end"]),
        ("年初在职人员66人，年末在职人员68人，在职人员控制率95%。", ["start", "end", "year"]),
        ("年末实有在职人员63人，离退休人员28人。", ["end", "end"]),
        ("年初结转和结余7万元，本年收入65万元，年末结转和结余1万元。", ["start", "year", "end"]),
        ("年初预算100万元。", ["year"]),
        ("2016年末，本部门共有车辆15辆。", ["end"]),
    ],
)
def test_point(text: str, expected: list[str]) -> None:
    assert [one.point.value for one in observe(text)] == expected


def test_value_at_the_start_of_the_year_is_the_same_metric() -> None:
    assert facts("年初在职人员66人。", "point") == [("66人", "staff_actual", "start")]


FUNDING = (
    "申请预算资金2538.12万元，其中：共同财政事权转移支付75.38万元（包含中央0万元、省71.38万元、"
    "市4万元），专项转移支付0万元（包含中央0万元）；实际支出2474.64万元，其中：共同财政事权转移支付"
    "75.38万元（包含中央0万元、省71.38万元、市4万元，专项转移支付0万元（包含中央0万元），"
    "增发国债493.64万元；预算执行率97.50%。"
)


def test_two_blocks_of_funding_with_the_same_labels_and_an_unclosed_bracket() -> None:
    """After the example report's funding sentence, its second block's bracket left open."""
    common, special = "common_fiscal_transfer", "special_transfer"
    block = [
        ("all", "all"), (common, "all"), (common, "central"), (common, "province"),
        (common, "city"), (special, "all"), (special, "central"),
    ]  # fmt: skip
    read = facts(FUNDING, "fund_type", "fund_level")
    budget = [("budget_adjusted", *place) for place in block]
    spent = [("expenditure_actual", *place) for place in block]
    spent.append(("expenditure_actual", "treasury_additional", "all"))
    rate = [("budget_execution_rate", "all", "all")]
    assert [fact[1:] for fact in read] == budget + spent + rate


def test_parts_know_their_total() -> None:
    observations = observe(FUNDING)
    assert [one.parent for one in observations[:7]] == [None, 0, 1, 1, 1, 0, 5]
    assert [one.parent for one in observations[7:15]] == [None, 7, 8, 8, 8, 7, 12, 7]


@pytest.mark.parametrize(
    ("text", "parents"),
    [
        (
            "本年支出10万元，其中：基本支出6万元（含人员经费5万元），项目支出4万元。",
            [None, 0, 1, 0],
        ),
        ("基本支出6万元。其中，人员支出5万元，公用支出1万元。", [None, 0, 0]),
        ("核定编制45人，其中行政编制32名，事业编制13名；离退休人员28人。", [None, 0, 0, None]),
        ("现有在职人员63人，临聘人员5人。", [None, None]),
        # Pingtan's government accounts 2017: a semicolon ends the list of parts.
        (
            "上级补助收入327万元，其中：返还性收入25万元，专项收入113万元；调入资金311万元。",
            [None, 0, 0, None],
        ),
        ("项目总投资9万元，其中：堤防加固5万元；河道清淤4万元。", [None, 0, 0]),
    ],
)
def test_parents(text: str, parents: list[int | None]) -> None:
    assert [one.parent for one in observe(text)] == parents


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Pingtan health bureau 2017.
        ("1、2012901行政运行79.97万元，较上年决算数增加79.97万元。",
         [("79.97万元", "expenditure_actual", "行政运行"),
          ("79.97万元", "expenditure_actual", "行政运行")]),
        # Pingtan procuratorate 2016.
        ("（一）行政运行（2040401）支出1,466万元。",
         [("1,466万元", "expenditure_actual", "行政运行")]),
        ("1.教育支出（类）普通教育（款）小学教育（项）。年初预算为10万元，支出决算为9万元，"
         "完成年初预算的90%。",
         [("10万元", "budget_initial", "教育支出（类）普通教育（款）小学教育（项）"),
          ("9万元", "expenditure_actual", "教育支出（类）普通教育（款）小学教育（项）"),
          ("90%", "budget_completion_rate", "教育支出（类）普通教育（款）小学教育（项）")]),
        # The line has a paragraph of its own.
        ("2.教育支出（类）普通教育（款）初中教育（项）。\n年初预算为10万元，支出决算为9万元。",
         [("10万元", "budget_initial", "教育支出（类）普通教育（款）初中教育（项）"),
          ("9万元", "expenditure_actual", "教育支出（类）普通教育（款）初中教育（项）")]),
        ("住房保障支出8万元，占7.4%。", [("8万元", "expenditure_actual", "住房保障支出"),
                                 ("7.4%", None, None)]),
        ("“高龄补贴”项目绩效自评综述：项目自评得分98分。全年预算数为300万元，执行数为295万元，"
         "完成预算的98.33%。",
         [("98分", "selfeval_score", "高龄补贴"), ("300万元", "budget_adjusted", "高龄补贴"),
          ("295万元", "expenditure_actual", "高龄补贴"),
          ("98.33%", "budget_completion_rate", "高龄补贴")]),
    ],
)  # fmt: skip
def test_budget_lines(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert facts(text, "line_item") == expected


def test_line_of_a_budget_is_planned() -> None:
    """Putuo commerce commission, budget 2025."""
    text = "1. “一般公共服务支出（类）商贸事务（款）行政运行（项）”938.99万元。"
    (line,) = observe(text, ReportType.BUDGET)
    assert line.metric_code == "budget_initial"
    assert line.line_item == "一般公共服务支出（类）商贸事务（款）行政运行（项）"


def test_in_a_budget_names_mean_what_is_planned() -> None:
    text = "三公经费3万元，其中：公务接待费1万元。基本支出50万元。支出预算60万元。"
    codes = [one.metric_code for one in observe(text, ReportType.BUDGET)]
    assert codes == ["sangong_budget", "sangong_reception_budget", "basic_budget", "budget_initial"]


def test_in_a_project_report_the_project_is_the_whole() -> None:
    text = "项目年初预算1000万元，全年预算1200万元，实际支出1150万元，预算执行率95.83%。"
    expected = ["budget_initial", "budget_adjusted", "expenditure_actual", "budget_execution_rate"]
    assert [code for _, code in facts(text, report_type=ReportType.PROJECT_SELF)] == expected


def test_book_is_inherited_from_the_heading() -> None:
    text = "六、政府性基金支出决算情况\n2024年度支出10万元。\n七、其他\n会议费1万元。"
    books = [one.budget_book for one in observe(text)]
    assert books == ["gov_fund", "all"]


def test_book_that_opens_a_sentence_holds_for_the_bare_names_in_it() -> None:
    text = "政府性基金预算财政拨款年初结转和结余1万元，本年收入5万元，会议费2万元。"
    assert [one.budget_book for one in observe(text)] == ["gov_fund", "gov_fund", "all"]


def test_value_in_a_heading_is_the_subject_of_what_follows() -> None:
    text = "一、“三公”经费支出情况\n2024年度支出决算为10万元。"
    assert facts(text) == [("10万元", "sangong_actual")]


@pytest.mark.parametrize("heading", ["名词解释", "部门主要职责"])
def test_glossary_and_duties_state_nothing(heading: str) -> None:
    text = f"一、决算情况\n会议费1万元。\n二、{heading}\n公务接待费5万元。\n"
    assert [one.metric_code for one in observe(text)] == ["meeting_cost", None]


def test_change_carries_the_metric_of_its_base_and_a_named_rate_its_own() -> None:
    text = "公务接待费2万元，较上年下降6.6%。“三公”经费变动率为9.52%。"
    level, change, rate = observe(text)
    assert (change.metric_code, change.mention.role) == (level.metric_code, Role.CHANGE_RATE)
    assert (rate.metric_code, rate.mention.role) == ("sangong_change_rate", Role.LEVEL)


def test_first_plain_statement_is_primary() -> None:
    text = "在职人员控制率≤100%。在职人员控制率为95%。在职人员控制率为96%。"
    assert [one.is_primary for one in observe(text)] == [False, True, False]


@needs_gold
@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold(path: Path) -> None:
    """Share of right meanings over the aligned figures of a hand-annotated report."""
    score, gold = scorer(), read_gold(path)
    report = gold["report"]
    declared = Identity(
        department=report["department"],
        fiscal_year=report["fiscal_year"],
        report_type=ReportType(report["report_type"]),
    )
    result = analyse_text(text_of_gold(gold), declared)
    wanted = [q for q in gold["quantities"] if q["kind"] != "count"]
    # A reader may join lines that a printer broke, so figures are paired by value, in order.
    pairs = score.align(
        [(q["kind"], score.number(q["value"])) for q in wanted],
        [(one.mention.kind, score.number(one.mention.value)) for one in result.observations],
    )
    rows = [(wanted[left], result.observations[right]) for left, right in pairs]
    assert len(rows) > 0.95 * len(wanted)
    for attribute, share in (
        ("metric", Decimal("0.97")), ("year", Decimal("0.97")), ("point", Decimal("0.97")),
        ("fund_type", Decimal("0.97")), ("fund_level", Decimal("0.97")), ("item", Decimal("0.9")),
    ):  # fmt: skip
        marks = [score.same(attribute, q, _row(one)) for q, one in rows if attribute in q]
        assert not marks or Decimal(sum(marks)) / len(marks) >= share, attribute


def _row(one: Observation) -> dict[str, Any]:
    return {
        "metric_code": one.metric_code, "line_item": one.line_item, "value_year": one.value_year,
        "point": one.point.value, "fund_type": one.fund_type, "fund_level": one.fund_level,
    }  # fmt: skip


PIECES = st.sampled_from(
    ["公务接待费", "其中：", "（", "）", "5万元", "比上年", "增长3%", "分别为", "、", "，", "。",
     "一、", "1.", "“三公”经费", "12人", "中央", "2023年", "截至", "年末", "预算", "（项）",
     "（类）", "=", "×", "项目", "完成", "的", "占", "\n"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_one_observation_for_every_mention_and_every_span_holds(text: str) -> None:
    document = document_of_text(text)
    mentions = find_mentions(document, fold(text))
    observations = observe(text)
    assert [one.mention for one in observations] == list(mentions)
    for index, one in enumerate(observations):
        assert one.quote.contains(one.mention.span) or one.quote.overlaps(one.mention.span)
        assert one.parent is None or one.parent < index


def test_a_section_of_goals_makes_goals_and_one_of_results_does_not() -> None:
    text = (
        "一、项目绩效目标\n1.验收合格率100%，成本控制在320万元以内。\n安排资金320万元。\n"
        "二、绩效目标完成情况\n验收合格率100%。\n三、2025年工作安排\n完成投资15亿元，已开工3个。"
    )
    goals = [one.mention.span.of(text) for one in observe(text) if one.mention.is_target]
    assert goals == ["100%", "320万元", "15亿元"]


def test_the_total_of_a_list_is_a_figure_that_can_hold_its_parts() -> None:
    text = "实际支出298.65万元，执行率93.33%，结余资金21.35万元。其中：维修支出180.2万元。"
    observations = observe(text)
    part = observations[-1]
    assert part.parent is not None
    assert observations[part.parent].mention.span.of(text) == "298.65万元"


def test_the_total_of_an_open_list_comes_before_a_farther_one() -> None:
    text = "本年支出合计1000万元。基本支出712.7万元，其中：工资福利支出500万元。"
    observations = observe(text)
    parent = observations[-1].parent
    assert parent is not None
    assert observations[parent].mention.span.of(text) == "712.7万元"
