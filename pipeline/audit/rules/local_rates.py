"""Rates that stand beside their own operands: a project's line, a row of a table."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import permutations

from extractors.catalogue import Operand
from models.finding import Verdict
from models.mention import Kind
from pipeline.audit.check import Check, Steps, judge, label_of, verdict_on
from pipeline.audit.exact import Fraction
from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure, is_result
from pipeline.audit.formula import formula, interval_value, point_value
from pipeline.audit.intervals import Interval
from pipeline.audit.knowledge import metric, name_of
from pipeline.audit.rulebook import Rule, rule_book

_RATE = formula("part / whole * 100")
_PART, _WHOLE = Operand("part"), Operand("whole")
# 项目预算342.00万元，支出339.15万元，执行率99.17%: the amounts stand this close.
_REACH = 48
# 项目预算 · 下达资金; not the book of 一般公共预算支出
_BUDGET = re.compile(r"(?<!公共)(?<!基金)(?<!经营)预算(?![收支内外])|安排|计划|下达|到位")
# 调整预算102万元，决算100万元，完成年初预算的111%: a rate of another budget
_OTHERS = (("年初预算", "调整"), ("调整", "年初预算"))
# 完成预算数25.7万元: what is named last is what was given
_NAMES_BUDGET = re.compile(r"预算(?:总?[额数]|资金)?[为是]?$")
_SPENT = re.compile(r"支出|执行|实际|完成|使用|支付")


@dataclass(frozen=True, slots=True)
class Pair:
    """What was given and what was spent of it, printed just before a rate."""

    whole: Figure
    part: Figure

    @property
    def values(self) -> tuple[object, object]:
        """The two numbers: rates of different pairs are rates of different things."""
        return self.whole.value, self.part.value


@dataclass(frozen=True, slots=True)
class _Trial:
    """Two amounts of a rate's row, and whether its rate may be theirs."""

    rate: Figure
    pair: Pair
    fits: bool


def pair_before(facts: Facts, rate: Figure) -> Pair | None:
    """The two amounts of a rate's own clause, if it has them."""
    if rate.mention.cell:
        return None
    near = [
        figure
        for figure in facts.in_sentence(rate)
        if figure.mention.kind is Kind.AMOUNT
        and _is_plain(figure)
        and 0 < rate.start - figure.start <= _REACH
    ][-2:]
    if len(near) < 2:
        return None
    first, second = (facts.before(figure, 8).rpartition(",")[2] for figure in near)
    if any(one in facts.before(rate, 16) and other in first + second for one, other in _OTHERS):
        return None
    if _NAMES_BUDGET.search(second):
        # 支出完成10.8万元，完成预算数25.7万元的41.9%
        return Pair(near[1], near[0]) if _SPENT.search(first) else None
    if _BUDGET.search(first) and _SPENT.search(second):
        return Pair(near[0], near[1])
    return None


def is_of_an_item(pair: Pair) -> bool:
    """Whether the amounts are a project's or a budget line's, not the department's."""
    return all(
        figure.observation.metric_code is None or figure.observation.line_item
        for figure in (pair.whole, pair.part)
    )


def _is_plain(figure: Figure) -> bool:
    """An exact level; what a project was given may count as a goal (营养改善计划预算…)."""
    mention = figure.mention
    return is_result(replace(mention, is_target=False))


def pair_check(facts: Facts, rule: Rule, rate: Figure, pair: Pair) -> Check | None:
    """The rate against its own two amounts; None where nothing was given."""
    share = _share(pair)
    if share is None:
        return None
    point, computed = share
    return judge(
        rule,
        rate,
        computed,
        (pair.part, pair.whole),
        point=point,
        group=f"{rule.id}:{rate.index}",
        words=lambda: {
            "name": _name(facts, rate),
            "formula": "支出÷预算×100",
            "computation": f"{pair.part.printed}÷{pair.whole.printed}×100",
        },
    )


def _name(facts: Facts, rate: Figure) -> str:
    """A rate's own words, or where they are too few the name of its metric."""
    label = label_of(facts, rate)
    return label if len(label) > 1 else name_of(rate.observation.metric_code or "")


def _share(pair: Pair) -> tuple[Fraction, Interval] | None:
    """What was spent in percent of what was given, and the values that rounding allows."""
    operands = {_PART: pair.part.interval, _WHOLE: pair.whole.interval}
    if operands[_WHOLE].low <= 0:
        return None
    return point_value(_RATE, operands), interval_value(_RATE, operands)


@cache
def _rules_of_rates() -> dict[str, str]:
    return {
        code: rule.id
        for rule in rule_book().values()
        for code in rule.data.get("indicators", ())
        if (entry := metric(code)) and entry.kind == "percent"
    }


def rule_of_rate(code: str | None) -> Rule | None:
    """The rule that checks a rate, by its metric."""
    rule_id = _rules_of_rates().get(code or "")
    return rule_book()[rule_id] if rule_id else None


def table_rates(facts: Facts) -> Steps:
    """Rates of a table against two columns of their row, found by trying.

    The pair of columns that fits most rows is taken to be the operands; a row that does
    not fit is a contradiction only where other rows vouch for the pair.
    """
    columns: dict[tuple[int, int], list[Figure]] = defaultdict(list)
    rows: dict[tuple[int, int], dict[int, Figure]] = defaultdict(dict)
    for figure in facts.results:
        cell = figure.mention.cell
        if cell is None:
            continue
        if figure.mention.kind is Kind.AMOUNT:
            rows[cell.table, cell.row][cell.column] = figure
        elif rule_of_rate(figure.observation.metric_code):
            columns[cell.table, cell.column].append(figure)
    for rates in columns.values():
        yield from _column(facts, rates, rows)


def _column(
    facts: Facts, rates: list[Figure], rows: dict[tuple[int, int], dict[int, Figure]]
) -> Steps:
    tried: dict[tuple[int, int], list[_Trial]] = defaultdict(list)
    for rate in rates:
        cell = rate.mention.cell
        for columns, trial in _trials(rate, rows[cell.table, cell.row]) if cell else ():
            tried[columns].append(trial)
    if not tried:
        return
    best = max(tried.values(), key=_fitting)
    for trial in best:
        rule = rule_of_rate(trial.rate.observation.metric_code)
        if rule and (trial.fits or _fitting(best) * 2 >= len(best)):
            check = pair_check(facts, rule, trial.rate, trial.pair)
            yield from (check,) if check else ()


def _trials(
    rate: Figure, amounts: Mapping[int, Figure]
) -> Iterator[tuple[tuple[int, int], _Trial]]:
    """A rate against every two amounts of its row, with the columns of the two."""
    for (whole, given), (part, spent) in permutations(amounts.items(), 2):
        pair = Pair(given, spent)
        share = _share(pair)
        if share:
            point, computed = share
            fits = verdict_on(rate, computed, point) is not Verdict.HARD
            yield (whole, part), _Trial(rate, pair, fits)


def _fitting(trials: list[_Trial]) -> int:
    return sum(trial.fits for trial in trials)
