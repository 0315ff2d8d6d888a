"""B11: the items of a list in the text add up to the total printed before it."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from models.finding import Verdict
from models.mention import Kind
from pipeline.audit.check import Check, Steps, judge, label_of, shortened_sum
from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure, Scope
from pipeline.audit.intervals import total
from pipeline.audit.rulebook import rule_book

_FEWEST_ITEMS = 3
_LEAD = 400
# 行政运行（项） · 教育支出(类)
_LEVEL = re.compile(r"[（(]([类款项])[)）]")


@dataclass(slots=True)
class _List:
    """A total and the items of one measure that follow it."""

    whole: Figure
    items: list[Figure] = field(default_factory=list)


def item_lists(facts: Facts) -> Steps:
    """Each measure (budget, spending) of each list of budget lines in the text."""
    checks: dict[int, list[Check]] = defaultdict(list)
    for found in _lists(facts):
        if len(found.items) >= _FEWEST_ITEMS and _follows(found) and _is_of_one_level(found):
            checks[found.items[0].observation.section or -1].append(_check(facts, found))
    for group in checks.values():
        complete = any(check.verdict is not Verdict.HARD for check in group)
        for check in group:
            if check.verdict is not Verdict.HARD or complete or check.wording == "complete":
                yield replace(check, wording="differs")


def _follows(found: _List) -> bool:
    """Whether the items begin soon after the total; later ones belong to something else."""
    return found.items[0].start - found.whole.mention.span.end <= _LEAD


def _is_of_one_level(found: _List) -> bool:
    """Whether the items are all 类, or all 款, or all 项: a sum over two levels counts twice."""
    levels = {_level(item.observation.line_item or "") for item in found.items}
    return len(levels) == 1


def _level(item: str) -> str:
    """The level of a budget line by its last mark; "" where it has none.

    >>> _level("一般公共服务支出（类）财政事务（款）行政运行（项）"), _level("教育支出")
    ('项', '')
    """
    marks = _LEVEL.findall(item)
    return marks[-1] if marks else ""


def _lists(facts: Facts) -> Iterator[_List]:
    open_lists: dict[tuple[str, int | None, Scope], _List] = {}
    for figure in facts.results:
        if figure.mention.cell or figure.mention.kind is not Kind.AMOUNT or figure.code is None:
            continue
        key = (figure.code, facts.year_of(figure), figure.scope._replace(line_item=None))
        if figure.scope.line_item is None:
            if key in open_lists:
                yield open_lists[key]
            open_lists[key] = _List(figure)
        elif key in open_lists:
            open_lists[key].items.append(figure)
    yield from open_lists.values()


def _check(facts: Facts, found: _List) -> Check:
    rule = rule_book()["B11"]
    items = found.items
    lead = facts.folded[found.whole.mention.span.end : items[0].start]
    says_all = re.search(rule.data["complete"], lead)
    return judge(
        rule,
        found.whole,
        total(item.interval for item in items),
        tuple(items),
        wording="complete" if says_all else "differs",
        group=f"B11:{found.whole.index}",
        words=lambda: {
            "name": label_of(facts, found.whole),
            "count": str(len(items)),
            "computation": shortened_sum(items),
        },
    )
