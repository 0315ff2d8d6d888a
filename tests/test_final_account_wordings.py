"""Wordings of published final accounts and budgets, each with the place it was met in.

The sentences are shortened from the published texts; the figures are theirs.
"""

import pytest

from extractors.identity.year import year_of_body
from extractors.meaning.own_name import without_own_name
from models.identity import ReportType
from models.observation import Point
from models.outline import SectionKind
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
        # Guangdong: the budget that was used to a share of it is no new subject
        (
            "“三公”经费支出决算为3.12万元，完成全年预算5.20万元的60.00%，比上年决算数减少1.05万元，下降25.18%。",
            ["sangong_actual", "sangong_budget", None, "sangong_actual", "sangong_actual"],
        ),
        # Yunnan: a new comparison after the parts is about their sum
        (
            "收入合计30元。其中：财政拨款收入20元；其他收入10元。与上年对比，增加5元，增长20%。",
            ["revenue_current", "fiscal_appropriation", "revenue_other"] + ["revenue_current"] * 2,
        ),
        (
            "基本支出9元。其中：基本工资、津贴补贴等人员经费支出7元；办公费、印刷费等公用经费支出2元。",
            ["basic_actual", "personnel_actual", "public_actual"],
        ),
        # Beijing: who is there is no more of the posts
        (
            "行政编制52人，实际48人；事业编制101人，实际95人。",
            ["staff_quota_admin", None, "staff_quota_institution", None],
        ),
        (
            "“三公”经费财政拨款决算数45.67万元，比2024年“三公”经费财政拨款年初预算61.20万元减少15.53万元。",
            ["sangong_actual", "sangong_budget", "sangong_actual"],
        ),
        # Hebei: an amount is no change of what is counted in cars
        (
            "公务用车运行维护费支出4.50万元：公务用车保有量2辆。公车运行维护费支出较预算减少1.50万元；"
            "较上年减少0.50万元。",
            ["sangong_vehicle_operation_actual", "official_vehicles"]
            + ["sangong_vehicle_operation_actual"] * 2,
        ),
        # Shaanxi: persons who have no name do not make the money unknown
        (
            "公务接待5批次，42人次，公务接待费预算为1.00万元，支出决算为0.30万元。",
            [
                "reception_batches",
                "reception_visits",
                "sangong_reception_budget",
                "sangong_reception_actual",
            ],
        ),
        ("培训费预算为4.00万元，支出决算为2.20万元。", ["training_budget", "training_cost"]),
        # Zhejiang: what some projects concern stands for nothing else
        (
            "对2个项目开展了部门评价，涉及一般公共预算支出120.00万元，政府性基金预算支出0.00万元。",
            [None, None, None],
        ),
        ("财政拨款本年收入5,300.00万元。", ["fiscal_appropriation"]),
        ("2．年终结转结余为0万元。", ["carryover_end"]),
        # 黄龙县 2020: generic words of what is compared with name nothing new
        (
            "“三公”经费支出431万元,比上年累计支出433万元减少2万元,下降0.46%。",
            ["sangong_actual"] * 4,
        ),
        # 垫江县人民政府办公室 2017: a budget against last year's account
        (
            "“三公”经费预算116.2万元,比2016年年终决算127.17万元减少10.97万元。",
            ["sangong_budget", "sangong_actual", "sangong_budget"],
        ),
        # a city's budget of 2019: changes are of the stage that was stated, also of a part
        (
            "“三公”经费预算为3328万元。其中,公务接待费478万元,公务用车购置及运行费2800万元。"
            "公务接待费同口径比2018年减少38万元;公务用车购置费同口径比2018年减少334万元。",
            [
                "sangong_budget",
                "sangong_reception_budget",
                "sangong_vehicle_budget",
                "sangong_reception_budget",
                "sangong_vehicle_purchase_budget",
            ],
        ),
        # 湖南省人民检察院 2017
        (
            "公务用车购置及运行维护费412.52万元(购置费0万元,运行维护费412.52万元)。",
            [
                "sangong_vehicle_actual",
                "sangong_vehicle_purchase_actual",
                "sangong_vehicle_operation_actual",
            ],
        ),
        ("购置费0万元,信息系统运行维护费412.52万元。", [None, None]),
        # 随州市曾都区 2021
        ("政府采购预算 66 万元,实际采购 62.4 万元。", ["procurement_budget", "procurement_actual"]),
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


def test_the_spending_of_grants_under_the_heading_of_one_book_is_its_spending() -> None:
    text = (
        "一、一般公共预算财政拨款支出决算情况说明\n财政拨款支出年初预算数为5,432.10万元，"
        "支出决算数为6,789.01万元，完成年初预算的124.98%。\n"
    )
    assert codes(text) == ["budget_initial", "expenditure_actual", "budget_completion_rate"]
    assert {one.budget_book for one in observe(text)} == {"general_public"}


def test_what_was_planned_to_come_in_is_no_spending_budget() -> None:
    text = (
        "（一）财政拨款收入说明\n财政拨款收入1,702.15万元。年初预算数1,540.20万元，"
        "决算数与年初预算数对比增加161.95万元。\n"
    )
    assert codes(text) == ["fiscal_appropriation", None, "fiscal_appropriation"]


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("（1）行政运行（2010801）年初预算为280.00万元。", "行政运行", "budget_initial"),
        ("2010601行政运行年初预算为280万元。", "行政运行", "budget_initial"),
        ("2010601行政运行280万元。", "行政运行", "expenditure_actual"),
        (
            "“政府办公厅（室）及相关机构事务”（款）2024年度决算3,456.78万元。",
            "政府办公厅（室）及相关机构事务”（款）",
            "expenditure_actual",
        ),
    ],
)
def test_budget_lines_end_before_their_stage(text: str, line: str, code: str) -> None:
    (one,) = observe(text)
    assert (one.line_item, one.metric_code) == (line, code)


