"""B10: what comes in and what goes out, stated as totals, are one amount."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from models.finding import Verdict
from models.mention import Kind
from models.span import Span
from pipeline.audit.check import Check, Steps, judge
from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure
from pipeline.audit.rulebook import rule_book

_REACH = 34
# Both totals stand in one statement, or in two sections one after the other.
_TOGETHER = 600
# 2020年财政拨款收入总计 · 2022年度部门支出总预算为 · 2022年收入预算数
_TOTAL = re.compile(
    r"度?(?P<name>(?P<of>[^,。;:、()0-9年]*?)(?:本年|当年|年初|部门|单位)?(?P<side>收入|支出)"
    r"(?P<kind>(?:决算|预算)?总[计额]|总预算|预算(?:数|合计|总数)?))(?:共计?)?[为是]?$"
)
# 收、支总计各是4125.49，4143.91万元
_BOTH = re.compile(
    r"收(?:入)?[、和与]?支(?:出)?(?:决算|预算)?总计(?:各|分别)[为是]?\s*(?P<one>[0-9][0-9,]*(?:\.[0-9]+)?)"
    r"\s*(?:[亿万]?元)?\s*[,、和与]\s*(?P<other>[0-9][0-9,]*(?:\.[0-9]+)?)\s*[亿万]?元"
)
# In final accounts 收入预算 is a word of many things; in a budget it is the total.
_IN_BUDGETS = "预算"
# 一般公共预算收入预算: of a place, whose own revenue is not all that it has to spend
_BOOK = re.compile(r"公共预算|基金|国有资本")
# 不足部分动用历年结余弥补: money of other years or of others, told near the totals
_CARRIED = re.compile(r"结转|结余|动用|弥补|补助|赤字")
_NEAR = 60


@dataclass(frozen=True, slots=True)
class _Total:
    """A total of income or spending.

    Attributes:
        name: as printed: 部门收入总计.
        of: whose money it is.
        side: 收入 or 支出.
        kind: what it is called: 总计 says that nothing is left out, 总额 and 预算 do not.
    """

    figure: Figure
    name: str
    of: str
    side: str
    kind: str


def balance(facts: Facts) -> Steps:
    """Totals of income against totals of spending, of the same money and year."""
    if not facts.is_account:
        return
    open_totals: dict[tuple[str, int | None], _Total] = {}
    for total in _totals(facts):
        key = total.of, facts.year_of(total.figure)
        income = open_totals.get(key)
        if total.side == "收入":
            open_totals[key] = total
        elif income and total.figure.start - income.figure.start <= _TOGETHER:
            del open_totals[key]
            yield from _compare(facts, income, total)
    yield from _both_sides(facts)


def _totals(facts: Facts) -> Iterator[_Total]:
    is_budget = facts.identity.report_type.value == "budget"
    for figure in facts.results:
        if figure.mention.kind is not Kind.AMOUNT or figure.mention.cell:
            continue
        match = _TOTAL.search(facts.before(figure, _REACH))
        if match is None or (not is_budget and match["kind"].startswith(_IN_BUDGETS)):
            continue
        total = _Total(figure, *match.group("name", "of", "side", "kind"))
        if not _is_of_a_place(facts, total):
            yield total


def _is_of_a_place(facts: Facts, total: _Total) -> bool:
    """Whether a total is the own revenue or the own spending of a place: never one amount."""
    named = _BOOK.search(total.of) and not _is_closed(total)
    return bool(named and facts.identity.department is None)


def _is_closed(total: _Total) -> bool:
    """Whether the words of a total say that nothing is left out: 收入总计, unlike 收入总额."""
    return total.kind.endswith("总计")


def _both_sides(facts: Facts) -> Steps:
    """收、支总计各是A，B万元: one sentence states two amounts for what is one."""
    for match in _BOTH.finditer(facts.folded):
        figure = next((f for f in facts.results if f.start == match.start("other")), None)
        same = Decimal(match["one"].replace(",", "")) == Decimal(match["other"].replace(",", ""))
        yield Check(
            "B10",
            None if same else Verdict.HARD,
            "both",
            {"stated": match["other"], "expected": match["one"]},
            stated=match["other"],
            expected=match["one"],
            focus=figure,
            evidence=(figure,) if figure else (),
            span=Span(*match.span()),
            group=f"B10:{match.start()}",
        )


def _compare(facts: Facts, income: _Total, spending: _Total) -> Steps:
    """The two totals; a gap that the report states as an amount of its own is explained."""
    one, other = income.figure, spending.figure
    gap = (one.interval - other.interval).absolute()
    apart = not one.interval.overlaps(other.interval)
    if apart and any(f.value and f.interval.overlaps(gap) for f in facts.results):
        return
    check = judge(
        rule_book()["B10"],
        other,
        one.interval,
        (one,),
        wording="balance",
        group=f"B10:{one.index}:{other.index}",
        words=lambda: {"income": income.name, "spending": spending.name},
    )
    if check.verdict is Verdict.HARD and not _must_balance(facts, income, spending):
        check = replace(check, verdict=Verdict.INFO, wording="open")
    yield check


def _must_balance(facts: Facts, income: _Total, spending: _Total) -> bool:
    """Whether two totals are one amount by their words.

    A department's 总预算 is one where nothing near it tells of money of other years; 支出预算
    may leave out what is carried into the next year, and 收入总额 what was there before.
    """
    if _is_closed(income) and _is_closed(spending):
        return True
    whole = all(total.kind == "总预算" or _is_closed(total) for total in (income, spending))
    near = facts.folded[
        max(0, income.figure.start - _NEAR) : spending.figure.mention.span.end + _NEAR
    ]
    return whole and facts.identity.department is not None and not _CARRIED.search(near)
