"""A13, A14, A19: the words around a change, and the unit of its rate."""

import re
from itertools import pairwise

from models.finding import Verdict
from models.mention import Kind, Role
from models.span import Span
from pipeline.audit.check import Check, Steps
from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure
from pipeline.audit.rulebook import rule_book

# A rate belongs to the change it follows: 减少1.10万元，下降1.36个百分点.
_RATE_WITHIN = 12
# 增长下降21%: one word says up, the next says down.
_BOTH_WAYS = re.compile(
    r"(增长|增加|上升|提高)(下降|减少|降低)|(下降|减少|降低)(增长|增加|上升|提高)"
)
# 较上年减 · 同比增加了
_DIRECTION = re.compile(r"(?:增长|增加|上升|提高|下降|减少|降低|[增减升降])了?$")
# 减少0.04万元，增长0.01% · 增加5万元,降幅为3%
_DIRECTION_ALONE = re.compile(
    r"[,、 ]{0,2}(?:同比)?(?:增长|增加|上升|提高|下降|减少|降低|[增减升降])[幅率]?(?:了|为|约)? ?"
)


def both_ways(facts: Facts) -> Steps:
    """A13: words that say up and down at once, directly before a rate or change."""
    if not _BOTH_WAYS.search(facts.folded):
        return
    for figure in facts.figures:
        match = _BOTH_WAYS.search(facts.before(figure, 6))
        if match and figure.mention.kind in (Kind.PERCENT, Kind.AMOUNT):
            yield Check(
                "A13",
                Verdict.HARD,
                "words",
                {"words": match.group(), "stated": figure.printed},
                stated=match.group() + figure.printed,
                focus=figure,
                evidence=(figure,),
                group=f"A13:{figure.index}",
            )


def rate_against_change(facts: Facts) -> Steps:
    """A13: 减少0.04万元，增长0.01%: the change falls, its own rate rises."""
    for sentence in facts.sentences():
        for change, rate in pairwise(sentence):
            if not _are_one_statement(facts, change, rate):
                continue
            against = change.mention.direction is not rate.mention.direction
            said = _DIRECTION.search(facts.before(change, 4))
            words = (said.group() if said else "") + facts.between(change.start, rate.start)
            yield Check(
                "A13",
                Verdict.HARD if against else None,
                "words",
                {"words": words, "stated": rate.printed},
                stated=words + rate.printed,
                focus=rate,
                evidence=(rate, change),
                group=f"A13:{rate.index}",
            )


def _are_one_statement(facts: Facts, change: Figure, rate: Figure) -> bool:
    """Whether a rate follows its change with nothing but a word of direction between them."""
    one, other = change.mention, rate.mention
    directed = one.direction is not None and other.direction is not None
    changes = one.role is Role.CHANGE and other.role is Role.CHANGE_RATE
    plain = one.kind is not Kind.PERCENT and change.value > 0 and rate.value > 0
    between = facts.folded[one.span.end : rate.start]
    return directed and changes and plain and bool(_DIRECTION_ALONE.fullmatch(between))


def level_with_a_reason(facts: Facts) -> Steps:
    """A19: 持平, and then reasons for a fall or a rise."""
    pattern = re.compile(rule_book()["A19"].data["claim"])
    found = list(pattern.finditer(facts.folded))
    if not found and "持平" in facts.text:
        yield Check("A19")
    for match in found:
        yield Check(
            "A19",
            Verdict.INFO,
            values={"way": match.group("way"), "quote": " ".join(match.group().split())[:40]},
            stated="持平",
            expected=match.group("way"),
            span=Span(*match.span()),
            group=f"A19:{match.start()}",
        )


def points_or_percent(facts: Facts) -> Steps:
    """A14: 个百分点 is for the difference of two percentages, not for money or people."""
    for sentence in facts.sentences():
        for before, figure in zip([None, *sentence], sentence, strict=False):
            if figure.mention.unit == "百分点":
                wrong = before is not None and _is_change_of_amount(before, figure)
                yield Check(
                    "A14",
                    Verdict.HARD if wrong else None,
                    values={
                        "stated": figure.printed,
                        "other": before.printed if before else "",
                    },
                    stated=figure.printed,
                    focus=figure,
                    evidence=(figure,),
                    group=f"A14:{figure.index}",
                )


def _is_change_of_amount(before: Figure, after: Figure) -> bool:
    """减少1.10万元，下降1.36个百分点: the points are meant to be percent."""
    near = after.start - before.mention.span.end <= _RATE_WITHIN
    mention = before.mention
    return near and mention.role is Role.CHANGE and mention.kind is not Kind.PERCENT
