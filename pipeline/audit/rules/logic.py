"""B04, K01, K02, K04, J07: money given, money spent, and what became of the rest."""

import re
from decimal import Decimal

from models.finding import Verdict
from models.observation import ALL
from pipeline.audit.check import Check, Missing, Steps, label_of
from pipeline.audit.exact import Fraction
from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure, Scope, in_unit
from pipeline.audit.intervals import Interval
from pipeline.audit.rulebook import rule_book


def unspent(facts: Facts) -> Steps:
    """B04, K01: the stated surplus is the budget less what was spent."""
    if not facts.is_self_evaluation:
        return
    budgets = facts.find("budget_adjusted", facts.year)
    spent = facts.find("expenditure_actual", facts.year)
    left = facts.find("carryover_end", facts.year)
    if not (budgets and spent and left):
        if left or (budgets and spent):
            yield Missing("B04", "缺少预算数、支出数或年末结余")
        return
    if all(paid.value > budget.value for budget in budgets for paid in spent):
        # What was spent beyond a budget left no surplus: it was another budget.
        yield Missing("B04", "支出数大于预算数，口径不同")
        return
    for surplus in {f.value: f for f in left}.values():
        yield _surplus_check(facts, surplus, budgets, spent)
        yield from _returned_or_nothing(facts, surplus)


def _surplus_check(
    facts: Facts, surplus: Figure, budgets: list[Figure], spent: list[Figure]
) -> Check:
    pairs = [(b, s) for b in budgets for s in spent]
    returned = [Interval.around(0), *(f.interval for f in facts.all_of("surplus_returned"))]

    def fits(pair: tuple[Figure, Figure]) -> bool:
        rest = pair[0].interval - pair[1].interval
        return any((surplus.interval + paid_back).overlaps(rest) for paid_back in returned)

    enough = (pair for pair in pairs if pair[1].value <= pair[0].value)
    budget, paid = next(filter(fits, pairs), None) or next(enough)
    rest = budget.interval - paid.interval
    agrees = fits((budget, paid))
    # Hard only where the sentence itself sets the surplus beside the budget.
    beside = facts.sentence(surplus.start) in {facts.sentence(b.start) for b in budgets}
    expected = in_unit(rest.middle, budget.mention)
    tolerance = in_unit(rest.half + Fraction(surplus.half), budget.mention)
    return Check(
        "B04",
        None if agrees else Verdict.HARD if beside else Verdict.INFO,
        values={
            "stated": surplus.printed,
            "expected": expected,
            "computation": f"{budget.printed}－{paid.printed}",
            "tolerance": tolerance,
        },
        stated=surplus.printed,
        expected=expected,
        tolerance=f"±{tolerance}",
        focus=surplus,
        evidence=(surplus, budget, paid),
        group="B04",
    )


def _returned_or_nothing(facts: Facts, surplus: Figure) -> Steps:
    """K01: a surplus of 0 beside a surplus paid back to the treasury."""
    match = re.search(rule_book()["K01"].data["returned"], facts.folded)
    if surplus.value == 0 and match and not facts.all_of("surplus_returned"):
        yield Check(
            "K01",
            Verdict.INFO,
            values={"stated": surplus.printed, "quote": match.group()},
            stated=surplus.printed,
            focus=surplus,
            evidence=(surplus,),
            group="K01",
        )
    else:
        yield Check("K01", evidence=(surplus,))


def earmarked(facts: Facts) -> Steps:
    """K02: what remains of earmarked money is carried over or explained."""
    data = rule_book()["K02"].data
    for code, year, scope in tuple(facts.stated()):
        if code != "budget_adjusted" or scope.fund_type == ALL or scope.fund_level != ALL:
            continue
        spent = facts.find("expenditure_actual", year, scope)
        for budget, paid in zip(facts.find(code, year, scope)[:1], spent[:1], strict=False):
            yield _earmarked_check(facts, data["explained"], scope, budget, paid)


def _earmarked_check(
    facts: Facts, explained: str, scope: Scope, budget: Figure, paid: Figure
) -> Check:
    rest = budget.interval - paid.interval
    name = label_of(facts, budget)
    enough = budget.value * Decimal(rule_book()["K02"].data["enough"]) / 100
    silent = paid.value < enough and not re.search(explained, facts.folded)
    return Check(
        "K02",
        Verdict.INFO if silent else None,
        values={
            "name": name,
            "stated": paid.printed,
            "expected": budget.printed,
            "rest": in_unit(rest.middle, budget.mention),
            "rate": f"{float(paid.value / budget.value * 100):.2f}%" if budget.value else "",
        },
        stated=paid.printed,
        expected=budget.printed,
        focus=paid,
        evidence=(budget, paid),
        group=f"K02:{scope.fund_type}",
    )


def paid_from_elsewhere(facts: Facts) -> Steps:
    """K04: cars bought, guests received or journeys made at no cost at all."""
    for cost, number in rule_book()["K04"].data["pairs"].items():
        costs, numbers = facts.find(cost, facts.year), facts.find(number, facts.year)
        if not costs or not numbers:
            continue
        free = all(f.value == 0 for f in costs) and all(f.value > 0 for f in numbers)
        paid, counted = costs[0], numbers[0]
        yield Check(
            "K04",
            Verdict.INFO if free else None,
            values={
                "name": label_of(facts, paid),
                "expected": paid.printed,
                "label": label_of(facts, counted),
                "stated": counted.printed,
            },
            stated=counted.printed,
            expected=paid.printed,
            focus=counted,
            evidence=(counted, paid),
            group=f"K04:{counted.index}",
        )
