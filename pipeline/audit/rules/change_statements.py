"""What a sentence says of a change: the values of both years, the change and its rate."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.mention import Kind, Role
from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure, is_result

# A rate belongs to the change it follows: 增加79.97万元，增长21.47%.
_RATE_WITHIN = 12
# 较上年9.8万元减少2.52万元 · 比上年同期决算数9.8万元: whatever year it was given
_PRIOR = re.compile(
    r"(?:[较比与同](?:上年度?|去年|上一年度?)|(?:上年度?|去年)同期)[^,。;:0-9(]{0,8}$"
)
# 与年初预算数对比增加161.95万元 · 比预算数减少4.82万元
_BUDGET_BASE = re.compile(
    r"(?<![相对])[较比与同](?:年初|全年|本年|当年|年度|调整|批复)?(?:部门)?预算数?"
    r"(?:相比|对比|比较|相较)?[^,。;0-9]{0,6}$"
)
# 较上年的144万元 · 与2012年预算30850万元相比 · 比计划10个
_COMPARED = re.compile(r"[较比与同](?:20[0-9]{2}年度?)?[^,。;:()0-9较比]{1,12}$")
# 减少 · 相比,增加了
_FROM = re.compile(
    r"(?:相比|对比|比较|相较)?[,、]? ?"
    r"(?:增加|增长|增收|增支|上升|提高|减少|下降|减收|减支|降低|压减|压缩|节约|[增减升降])了? ?"
)
# 增长14.5%，增支119万元
_AND_SO = re.compile(r"[,、] ?(?:增加|增收|增支|减少|减收|减支)(?:额|了)?为? ?")
# 年初预算数1,540.20万元 · 全年预算100万元; not 一般公共预算财政拨款收入357.21万元
_BUDGET = re.compile(r"(?:年初|全年|调整|批复)预算|预算数")
# A level named in the sentence before the change.
_LEVEL_WITHIN = 120
# Of a sentence with more figures than these the nearest are looked at.
_MOST_FIGURES = 40


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


def statements(facts: Facts, sentence: Sequence[Figure]) -> Iterator[Statement]:
    """Every change and rate of change in a sentence, a rate with the change it follows."""
    taken: set[int] = set()
    own = {figure.index for figure in sentence}
    earlier = facts.sentence_before(sentence)
    for at, figure in enumerate(sentence):
        role = figure.mention.role
        if role is Role.LEVEL or figure.index in taken or not _is_exact(figure):
            continue
        change = figure if role is Role.CHANGE and figure.mention.unit != "百分点" else None
        rate = figure if role is Role.CHANGE_RATE else None
        if change and at + 1 < len(sentence) and _goes_with(facts, change, sentence[at + 1]):
            rate = sentence[at + 1]
            taken.add(rate.index)
        if rate and not change and _is_told_after(facts, rate, sentence[at + 1 : at + 3]):
            change = sentence[at + 1]
            taken.add(change.index)
        if change or rate:
            nearest = reversed(sentence[max(0, at - _MOST_FIGURES) : at])
            before = [f for f in nearest if _same_measure(f, change)]
            before += [f for f in _stated_before(facts, figure) if f not in before]
            if not any(f.index in own for f in before):
                before += _told_before(earlier, figure, change, before)
            current, prior = _split(facts, figure, before)
            yield Statement(current, prior, change, rate)


def _split(
    facts: Facts, change: Figure, before: Sequence[Figure]
) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    """What a change is one of, and what it is one from."""
    beside = next((f for f in before if _is_from(facts, f, change)), None)
    if beside is not None:
        prior: tuple[Figure, ...] = (beside,)
        current = tuple(f for f in before if not _COMPARED.search(facts.before(f, 24)))
    else:
        current, prior = _split_years(facts, before)
    current = tuple(f for f in current if not facts.is_aside(f, change.start))
    if beside is None and _BUDGET_BASE.search(facts.before(change, 24)):
        return _split_stages(facts, current)
    return current, prior


def _is_from(facts: Facts, base: Figure, change: Figure) -> bool:
    """较预算数339万元减少217万元: the amount just before a change is what it is one from."""
    between = facts.between(base.mention.span.end, change.start)
    return bool(_FROM.fullmatch(between) and _COMPARED.search(facts.before(base, 24)))


def _stated_before(facts: Facts, change: Figure) -> list[Figure]:
    """收入支出总计2995.39万元。与上年相比，收入支出总计减少56.95万元: what it is a change of."""
    code, scope = change.observation.metric_code, change.scope
    if code is None:
        return []
    year = facts.year_of(change)
    found = [
        *_just_before(facts.find(code, year, scope), change),
        *_just_before(facts.find(f"{code}@prior", year, scope), change),
    ]
    return sorted(found, key=lambda figure: -figure.start)


def _just_before(stated: Sequence[Figure], change: Figure) -> Sequence[Figure]:
    """Those of some figures in reading order that stand close before a change."""
    first = bisect_left(stated, change.start - _LEVEL_WITHIN, key=_start)
    return stated[first : bisect_left(stated, change.start, key=_start)]


def _start(figure: Figure) -> int:
    return figure.start


def _told_before(
    earlier: Sequence[Figure], figure: Figure, change: Figure | None, known: Sequence[Figure]
) -> list[Figure]:
    """2015年预算12.5万元；对比减少4.35万元: the levels of the sentence before, and its topic."""
    alike = (f for f in _just_before(earlier, figure) if _same_measure(f, change))
    near = [f for f in reversed(list(alike)) if f not in known]
    first = (f for f in earlier[:_MOST_FIGURES] if _same_measure(f, change))
    topic = next((f for f in first if f not in known), None)
    return near if topic is None or topic in near else [*near, topic]


def _is_exact(figure: Figure) -> bool:
    mention = figure.mention
    return mention.comparator.value == "=" and mention.value_upper is None


def _goes_with(facts: Facts, change: Figure, after: Figure) -> bool:
    if after.mention.kind is not Kind.PERCENT:
        return False
    if facts.between(change.mention.span.end, after.start).strip() == "(":
        # 较上年减少18.50万元（65.37%）
        return facts.after(after, 1) == ")" and _is_exact(after)
    near = after.start - change.mention.span.end <= _RATE_WITHIN
    return near and after.mention.role is Role.CHANGE_RATE


def _is_told_after(facts: Facts, rate: Figure, after: Sequence[Figure]) -> bool:
    """Whether a rate's own change follows it: 增长14.5%，增支119万元."""
    if not after or not _AND_SO.fullmatch(facts.between(rate.mention.span.end, after[0].start)):
        return False
    change = after[0].mention
    of_its_own = len(after) > 1 and _goes_with(facts, after[0], after[1])
    alike = change.role is Role.CHANGE and change.direction is rate.mention.direction
    return alike and change.kind is not Kind.PERCENT and _is_exact(after[0]) and not of_its_own


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


def _split_stages(
    facts: Facts, figures: Sequence[Figure]
) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    """决算数与年初预算数对比增加161.95万元，增长10.51%: the budget is what it grew from."""
    budgets = tuple(f for f in figures if _BUDGET.search(facts.before(f, 10)))
    return tuple(f for f in figures if f not in budgets), budgets
