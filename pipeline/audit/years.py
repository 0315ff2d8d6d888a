"""D01, D02, D03, D05: a report against the report of the year before."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from models.finding import Finding, Severity, Verdict
from models.span import Span
from pipeline.audit.exact import Fraction
from pipeline.audit.intervals import Interval, shown
from pipeline.audit.knowledge import name_of
from pipeline.audit.rulebook import rule_book
from pipeline.audit.similarity import Shingles, resemblance, sketch

_SAME_TEXT = 0.9


@dataclass(frozen=True, slots=True)
class Value:
    """A printed figure of the whole department, as plain values.

    Attributes:
        index: position among its report's observations.
        half: half a unit of the last printed digit; 0 where exact.
    """

    index: int
    value: Decimal
    half: Decimal
    printed: str
    span: Span

    @property
    def interval(self) -> Interval:
        """The values that the printed digits stand for."""
        return Interval.around(self.value, self.half)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph on problems, goals or measures, which no other report should share."""

    span: Span
    words: str
    shingles: Shingles


@dataclass(frozen=True, slots=True)
class YearReport:
    """What the rules between reports need to know of one.

    Attributes:
        kind: report type and scope; only like is compared with like.
        values: by code and year, every statement of a metric of the whole department.
    """

    report_id: int
    department_id: str
    department: str
    fiscal_year: int
    kind: str
    values: Mapping[tuple[str, int], Sequence[Value]]
    passages: Sequence[Passage] = ()


def audit_years(reports: Iterable[YearReport]) -> Iterator[tuple[int, Finding]]:
    """Findings of reports against their predecessors, with the report they belong to.

    Time grows with the number of reports, not with its square: each is compared with the
    one before it alone.
    """
    lines: dict[tuple[str, str], dict[int, YearReport]] = defaultdict(dict)
    for report in reports:
        lines[report.department_id, report.kind][report.fiscal_year] = report
    for years in lines.values():
        for year, report in sorted(years.items()):
            last = years.get(year - 1)
            if last:
                for finding in _compare(report, last):
                    yield report.report_id, finding


def _compare(report: YearReport, last: YearReport) -> Iterator[Finding]:
    yield from _prior_figures(report, last)
    yield from _opening_figures(report, last)
    yield from _jumps(report, last)
    yield from _old_text(report, last)


def _prior_figures(report: YearReport, last: YearReport) -> Iterator[Finding]:
    """D01: what this report calls last year's figure is what last year's report said."""
    year = last.fiscal_year
    for (code, of), stated in report.values.items():
        known = last.values.get((code, year))
        if of == year and known:
            yield from _disagreement("D01", code, stated[0], known, last)


def _opening_figures(report: YearReport, last: YearReport) -> Iterator[Finding]:
    """D02: the figure at the start of the year is the one at the end of the year before."""
    for opening, closing in rule_book()["D02"].data["pairs"].items():
        stated = report.values.get((opening, report.fiscal_year))
        known = last.values.get((closing, last.fiscal_year))
        if stated and known:
            yield from _disagreement("D02", opening, stated[0], known, last)


def _disagreement(
    rule_id: str, code: str, stated: Value, known: Sequence[Value], last: YearReport
) -> Iterator[Finding]:
    """One finding where no statement of last year's report fits."""
    if any(stated.interval.overlaps(value.interval) for value in known):
        return
    right = known[0]
    slack = _slack(Fraction(stated.half) + Fraction(right.half), stated)
    values = {
        "name": name_of(code),
        "year": str(last.fiscal_year),
        "stated": stated.printed,
        "expected": right.printed,
        "tolerance": slack,
    }
    yield _finding(rule_id, Verdict.HARD, values, last, stated, tolerance=f"±{slack}")


def _slack(slack: Fraction, value: Value) -> str:
    """A tolerance in the unit of a printed figure: 0.01万元."""
    unit = value.printed.lstrip("-0123456789.,，")
    size = 10_000 if unit.startswith("万") else 100_000_000 if unit.startswith("亿") else 1
    return f"{float(slack / size):g}{unit}"


def _jumps(report: YearReport, last: YearReport) -> Iterator[Finding]:
    """D03: a change of scale that a reviewer should know the reason of."""
    for code, limit in rule_book()["D03"].data["limits"].items():
        now = report.values.get((code, report.fiscal_year))
        before = last.values.get((code, last.fiscal_year))
        if not now or not before or before[0].value <= 0:
            continue
        change = (now[0].value - before[0].value) / before[0].value * 100
        if abs(change) > limit:
            values = {
                "name": name_of(code),
                "year": str(last.fiscal_year),
                "stated": now[0].printed,
                "expected": before[0].printed,
                "change": f"{shown(change, 1)}%",
            }
            yield _finding("D03", Verdict.INFO, values, last, now[0])


def _old_text(report: YearReport, last: YearReport) -> Iterator[Finding]:
    """D05: a paragraph on problems or goals carried over from last year."""
    known: dict[int, list[Passage]] = defaultdict(list)
    for passage in last.passages:
        for mark in sketch(passage.shingles):
            known[mark].append(passage)
    for passage in report.passages:
        near = {id(old): old for mark in sketch(passage.shingles) for old in known[mark]}
        best = max((resemblance(passage.shingles, o.shingles) for o in near.values()), default=0.0)
        if best >= _SAME_TEXT:
            values = {
                "quote": passage.words[:24],
                "year": str(last.fiscal_year),
                "likeness": f"{best:.0%}",
            }
            yield _finding("D05", Verdict.INFO, values, last, None, span=passage.span)


def _finding(
    rule_id: str,
    verdict: Verdict,
    values: Mapping[str, str],
    other: YearReport,
    at: Value | None,
    *,
    span: Span | None = None,
    tolerance: str = "",
) -> Finding:
    rule = rule_book()[rule_id]
    wording = rule.wordings["differs"]
    return Finding(
        rule_id=rule_id,
        verdict=wording.verdict or verdict,
        severity=wording.severity or rule.severity or Severity.INFO,
        message=wording.text.format(**values),
        stated=values.get("stated", ""),
        expected=values.get("expected", ""),
        tolerance=tolerance,
        span=at.span if at else span,
        observations=(at.index,) if at else (),
        other_report_id=other.report_id,
    )
