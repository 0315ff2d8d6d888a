"""B19: the change of a total is the sum of the changes of its parts."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import pairwise

from models.finding import Verdict
from models.mention import Kind, Role
from pipeline.audit.check import Check, Missing, Steps, judge
from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure, Scope, in_unit
from pipeline.audit.intervals import Interval, total
from pipeline.audit.knowledge import name_of
from pipeline.audit.rulebook import rule_book
from pipeline.audit.sums import SumRule, Term, read_sum

_Place = tuple[int | None, Scope]
_Compared = tuple[_Place, bool]
"""The place of a change, and whether it is one from the budget."""
_Changes = Mapping[str | None, list[Figure]]
# The parts of a total are told within so many characters of each other.
_TOGETHER = 900
# 较年初预算数减少: what a change is one from stands just before it
_BASE_WITHIN = 14
# 3万元，与上年持平 · 1.5万元,较2017年预算数无增减; not 基本持平
_SAME = re.compile(
    r"[,、]?[与较比同和](?P<base>[^,。;基]{2,14}?)(?:相比|对比)?(?:持平|无增减|无变化)"
)
_YEAR = re.compile(r"20[0-9]{2}")
_LAST_YEAR = re.compile(r"上一?年|去年")
_CLAIM_WITHIN = 26
_RANK = {None: 0, Verdict.SOFT: 1, Verdict.INFO: 2, Verdict.HARD: 3}


def item_changes(facts: Facts) -> Steps:
    """Each change of a total against those of its parts, where each part has one."""
    by_place: dict[_Compared, dict[str | None, list[Figure]]]
    by_place = defaultdict(lambda: defaultdict(list))
    for figure in facts.figures:
        mention = figure.mention
        exact = mention.comparator.value == "=" and mention.value_upper is None
        if mention.role is Role.CHANGE and mention.kind is Kind.AMOUNT and exact:
            place = facts.year_of(figure), figure.scope
            of_budget = _is_budget(facts, facts.before(figure, _BASE_WITHIN))
            by_place[place, of_budget][figure.code].append(figure)
    for figure, of_budget in _unchanged(facts):
        place = facts.year_of(figure), figure.scope
        # 10万元，与上年持平 leaves room for what its digits do not show.
        no_change = Interval.around(0, figure.half)
        by_place[place, of_budget][figure.code].append(replace(figure, interval=no_change))
    for (place, _), changes in by_place.items():
        for sums in _sums_of_each_total():
            yield from _first_that_fits([_check(facts, one, place, changes) for one in sums])


def _unchanged(facts: Facts) -> Iterator[tuple[Figure, bool]]:
    """Levels said to be those of last year, or of the budget: a change of nothing."""
    for figure in facts.results:
        if figure.code and figure.mention.kind is Kind.AMOUNT and not figure.mention.cell:
            claim = _SAME.match(facts.after(figure, _CLAIM_WITHIN))
            if claim:
                yield figure, _is_budget(facts, claim["base"])


def _is_budget(facts: Facts, words: str) -> bool:
    """Whether a change is one from this year's budget: 较年初预算数, unlike 较上年预算数."""
    year = _YEAR.search(words)
    of_another = year is not None and facts.year is not None and year.group() != str(facts.year)
    return "预算" in words and not of_another and not _LAST_YEAR.search(words)


@cache
def _sums_of_each_total() -> tuple[tuple[SumRule, ...], ...]:
    """The sums of the rule table, those of one total together."""
    by_total: dict[str, list[SumRule]] = defaultdict(list)
    for text in rule_book()["B19"].data["changes"]:
        one = read_sum(text)
        by_total[one.total].append(one)
    return tuple(map(tuple, by_total.values()))


def _first_that_fits(steps: Iterable[Check | Missing | None]) -> Steps:
    """Of several sums of one total the one that holds best: 用车 may be told whole or in parts."""
    made = [step for step in steps if step is not None]
    checks = [step for step in made if isinstance(step, Check)]
    yield from sorted(checks, key=lambda check: _RANK[check.verdict])[:1] or made[:1]


def _check(
    facts: Facts, identity: SumRule, place: _Place, changes: _Changes
) -> Check | Missing | None:
    whole = changes.get(identity.total, [])
    if not whole:
        return None
    parts = [changes.get(term.code, []) for term in identity.terms]
    none = [
        term.code
        for term, found in zip(identity.terms, parts, strict=True)
        if not found and not _did_not_change(facts, term, place)
    ]
    if none or sum(map(bool, parts)) < 2:
        return Missing("B19", "缺少分项的增减额")
    chosen = [found[0] for found in parts if found]
    if not any(figure.mention.role is Role.CHANGE for figure in (whole[0], *chosen)):
        return None
    if not _stand_together([whole[0], *chosen]):
        return Missing("B19", "各分项增减额不在一处")
    return _sum_check(whole[0], chosen)


def _did_not_change(facts: Facts, term: Term, place: _Place) -> bool:
    """Whether a part is stated as 0 and never as anything else, or is optional and not stated."""
    found = facts.find(term.code, *place)
    prior = facts.find(f"{term.code}@prior", *place)
    return bool(found or term.optional) and all(f.value == 0 for f in (*found, *prior))


def _stand_together(figures: list[Figure]) -> bool:
    ordered = sorted(figures, key=lambda figure: figure.start)
    return all(b.start - a.start <= _TOGETHER for a, b in pairwise(ordered))


def _is_turned(figure: Figure) -> bool:
    """Whether words give a change its sign: 减少5万元, unlike 增减额-5万元."""
    if figure.mention.role is Role.LEVEL:
        return False
    return (figure.signed < 0) != (figure.value < 0)


def _signed(figure: Figure) -> Interval:
    return -figure.interval if _is_turned(figure) else figure.interval


def _sum_check(whole: Figure, parts: list[Figure]) -> Check:
    # 减少4万元 is a sum of falls: what rises is taken off it.
    turned = _is_turned(whole)
    summed = total(-_signed(part) if turned else _signed(part) for part in parts)
    return judge(
        rule_book()["B19"],
        whole,
        summed,
        tuple(parts),
        wording="level" if whole.mention.role is Role.LEVEL else "differs",
        group=f"B19:{whole.index}",
        words=lambda: {
            "name": name_of(whole.code or ""),
            "way": "减少" if whole.signed < 0 else "增加",
            "computation": _computation(list(_addends(parts, turned)), summed, whole),
        },
    )


def _computation(addends: list[str], summed: Interval, whole: Figure) -> str:
    """What the changes of the parts come to: －3万元＋1万元＝－2万元; one alone is its own sum."""
    result = in_unit(summed.middle, whole.mention).replace("-", "－")
    return "".join(addends) + (f"＝{result}" if len(addends) > 1 else "")


def _addends(parts: list[Figure], turned: bool) -> Iterator[str]:
    changed = [part for part in parts if part.mention.role is not Role.LEVEL]
    for at, part in enumerate(changed):
        taken_off = (part.signed < 0) != turned
        yield ("－" if taken_off else "＋" if at else "") + part.printed.lstrip("-－")
