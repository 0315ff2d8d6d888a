"""B03 to B10, F02: a total against the sum that defines it.

The sums stand in the rule table (``pipeline/audit/sums.py``).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from functools import cache
from itertools import islice, product
from typing import Any

from models.finding import Verdict
from pipeline.audit.check import Check, Missing, Steps, judge
from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure, Scope, nearest_of_each_value
from pipeline.audit.intervals import total
from pipeline.audit.knowledge import name_of
from pipeline.audit.rulebook import Rule, rule_book
from pipeline.audit.rules.more_addends import (
    NEAR,
    is_of_another_total,
    is_of_more,
    may_lack,
)
from pipeline.audit.sums import SumRule, Term, read_sum

_MOST_COMBINATIONS = 32


class _Reach(Enum):
    """How far from a total its parts may stand."""

    SENTENCE = "sentence"
    NEAR = "near"
    REPORT = "report"


def identities(facts: Facts) -> Steps:
    """Every identity of the rule table, in every year and scope that the report states."""
    for rule, entry in _all_identities():
        types = entry.get("types")
        if types and facts.identity.report_type.value not in types:
            continue
        yield from _check_identity(facts, rule, read_sum(entry["sum"]), entry)


def is_identity(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether a rule of the table already compares these parts with their total."""
    codes = {part.observation.metric_code for part in parts}
    return any(
        identity.total == whole.observation.metric_code
        and codes <= {term.code for term in identity.terms}
        for identity in (read_sum(entry["sum"]) for _, entry in _all_identities())
    )


@cache
def _all_identities() -> tuple[tuple[Rule, Mapping[str, Any]], ...]:
    return tuple(
        (rule, entry) for rule in rule_book().values() for entry in rule.data.get("identities", ())
    )


def _check_identity(facts: Facts, rule: Rule, identity: SumRule, entry: Mapping[str, Any]) -> Steps:
    # The parts may be those of another stage: of 年初预算, where 全年预算 is stated as well.
    codes = (identity.total, *entry.get("or", ()))
    for year, scope in facts.places_of(*codes):
        if lacking := _lacking(facts, identity, year, scope):
            yield Missing(rule.id, f"缺少{lacking}")
            continue
        reach = _Reach.SENTENCE if entry.get("in_sentence") else _Reach.NEAR
        totals = [total for code in codes for total in facts.find(code, year, scope)]
        totals = [total for total in totals if not _is_excepted(facts, total, entry.get("unless"))]
        near = [_best(facts, rule, identity, [t], reach) for t in totals]
        if not any(near) and not (entry.get("in_sentence") or entry.get("near_only")):
            near = [_best(facts, rule, identity, totals, _Reach.REPORT)]
        checks = [check for check in near if check]
        if checks:
            yield from _unless_elsewhere_right(facts, identity, checks, entry.get("closed_by"))
        else:
            yield Missing(rule.id, "缺少可加总的分项")


def _is_excepted(facts: Facts, stated: Figure, words: str | None) -> bool:
    """Whether a total is worded so that the sum need not hold for it."""
    return words is not None and bool(re.search(words, facts.before(stated)))


def _lacking(facts: Facts, identity: SumRule, year: int | None, scope: Scope) -> str:
    """The names of the terms that a sum needs and the report does not state."""
    return "、".join(
        name_of(term.code)
        for term in identity.terms
        if not term.optional and not facts.find(term.code, year, scope)
    )


def _unless_elsewhere_right(
    facts: Facts, identity: SumRule, checks: Sequence[Check], closing: str | None
) -> Steps:
    """A total that does not fit says nothing where another statement of it does.

    Nor does a sum that falls short while terms of the identity are not stated at all.
    """
    explained = [c for c in checks if c.verdict is Verdict.HARD and is_of_more(facts, c)]
    right = {
        figure.index
        for check in checks
        if check.verdict is not Verdict.HARD or check in explained
        for figure in check.evidence[1:]
    }
    for check in checks:
        if check.verdict is not Verdict.HARD:
            yield check
        elif check in explained or is_of_another_total(facts, check):
            yield Missing(check.rule_id, "合计另含其他项目，或为其他口径")
        elif not {figure.index for figure in check.evidence[1:]} & right:
            is_open = may_lack(facts, identity, check, closing)
            yield Missing(check.rule_id, "分项可能未列全") if is_open else check


def _best(
    facts: Facts,
    rule: Rule,
    identity: SumRule,
    totals: Sequence[Figure],
    reach: _Reach,
) -> Check | None:
    """The most favourable reading of several: a fault must survive all of them."""
    best: Check | None = None
    for stated in totals:
        for chosen in islice(_ways(facts, identity, stated, reach), _MOST_COMBINATIONS):
            check = _sum_check(rule, identity, stated, chosen)
            if check.verdict is None:
                return check
            if best is None or (best.verdict, check.verdict) == (Verdict.HARD, Verdict.SOFT):
                best = check
    return best


def _sum_check(
    rule: Rule, identity: SumRule, stated: Figure, chosen: Sequence[tuple[Term, Figure]]
) -> Check:
    summed = total(-f.interval if term.negative else f.interval for term, f in chosen)
    computation = _sum_of((term, figure.printed) for term, figure in chosen)
    return judge(
        rule,
        stated,
        summed,
        tuple(figure for _, figure in chosen),
        group=f"{rule.id}:{identity.text}:{stated.value}:{computation}",
        words=lambda: {
            "name": name_of(identity.total),
            "formula": _sum_of((term, name_of(term.code)) for term, _ in chosen),
            "computation": computation,
        },
    )


def _sum_of(addends: Iterable[tuple[Term, str]]) -> str:
    return "".join(
        ("－" if term.negative else "＋" if at else "") + words
        for at, (term, words) in enumerate(addends)
    )


def _ways(
    facts: Facts, identity: SumRule, stated: Figure, reach: _Reach
) -> list[list[tuple[Term, Figure]]]:
    """The ways to fill the terms; empty where a needed one is lacking."""
    choices: list[list[tuple[Term, Figure] | None]] = []
    for term in identity.terms:
        found: list[tuple[Term, Figure] | None] = [
            (term, figure) for figure in _candidates(facts, term.code, stated, reach)
        ]
        if not found and not term.optional:
            return []
        if not found or term.doubtful:
            found.append(None)
        choices.append(found)
    least = min(2, len(identity.terms))
    filled = ([pair for pair in way if pair] for way in islice(product(*choices), 64))
    return [way for way in filled if len(way) >= least]


def _candidates(facts: Facts, code: str, stated: Figure, reach: _Reach) -> list[Figure]:
    year, scope = facts.year_of(stated), stated.scope
    found = [
        figure
        for figure in facts.find(code, year, scope)
        if figure.index != stated.index and _within(facts, figure, stated, reach)
    ]
    found.sort(key=lambda f: (abs(f.start - stated.start), f.start))
    return nearest_of_each_value(found)[: 3 if reach is _Reach.REPORT else 1]


def _within(facts: Facts, figure: Figure, stated: Figure, reach: _Reach) -> bool:
    """Whether a figure stands in the same table, or close enough in the running text."""
    if reach is _Reach.REPORT:
        return True
    cell, other = stated.mention.cell, figure.mention.cell
    if cell or other:
        return bool(cell and other and cell.table == other.table)
    if reach is _Reach.SENTENCE:
        return facts.sentence(figure.start) == facts.sentence(stated.start)
    return abs(figure.start - stated.start) <= NEAR
