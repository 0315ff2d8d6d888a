"""B01, B02, B12: parts against the total they are said to be parts of."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from operator import attrgetter

from models.finding import Verdict
from models.mention import Kind
from models.observation import ALL
from models.span import Span
from pipeline.audit.check import Check, Steps, judge, label_of, words_of_sum
from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure
from pipeline.audit.intervals import total
from pipeline.audit.rulebook import rule_book
from pipeline.audit.rules.identities import is_identity

# Between a total and its first part, where the list is complete: 分别为 A、B；由 A、B 组成
_COMPLETE = re.compile(r"分别[是为]|构成|组成")
# X万元，其中：A、B；X万元（包含A、B）
_LISTED = re.compile(r"其中|包括|包含|分别|构成|组成|具体")
# ，结余4万元: what was not spent is no part of what was
_LEFT = re.compile(r"结余|结转|剩余|余额|尚未|未支[付出]")
# ，实际支出480万元 · ，已到位资金: what became of the total, said in a clause of its own
_BECAME = re.compile(
    r"[,;](?:目前|截至年底|全年|本年|当年|年度|共|累计|已|实际|全部){0,3}"
    r"(?:支[出付]|使用|执行|到位|拨付|下达)(?:资金|金额|数|总?额|合计|共计|了)?[为是达]?$"
)
_CLAUSE = 16
_LEAD = 40
_NEXT = 16
_ADDITIVE = (Kind.AMOUNT, Kind.COUNT)
_FEWEST_LEVELS = 3
# （包含中央0万元、省71.38万元: a list of all levels, unlike 其中中央…
_ALL_LEVELS = re.compile(r"包含|包括|分别")


def funding_levels(facts: Facts) -> Steps:
    """B01: central, provincial, city and county money add up to their fund's total."""
    rule = rule_book()["B01"]
    for parent, parts in _level_lists(facts):
        check = judge(
            rule,
            parent,
            total(part.interval for part in parts),
            tuple(parts),
            group=f"B01:{parent.index}",
            words=partial(words_of_sum, facts, parent, parts),
        )
        lead = facts.folded[parent.mention.span.end : parts[0].start]
        some = len(parts) < _FEWEST_LEVELS and not _ALL_LEVELS.search(lead)
        short = (some or _goes_on(facts, parts[-1])) and sum(
            part.value for part in parts
        ) < parent.value
        yield replace(check, verdict=None) if short else check


def _goes_on(facts: Facts, last: Figure) -> bool:
    """Whether a list goes on with money of no level: …县级100万元，群众自筹200万元."""
    end = last.mention.span.end
    return any(
        0 < figure.start - end <= _NEXT
        and figure.mention.unit == "元"
        and ")" not in facts.folded[end : figure.start]
        for figure in facts.in_sentence(last)
    )


def _level_lists(facts: Facts) -> Iterator[tuple[Figure, list[Figure]]]:
    """Each fund's total with the figures by level that follow it at once."""
    open_total: Figure | None = None
    parts: list[Figure] = []
    for figure in facts.results:
        is_part = figure.scope.fund_level != ALL
        if is_part and open_total and _is_level_of(facts, figure, open_total):
            parts.append(figure)
            continue
        if open_total and _is_by_level(parts):
            yield open_total, parts
        open_total, parts = (None if is_part else figure), []
    if open_total and _is_by_level(parts):
        yield open_total, parts


def _is_level_of(facts: Facts, part: Figure, whole: Figure) -> bool:
    return (
        (part.code, part.mention.unit) == (whole.code, whole.mention.unit)
        and part.scope._replace(fund_level=ALL) == whole.scope
        and facts.sentence(part.start) == facts.sentence(whole.start)
    )


def _is_by_level(parts: Sequence[Figure]) -> bool:
    """Several parts, each of a level of its own: two sums from 中央 are no list by levels."""
    levels = {part.observation.fund_level for part in parts}
    return len(levels) == len(parts) > 1


