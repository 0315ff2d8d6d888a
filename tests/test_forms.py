"""Evaluation forms: indicator results, and the lines of money and points."""

import re
from decimal import Decimal

import pytest

from extractors.fold import fold
from extractors.forms.results import find_indicator_results
from extractors.forms.words import raw_form_words
from tests.cell_helpers import observations_of, results_of
from tests.table_factory import document_of

L = "<"


HEADS_OF_MONEY = [
    "年初预算数",
    "全年预算数（A）",
    "全年执行数（B）",
    "分值",
    "执行率（B/A）",
    "得分",
]
HEADS_OF_INDICATORS = [
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因分析及改进措施",
]

# 项目支出绩效自评表 as 财预〔2020〕10号 has it; the figures are invented.
PROJECT_FORM = [
    ["项目支出绩效自评表", *[L] * 8],
    ["（2023年度）", *[L] * 8],
    ["项目名称", L, "小型水库维修养护项目", *[L] * 6],
    ["主管部门", L, "某县水利局", L, L, "实施单位", L, "某县水库管理所", L],
    ["项目资金（万元）", L, "", *HEADS_OF_MONEY],
    ["^", L, "年度资金总额", "100.00", "120.00", "117.00", "10", "97.50%", "9.75"],
    ["^", L, "其中：当年财政拨款", "100.00", "100.00", "97.00", "—", "97.00%", "—"],
    ["^", L, "上年结转资金", "0.00", "20.00", "20.00", "—", "100%", "—"],
    ["^", L, "省级资金", "50.00", "50.00", "50.00", "—", "/", "—"],
    ["年度总体目标", "预期目标", L, L, L, "实际完成情况", L, L, L],
    ["^", "完成10座水库维修，投入120万元。", L, L, L, "完成10座，支出117万元。", L, L, L],
    ["绩效指标", *HEADS_OF_INDICATORS],
    ["^", "产出指标", "数量指标", "维修养护水库数量", "≥10座", "10座", "20", "20", "无"],
    ["^", "^", "^", "指标2：", "", "", "", "", ""],
    ["^", "^", "质量指标", "验收合格率（%）", "100", "100", "20", "20", ""],
    ["^", "^", "时效指标", "完成及时率", "≥95%", "90%", "10", "9", "雨季影响施工"],
    ["^", "效益指标", "社会效益指标", "受益人口", "2.5万人", "2.6万人", "30", "30", ""],
    ["^", "^", "生态效益指标", "……", "", "", "", "", ""],
    ["^", "满意度指标", "满意度指标", "指标1：群众满意度", "≥90%", "95%", "10", "10", "/"],
    ["总分", *[L] * 5, "100", "98.75", ""],
]


def test_indicators_of_a_project_form() -> None:
    found = results_of(document_of(PROJECT_FORM))
    assert [(one.level1, one.level2, one.level3) for one in found] == [
        ("产出指标", "数量指标", "维修养护水库数量"),
        ("产出指标", "质量指标", "验收合格率（%）"),
        ("产出指标", "时效指标", "完成及时率"),
        ("效益指标", "社会效益指标", "受益人口"),
        ("满意度指标", "满意度指标", "群众满意度"),
    ]
    assert [(one.target, one.actual) for one in found] == [
        ("≥10座", "10座"),
        ("100", "100"),
        ("≥95%", "90%"),
        ("2.5万人", "2.6万人"),
        ("≥90%", "95%"),
    ]
    assert [one.weight for one in found] == [20, 20, 10, 30, 10]
    assert [one.score for one in found] == [20, 20, 9, 30, 10]
    assert [one.deviation_reason for one in found] == ["", "", "雨季影响施工", "", ""]
    assert {one.project for one in found} == {"小型水库维修养护项目"}


def test_results_point_at_their_observations_and_rows() -> None:
    document = document_of(PROJECT_FORM)
    observations = tuple(observations_of(document))
    for one in find_indicator_results(document, fold(document.text), observations):
        assert one.target_observation is not None
        assert one.actual_observation is not None
        target = observations[one.target_observation].mention
        assert target.is_target
        assert target.span.of(document.text) in one.target
        assert not observations[one.actual_observation].mention.is_target
        assert one.level3 in one.span.of(document.text)


