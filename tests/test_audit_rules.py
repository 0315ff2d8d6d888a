"""Single rules on short texts, read by the whole analysis: what they find, what they let be."""

import pytest

from models.finding import Outcome, Verdict
from pipeline.analyse import analyse_text
from pipeline.audit.rulebook import rule_book

TITLE = "青川县农业农村局2024年度部门整体绩效自评报告\n一、部门概况\n"
ACCOUNT = "青川县农业农村局2024年度部门决算\n一、收入支出决算总体情况说明\n"

# A text, the rule, and the verdict it must give (None: nothing to find).
CASES = [
    # 比率
    ("全年预算数200.00万元，实际支出190.00万元，预算执行率为95.00%。", "A01", None),
    ("全年预算数200.00万元，实际支出190.00万元，预算执行率为96.00%。", "A01", "hard"),
    ("“三公”经费预算数7.96万元，实际支出6.59万元，“三公经费”控制率为82.85%。", "A05", "soft"),
    # 益阳市工商业联合会 2019: 11+2.85+10.93 = 24.78, printed 24.86
    (
        "“三公”经费支出24.86万元，其中：因公出国（境）费11万元，公务接待费2.85万元，"
        "公务用车购置及运行费10.93万元。",
        "B07",
        "hard",
    ),
    # 比上年增减: 绵竹 2025, 2190 → 1969
    ("2024年预算支出1969万元，比上年减少221万元，下降10.1%。", "A13", None),
    ("商品和服务支出1406.81万元，比上年减少1104.6万元，下降78.52%。", "A13", "hard"),
    ("公共预算支出7495.5万元，比上年增加1296.24万元，增长下降21%。", "A13", "hard"),
    # 12.39 → 11.8 is -0.59 as printed; one decimal of 11.8 allows the stated 0.58
    ("“三公”经费2024年11.8万元，2023年12.39万元，比上年减少0.58万元。", "B09", "soft"),
    # 金额的增减率写成百分点 (华容 2023)
    ("公用经费支出80.00万元，比上年减少1.10万元，下降1.36个百分点。", "A14", "hard"),
    ("群众满意度为95%，比上年提高2个百分点。", "A14", None),
    # 占比
    (
        "支出合计60.00万元，其中：基本支出20.00万元，占33.33%；项目支出40.00万元，占66.67%。",
        "A16",
        None,
    ),
    (
        "支出合计6.1万元，其中：基本支出2.0万元，占33.1%；项目支出4.1万元，占67.2%。",
        "A16",
        "soft",
    ),
    (
        "支出合计60.00万元，其中：基本支出20.00万元，占38.33%；项目支出40.00万元，占66.67%。",
        "A16",
        "hard",
    ),
    # 人员
    ("行政编制19人，参公编制18人，事业编制25人，工勤编制3人，编制总数65人。", "F01", None),
    ("行政编制19人，参公编制18人，事业编制25人，工勤编制3人，编制总数56人。", "F01", "hard"),
    # 得分和等级
    ("本部门自评得分95.5分，自评等级为“良”。", "H04", "hard"),
    ("本部门自评得分95.5分，自评等级为“优”。", "H04", None),
    # 其中各项
    ("项目支出100.00万元，其中：甲项目60.00万元、乙项目55.00万元。", "B02", "hard"),
    ("项目支出100.00万元，其中：甲项目60.00万元、乙项目15.00万元。", "B02", None),
    # 持平，却说减少的原因 (普陀区财政局 2024)
    ("本年支出与上年持平。主要原因：人员退休，经费减少。", "A19", "info"),
    ("本年支出与上年持平。", "A19", None),
    # 执行率得分: 重庆融媒体 76%×10 = 7.6
    (
        "全年预算数100.00万元，实际支出76.00万元，预算执行率为76.00%，预算执行率得分7.6分。",
        "H03",
        None,
    ),
    (
        "全年预算数100.00万元，实际支出76.00万元，预算执行率为76.00%，预算执行率得分9.6分。",
        "H03",
        "info",
    ),
    # 文字
    ("（二）本部门共有内设机构5个（含监督所3个。", "I06", "hard"),
    ("（二）本部门共有内设机构5个（含监督所3个）。", "I06", None),
    ("“三公”经费6.59万，比上年减少。", "I08", "hard"),
    ("[bookmark: _GoBack]本年度支出6.59万元。", "I04", "hard"),
    ("（1）负责组织协调全省农业技术推广工作。", "I01", "hard"),
    ("（1）粮食单产居全省前列，组织参加全省先进评选。", "I01", None),
    ("服务对象满意度为优。", "J06", "hard"),
    ("服务对象满意度为优，问卷调查满意度96%。", "J06", None),
]


@pytest.mark.parametrize(("body", "rule_id", "verdict"), CASES, ids=[c[1] for c in CASES])
def test_one_rule(body, rule_id, verdict):
    result = analyse_text(TITLE + body + "\n")
    found = [f.verdict.value for f in result.findings if f.rule_id == rule_id]
    assert not [f.message for f in result.findings if "{" in f.message]
    assert found == ([verdict] if verdict else [])
    ended = next(o for o in result.outcomes if o.rule_id == rule_id)
    assert ended.outcome is (Outcome.FOUND if verdict else Outcome.PASSED)


