"""B01, B02, B12: parts against the total they are said to be parts of."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from models.finding import Verdict
from models.mention import Kind
from models.observation import ALL
from pipeline.audit.check import Check, Steps, judge, label_of
from pipeline.audit.facts import Facts, Figure, Scope, code_of
from pipeline.audit.intervals import total
from pipeline.audit.rulebook import rule_book

# Between a total and its first part: 分别为 A、B；包括 A、B；由 A、B 组成。
_COMPLETE = re.compile(r"分别[是为]|包括|包含|构成|组成|具体(?:情况)?(?:如下|为)")
_ADDITIVE = (Kind.AMOUNT, Kind.HEADCOUNT, Kind.COUNT)
_FEWEST_LEVELS = 3


def funding_levels(facts: Facts) -> Steps:
    """B01: central, provincial, city and county money add up to their fund's total."""
    rule = rule_book()["B01"]
    for parent, parts in _level_lists(facts):
        computation = "＋".join(part.printed for part in parts)
        check = judge(
            rule,
            parent,
            total(part.interval for part in parts),
            tuple(parts),
            group=f"B01:{parent.index}",
            values={"name": label_of(facts, parent), "computation": computation},
        )
        short = len(parts) < _FEWEST_LEVELS and sum(p.value for p in parts) < parent.value
        yield replace(check, verdict=None) if short else check


def _level_lists(facts: Facts) -> Iterator[tuple[Figure, list[Figure]]]:
    """Each fund's total with the figures by level that follow it at once."""
    open_total: Figure | None = None
    parts: list[Figure] = []
    for figure in facts.results:
        scope = Scope.of(figure.observation)
        belongs = (
            open_total is not None
            and code_of(figure.observation) == code_of(open_total.observation)
            and scope._replace(fund_level=ALL) == Scope.of(open_total.observation)
            and facts.sentence(figure.start) == facts.sentence(open_total.start)
        )
        if scope.fund_level != ALL and belongs:
            parts.append(figure)
            continue
        if open_total and len(parts) > 1:
            yield open_total, parts
        open_total, parts = (figure if scope.fund_level == ALL else None), []
    if open_total and len(parts) > 1:
        yield open_total, parts


def parts_of_totals(facts: Facts) -> Steps:
    """B02: parts introduced by 其中 do not exceed their total, complete lists equal it."""
    for parent, parts in _families(facts):
        yield from _no_part_exceeds(facts, parent, parts)
        if len(parts) > 1 and _one_list(facts, parts):
            yield from _list_fits(facts, parent, parts)


def _families(facts: Facts) -> Iterator[tuple[Figure, list[Figure]]]:
    children: dict[int, list[Figure]] = defaultdict(list)
    for figure in facts.results:
        parent = figure.observation.parent
        if parent is not None and figure.mention.kind in _ADDITIVE and figure.mention.cell is None:
            children[parent].append(figure)
    known = {figure.index: figure for figure in facts.results}
    for index, parts in children.items():
        parent_figure = known.get(index)
        if parent_figure is not None:
            same = [p for p in parts if p.mention.unit == parent_figure.mention.unit]
            if same:
                yield parent_figure, same


def _no_part_exceeds(facts: Facts, parent: Figure, parts: Sequence[Figure]) -> Steps:
    for part in parts:
        exceeds = part.interval.low > parent.interval.high
        yield Check(
            "B02",
            Verdict.HARD if exceeds else None,
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


def _one_list(facts: Facts, parts: Sequence[Figure]) -> bool:
    """Whether the parts are one cut of the total: one sentence, one code, one dimension."""
    sentences = {facts.sentence(part.start) for part in parts}
    return len(sentences) == 1


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
        values={
            "name": label_of(facts, parent),
            "computation": "＋".join(part.printed for part in parts),
        },
    )
    fits = check.verdict is not Verdict.HARD or (
        not complete and summed.low <= parent.interval.high
    )
    # A sum that rounding explains shows that the list is complete, whatever its words.
    keep = complete or not fits or check.verdict is Verdict.SOFT
    yield check if keep else replace(check, verdict=None)
