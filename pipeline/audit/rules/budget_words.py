"""A18: 决算数大于（小于、等于）预算数 against the figures beside it."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from extractors.catalogue import Operand
from models.finding import Verdict
from models.mention import Kind
from pipeline.audit.check import Check, Steps, judge
from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure, is_result
from pipeline.audit.formula import formula, interval_value, point_value
from pipeline.audit.rulebook import rule_book

# 年初预算为10万元，支出决算为9万元，完成年初预算的90%。决算数小于预算数…
_PAIR_REACH = 60
# 完成年初预算的98%，决算数大于预算数
_RATE = re.compile(r"完成(?:了)?[^,。;:0-9]{0,6}预算(?:数|安排)?的?$")
_RATE_REACH = 8
# 决算数大于预算数55.93万元
_GAP_REACH = 3
_ACTUAL_REACH = 120
# 2017年度“三公”经费支出: the words of a claim about itself, without those that name nothing
_CLAUSE = re.compile(r"[,。;:()\n]")
_PLAIN = re.compile(
    r"[0-9]+年度?|本年度?|全年|年度|支出|决算|预算|主要|造成|由于|[其数该项的\s“”\"]"
)
_SHORTEST, _SUBJECT = 2, 40
_MORE = "大高"
_LESS = "小低"
_ABOVE = formula("actual / (actual - gap) * 100")
_BELOW = formula("actual / (actual + gap) * 100")


def comparisons(facts: Facts) -> Steps:
    """A18: 决算数大于（小于、等于）预算数 against the two figures just before it."""
    pattern = re.compile(rule_book()["A18"].data["claim"])
    amounts = [f for f in facts.results if f.mention.kind is Kind.AMOUNT and not f.mention.cell]
    starts = [f.start for f in amounts]
    for match in pattern.finditer(facts.folded):
        at = bisect_left(starts, match.start())
        pair = [f for f in amounts[max(0, at - 2) : at] if match.start() - f.start <= _PAIR_REACH]
        budgets = [f for f in pair if "预算" in facts.before(f, 8)]
        actuals = [f for f in pair if "决算" in facts.before(f, 8)]
        if len(budgets) == 1 and len(actuals) == 1 and _is_of(facts, match, actuals[0]):
            yield from _judge_comparison(match, budgets[0], actuals[0])


def _is_of(facts: Facts, match: re.Match[str], actual: Figure) -> bool:
    """Whether a claim names no subject of its own, or that of the figure before it.

    公务接待费支出决算为6.15万元…。“三公”经费支出决算大于预算数: of another figure.
    """
    clause = _CLAUSE.split(facts.between(actual.start, match.start()))[-1]
    subject = _PLAIN.sub("", clause)
    return len(subject) < _SHORTEST or subject in _PLAIN.sub("", facts.before(actual, _SUBJECT))


def _judge_comparison(match: re.Match[str], budget: Figure, actual: Figure) -> Steps:
    words = match.group("way")
    gap = actual.value - budget.value
    true = {"大": gap > 0, "高": gap > 0, "小": gap < 0, "低": gap < 0}.get(words[0], gap == 0)
    yield Check(
        "A18",
        None if true else Verdict.HARD,
        values={"claim": match.group(), "stated": actual.printed, "expected": budget.printed},
        stated=f"{match.group()}",
        expected=f"{actual.printed}与{budget.printed}",
        focus=actual,
        evidence=(actual, budget),
        group=f"A18:{actual.index}",
    )


def rates_and_words(facts: Facts) -> Steps:
    """A18: 完成年初预算的98%，决算数大于预算数 says two things at once."""
    pattern = re.compile(rule_book()["A18"].data["claim"])
    texts = [f for f in facts.figures if not f.mention.cell]
    starts = [f.start for f in texts]
    for match in pattern.finditer(facts.folded):
        at = bisect_left(starts, match.start())
        rate = texts[at - 1] if at else None
        if rate is None or match.start() - rate.mention.span.end > _RATE_REACH:
            continue
        plain = rate.mention.kind is Kind.PERCENT and is_result(rate.mention)
        if plain and _RATE.search(facts.before(rate, 16)):
            gap = texts[at] if at < len(texts) else None
            beside = gap is not None and gap.start - match.end() <= _GAP_REACH
            actual = _stated_before(texts, at) if beside else None
            yield _rate_check(facts, match, rate, gap if beside else None, actual)


def _stated_before(texts: Sequence[Figure], at: int) -> Figure | None:
    """The amount spent that the gap at a position is one of, a clause or two before it."""
    gap = texts[at]
    for before in range(at - 1, -1, -1):
        figure = texts[before]
        if gap.start - figure.start > _ACTUAL_REACH:
            return None
        like = (figure.mention.unit, figure.code) == (gap.mention.unit, gap.code)
        if like and is_result(figure.mention):
            return figure
    return None


def _rate_check(
    facts: Facts, match: re.Match[str], rate: Figure, gap: Figure | None, actual: Figure | None
) -> Check:
    """The rate against 100%, or against what the stated gap makes of it."""
    way = match.group("way")[0]
    if gap and actual and way in _MORE + _LESS:
        operands = {Operand("actual"): actual.interval, Operand("gap"): gap.interval}
        rule = _ABOVE if way in _MORE else _BELOW
        if way in _LESS or actual.interval.low > gap.interval.high:
            claim = match.group() + gap.printed
            sign = "－" if way in _MORE else "＋"
            return judge(
                rule_book()["A18"],
                rate,
                interval_value(rule, operands),
                (actual, gap),
                point=point_value(rule, operands),
                wording="gap",
                group=f"A18:{rate.index}",
                words=lambda: {
                    "claim": claim,
                    "computation": f"{actual.printed}÷（{actual.printed}{sign}{gap.printed}）",
                },
            )
    low, high = rate.interval.low, rate.interval.high
    fits = {True: high > 100, False: low < 100}.get(way in _MORE, True)
    fits = (low <= 100 <= high) if way not in _MORE + _LESS else fits
    return Check(
        "A18",
        None if fits else Verdict.HARD,
        "rate",
        {"stated": rate.printed, "claim": match.group()},
        stated=rate.printed,
        expected=match.group(),
        focus=rate,
        evidence=(rate,),
        group=f"A18:{rate.index}",
    )
