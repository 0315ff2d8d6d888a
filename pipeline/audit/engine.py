"""Runs every rule on a report and turns checks into findings and outcomes."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from models.finding import Finding, Outcome, RuleOutcome
from pipeline.audit.check import Check, Missing, Steps
from pipeline.audit.facts import Facts
from pipeline.audit.grouping import findings_of
from pipeline.audit.rulebook import rule_book
from pipeline.audit.rules import (
    answers,
    balance,
    between_tables,
    bounds,
    brackets,
    budget_words,
    change_words,
    changes,
    completeness,
    foreign,
    identities,
    item_changes,
    limits,
    lists,
    local_rates,
    logic,
    parts,
    ratios,
    repeats,
    scores,
    shares,
    staff,
    tables,
    text,
    totals_after,
)

COVERAGE = "Z00"
# Families of rules that compare numbers with each other.
_COMPARING = "ABCFGHK"

RULES: tuple[Callable[[Facts], Steps], ...] = (
    ratios.ratios,
    bounds.bounds_claimed,
    local_rates.table_rates,
    identities.identities,
    balance.balance,
    tables.tables,
    between_tables.same_figures,
    lists.item_lists,
    totals_after.totals_after_lists,
    parts.funding_levels,
    parts.parts_of_totals,
    changes.changes,
    item_changes.item_changes,
    change_words.both_ways,
    change_words.rate_against_change,
    change_words.points_or_percent,
    change_words.level_with_a_reason,
    shares.shares,
    shares.completion,
    budget_words.comparisons,
    budget_words.rates_and_words,
    repeats.repeats,
    repeats.equality_claims,
    limits.at_most,
    limits.ranges,
    limits.unit_slips,
    staff.staff,
    limits.projects,
    logic.unspent,
    logic.earmarked,
    logic.paid_from_elsewhere,
    scores.forms,
    scores.grades,
    scores.execution,
    text.wrong_level,
    foreign.foreign_names,
    text.copies,
    text.leftovers,
    brackets.brackets,
    text.mixed_forms,
    text.missing_units,
    text.stray_years,
    completeness.title,
    completeness.identity,
    completeness.self_score,
    completeness.satisfaction,
    completeness.sections,
    completeness.indicators,
    completeness.signature,
    answers.goals,
    answers.shortfalls,
    answers.evidence_of_claims,
)

# Rules over several reports are decided elsewhere and have no outcome here.
BETWEEN_YEARS = ("D01", "D02", "D03", "D05")
BETWEEN_REPORTS = (*BETWEEN_YEARS, "I10")


def audit(facts: Facts) -> tuple[tuple[Finding, ...], tuple[RuleOutcome, ...]]:
    """Every rule applied once; one finding for each fault, one outcome for each rule."""
    checks: list[Check] = []
    missing: list[Missing] = []
    for rule in RULES:
        for step in rule(facts):
            (checks if isinstance(step, Check) else missing).append(step)  # type: ignore[arg-type]
    return findings_of(checks, facts), (*_outcomes(checks, missing), _coverage(facts, checks))


def _outcomes(checks: Iterable[Check], missing: Iterable[Missing]) -> Iterable[RuleOutcome]:
    made, failed = Counter(c.rule_id for c in checks), Counter()  # type: ignore[var-annotated]
    failed.update(c.rule_id for c in checks if c.verdict is not None)
    reasons: dict[str, list[str]] = defaultdict(list)
    applied = set()
    for lack in missing:
        reasons[lack.rule_id].append(lack.reason)
        if lack.applies:
            applied.add(lack.rule_id)
    for rule_id, rule in rule_book().items():
        if rule_id == COVERAGE or rule_id in BETWEEN_REPORTS:
            continue
        reason = "；".join(dict.fromkeys(reasons[rule_id]))
        if failed[rule_id]:
            outcome = Outcome.FOUND
        elif made[rule_id]:
            outcome = Outcome.PASSED
        elif reason:
            lacks = rule_id in applied
            outcome = Outcome.MISSING_INPUT if lacks else Outcome.NOT_APPLICABLE
        else:
            outcome, reason = Outcome.NOT_APPLICABLE, f"报告未涉及：{rule.needs}"
        yield RuleOutcome(rule_id, outcome, made[rule_id], reason)


def _coverage(facts: Facts, checks: Iterable[Check]) -> RuleOutcome:
    """How many figures were compared with others, and why the rest were not."""
    compared = (
        check.evidence
        for check in checks
        if len(check.evidence) > 1 and check.rule_id[0] in _COMPARING
    )
    used = {figure.index for evidence in compared for figure in evidence}
    idle = Counter(
        _why_idle(facts, index) for index in range(len(facts.figures)) if index not in used
    )
    reason = f"共{len(facts.figures)}个数字，{len(used)}个参与核对"
    if idle:
        reason += "；未参与：" + "，".join(f"{why}{count}个" for why, count in idle.most_common())
    return RuleOutcome(
        COVERAGE, Outcome.PASSED if used else Outcome.NOT_APPLICABLE, len(used), reason
    )


def _why_idle(facts: Facts, index: int) -> str:
    observation = facts.figures[index].observation
    mention = observation.mention
    if mention.is_target or mention.is_threshold:
        return "目标值或分类标准"
    if mention.comparator.value != "=" or mention.value_upper is not None:
        return "界限或约数"
    if observation.metric_code is None:
        return "指标目录中没有对应指标"
    return "没有可与之核对的数字"
