"""A13, A14, B09, E05: 比上年减少X，下降Y% against both years' values."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from extractors.catalogue import Formula, Operand
from models.finding import Verdict
from models.mention import Direction, Kind
from pipeline.audit.check import Check, Missing, Steps, judge, label_of
from pipeline.audit.exact import Fraction
from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure, is_result
from pipeline.audit.formula import formula, interval_value, point_value
from pipeline.audit.rulebook import rule_book
from pipeline.audit.rules.change_statements import Statement, statements
from pipeline.audit.rules.shares import of_nothing
from pipeline.audit.rules.subjects import is_like, is_subject

_LEVELS_TRIED = 3

_RISE = formula("change / (level - change) * 100")
_FALL = formula("change / (level + change) * 100")
_OF_PRIOR = formula("change / prior * 100")
_OF_LEVEL = formula("change / level * 100")
_BETWEEN = formula("(level - prior) / prior * 100")
# What was given out of the base makes it another one than the year before had.
_ADJUSTED = re.compile("口径|可比|剔除|扣除")


def changes(facts: Facts) -> Steps:
    """Every change and every rate of change in the running text."""
    for sentence in facts.sentences():
        for statement in statements(facts, sentence):
            yield from _check_difference(facts, statement)
            yield from _check_rate(facts, statement)


def _check_difference(facts: Facts, statement: Statement) -> Steps:
    """B09: the stated change is the difference of the two years, in the stated direction."""
    change = statement.change
    if change is None or not statement.priors or not statement.levels:
        return
    pair = _both_years(statement, change)
    if pair is None:
        return
    level, prior = pair
    if level.observation.metric_code is None and not is_like(facts, level, prior):
        return
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
    doubtful = check.verdict is Verdict.HARD and not is_subject(facts, level, change)
    yield replace(check, verdict=Verdict.INFO) if doubtful else check


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
        # 总量增加33亿元 is no change of the 19亿元 before it: nothing was there to grow from.
        apart = checks[0].verdict is not None and checks[0].computed < 0 < rate.value
        yield Missing("A13", "增减率缺少本年数") if apart else checks[0]
    elif statement.change and statement.levels:
        yield of_nothing(facts, rate, statement.levels[0], statement.change)
    else:
        yield Missing("A13", "增减率缺少本年数、上年数或增减额")


def _rank(check: Check) -> int:
    return {None: 0, Verdict.SOFT: 1, Verdict.HARD: 2}.get(check.verdict, 3)


def _rate_checks(facts: Facts, statement: Statement, rate: Figure) -> Iterator[Check]:
    falls = rate.mention.direction is Direction.DECREASE
    change = statement.change
    if change is None:
        # 接待费3.1万元，运行费9.2万元，与上年的13.5万元相比下降8.89%: said of the sum of both.
        for level, prior in product(statement.levels[:_LEVELS_TRIED], statement.priors[:1]):
            signed = {Operand("level"): level, Operand("prior"): prior}
            yield from _rate_check(facts, _BETWEEN, signed, rate, negative=falls)
        return
    way_down = (change.mention.direction or rate.mention.direction) is Direction.DECREASE
    for prior in statement.priors[:2]:
        of_prior = {Operand("change"): change, Operand("prior"): prior}
        yield from _rate_check(facts, _OF_PRIOR, of_prior, rate)
    for level in _levels(facts, statement):
        over = {Operand("change"): change, Operand("level"): level}
        yield from _rate_check(facts, _FALL if way_down else _RISE, over, rate)


def _levels(facts: Facts, statement: Statement) -> Iterator[Figure]:
    """What a change may be one of: the nearest levels, and the total that the nearest is part of.

    “三公”经费63.16亿元，其中…，接待费9.19亿元。比上年减少8.35亿元 is said of the total.
    """
    # 去年支出7497万元，比上年同期减少1049万元: told the year after, this is no prior.
    nearest = (statement.levels or statement.priors)[:_LEVELS_TRIED]
    yield from nearest
    parent = nearest[0].observation.parent if nearest else None
    if parent is not None and is_result(facts.figures[parent].mention):
        yield facts.figures[parent]


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
    base = operands.get(Operand("level"), figures[-1])
    said = operands.get(Operand("change"), rate)
    sure = is_subject(facts, base, said) and not _is_made_comparable(facts, rate)
    doubtful = check.verdict is Verdict.HARD and not sure
    yield replace(check, verdict=Verdict.INFO) if doubtful else check


def _is_made_comparable(facts: Facts, rate: Figure) -> bool:
    """Whether the value a rate is from may have been adjusted: 同口径增长14.6%."""
    start = facts.sentence(rate.start).start
    return bool(_ADJUSTED.search(facts.between(start, rate.start)))


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