def parts_of_totals(facts: Facts) -> Steps:
    """B02: parts introduced by 其中 do not exceed their total, complete lists equal it."""
    for parent, parts in _families(facts):
        yield from _no_part_exceeds(facts, parent, parts)
        # A list may end by naming its total again: 共1410万元.
        addends = [part for part in parts if part.value != parent.value or part.value == 0]
        if len(addends) > 1 and not is_identity(parent, addends):
            yield from _list_fits(facts, parent, addends)


def _families(facts: Facts) -> Iterator[tuple[Figure, list[Figure]]]:
    """Each total with the parts that its own sentence lists under 其中 or the like.

    Parts further off may have been tied to the wrong total; no contradiction is built on them.
    """
    children: dict[int, list[Figure]] = defaultdict(list)
    for figure in facts.results:
        parent = figure.observation.parent
        if parent is not None and figure.mention.kind in _ADDITIVE and figure.mention.cell is None:
            children[parent].append(figure)
    known = {figure.index: figure for figure in facts.results}
    for index, parts in children.items():
        whole = known.get(index)
        if whole is None or whole.mention.cell:
            continue
        sentence = facts.sentence(whole.start)
        listed = [p for p in parts if _is_listed(p, whole, sentence)]
        listed = [p for p in listed if not _is_of_the_whole(facts, p)]
        outside = [p for p in listed if not _is_in_bracket(facts, p, whole)]
        listed = outside or listed
        if listed:
            lead = facts.folded[whole.mention.span.end : listed[0].start]
            told = facts.in_sentence(whole)
            first = bisect_right(told, whole.start, key=attrgetter("start"))
            is_next = first == len(told) or told[first].start >= listed[0].start
            if len(lead) <= _LEAD and _LISTED.search(lead) and is_next:
                yield whole, listed


def _is_of_the_whole(facts: Facts, part: Figure) -> bool:
    """结余20万元, 实际支出480万元: what is left of a total, or became of it, is no part of it."""
    left = _LEFT.search(facts.before(part, 8))
    return bool(left or _BECAME.search(facts.before(part, _CLAUSE)))


def _is_in_bracket(facts: Facts, part: Figure, whole: Figure) -> bool:
    """公务用车运行维护费18.6万元（车均1.55万元）: told of a part, no part beside it."""
    between = facts.folded[whole.mention.span.end : part.start]
    return between.count("(") > between.count(")")


def _is_listed(part: Figure, whole: Figure, sentence: Span) -> bool:
    return (
        sentence.contains(part.mention.span)
        and part.start > whole.start
        and part.mention.unit == whole.mention.unit
    )


def _no_part_exceeds(facts: Facts, parent: Figure, parts: Sequence[Figure]) -> Steps:
    for part in parts:
        if part.interval.low <= parent.interval.high:
            yield Check("B02", wording="part_exceeds", focus=part, evidence=(part, parent))
            continue
        yield Check(
            "B02",
            Verdict.HARD,
            "part_exceeds",
            {
                "part": label_of(facts, part),
                "stated": part.printed,
                "name": label_of(facts, parent),
                "expected": parent.printed,
            },
            stated=part.printed,
            expected=f"≤{parent.printed}",
            focus=part,
            evidence=(part, parent),
            group=f"B02:{parent.index}",
        )


def _list_fits(facts: Facts, parent: Figure, parts: Sequence[Figure]) -> Steps:
    rule = rule_book()["B02"]
    first = min(part.start for part in parts)
    between = facts.folded[parent.mention.span.end : first] if parent.start < first else ""
    complete = bool(_COMPLETE.search(between))
    summed = total(part.interval for part in parts)
    check = judge(
        rule,
        parent,
        summed,
        tuple(parts),
        wording="list_differs" if complete else "parts_exceed",
        group=f"B02:{parent.index}",
        words=partial(words_of_sum, facts, parent, parts),
    )
    fits = check.verdict is not Verdict.HARD or (
        not complete and summed.low <= parent.interval.high
    )
    if check.verdict is Verdict.SOFT:
        check = replace(check, wording="list_differs")
    # A sum that rounding explains shows that the list is complete, whatever its words.
    keep = complete or not fits or check.verdict is Verdict.SOFT
    yield check if keep else replace(check, verdict=None)
