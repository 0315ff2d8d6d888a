"""A01 to A12, A15: a named rate against its own operands, by the catalogue's formulas."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, product

from extractors.catalogue import Formula, Metric, Operand
from models.finding import Verdict
from models.mention import Direction
from pipeline.audit.check import Check, Missing, Steps, judge
from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure, Scope, in_unit
from pipeline.audit.formula import interval_value, point_value
from pipeline.audit.intervals import Interval
from pipeline.audit.knowledge import SIGNS, describe, formulas_of, metric
from pipeline.audit.rulebook import Rule, rule_book
from pipeline.audit.rules.local_rates import is_of_an_item, pair_before, pair_check

# A rate is tried against at most so many combinations of figures that state its operands.
_MOST_COMBINATIONS = 24
# 预算完成率为98.85%。本年预算合计30513.76万元，实际支出30162.20万元: so far apart.
_CLAUSE = 80
_NEAR = 400
# 7.5% and 5.7% may well be two things.
_SHORT = 4

Chosen = dict[Operand, Figure]


@dataclass(frozen=True, slots=True)
class Trial:
    """A rate recomputed from one choice of operands."""

    formula: Formula
    chosen: Chosen
    check: Check

    @property
    def rank(self) -> int:
        """0 where it agrees, 1 where rounding explains it, 2 where nothing does."""
        return {None: 0, Verdict.SOFT: 1}.get(self.check.verdict, 2)


def ratios(facts: Facts) -> Steps:
    """Every rate that a rule of the book names, wherever the report states it."""
    for rule in rule_book().values():
        for code in rule.data.get("indicators", ()):
            indicator = metric(code)
            if indicator is None:
                continue
            for stated in facts.all_of(code):
                yield from _check_rate(facts, rule, indicator, stated)


def _check_rate(facts: Facts, rule: Rule, indicator: Metric, stated: Figure) -> Steps:
    if stated.mention.cell:
        return
    beside = pair_before(facts, stated)
    local = pair_check(facts, rule, stated, beside) if beside else None
    if beside and local and (local.verdict is not Verdict.HARD or is_of_an_item(beside)):
        yield local
        return
    trials = sorted(_trials(facts, rule, indicator, stated), key=lambda trial: trial.rank)
    trials = _in_its_clause(facts, trials, indicator, stated) or trials
    if local and (not trials or trials[0].rank == 2):
        yield local
        return
    if not trials:
        yield Missing(rule.id, f"“{indicator.name}”缺少计算所需的金额或数量")
        return
    best = trials[0]
    named = f"{rule.id}:{stated.observation.value_year}:{stated.value}"
    yield replace(
        best.check,
        verdict=_sure(best, stated),
        group=named,
        values={
            **best.check.values,
            "name": indicator.name,
            "formula": describe(best.formula.text),
            "computation": computation(best),
        },
    )
    if indicator.code.endswith("change_rate"):
        yield from _check_sign(facts, rule, indicator, stated, best)


def _sure(best: Trial, stated: Figure) -> Verdict | None:
    """A contradiction is certain where its operands stand near, or a slip of the pen shows.

    Operands from elsewhere in the report may be of another scope: those make it a question.
    """
    near = any(abs(f.start - stated.start) <= _NEAR for f in best.chosen.values())
    if best.rank < 2 or near or _is_slip(best.check.stated, best.check.expected):
        return best.check.verdict
    return Verdict.INFO


def _is_slip(stated: str, expected: str) -> bool:
    return sorted(stated) == sorted(expected) and len(stated) > _SHORT


def _in_its_clause(
    facts: Facts, trials: list[Trial], indicator: Metric, stated: Figure
) -> list[Trial]:
    """The trial of the official formula with operands printed beside the rate, if any.

    It decides: what stands elsewhere cannot excuse it.
    """
    beside = [
        trial
        for trial in trials
        if trial.formula is indicator.formula
        and all(abs(f.start - stated.start) <= _CLAUSE for f in trial.chosen.values())
    ]
    return sorted(beside, key=lambda trial: _distance(facts, trial, stated))[:1]


def _distance(facts: Facts, trial: Trial, stated: Figure) -> tuple[int, int]:
    """Same sentence first, then what follows the rate, then what precedes it."""
    sentence = facts.sentence(stated.start)
    figures = trial.chosen.values()
    steps = sum(
        0 if facts.sentence(f.start) == sentence else 1 if f.start > stated.start else 2
        for f in figures
    )
    return steps, sum(abs(f.start - stated.start) for f in figures)


def _trials(facts: Facts, rule: Rule, indicator: Metric, stated: Figure) -> Iterator[Trial]:
    signless = indicator.code.endswith("change_rate")
    for formula in formulas_of(indicator):
        for chosen in choices(facts, formula, stated):
            intervals = {operand: figure.interval for operand, figure in chosen.items()}
            try:
                point = point_value(formula, intervals)
                computed = interval_value(formula, intervals)
            except ZeroDivisionError:
                continue
            if signless and stated.value >= 0:
                point, computed = abs(point), computed.absolute()
            check = judge(rule, stated, computed, tuple(chosen.values()), point=point)
            yield Trial(formula, chosen, check)


def choices(facts: Facts, formula: Formula, stated: Figure) -> Iterator[Chosen]:
    """The ways to fill a formula with figures of the rate's year and scope, nearest first."""
    year, scope = facts.year_of(stated), Scope.of(stated.observation)
    names = formula.operands
    found = [_candidates(facts, operand, year, scope, stated) for operand in names]
    if all(found):
        for combination in islice(product(*found), _MOST_COMBINATIONS):
            yield dict(zip(names, combination, strict=True))


def _candidates(
    facts: Facts, operand: Operand, year: int | None, scope: Scope, stated: Figure
) -> list[Figure]:
    """Figures for an operand, nearest first, one for each distinct value."""
    code = f"{operand.code}@prior" if operand.prior else operand.code
    found = sorted(facts.find(code, year, scope), key=lambda f: abs(f.start - stated.start))
    return list({figure.value: figure for figure in reversed(found)}.values())[::-1]


def computation(trial: Trial) -> str:
    """The formula with the figures in it: 2474.64万元 ÷ 2538.12万元 × 100."""
    text = trial.formula.text
    figures = sorted(trial.chosen.items(), key=lambda item: -len(item[0].code) - item[0].prior)
    for operand, figure in figures:
        code = f"{operand.code}@prior" if operand.prior else operand.code
        text = text.replace(code, figure.printed)
    return text.replace(" ", "").translate(SIGNS)


def _check_sign(facts: Facts, rule: Rule, indicator: Metric, stated: Figure, best: Trial) -> Steps:
    """A fall has a negative rate unless the words beside the number say that it falls."""
    intervals = {operand: figure.interval for operand, figure in best.chosen.items()}
    computed: Interval = interval_value(best.formula, intervals)
    falls = computed.high < 0
    says_falls = stated.mention.direction is Direction.DECREASE or any(
        word in facts.before(stated, 8) for word in rule.data["words_of_decrease"]
    )
    wrong = (falls and stated.value > 0 and not says_falls) or (computed.low > 0 > stated.value)
    if not wrong:
        yield Check(rule.id, evidence=(stated,))
        return
    point = point_value(best.formula, intervals)
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
        evidence=(stated, *best.chosen.values()),
        group=f"{rule.id}:sign:{stated.observation.value_year}",
    )
