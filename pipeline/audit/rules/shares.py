"""A16, A17: 占71.73% and 完成年初预算的98.20% against the amounts beside them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.catalogue import Operand
from models.finding import Verdict
from models.mention import Kind, Role
from pipeline.audit.check import Check, Steps, judge, label_of
from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure, is_result
from pipeline.audit.formula import formula, interval_value, point_value
from pipeline.audit.rulebook import Rule, rule_book
from pipeline.audit.rules.bases import is_base, may_be_base
from pipeline.audit.rules.of_amounts import OfAmount, rates_of_amounts
from pipeline.audit.rules.share_parts import LIST_REACH, stated_shares

# 完成年初预算的98.20% · 完成预算的0% · 完成年度预算的109.04%
_DONE = re.compile(
    r"完成(?:了)?(?P<stage>年初|年度|全年|本年|当年|调整)?(?:部门)?预算(?:数|安排)?的?$"
)
_STAGES = ("年初", "调整")
# 年初预算100万元 · 预算为100万元; not 一般公共预算收入100万元
_BUDGET = re.compile(r"(?<!公共)(?<!基金)(?<!经营)预算(?![内外])")
_VOUCHERS = 2
_RATE = formula("part / whole * 100")


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage, the amount it is the share of, and totals it may be a share in.

    Attributes:
        base: what it is said to be a share of, as written; "" where that is not said.
    """

    stated: Figure
    part: Figure
    wholes: tuple[Figure, ...]
    base: str = ""


Pairs = list[tuple[Figure, Check]]
"""Totals, and how a share compares with each."""


def shares(facts: Facts) -> Steps:
    """A16: each stated share against its amount and its list's total."""
    rule = rule_book()["A16"]
    found = [
        (share, [(whole, _share_check(rule, share, whole)) for whole in share.wholes])
        for share in _shares(facts)
    ]
    votes = Counter(
        whole.index
        for share, checks in found
        if share.part.value
        for whole, _ in _fitting(checks)[:1]
    )
    for share, checks in found:
        yield from _judge_share(facts, share, checks, votes)


def _shares(facts: Facts) -> Iterator[Share]:
    texts = [f for f in facts.figures if f.mention.cell is None]
    for figure, of, base in stated_shares(facts, texts):
        part = texts[of]
        wholes = [w for w in _back(texts, of, figure.start - LIST_REACH) if _may_contain(w, part)]
        parent = part.observation.parent
        if parent is not None and _may_contain(facts.figures[parent], part):
            wholes.append(facts.figures[parent])
        # “三公”经费0万元,其中:公务接待费0万元,占0%: of nothing there are no shares.
        yield Share(figure, part, tuple(w for w in wholes if w.interval.low > 0), base)


def _back(figures: Sequence[Figure], at: int, farthest: int) -> Iterator[Figure]:
    """The figures before a position, nearest first, until a place in the text."""
    for before in range(at - 1, -1, -1):
        if figures[before].start < farthest:
            return
        yield figures[before]


def _may_contain(whole: Figure, part: Figure) -> bool:
    a, b = whole.mention, part.mention
    return (
        is_result(a)
        and (a.kind, a.unit) == (b.kind, b.unit)
        and a.role is Role.LEVEL
        and a.value >= b.value
        and a.value > 0
    )


def _share_check(rule: Rule, share: Share, whole: Figure) -> Check:
    operands = {Operand("part"): share.part.interval, Operand("whole"): whole.interval}
    return judge(
        rule,
        share.stated,
        interval_value(_RATE, operands),
        (share.part, whole),
        point=point_value(_RATE, operands),
        group=f"{rule.id}:{share.stated.index}",
    )


def _fitting(checks: Pairs) -> Pairs:
    """The totals that a share agrees with, nearest first."""
    return [(whole, check) for whole, check in checks if check.verdict is not Verdict.HARD]


def _judge_share(facts: Facts, share: Share, checks: Pairs, votes: Counter[int]) -> Steps:
    """Hard only against a total that other shares of the list, or the outline, vouch for.

    Each share votes for the nearest total that it fits. A total that only the share itself
    votes for may fit by chance: a nearer one that several others agree with is its list's.
    """
    fitting = _fitting(checks)
    own = fitting[0][0].index if fitting and share.part.value else None
    vouched = [pair for pair in fitting if votes[pair[0].index] > (pair[0].index == own)]
    sure = [pair for pair in checks if _is_sure(facts, share, pair[0], votes)]
    if fitting and not vouched and not share.base:
        nearest = next(p for p in checks if p in fitting or votes[p[0].index] >= _VOUCHERS)
        fitting = [nearest]
    best = sorted(vouched or fitting, key=lambda pair: pair[1].verdict is not None)
    for whole, check in best[:1] or sure[:1]:
        values = {
            **check.values,
            "name": label_of(facts, share.part),
            "computation": f"{share.part.printed}÷{whole.printed}",
        }
        yield replace(check, values=values)


