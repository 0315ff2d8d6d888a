"""H01 to H06: weights, scores and grades of self-evaluation forms."""

import re
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from extractors.catalogue import load_catalogue
from models.finding import IndicatorResult, Verdict
from models.identity import ReportType
from models.mention import Kind
from models.span import Span
from pipeline.audit.check import Check, Missing, Steps
from pipeline.audit.exact import Fraction
from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure
from pipeline.audit.intervals import shown
from pipeline.audit.rulebook import rule_book

_FULL_MARKS = (Decimal(100), Decimal(90))
# Less than 100 may be a row that was not read; more cannot be, unless subtotals were.
_MOST = Decimal(150)
_MANY = 5
_FEWEST_LEVELS = 2
# Points are printed with one decimal or two.
_POINTS_SLACK = Fraction(1, 20)
_HIGHER_IS_BETTER = re.compile(r"数量|质量|时效|满意|完成|及时|覆盖|合格|知晓")


def forms(facts: Facts) -> Steps:
    """H01, H02, H05: each form's weights, its scores, and scores against results."""
    by_project: dict[str | None, list[IndicatorResult]] = defaultdict(list)
    for row in facts.result.indicator_results:
        by_project[row.project].append(row)
    for project, rows in by_project.items():
        yield from _weights(facts, project, rows)
        yield from _weights_by_level(facts, project, rows)
        yield from _total_score(facts, project, rows)
        yield from _all_full(rows)
        for row in rows:
            yield from _row(facts, row)


def _weights(facts: Facts, project: str | None, rows: list[IndicatorResult]) -> Steps:
    weights = [row.weight for row in rows if row.weight is not None]
    if len(weights) < len(rows) or len(weights) < 3:
        yield Missing("H01", "指标分值不全")
        return
    summed = sum(weights, Decimal(0))
    apart = {Decimal(0), *(Decimal(10) for _ in facts.all_of("execution_score")[:1])}
    right = any(summed + extra in _FULL_MARKS for extra in apart)
    yield Check(
        "H01",
        None if right else Verdict.HARD if _FULL_MARKS[0] < summed <= _MOST else Verdict.INFO,
        values={"project": project or "自评表", "stated": f"{summed.normalize():f}"},
        stated=f"{summed.normalize():f}分",
        expected="100分（或90分，另加预算执行率10分）",
        span=Span(rows[0].span.start, rows[-1].span.end),
        group=f"H01:{project}",
    )


def _weights_by_level(facts: Facts, project: str | None, rows: list[IndicatorResult]) -> Steps:
    """H06: a project's weights by first-level indicator, unless the place has others."""
    if facts.identity.report_type is not ReportType.PROJECT_SELF:
        return
    summed: dict[str, Decimal] = defaultdict(Decimal)
    usual = [
        {name: Decimal(points) for name, points in entry.items()}
        for entry in rule_book()["H06"].data["weights"]
    ]
    names = list(dict.fromkeys(name for entry in usual for name in entry))
    for row in rows:
        name = next((name for name in names if name in row.level1), None)
        if name is None or row.weight is None:
            yield Missing("H06", "一级指标或分值不全")
            return
        summed[name] += row.weight
    if sum(summed.values()) != _FULL_MARKS[1] or len(summed) < _FEWEST_LEVELS:
        yield Missing("H06", "指标分值不全")
        return
    yield Check(
        "H06",
        None if dict(summed) in usual else Verdict.INFO,
        values={
            "project": project or "自评表",
            "stated": _by_level(summed),
            "expected": _by_level(usual[0]),
        },
        stated=_by_level(summed),
        expected=_by_level(usual[0]),
        span=Span(rows[0].span.start, rows[-1].span.end),
        group=f"H06:{project}",
    )


def _by_level(weights: Mapping[str, Decimal]) -> str:
    return "、".join(f"{name}{points.normalize():f}" for name, points in weights.items())


def _total_score(facts: Facts, project: str | None, rows: list[IndicatorResult]) -> Steps:
    """H02: the rows' scores, with that for execution where it stands apart, make the total."""
    scores = [row.score for row in rows if row.score is not None]
    totals = facts.all_of("selfeval_score")
    if project is not None or len(scores) < max(3, len(rows)) or not totals:
        return
    summed = sum(scores, Decimal(0))
    apart = {Decimal(0), *(f.value for f in facts.all_of("execution_score"))}
    fits = [f for f in totals for extra in apart if summed + extra == f.value]
    yield Check(
        "H02",
        None if fits else Verdict.HARD if summed > totals[0].value else Verdict.INFO,
        "total",
        {"stated": totals[0].printed, "expected": f"{(summed + max(apart)).normalize():f}分"},
        stated=totals[0].printed,
        expected=f"{(summed + max(apart)).normalize():f}分",
        focus=totals[0],
        evidence=tuple(totals),
        group="H02:total",
    )