def test_the_year_that_a_heading_compares_with_is_not_that_of_its_figures() -> None:
    text = "（一）财政拨款收支与2023年度决算对比情况\n1.一般公共预算财政拨款本年收入48万元。\n"
    assert [one.value_year for one in observe(text)] == [2024]


def test_a_clause_of_time_right_before_a_clause_holds_for_it() -> None:
    text = "燃油费支出5万元，截止2023年12月31日，在职人员6人。"
    assert [(one.value_year, one.point) for one in observe(text)][1:] == [(2023, Point.END)]


def test_a_list_without_figures_is_closed_by_its_semicolon() -> None:
    text = "基本支出9元，其中：人员经费7元，主要包括基本工资、奖金；公用经费2元。"
    assert [one.parent for one in observe(text)] == [None, 0, 0]


def test_a_bare_budget_among_the_parts_of_a_narrow_heading_is_not_the_departments() -> None:
    text = (
        "一、“三公”经费情况说明\n公务接待费41.2万元;公务用车运行维护费70万元。"
        "我办公车实有数量7辆,年初预算经费为70万元。\n"
    )
    assert "budget_initial" not in codes(text, ReportType.BUDGET)


def test_offices_with_numbers_are_not_counted() -> None:
    text = "内设办公室、侦查监督一处、公诉二处、民事审判三庭、机关党委等内设机构30个。"
    assert [one.mention.span.of(text) for one in observe(text)] == ["30个"]
    text = "新建文化广场三处、公园两座。"
    assert [one.mention.span.of(text) for one in observe(text)] == ["三处", "两座"]


def on_one_line(*paragraphs: str) -> str:
    """A saved web page, whose paragraphs are parted by blanks."""
    head = "标题: 2021年部门预算\n==================== 正文 ====================\n"
    return head + " ".join(paragraphs)


def test_a_title_on_the_same_line_is_no_part_of_what_follows() -> None:
    text = on_one_line(
        "青川县机关事务管理局2021年部门预算",
        "一、支出预算情况说明",
        "本部门2021年支出预算6927.14万元。",
        "二、一般公共预算当年拨款结构情况",
        "一般公共服务（类）支出5746.19万元，占96.9%。",
        "三、“三公”经费预算情况说明",
        "2021年“三公”经费预算数为586万元。其中：",
        "因公出国（境）费用：2021年安排预算0万元，比上年预算数下降100%。",
    )
    read = [(one.metric_code, one.line_item) for one in analyse_text(text).observations]
    assert read == [
        ("budget_initial", None),
        ("budget_initial", "一般公共服务（类）支出"),
        (None, None),
        ("sangong_budget", None),
        ("sangong_abroad_budget", None),
        ("sangong_abroad_budget", None),
    ]


def test_a_comparison_of_what_has_no_name_is_not_of_what_stands_before() -> None:
    # 乌鲁木齐市政务服务中心 2023
    text = "年末结转和结余0.55万元。收入支出总体与上年相比,增加58.21万元,增长15.46%。"
    assert codes(text) == ["carryover_end", None, None]
    text = "年末结转和结余0.55万元。公务接待费与上年相比,增加58.21万元,增长15.46%。"
    assert codes(text) == ["carryover_end"] + ["sangong_reception_actual"] * 2
    text = "公务接待费0.55万元。与上年相比,增加0.21万元。"
    assert codes(text) == ["sangong_reception_actual"] * 2


def test_a_line_broken_in_the_middle_of_a_word_is_read_on() -> None:
    vehicles = "2022年度本单位公务用车购置及运行维护费支出共计5.2万元,比上年减少0.4万元,"
    assert codes(vehicles + "下\n降9.83%,主要原因是厉行节约。") == ["sangong_vehicle_actual"] * 3
    budget = "2022年度本单位“三公”经费一般公共预算财政拨款支出预算为60万元,"
    for actual in ("支\n出决算为57.53万元。", "支出决\n算为57.53万元。"):
        assert codes(budget + actual) == ["sangong_budget", "sangong_actual"]
    lines = "用于教育支出。其中社会保障和就业支出(类)行政事业单位养老支出(款)机关事业单位基本养\n"
    (one,) = analyse_text(lines + "老保险缴费支出(项):支出决算589.46万元。").observations
    assert one.line_item
    assert one.line_item.startswith("社会保障和就业支出(类)")
    assert one.line_item.endswith("(款)机关事业单位基本养老保险缴费支出(项)")


def test_a_budget_line_broken_by_a_printed_line_s_end_is_no_heading() -> None:
    text = "\n".join(
        (
            "某局2022年度部门决算",
            "一、一般公共预算财政拨款支出决算具体情况",
            "1.文化旅游体育与传媒支出(类)文化和旅游(款)图书馆",
            "(项):支出决算为589.46万元,完成预算100%。",
            "2.社会保障和就业支出(类)行政事业单位养老支出(款)机关事业单位基本养",
            "老保险缴费支出(项):支出决算为9.46万元,完成预算100%。",
            "二、其他情况",
            "无。",
        )
    )
    report = analyse_text(text)
    headings = [one.label for one in report.sections if one.kind is SectionKind.HEADING]
    assert headings == ["一、", "二、"]
    spent = [one for one in report.observations if one.metric_code == "expenditure_actual"]
    money = [one.line_item or "" for one in spent]
    assert [one.endswith("(项)") for one in money] == [True, True]
    assert [one.startswith(("文化", "社会")) for one in money] == [True, True]
