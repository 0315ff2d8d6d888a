"""The example report and two final accounts, audited from their hand-made annotations."""

import json

import pytest

from models.finding import Outcome, Verdict
from pipeline.analyse import analyse_file
from pipeline.audit import audit_report
from tests.audit_samples import SHARED, gold_file, result_of_gold

EXAMPLE = "000_45c0309bc3cdb8d6.json"

pytestmark = pytest.mark.skipif(
    not gold_file(EXAMPLE).exists(), reason="the shared folder with annotated reports is absent"
)


@pytest.fixture(scope="module")
def example():
    return audit_report(result_of_gold(EXAMPLE))


def _gold():
    path = gold_file(EXAMPLE)
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"findings": []}


@pytest.mark.parametrize("wanted", _gold()["findings"], ids=lambda f: f["what"][:30])
def test_every_finding_made_by_hand_is_made(example, wanted):
    findings, _ = example
    arithmetic = all(rule[0] in "ABCDEFGH" for rule in wanted["any"])
    assert any(
        finding.rule_id in wanted["any"]
        and (
            finding.verdict == wanted["verdict"] or not (arithmetic or wanted["verdict"] == "soft")
        )
        for finding in findings
    )


def test_rules_that_hold_find_nothing(example):
    findings, outcomes = example
    ended = {outcome.rule_id: outcome for outcome in outcomes}
    for rule_id in _gold()["must_pass"]:
        assert not [f for f in findings if f.rule_id == rule_id and f.verdict is Verdict.HARD]
    # Section 2.2 of the rule book: these comparisons can all be made, and hold.
    for rule_id in ("A01", "A03", "A04", "A05", "A11", "B01", "B03", "B09", "F01", "F02", "G01"):
        assert ended[rule_id].outcome is Outcome.PASSED, rule_id
    assert ended["B01"].checks == 6  # three kinds of money, budgeted and spent


def test_every_rule_says_how_it_ended(example):
    _, outcomes = example
    ended = {outcome.rule_id: outcome for outcome in outcomes}
    assert ended["A10"].outcome is Outcome.MISSING_INPUT
    assert ended["A08"].outcome is Outcome.NOT_APPLICABLE
    assert all(o.reason for o in outcomes if o.outcome is Outcome.NOT_APPLICABLE)
    assert "共69个数字" in ended["Z00"].reason


def test_one_fault_is_one_finding(example):
    findings, _ = example
    rate = [f for f in findings if f.stated == "97.05%"]
    assert len(rate) == 1
    assert "疑似数字颠倒" in rate[0].message
    assert rate[0].tolerance == "±0.01%"


def _hard(name):
    findings, _ = audit_report(analyse_file(SHARED / "reports" / name))
    arithmetic = [f for f in findings if f.rule_id[0] in "ABCDEFGH"]
    return {f.rule_id: f for f in arithmetic if f.verdict is Verdict.HARD}, arithmetic


def test_a_consistent_final_account_has_rounding_differences_only():
    hard, findings = _hard("10637_2017年度平潭综合实验区卫生和计划生育局部门决算说明.txt")
    assert not hard
    # 7961.51+65805.52-53689.95-915.43 = 19161.65, printed 19161.66; 12480.23+656.65, …
    assert {f.rule_id for f in findings if f.verdict is Verdict.SOFT} == {"B06", "B10", "B11"}


def test_a_final_account_with_tables_against_its_text():
    hard, _ = _hard("上海市普陀区财政局2024年度部门决算.pdf")
    assert set(hard) == {"A16", "C03"}
    assert (hard["A16"].stated, hard["A16"].expected) == ("71.73%", "71.65%")
    assert (hard["C03"].stated, hard["C03"].expected) == ("0.3万元", "2961.68万元")


@pytest.mark.parametrize(
    ("name", "stated"),
    [
        # 1104.6 ÷ (1406.81+1104.6) is 43.98 %; 5781.07+1714.43 is 7495.50; 增长下降21%;
        # 财政拨款收入20808.97 is all of 本年收入20808.97, yet 其他收入 is 0.039118亿元
        (
            "6193_2015年度平潭综合实验区公安局决算说明.txt",
            {"78.52%", "65.37%", "7663.19万元", "20808.97万元", "增长下降21%"},
        ),
        # 增加2.45元，增长13.82% of 20.18万元
        ("7657_2016年度平潭县人民检察院部门决算说明.txt", {"13.82%"}),
        # 34096 ÷ (195571-34096) is 21.12 %
        ("10555_关于2017年平潭财政决算情况的报告.txt", {"22.4%"}),
    ],
)
def test_contradictions_of_published_accounts(name, stated):
    _, findings = _hard(name)
    assert {f.stated for f in findings if f.verdict is Verdict.HARD} == stated