def _all_full(rows: list[IndicatorResult]) -> Steps:
    """E07: every indicator at full marks."""
    scored = [row for row in rows if row.score is not None and row.weight is not None]
    if len(scored) >= _MANY:
        full = all(row.score == row.weight for row in scored)
        yield Check(
            "E07",
            Verdict.INFO if full else None,
            values={"count": str(len(scored))},
            span=Span(scored[0].span.start, scored[-1].span.end),
            group=f"E07:{scored[0].span.start}",
        )


def execution(facts: Facts) -> Steps:
    """H03: the points for execution are their weight times the rate, at most all of them."""
    rates = facts.find("budget_execution_rate", facts.year)
    if not rates:
        return
    for score in facts.all_of("execution_score")[:1]:
        share = min(Fraction(rates[0].value), Fraction(100)) / 100
        fits = any(
            abs(share * weight - Fraction(score.value)) <= _POINTS_SLACK
            for weight in rule_book()["H03"].data["weights"]
        )
        yield Check(
            "H03",
            None if fits else Verdict.INFO,
            values={
                "stated": score.printed,
                "rate": rates[0].printed,
                "expected": shown(share * 10),
            },
            stated=score.printed,
            expected=f"{shown(share * 10)}分",
            focus=score,
            evidence=(score, rates[0]),
            group="H03",
        )


def _row(facts: Facts, row: IndicatorResult) -> Steps:
    if row.weight is None or row.score is None:
        return
    name = row.level3 or row.level2
    if row.score > row.weight:
        yield Check(
            "H02",
            Verdict.HARD,
            "above",
            {"name": name, "stated": f"{row.score}", "expected": f"{row.weight}"},
            stated=f"{row.score}分",
            expected=f"≤{row.weight}分",
            span=row.span,
            group=f"H02:{row.span.start}",
        )
    else:
        yield Check("H02")
    yield from _missed_target(facts, row, name)


def _missed_target(facts: Facts, row: IndicatorResult, name: str) -> Steps:
    if row.target_observation is None or row.actual_observation is None:
        return
    target, actual = facts.figures[row.target_observation], facts.figures[row.actual_observation]
    if target.mention.unit != actual.mention.unit:
        return
    rising = bool(_HIGHER_IS_BETTER.search(row.level1 + row.level2 + row.level3))
    missed = _misses(target, actual, rising=rising)
    full = row.score == row.weight
    yield Check(
        "H05",
        Verdict.HARD if missed and full else None,
        values={
            "name": name,
            "target": row.target,
            "stated": row.actual,
            "score": f"{row.score}",
        },
        stated=row.actual,
        expected=row.target,
        focus=actual,
        evidence=(target, actual),
        span=row.span,
        group=f"H05:{row.span.start}",
    )


def _misses(target: Figure, actual: Figure, *, rising: bool) -> bool:
    """Whether a result misses its target; one without a sign only where more is better."""
    sign = target.mention.comparator.value
    if sign in (">=", ">") or (sign == "=" and rising):
        return actual.interval.high < target.interval.low
    if sign in ("<=", "<"):
        return actual.interval.low > target.interval.high
    return False


def grades(facts: Facts) -> Steps:
    """H04: the grade printed with a score is the one its band has."""
    pattern = re.compile(rule_book()["H04"].data["grade"])
    for figure in facts.results:
        if figure.mention.kind is not Kind.SCORE or figure.observation.metric_code != (
            "selfeval_score"
        ):
            continue
        match = pattern.match(facts.after(figure, 24))
        grade = load_catalogue().grade_of(figure.value)
        if match is None or grade is None:
            continue
        printed = match.group("grade")
        fits = printed == grade.name or printed in grade.words
        yield Check(
            "H04",
            None if fits else Verdict.HARD,
            values={"stated": printed, "score": figure.printed, "expected": grade.name},
            stated=printed,
            expected=grade.name,
            focus=figure,
            evidence=(figure,),
            group=f"H04:{figure.index}",
        )
