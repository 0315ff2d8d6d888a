"""I10: passages that reports of different departments share."""

from collections.abc import Iterable, Iterator, Sequence

from models.finding import Finding, Verdict
from pipeline.audit.rulebook import rule_book
from pipeline.audit.similarity import Shingles, near_copies
from pipeline.audit.years import Passage, YearReport

_SAME_TEXT = 0.9
# What is shorter may be anybody's: 绩效目标设定不够细化，部分指标难以量化考核。
_LONG_ENOUGH = 40


def audit_departments(reports: Iterable[YearReport]) -> Iterator[tuple[int, Finding]]:
    """Findings of passages copied between departments, with the report they belong to.

    One finding for each pair of reports, on the report that stands later. Time grows with
    the number of passages, for each is told of one earlier passage at most.
    """
    owned = [
        (report, passage)
        for report in reports
        for passage in report.passages
        if len(passage.words) >= _LONG_ENOUGH
    ]
    keyed: Sequence[tuple[str, Shingles]] = [(r.department_id, p.shingles) for r, p in owned]
    told: set[tuple[int, int]] = set()
    for earlier, later, likeness in near_copies(keyed, _SAME_TEXT, own=False):
        first, second = owned[earlier], owned[later]
        pair = first[0].report_id, second[0].report_id
        if pair not in told:
            told.add(pair)
            yield second[0].report_id, _finding(first[0], second[1], likeness)


def _finding(source: YearReport, passage: Passage, likeness: float) -> Finding:
    rule = rule_book()["I10"]
    wording = rule.wordings["differs"]
    return Finding(
        rule_id="I10",
        verdict=wording.verdict or Verdict.INFO,
        severity=wording.severity or rule.severity,
        message=wording.text.format(
            quote=passage.words[:24], other=source.department, likeness=f"{likeness:.0%}"
        ),
        span=passage.span,
        other_report_id=source.report_id,
    )
