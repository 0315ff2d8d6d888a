"""E03, E04: a bound (≦100%) printed where a result belongs, and whether it is kept."""

from extractors.catalogue import Metric
from models.finding import Verdict
from models.mention import Kind
from pipeline.audit.check import Check, Missing, Steps
from pipeline.audit.exact import Fraction
from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure, in_unit
from pipeline.audit.formula import interval_value, point_value
from pipeline.audit.knowledge import describe, formulas_of, metric
from pipeline.audit.rulebook import rule_book
from pipeline.audit.rules.operands import Way, choices, computation


def bounds_claimed(facts: Facts) -> Steps:
    """E03, E04: a bound (≦100%) printed where a result belongs."""
    for code in rule_book()["E04"].data["bounds"]:
        indicator = metric(code)
        claims = [
            figure
            for figure in facts.figures
            if figure.observation.metric_code == code
            and figure.mention.comparator.value in ("<=", "<", ">=", ">")
            and figure.mention.kind is Kind.PERCENT
            and not figure.mention.is_target
        ]
        if indicator is None or not claims or facts.all_of(code):
            continue
        broken = list(_broken_bound(facts, indicator, claims))
        yield from broken
        if any(isinstance(step, Check) and step.verdict for step in broken):
            continue
        yield Check(
            "E04",
            Verdict.HARD,
            values={"name": indicator.name, "stated": label_bound(claims[0])},
            stated=label_bound(claims[0]),
            focus=claims[0],
            evidence=tuple(claims),
            group=f"E04:{code}",
        )


def label_bound(figure: Figure) -> str:
    """A bound as people read it: ≤100%."""
    signs = {"<=": "≤", ">=": "≥"}
    comparator = figure.mention.comparator.value
    return signs.get(comparator, comparator) + figure.printed


def _broken_bound(facts: Facts, indicator: Metric, claims: list[Figure]) -> Steps:
    """Whether the figures that the report does state keep within the bound."""
    claim = claims[0]
    rule_id = next(
        rule.id
        for rule in rule_book().values()
        if indicator.code in rule.data.get("indicators", ())
    )
    for formula in formulas_of(indicator):
        for chosen in choices(facts, formula, claim):
            try:
                yield _bound_check(rule_id, indicator, claims, Way(formula, chosen))
            except ZeroDivisionError:  # a budget of nothing keeps no rate
                continue
            return
    yield Missing(rule_id, f"“{indicator.name}”缺少计算所需的金额或数量")


def _bound_check(rule_id: str, indicator: Metric, claims: list[Figure], way: Way) -> Check:
    claim = claims[0]
    computed = interval_value(way.formula, way.intervals)
    limit = Fraction(claim.value)
    upper = claim.mention.comparator.value in ("<=", "<")
    broken = computed.low > limit if upper else computed.high < limit
    expected = in_unit(point_value(way.formula, way.intervals), claim.mention)
    return Check(
        rule_id,
        Verdict.HARD if broken else None,
        "bound",
        {
            "name": indicator.name,
            "stated": label_bound(claim),
            "expected": expected,
            "formula": describe(way.formula.text),
            "computation": computation(way),
        },
        stated=label_bound(claim),
        expected=expected,
        tolerance=f"±{in_unit(computed.half, claim.mention)}",
        focus=claim,
        evidence=(*claims, *way.chosen.values()),
        group=f"{rule_id}:bound",
    )
