"""Why a sum that falls short need not be wrong: its list, or its money, may be another."""

import re

from pipeline.audit.check import Check
from pipeline.audit.exact import Fraction
from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure, is_result
from pipeline.audit.intervals import total
from pipeline.audit.knowledge import is_worded
from pipeline.audit.sums import SumRule

NEAR = 400
"""Figures this close belong to one statement, even where the outline parts them."""

# Classes are told of all spending, of fiscal money or of basic expenditure.
_OF_ANY_SCOPE = ("B08",)
# 公务用车20万元（其中：购置费6万元，运行费14万元），公务接待费5万元: a list within a list
_CLOSED = re.compile(r"\([^()]*\)")
# 、会议费 · ，占15%，培训费: the mark before a figure's own words, and these words
_LISTED = re.compile(r"[^;:(]*(?P<mark>[,、;])(?P<words>[^,、;:(]*)$")
# 人均支出10万元 · 较上年10万元 · 另有10万元: no addend
_BESIDE = re.compile(r"人均|平均|[车次]均|每|比|较|占|另|此外|不[含包]")


def is_of_more(facts: Facts, check: Check) -> bool:
    """Whether the sum is of other money, or the total of other addends of the list as well."""
    stated, *parts = check.evidence
    summed = total(part.interval for part in parts)
    if check.rule_id in _OF_ANY_SCOPE:
        known = {figure.index for figure in check.evidence}
        # Below 总支出498.77万元 they make 财政拨款支出398.77万元.
        same = (f for f in facts.results if f.index not in known and f.mention.unit == "元")
        if any(f.value and f.interval.overlaps(summed) for f in same):
            return True
    # 三公经费合计807.95万，其中…、会议费121.61万元、培训费46.71万元
    others = _listed_too(facts, stated, parts)
    sums = [total([summed, *(f.interval for f in others)])] if others else []
    sums += [summed + figure.interval for figure in others]
    return any(stated.interval.overlaps(one) for one in sums)


def is_of_another_total(facts: Facts, check: Check) -> bool:
    """Whether the parts are told of a total without a name of its own, and make it up.

    今年预算为284万元。去年…预算总数为289万元，其中…: parts of another year's budget.
    """
    parts = check.evidence[1:]
    parents = {part.observation.parent for part in parts}
    whole = parents.pop() if len(parents) == 1 else None
    if whole is None or facts.figures[whole].observation.metric_code:
        return False
    return facts.figures[whole].interval.overlaps(total(part.interval for part in parts))


def _listed_too(facts: Facts, stated: Figure, parts: list[Figure]) -> list[Figure]:
    """Figures told in one list with the parts, after the same marks, which are none of them."""
    marks: set[str] = set()
    own = {part.index for part in parts}
    found: list[tuple[Figure, str]] = []
    last: Figure | None = None
    for figure in facts.in_sentence(parts[-1]):
        alike = figure.mention.unit == stated.mention.unit and is_result(figure.mention)
        if not alike or figure.start <= stated.start:
            continue
        mark = _mark_between(facts, last, figure) if last else None
        if figure.index in own:
            marks |= {mark} if mark else set()
            last = figure
        elif mark:
            found.append((figure, mark))
            last = figure
    return [figure for figure, mark in found if mark in marks]


def _mark_between(facts: Facts, one: Figure, other: Figure) -> str | None:
    """The mark after which the second figure is listed behind the first, if it is."""
    between = _CLOSED.sub("", facts.folded[one.mention.span.end : other.start])
    listed = _LISTED.match(between)
    return listed["mark"] if listed and not _BESIDE.search(listed["words"]) else None


def may_lack(facts: Facts, identity: SumRule, check: Check, closing: str | None) -> bool:
    """Whether a sum falls short while the text names a term whose figure was not found.

    Of a list that ends with a term of its own (其他用车) nothing is certain before that term.
    """
    stated = check.evidence[0]
    if Fraction(stated.value) <= check.computed:
        return False
    year, scope = facts.year_of(stated), stated.scope
    codes = {figure.observation.metric_code for figure in check.evidence}
    if closing and closing not in codes and any(t.code not in codes for t in identity.terms):
        return True
    around = facts.folded[max(0, stated.start - NEAR) : stated.start + NEAR]
    return any(
        term.optional
        and not term.negative
        and term.code not in codes
        and not facts.find(term.code, year, scope)
        and is_worded(around, term.code)
        for term in identity.terms
    )