@pytest.mark.parametrize(
    "text",
    [
        # 乌鲁木齐市政务服务中心 2023: 434.16+0.55 = 434.71, printed 434.72
        "2024年收入总计434.72万元，支出总计434.72万元。",
        # 国债未支出48.95 is more than 项目未支出48.94, by less than their rounding
        "项目预算1406.33万元，支出1357.39万元；增发国债542.59万元，支出493.64万元。",
        # 其中 not exhaustive
        "本年支出2538.12万元，其中：共同财政事权转移支付75.38万元，增发国债542.59万元。",
    ],
)
def test_traps_are_no_contradictions(text):
    result = analyse_text(ACCOUNT + text + "\n")
    arithmetic = [f for f in result.findings if f.rule_id[0] in "ABCEFGH"]
    assert [f for f in arithmetic if f.verdict is Verdict.HARD] == []


@pytest.mark.parametrize(
    "text",
    [
        "全年共实施项目8个，已完成项目7个。\n",
        "一、饮水项目\n全年预算1,200.00万元，执行数1,150.00万元。\n"
        "二、水库项目\n全年预算1,456.78万元，执行数1,350.00万元。\n",
    ],
)
def test_different_things_with_one_name_are_no_repeats(text):
    result = analyse_text("青川县水利局2023年度项目支出绩效自评报告\n" + text)
    assert not [f for f in result.findings if f.rule_id == "C01"]


def test_the_balance_of_a_final_account():
    sentence = (
        "2024年年初结转和结余450.90万元，本年收入20808.97万元，本年支出20546.58万元，"
        "结余分配0万元，年末结转和结余{}万元。"
    )
    right = analyse_text(ACCOUNT + sentence.format("713.29"))
    wrong = analyse_text(ACCOUNT + sentence.format("731.29"))
    assert not [f for f in right.findings if f.rule_id == "B10"]
    (finding,) = [f for f in wrong.findings if f.rule_id == "B10"]
    assert (finding.stated, finding.expected) == ("731.29万元", "713.29万元")
    assert finding.tolerance == "±0.02万元"
    assert len(finding.observations) == 5


def test_every_message_of_the_table_can_be_filled():
    import string

    for rule in rule_book().values():
        for wording in rule.wordings.values():
            names = {name for _, name, _, _ in string.Formatter().parse(wording.text) if name}
            assert all(name.isidentifier() for name in names), rule.id
        assert rule.statement
        assert rule.needs


def test_what_a_rule_lacked_is_said():
    result = analyse_text(TITLE + "政府采购执行率为100%。\n")
    ended = {o.rule_id: o for o in result.outcomes}
    assert ended["A10"].outcome is Outcome.MISSING_INPUT
    assert "政府采购执行率" in ended["A10"].reason
    assert set(ended) == set(rule_book()) - {"D01", "D02", "D03", "D05", "I10"}


def test_sums_and_shares_of_a_part_are_not_held_against_the_whole() -> None:
    text = (
        "某县教育局2022年度部门决算\n本年支出合计1000.00万元，其中基本支出712.70万元、项目支出287.30万元，"
        "分别占71.27%、28.73%。\n基本支出712.70万元，其中：工资福利支出500.00万元、"
        "商品和服务支出200.00万元、对个人和家庭的补助12.70万元。\n“三公”经费支出1.2万元，"
        "比年初预算1.5万元减少0.3万元，比上年1.3万元减少0.1万元，下降7.69%。"
    )
    assert [f.message for f in analyse_text(text).findings if f.verdict is Verdict.HARD] == []


def test_a_report_that_does_not_say_whose_it_is_or_says_it_twice_is_a_finding() -> None:
    def said(text: str) -> list[str]:
        return [f.message for f in analyse_text(text).findings if f.rule_id == "J01"]

    assert any("无法判定部门" in m for m in said("一、支出情况\n2024年支出3万元。"))
    assert any("普陀区" not in m and "不一致" in m for m in said("普陀区财政局2023年度部门决算"))
    assert said("唐山市丰南区应急管理局2024年度部门决算\n支出3万元。") == []


@pytest.mark.parametrize(
    "body",
    [
        # 乌鲁木齐市政务服务中心 2023: a total of nothing, and its parts
        "“三公”经费支出0.00万元，其中：公务接待费支出0.00万元，占0.00%。",
        # 怀宁县人民法院 2017: the level beside the change is nothing
        "因公出国（境）费0万元，公务接待费21万元，比上年减少2万元，下降8.4%。",
        "公务接待费支出0万元，比上年减少0万元，下降0%。",
        "三公经费控制率≤100%。“三公”经费预算数0万元，“三公”经费支出0万元。",
    ],
)
def test_figures_of_nothing_are_no_divisors(body: str) -> None:
    findings = analyse_text(ACCOUNT + body).findings
    # A bound in place of a rate (≤100%) is a finding of its own.
    assert {one.rule_id for one in findings if one.verdict is Verdict.HARD} <= {"E04"}
