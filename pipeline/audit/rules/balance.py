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
# 2020年财政拨款收入总计 · 部门支出总预算为 · 2022年收入预算数
_TOTAL = re.compile(
    r"(?P<of>[^,。;:、()0-9年]*?)(?:本年|当年|年初|部门|单位)?(?P<side>收入|支出)"
    r"(?P<kind>(?:决算|预算)?总[计额]|总预算|总收入|总支出|预算(?:数|合计|总数)?)(?:共计?)?[为是]?$"
)
# 收、支总计各是4125.49，4143.91万元
_BOTH = re.compile(
    r"收(?:入)?[、和与]?支(?:出)?(?:决算|预算)?总计(?:各|分别)[为是]?\s*(?P<one>[0-9][0-9,]*(?:\.[0-9]+)?)"
    r"\s*(?:[亿万]?元)?\s*[,、和与]\s*(?P<other>[0-9][0-9,]*(?:\.[0-9]+)?)\s*[亿万]?元"
)
# In final accounts 收入预算 is a word of many things; in a budget it is the total.
_IN_BUDGETS = "预算"
_CARRIED = "结转"


@dataclass(frozen=True, slots=True)
class _Total:
    """A total of income or spending.

    Attributes:
        of: whose money it is.
        side: 收入 or 支出.
        closes: whether its words say that nothing is left out: 总计.
    """

    figure: Figure
    of: str
    side: str
    closes: bool


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
        if match and (is_budget or not match["kind"].startswith(_IN_BUDGETS)):
            yield _Total(figure, match["of"], match["side"], "总" in match["kind"])


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
    )
    # 支出预算180万元 may leave out what is carried into the next year.
    open_end = not spending.closes and _CARRIED in facts.folded
    yield replace(check, verdict=Verdict.INFO) if check.verdict and open_end else check
