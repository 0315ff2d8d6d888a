"""The example report and two final accounts, audited from their hand-made annotations."""

import json

import pytest

from models.finding import Outcome, Verdict
from pipeline.audit import audit_report
from tests.audit_samples import gold_file, result_of_gold

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


def test_hard_findings_of_final_accounts_are_those_annotated():
    findings, _ = audit_report(result_of_gold("pingtan_health_2017.json"))
    assert {f.rule_id for f in findings if f.verdict is Verdict.HARD} <= {"I04", "I08"}
    assert {f.rule_id for f in findings if f.verdict is Verdict.SOFT} == {"B06", "B10"}
    findings, _ = audit_report(result_of_gold("putuo_finance_2024.json"))
    share = [f for f in findings if f.stated == "71.73%"]
    assert share[0].expected == "71.65%"
    assert share[0].verdict is Verdict.HARD
