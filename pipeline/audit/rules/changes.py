"""A13, A14, B09, E05: 比上年减少X，下降Y% against both years' values."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.catalogue import Formula, Operand
from models.finding import Verdict
from models.mention import Direction, Kind, Role
from pipeline.audit.check import Check, Missing, Steps, judge, label_of
from pipeline.audit.exact import Fraction
from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure, is_result
from pipeline.audit.formula import formula, interval_value, point_value
from pipeline.audit.rulebook import rule_book
from pipeline.audit.rules.shares import of_nothing

# A rate belongs to the change it follows: 增加79.97万元，增长21.47%.
_RATE_WITHIN = 12
# 较上年9.8万元减少2.52万元 · 比上年同期决算数9.8万元: whatever year it was given
_PRIOR = re.compile(
    r"(?:[较比与同](?:上年度?|去年|上一年度?)|(?:上年度?|去年)同期)[^,。;:0-9(]{0,8}$"
)
# A level named in the sentence before the change.
_LEVEL_WITHIN = 120

_RISE = formula("change / (level - change) * 100")
_FALL = formula("change / (level + change) * 100")
_OF_PRIOR = formula("change / prior * 100")
_OF_LEVEL = formula("change / level * 100")
_BETWEEN = formula("(level - prior) / prior * 100")


@dataclass(frozen=True, slots=True)
class Statement:
    """What one clause says of a change.

    Attributes:
        levels: this year's values that it may speak of, nearest first.
        priors: last year's values in the same sentence, nearest first.
    """

    levels: tuple[Figure, ...]
    priors: tuple[Figure, ...]
    change: Figure | None
    rate: Figure | None


def changes(facts: Facts) -> Steps:
    """Every change and every rate of change in the running text."""
    for sentence in facts.sentences():
        for statement in _statements(facts, sentence):
            yield from _check_difference(facts, statement)
            yield from _check_rate(facts, statement)


def _statements(facts: Facts, sentence: Sequence[Figure]) -> Iterator[Statement]:
    taken: set[int] = set()
    for at, figure in enumerate(sentence):
        role = figure.mention.role
        if role is Role.LEVEL or figure.index in taken or not _is_exact(figure):
            continue
        change = figure if role is Role.CHANGE and figure.mention.unit != "百分点" else None
        rate = figure if role is Role.CHANGE_RATE else None
        if change and at + 1 < len(sentence) and _goes_with(change, sentence[at + 1]):
            rate = sentence[at + 1]
            taken.add(rate.index)
        if change or rate:
            before = [f for f in reversed(sentence[:at]) if _same_measure(f, change)]
            current, prior = _split_years(facts, before or _stated_before(facts, figure))
            yield Statement(current, prior, change, rate)


def _stated_before(facts: Facts, change: Figure) -> list[Figure]:
    """收入支出总计2995.39万元。与上年相比，收入支出总计减少56.95万元: what it is a change of."""
    code, scope = change.observation.metric_code, change.scope
    if code is None:
        return []
    found = facts.find(code, facts.year_of(change), scope)
    return [f for f in reversed(found) if 0 < change.start - f.start <= _LEVEL_WITHIN]


def _is_exact(figure: Figure) -> bool:
    mention = figure.mention
    return mention.comparator.value == "=" and mention.value_upper is None


def _goes_with(change: Figure, after: Figure) -> bool:
    near = after.start - change.mention.span.end <= _RATE_WITHIN
    return near and after.mention.role is Role.CHANGE_RATE and after.mention.kind is Kind.PERCENT


def _same_measure(figure: Figure, change: Figure | None) -> bool:
    mention = figure.mention
    if not is_result(mention) or mention.kind is Kind.PERCENT:
        return False
    return change is None or (mention.kind, mention.unit) == (
        change.mention.kind,
        change.mention.unit,
    )


def _split_years(
    facts: Facts, before: Sequence[Figure]
) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    year = facts.year
    prior = tuple(
        f
        for f in before
        if (year and facts.year_of(f) == year - 1) or _PRIOR.search(facts.before(f, 16))
    )
    return tuple(f for f in before if f not in prior), prior


def _check_difference(facts: Facts, statement: Statement) -> Steps:
    """B09: the stated change is the difference of the two years, in the stated direction."""
    change = statement.change
    if change is None or not statement.priors or not statement.levels:
        return
    pair = _both_years(statement, change)
    if pair is None:
        return
    level, prior = pair
    difference = level.interval - prior.interval
    falls = change.mention.direction is Direction.DECREASE
    check = judge(
        rule_book()["B09"],
        change,
        -difference if falls else difference,
        (level, prior),
        group=f"B09:{change.index}",
        words=lambda: {
            "name": label_of(facts, level),
            "computation": f"{level.printed}－{prior.printed}",
        },
    )
    yield check


def _both_years(statement: Statement, change: Figure) -> tuple[Figure, Figure] | None:
    """The level of this year and that of the last, of what the change is one of.

    Where nothing says what that is, they must be the two figures just before it, and money:
    年中增加8个项目 is no change of any 项目5个 that its sentence names.
    """
    code = change.observation.metric_code
    levels = [f for f in statement.levels if f.observation.metric_code == code]
    priors = [f for f in statement.priors if f.observation.metric_code == code]
    if not levels or not priors:
        return None
    level, prior = levels[0], priors[0]
    if code is None:
        together = {level.index, prior.index} == {change.index - 1, change.index - 2}
        return (level, prior) if together and change.mention.kind is Kind.AMOUNT else None
    return level, prior


def _check_rate(facts: Facts, statement: Statement) -> Steps:
    """A13: the stated rate is the change over last year's value."""
    rate = statement.rate
    if rate is None:
        return
    checks = sorted(_rate_checks(facts, statement, rate), key=_rank)
    if checks:
        yield checks[0]
    elif statement.change and statement.levels:
        yield of_nothing(facts, rate, statement.levels[0], statement.change)
    else:
        yield Missing("A13", "增减率缺少本年数、上年数或增减额")


