"""A01 to A12, A15: a named rate against its own operands, by the catalogue's formulas."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

from extractors.catalogue import Metric
from models.finding import Verdict
from models.mention import Direction
from pipeline.audit.check import Check, Missing, Steps, judge, verdict_on
from pipeline.audit.exact import Fraction
from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure, in_unit
from pipeline.audit.formula import interval_value, point_value
from pipeline.audit.intervals import Interval
from pipeline.audit.knowledge import describe, formulas_of, metric
from pipeline.audit.rulebook import Rule, rule_book
from pipeline.audit.rules.local_rates import is_of_an_item, pair_before, pair_check
from pipeline.audit.rules.operands import Way, choices, computation

# 预算完成率为98.85%。本年预算合计30513.76万元，实际支出30162.20万元: so far apart.
_CLAUSE = 80
_NEAR = 400
# 完成年初预算的111%: the words of a rate that say of which budget it is
_WORDS = 16
_BUDGETS = (
    ("年初预算", "budget_initial", "budget_adjusted"),
    ("调整", "budget_adjusted", "budget_initial"),
)
# 7.5% and 5.7% may well be two things.
_SHORT = 4


@dataclass(frozen=True, slots=True)
class _Trial:
    """A rate recomputed in one way.

    Attributes:
        point: the rate of the printed operands as if they were exact.
        computed: all rates that the operands' intervals allow.
    """

    way: Way
    point: Fraction
    computed: Interval
    verdict: Verdict | None

    @property
    def rank(self) -> int:
        """0 where it agrees, 1 where rounding explains it, 2 where nothing does."""
        return {None: 0, Verdict.SOFT: 1}.get(self.verdict, 2)


def ratios(facts: Facts) -> Steps:
    """Every rate that a rule of the book names, wherever the report states it."""
    for rule in rule_book().values():
        for code in rule.data.get("indicators", ()):
            indicator = metric(code)
            if indicator is None:
                continue
            for stated in facts.all_of(code):
                if stated.mention.kind.value != indicator.kind.value:
                    # 控制率75%，比上年16万元减少1万元: money is no rate.
                    continue
                yield from _check_rate(facts, rule, indicator, stated)


def _check_rate(facts: Facts, rule: Rule, indicator: Metric, stated: Figure) -> Steps:
    if stated.mention.cell:
        return
    beside = pair_before(facts, stated)
    local = pair_check(facts, rule, stated, beside) if beside else None
    if beside and local and (local.verdict is not Verdict.HARD or is_of_an_item(beside)):
        yield local
        return
    best = _best_trial(facts, indicator, stated)
    if local and (best is None or best.rank == 2):
        yield local
        return
    if best is None:
        yield Missing(rule.id, f"“{indicator.name}”缺少计算所需的金额或数量")
        return
    way = best.way
    check = judge(
        rule,
        stated,
        best.computed,
        tuple(way.chosen.values()),
        point=best.point,
        group=f"{rule.id}:{stated.observation.value_year}:{stated.value}",
        words=lambda: {
            "name": indicator.name,
            "formula": describe(way.formula.text),
            "computation": computation(way),
        },
    )
    if check.verdict is Verdict.HARD and not _is_official(facts, indicator, stated, way):
        yield Missing(rule.id, f"“{indicator.name}”缺少通行公式所需的金额或数量")
        return
    yield check if _is_sure(check, stated) else replace(check, verdict=Verdict.INFO)
    if indicator.code.endswith("change_rate"):
        yield from _check_sign(facts, rule, indicator, stated, way)


def _is_sure(check: Check, stated: Figure) -> bool:
    """A contradiction is certain where its operands stand near, or a slip of the pen shows.

    Operands from elsewhere in the report may be of another scope: those make it a question.
    """
    return (
        check.verdict is not Verdict.HARD
        or any(abs(f.start - stated.start) <= _NEAR for f in check.evidence[1:])
        or _is_slip(check.stated, check.expected)
    )


def _is_official(facts: Facts, indicator: Metric, stated: Figure, way: Way) -> bool:
    """Whether the official formula was tried: a variant alone may not be the one that was used.

    覆盖率100% may well be one of projects, where only their money is stated.
    """
    official = next(formulas_of(indicator), None)
    return way.formula is official or (
        official is not None and any(True for _ in choices(facts, official, stated))
    )


def _is_slip(stated: str, expected: str) -> bool:
    return sorted(stated) == sorted(expected) and len(stated) > _SHORT


def _best_trial(facts: Facts, indicator: Metric, stated: Figure) -> _Trial | None:
    """The most favourable way to recompute a rate: a fault must survive all of them.

    But where the operands of the official formula are printed beside the rate, they decide:
    what stands elsewhere cannot excuse it.
    """
    ways = [
        Way(formula, chosen)
        for formula in formulas_of(indicator)
        for chosen in choices(facts, formula, stated)
    ]
    words = facts.before(stated, _WORDS)
    ways = [way for way in ways if not _is_of_another_budget(way, words)]
    beside = [
        (_distance(facts, way, stated), way)
        for way in ways
        if _is_in_its_clause(way, indicator, stated)
    ]
    beside.sort(key=itemgetter(0))
    for _, nearest in groupby(beside, key=itemgetter(0)):
        best = _most_favourable((way for _, way in nearest), indicator, stated)
        if best:
            return best
    return _most_favourable(ways, indicator, stated)


def _is_of_another_budget(way: Way, words: str) -> bool:
    """Whether a rate names the budget of one stage and a way takes that of another."""
    codes = {operand.code for operand in way.chosen}
    return any(
        named in words and other in codes and own not in codes for named, own, other in _BUDGETS
    )


def _is_in_its_clause(way: Way, indicator: Metric, stated: Figure) -> bool:
    return way.formula is indicator.formula and all(
        abs(f.start - stated.start) <= _CLAUSE for f in way.chosen.values()
    )


def _distance(facts: Facts, way: Way, stated: Figure) -> tuple[int, int]:
    """Same sentence first, then what follows the rate, then what precedes it."""
    sentence = facts.sentence(stated.start)
    figures = way.chosen.values()
    steps = sum(
        0 if facts.sentence(f.start) == sentence else 1 if f.start > stated.start else 2
        for f in figures
    )
    return steps, sum(abs(f.start - stated.start) for f in figures)


def _most_favourable(ways: Iterable[Way], indicator: Metric, stated: Figure) -> _Trial | None:
    """The first way that agrees, else the first that comes nearest to it."""
    best = None
    for way in ways:
        trial = _trial(way, indicator, stated)
        if trial and (best is None or trial.rank < best.rank):
            best = trial
            if best.verdict is None:
                break
    return best


def _trial(way: Way, indicator: Metric, stated: Figure) -> _Trial | None:
    """A rate recomputed in one way; None where that divides by zero."""
    try:
        point = point_value(way.formula, way.intervals)
        computed = interval_value(way.formula, way.intervals)
    except ZeroDivisionError:
        return None
    if indicator.code.endswith("change_rate") and stated.value >= 0:
        point, computed = abs(point), computed.absolute()
    return _Trial(way, point, computed, verdict_on(stated, computed, point))


def _check_sign(facts: Facts, rule: Rule, indicator: Metric, stated: Figure, way: Way) -> Steps:
    """A fall has a negative rate unless the words beside the number say that it falls."""
    computed = interval_value(way.formula, way.intervals)
    falls = computed.high < 0
    says_falls = stated.mention.direction is Direction.DECREASE or any(
        word in facts.before(stated, 8) for word in rule.data["words_of_decrease"]
    )
    wrong = (falls and stated.value > 0 and not says_falls) or (computed.low > 0 > stated.value)
    if not wrong:
        yield Check(rule.id, evidence=(stated,))
        return
    point = point_value(way.formula, way.intervals)
    yield Check(
        rule.id,
        Verdict.HARD,
        "sign",
        {
            "name": indicator.name,
            "stated": stated.printed,
            "expected": in_unit(point, stated.mention),
            "way": "下降" if point < 0 else "上升",
        },
        stated=stated.printed,
        expected=in_unit(point, stated.mention),
        tolerance="符号",
        focus=stated,
        evidence=(stated, *way.chosen.values()),
        group=f"{rule.id}:sign:{stated.observation.value_year}",
    )