def test_lines_of_money_of_a_project_form() -> None:
    found = [one for one in observations_of(document_of(PROJECT_FORM)) if one.mention.cell]
    by_row = {
        (place.row_label.rsplit("/", 1)[-1], place.column_label): one
        for one in found
        if (place := one.mention.cell)
    }
    total = {
        "年初预算数": ("budget_initial", "1000000"),
        "全年预算数（A）": ("budget_adjusted", "1200000"),
        "全年执行数（B）": ("expenditure_actual", "1170000"),
        "执行率（B/A）": ("budget_execution_rate", "97.5"),
        "得分": ("execution_score", "9.75"),
    }
    for column, (metric, value) in total.items():
        one = by_row["年度资金总额", column]
        assert (one.metric_code, one.mention.value) == (metric, Decimal(value))
        assert one.line_item == "小型水库维修养护项目"
    assert by_row["年度资金总额", "分值"].metric_code is None
    part = by_row["上年结转资金", "全年预算数（A）"]
    assert part.metric_code is None
    assert part.parent == found.index(by_row["年度资金总额", "全年预算数（A）"])
    assert by_row["省级资金", "全年预算数（A）"].fund_level == "province"
    assert by_row["总分", "得分"].metric_code == "selfeval_score"


# 部门整体支出绩效自评表, shortened; the figures are invented.
DEPARTMENT_FORM = [
    ["部门整体支出绩效自评表", *[L] * 7],
    ["部门名称", "某县应急管理局", L, L, "自评总分", L, "96.5", L],
    ["预算执行情况（万元）", "", *HEADS_OF_MONEY],
    ["^", "年度资金总额", "500.00", "520.00", "510.00", "10", "98.08%", "9.8"],
    ["^", "其中：基本支出", "300.00", "310.00", "310.00", "", "", ""],
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"],
    ["管理效率", "预算管理", "预算完成率", "≥95%", "97.5%", "5", "5", ""],
    ["", "", "在职人员控制率", "≤100%", "93%", "5", "5", ""],
    ["社会效应", "满意度", "服务对象满意度", "≥90%", "95%", "10", "10", ""],
]


def test_figures_of_a_department_form_are_the_department_s() -> None:
    found = observations_of(document_of(DEPARTMENT_FORM))
    stated = {(one.metric_code, one.mention.is_target): one.mention.value for one in found}
    assert stated["selfeval_score", False] == Decimal("96.5")
    assert stated["budget_adjusted", False] == 5200000
    assert stated["basic_actual", False] == 3100000
    assert stated["staff_control_rate", True] == 100
    assert stated["staff_control_rate", False] == 93
    assert {one.line_item for one in found} == {None}


def test_levels_that_are_not_merged_are_carried_down() -> None:
    found = results_of(document_of(DEPARTMENT_FORM))
    assert [(one.level1, one.level2) for one in found] == [
        ("管理效率", "预算管理"),
        ("管理效率", "预算管理"),
        ("社会效应", "满意度"),
    ]


def test_adjusted_target_and_columns_of_units_and_signs() -> None:
    rows = [
        ["部门整体绩效自评表（2021年度）", *[L] * 7],
        [
            "指标名称",
            "计量单位",
            "指标性质",
            "年初指标值",
            "调整指标值",
            "全年完成值",
            "权重",
            "得分",
        ],
        ["宣传稿件数量", "篇", "≥", "100", "120", "130", "20", "20"],
        ["培训人数", "人", "≥", "50", "", "60", "20", "20"],
    ]
    document = document_of(rows)
    assert [(one.level3, one.target, one.actual) for one in results_of(document)] == [
        ("宣传稿件数量", "120", "130"),
        ("培训人数", "50", "60"),
    ]
    found = [one.mention for one in observations_of(document)]
    assert {mention.unit for mention in found} == {"篇", "人", "分"}
    assert {mention.comparator.value for mention in found if mention.is_target} == {">="}
    assert {mention.comparator.value for mention in found if not mention.is_target} == {"="}


@pytest.mark.parametrize("name", ["", "指标1：", "……", "/", "不适用", "总分", "合计", "—"])
def test_rows_that_are_no_indicators(name: str) -> None:
    rows = [
        ["一级指标", "二级指标", "三级指标", "指标值", "分值", "得分"],
        ["产出指标", "数量指标", name, "", "100", "98"],
    ]
    assert results_of(document_of(rows)) == ()


def test_tables_of_accounts_are_no_forms() -> None:
    rows = [["项目", "决算数", "完成情况"], ["行政运行", "5.00", "完成"]]
    assert results_of(document_of(rows, above=["支出决算表", "单位：万元"])) == ()


@pytest.mark.parametrize(
    "entry",
    [entry for entries in raw_form_words().values() for entry in entries],
    ids=lambda entry: entry["pattern"],
)
def test_patterns_match_what_they_say(entry: dict[str, list[str]]) -> None:
    pattern = re.compile(str(entry["pattern"]))
    assert [word for word in entry["matches"] if not pattern.search(word)] == []
    assert [word for word in entry.get("never", []) if pattern.search(word)] == []