def _rank(check: Check) -> int:
    return {None: 0, Verdict.SOFT: 1}.get(check.verdict, 2)


def _rate_checks(facts: Facts, statement: Statement, rate: Figure) -> Iterator[Check]:
    falls = rate.mention.direction is Direction.DECREASE
    change = statement.change
    if change is None:
        for level, prior in zip(statement.levels[:1], statement.priors[:1], strict=False):
            signed = {Operand("level"): level, Operand("prior"): prior}
            yield from _rate_check(facts, _BETWEEN, signed, rate, negative=falls)
        return
    way_down = (change.mention.direction or rate.mention.direction) is Direction.DECREASE
    for prior in statement.priors[:2]:
        of_prior = {Operand("change"): change, Operand("prior"): prior}
        yield from _rate_check(facts, _OF_PRIOR, of_prior, rate)
    for level in statement.levels[:3]:
        over = {Operand("change"): change, Operand("level"): level}
        yield from _rate_check(facts, _FALL if way_down else _RISE, over, rate)


def _rate_check(
    facts: Facts,
    rule: Formula,
    operands: dict[Operand, Figure],
    rate: Figure,
    *,
    negative: bool = False,
) -> Iterator[Check]:
    intervals = {operand: figure.interval for operand, figure in operands.items()}
    try:
        point, computed = point_value(rule, intervals), interval_value(rule, intervals)
    except ZeroDivisionError:
        return
    if negative:
        point, computed = -point, -computed
    figures = tuple(operands.values())
    check = judge(
        rule_book()["A13"],
        rate,
        computed,
        figures,
        point=point,
        wording="truncated" if _is_cut(point, rate) else "differs",
        group=f"A13:{rate.index}",
        words=lambda: {
            "name": label_of(facts, figures[-1]),
            "computation": _computation(operands, rule),
            "hint": _hint(operands, rate),
        },
    )
    yield check


def _is_cut(point: Fraction, rate: Figure) -> bool:
    """Whether the rate is the result with its last digits cut off: 65.377 as 65.37."""
    step = Fraction(1, 10**rate.mention.printed_decimals)
    return 0 <= point - Fraction(rate.value) < step


def _computation(operands: dict[Operand, Figure], rule: Formula) -> str:
    printed = {operand.code: figure.printed for operand, figure in operands.items()}
    if rule is _BETWEEN:
        return f"（{printed['level']}－{printed['prior']}）÷{printed['prior']}"
    if rule is _OF_PRIOR:
        return f"{printed['change']}÷{printed['prior']}"
    sign = "＋" if rule is _FALL else "－"
    return f"{printed['change']}÷（{printed['level']}{sign}{printed['change']}）"


def _hint(operands: dict[Operand, Figure], rate: Figure) -> str:
    """The likely slip: divided by this year's value, or a unit lost."""
    change, level = operands.get(Operand("change")), operands.get(Operand("level"))
    if change is None or level is None:
        return ""
    stated = rate.interval
    pair = {Operand("change"): change.interval, Operand("level"): level.interval}
    if level.interval.low > 0 and stated.overlaps(interval_value(_OF_LEVEL, pair)):
        return "（疑似以本年数为分母）"
    bigger = change.interval.middle * Fraction(10000)
    base = level.interval.middle - bigger
    if base > 0 and stated.low <= bigger / base * 100 <= stated.high:
        return "（增减额的单位疑似应为“万元”）"
    return ""
