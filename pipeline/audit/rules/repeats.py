"""C01, C02, C04: one thing stated twice, and claims that two things are equal."""

import re
from collections.abc import Sequence
from itertools import pairwise, repeat

from models.finding import Verdict
from models.identity import ReportType
from models.mention import Kind
from pipeline.audit.check import Check, Steps, label_of
from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure, Scope
from pipeline.audit.knowledge import name_of
from pipeline.audit.rulebook import rule_book
from pipeline.audit.rules.local_rates import pair_before

# ，其中： · （包括
_PARTS = re.compile(r"其中|包括|包含")

_OF_MANY = (ReportType.WORK_REPORT, ReportType.OTHER)
"""Reports that speak of a whole place: like names are not one thing."""


def repeats(facts: Facts) -> Steps:
    """C01: the same metric, year and scope stated twice has one value."""
    for code, year, scope in tuple(facts.stated()):
        figures = facts.find(code, year, scope)
        if len(figures) > 1:
            yield from _check_repeats(facts, code, scope, figures)


def _check_repeats(facts: Facts, code: str, scope: Scope, figures: list[Figure]) -> Steps:
    groups = _by_value(figures)
    for first in groups[0][1:]:
        yield Check("C01", evidence=(groups[0][0], first))
    for left, right in zip(repeat(groups[0]), groups[1:], strict=False):
        a, b = left[0], right[0]
        if _different_things(facts, a, b):
            continue
        verdict = _verdict(facts, a, b)
        if verdict is None:
            continue
        swap = is_digit_swap(a, b)
        yield Check(
            "C01",
            verdict,
            "swap" if swap else "scope" if verdict is Verdict.INFO else "differs",
            {
                "name": name_of(code) + (f"（{scope.line_item}）" if scope.line_item else ""),
                "stated": b.printed,
                "expected": a.printed,
                "label": label_of(facts, a),
                "other_label": label_of(facts, b),
            },
            stated=b.printed,
            expected=a.printed,
            tolerance="同一指标",
            focus=b,
            evidence=(*left, *right),
            group=f"C01:{code}:{scope}:{b.value}",
        )


def _different_things(facts: Facts, a: Figure, b: Figure) -> bool:
    """Whether two rates stand beside different amounts of their own: two projects' rates.

    Rates in tables are judged by their rows. So are parts of different totals: 年初预算1800万元，
    其中基本支出1000万元；全年支出1950万元，其中基本支出1050万元.
    """
    if a.mention.kind is not Kind.PERCENT:
        whole, another = _whole_of(facts, a), _whole_of(facts, b)
        return bool(whole and another and whole.value != another.value)
    one, other = pair_before(facts, a), pair_before(facts, b)
    return bool(a.mention.cell or b.mention.cell or (one and other and one.values != other.values))


def _whole_of(facts: Facts, part: Figure) -> Figure | None:
    """The amount that a part stands behind 其中 of, in its sentence."""
    ahead = [f for f in facts.in_sentence(part) if f.start < part.start]
    for before, after in pairwise([*ahead, part]):
        if _PARTS.search(facts.between(before.mention.span.end, after.start)):
            return before
    return None


def _by_value(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Figures that agree within their rounding, the commonest value first."""
    groups: list[list[Figure]] = []
    for figure in figures:
        for group in groups:
            if group[0].interval.overlaps(figure.interval):
                group.append(figure)
                break
        else:
            groups.append([figure])
    return sorted(groups, key=lambda group: (-len(group), group[0].start))


def _verdict(facts: Facts, a: Figure, b: Figure) -> Verdict | None:
    """Hard where both places clearly speak of one thing, else a note: scopes may differ.

    Final accounts state one metric for the whole department, for fiscal money and for
    each budget book; there only a slip of the pen between like figures says anything,
    and None is returned otherwise.
    """
    same_words = bool(a.observation.label) and a.observation.label == b.observation.label
    same_place = a.observation.section == b.observation.section
    slip = is_digit_swap(a, b) or is_one_digit_off(a, b)
    if facts.sentence(a.start) == facts.sentence(b.start) or a.mention.kind is Kind.COUNT:
        # 实施项目8个，已完成7个: one sentence sets two different things side by side.
        return None
    plain = facts.identity.report_type is ReportType.DEPT_OVERALL_SELF
    if not same_place and not plain and not facts.is_account:
        # Sections of an evaluation of projects are about one project each.
        return None
    if slip and (same_words or same_place):
        return Verdict.HARD
    if facts.identity.report_type in _OF_MANY and not same_words:
        # 一般公共预算总收入33.8亿元，地方一般公共预算收入18.7亿元
        return None
    if facts.is_account:
        return Verdict.INFO if slip else None
    return Verdict.HARD if same_words and same_place and plain else Verdict.INFO


def digits_of(figure: Figure) -> str:
    """The printed digits alone: ``97.50%`` gives ``9750``."""
    return re.sub(r"\D", "", figure.printed)


def is_digit_swap(a: Figure, b: Figure) -> bool:
    """Whether two printed numbers differ by two digits that changed places."""
    left, right = digits_of(a), digits_of(b)
    if len(left) != len(right) or len(left) < 3:
        return False
    apart = [i for i, (x, y) in enumerate(zip(left, right, strict=True)) if x != y]
    return (
        len(apart) == 2 and left[apart[0]] == right[apart[1]] and left[apart[1]] == right[apart[0]]
    )


def is_one_digit_off(a: Figure, b: Figure) -> bool:
    """Whether two long printed numbers differ in one digit."""
    left, right = digits_of(a), digits_of(b)
    if len(left) != len(right) or len(left) < 4:
        return False
    return sum(x != y for x, y in zip(left, right, strict=True)) == 1


def equality_claims(facts: Facts) -> Steps:
    """C02: （与部门开展项目自评金额合计相同） makes the figure before it equal to another."""
    rule = rule_book()["C02"]
    pattern = re.compile(rule.data["claim"])
    for claim in pattern.finditer(facts.folded):
        before = [f for f in facts.results if f.mention.span.end <= claim.start()]
        stated = before[-1] if before else None
        if stated is None or claim.start() - stated.mention.span.end > 4:
            continue
        for words, code in rule.data["objects"].items():
            if re.search(words, claim.group("object")):
                yield from _check_claim(facts, stated, claim.group(), code)
                break


def _check_claim(facts: Facts, stated: Figure, words: str, code: str) -> Steps:
    others = [f for f in facts.find(code, facts.year_of(stated)) if f.index != stated.index]
    for other in others:
        agrees = stated.interval.overlaps(other.interval)
        amount = stated.mention.kind is Kind.AMOUNT
        yield Check(
            "C02",
            None if agrees else Verdict.HARD,
            "amount" if amount else "differs",
            {
                "label": label_of(facts, stated),
                "stated": stated.printed,
                "claim": words.strip("（）()"),
                "other_label": label_of(facts, other),
                "expected": other.printed,
            },
            stated=other.printed,
            expected=stated.printed,
            tolerance="文中声明相等",
            focus=other,
            evidence=(other, stated),
            group=f"C02:{stated.index}",
        )