SEVERAL = [
    ["项目支出绩效自评表", *[L] * 6],
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
    [
        "产出指标",
        "数量指标",
        "指标1：维修水库数量\n指标2：维修渠道数量",
        "指标1：≥10座；指标2：≥5条",
        "10座\n4条",
        "10\n10",
        "18",
    ],
    ["效益指标", "社会效益指标", "1.受益人口\n2.受益村", "2万人", "1、2万人\n2、8个", "10", "10"],
]


def test_several_indicators_in_one_cell_are_several() -> None:
    document = document_of(SEVERAL)
    found = results_of(document)
    assert [(one.level3, one.target, one.actual, one.weight, one.score) for one in found] == [
        ("维修水库数量", "≥10座", "10座", 10, None),
        ("维修渠道数量", "≥5条", "4条", 10, None),
        ("受益人口", "", "2万人", None, None),
        ("受益村", "", "8个", None, None),
    ]
    observations = observations_of(document, 2023)
    read = [
        None if one.target_observation is None else observations[one.target_observation].mention
        for one in found
    ]
    assert [mention and mention.span.of(document.text) for mention in read] == [
        "10座",
        "5条",
        None,
        None,
    ]


def test_a_figure_that_explains_another_measures_nothing() -> None:
    rows = [
        ["项目支出绩效目标申报表", *[L] * 3],
        ["项目名称", "农田建设项目", *[L] * 2],
        ["项目资金（万元）", "年度资金总额", "854万元（农田400万元，示范454万元）", L],
        ["^", "其他资金", "20", L],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "硬化里程", "≥100公里"],
    ]
    found = [one for one in observations_of(document_of(rows)) if one.metric_code]
    assert [(one.metric_code, one.mention.value, one.fund_type) for one in found] == [
        ("budget_initial", 8_540_000, "all"),
        ("budget_initial", 200_000, "unit_own"),
    ]


def test_a_row_of_goals_in_words_is_no_row_of_heads() -> None:
    rows = [
        ["项目支出绩效目标申报表", *[L] * 4],
        ["一级指标", "二级指标", "三级指标", "目标值", "指标解释"],
        ["产出", "数量", "用餐人数", "119人", "根据往年人数"],
        ["^", "成本", "总成本", "总成本不超过79.56万", "根据往年经费，总成本不超过预算"],
        ["效益", "社会效益", "居民办事效益", "90%以上", "根据居民意见"],
    ]
    assert [(one.level1, one.level2, one.target) for one in results_of(document_of(rows))] == [
        ("产出", "数量", "119人"),
        ("产出", "成本", "总成本不超过79.56万"),
        ("效益", "社会效益", "90%以上"),
    ]


HUNAN_FORM = [
    ["2022年度部门整体支出绩效自评表", *[L] * 7],
    ["部门（单位）名称", "某县应急管理局", *[L] * 6],
    ["年度预算申请（万元）", "", *HEADS_OF_MONEY],
    ["^", "年度资金总额", "1200", "1350.5", "1320.2", "10", "97.76%", "9.8"],
    ["^", "按收入性质分：", L, L, "按支出性质分：", L, L, L],
    ["^", "其中：一般公共预算：1320.2", L, L, "其中：基本支出：800.1", L, L, L],
    ["^", "政府性基金拨款：0", L, L, "项目支出：520.1", L, L, L],
    ["^", "联系电话：8690022", L, L, "", L, L, L],
]


def test_cells_that_name_their_own_money() -> None:
    found = [one for one in observations_of(document_of(HUNAN_FORM)) if one.mention.cell]
    labelled = {
        one.mention.cell.row_label.rsplit("/", 1)[-1]: (one.mention.value, one.metric_code)
        for one in found
        if one.mention.cell and not one.mention.cell.column_label
    }
    assert labelled == {
        "其中:一般公共预算": (13_202_000, None),
        "其中:基本支出": (8_001_000, None),
        "政府性基金拨款": (0, None),
        "项目支出": (5_201_000, None),
    }


def test_fields_with_an_empty_one_are_no_heads() -> None:
    rows = [
        ["项目支出绩效目标申报表", *[L] * 3],
        ["项目名称", "公共卫生服务项目", *[L] * 2],
        ["主管部门及代码", "", "实施单位", "卫健委"],
        ["项目资金（万元）", "年度资金总额：", "2279.05", L],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "建档率", "≥90%"],
    ]
    [total] = [one for one in observations_of(document_of(rows)) if one.metric_code]
    assert (total.metric_code, total.mention.value) == ("budget_initial", 22_790_500)