def _is_sure(facts: Facts, share: Share, whole: Figure, votes: Counter[int]) -> bool:
    """Whether a total is what the share is of, so that a share that does not fit is wrong.

    占调整预算90.75% is no share of the list's total: what it names must be the total's name.
    """
    if is_base(facts, share.base, whole):
        return True
    in_list = votes[whole.index] or whole.index == share.part.observation.parent
    return bool(in_list) and may_be_base(facts, share.base, whole)


def completion(facts: Facts) -> Steps:
    """A17: 完成年初预算的X% against the budget and the result in the same sentence."""
    rule = rule_book()["A17"]
    for sentence in facts.sentences():
        for at, stated in enumerate(sentence):
            mention = stated.mention
            if mention.kind is not Kind.PERCENT or not is_result(mention):
                continue
            done = _DONE.search(facts.before(stated, 16))
            pair = _given_and_spent(facts, sentence[:at], stated, done) if done else None
            if pair:
                yield from _judge_completion(facts, rule, stated, *pair)
        for rate in rates_of_amounts(facts, sentence):
            yield from _judge_of_amount(facts, rule, rate)


def _judge_of_amount(facts: Facts, rule: Rule, rate: OfAmount) -> Steps:
    """占年初预算10065万元的43.2%: of the amount before it, or of one that fits."""
    checks = [
        check
        for part in reversed(rate.parts)
        for check in _judge_completion(facts, rule, rate.stated, rate.base, part)
        if isinstance(check, Check)
    ]
    best = next((check for check in checks if check.verdict is None), checks[0])
    doubt = best.verdict is Verdict.HARD and len(checks) > 1
    yield replace(best, verdict=Verdict.INFO) if doubt else best


def _given_and_spent(
    facts: Facts, before: Sequence[Figure], stated: Figure, done: re.Match[str]
) -> tuple[Figure, Figure] | None:
    """The budget that a rate names and what was spent of it, if nothing else stands between them.

    预算为21万元，支出16.95万元，完成80.71%，其中出国费2万元，完成预算的50%: of another budget.
    """
    amounts = [f for f in before if _is_amount(f)]
    named = [f for f in amounts if _BUDGET.search(facts.before(f, 12).rpartition(",")[2])]
    actuals = [f for f in amounts if f not in named and not facts.is_aside(f, stated.start)]
    stage = done["stage"] or ""
    budgets = [f for f in named if _is_of_stage(facts.before(f, 12).rpartition(",")[2], stage)]
    if not budgets or not actuals:
        return None
    budget, actual = budgets[-1], actuals[-1]
    first, last = sorted((budget, actual), key=lambda f: f.start)
    between = (f for f in before if first.start < f.start < last.start)
    apart = any(f.mention.kind is Kind.PERCENT for f in between)
    return None if apart else (budget, actual)


def _is_of_stage(words: str, stage: str) -> bool:
    """Whether a budget's words name the stage that a rate names, or no other one."""
    other = next((one for one in _STAGES if one in words), stage)
    return not stage or stage not in _STAGES or other == stage


def _is_amount(figure: Figure) -> bool:
    return figure.mention.kind is Kind.AMOUNT and is_result(figure.mention)


def _judge_completion(
    facts: Facts, rule: Rule, stated: Figure, budget: Figure, actual: Figure
) -> Steps:
    if budget.value == 0:
        yield of_nothing(facts, stated, budget, actual)
        return
    check = _share_check(rule, Share(stated, actual, ()), budget)
    computation = f"{actual.printed}÷{budget.printed}"
    yield replace(
        check,
        values={**check.values, "name": label_of(facts, actual), "computation": computation},
    )


def of_nothing(facts: Facts, rate: Figure, base: Figure, other: Figure) -> Check:
    """E05: a rate of nothing. 0% of nothing says so and is let pass; 100% is a habit of forms."""
    group = f"E05:{rate.index}"
    if rate.value == 0:
        return Check("E05", focus=rate, evidence=(rate, base), group=group)
    return Check(
        "E05",
        Verdict.HARD if other.value else Verdict.INFO,
        values={"name": label_of(facts, base), "stated": rate.printed},
        stated=rate.printed,
        expected="无法计算",
        focus=rate,
        evidence=(rate, base),
        group=group,
    )
