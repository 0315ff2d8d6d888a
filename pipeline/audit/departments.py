"""I10: passages that reports of different departments share."""

from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType
from typing import Self

from models.finding import Finding, Verdict
from pipeline.audit.rulebook import rule_book
from pipeline.audit.similarity import resemblance, shingles, sketch
from pipeline.audit.sketches import Kept, Sketches
from pipeline.audit.years import Passage, YearReport

_SAME_TEXT = 0.9
# What is shorter may be anybody's: 绩效目标设定不够细化，部分指标难以量化考核。
_LONG_ENOUGH = 40


class CopiedPassages:
    """Tells of each passage whether a department seen before has it too; a context."""

    def __enter__(self) -> Self:
        self._seen = Sketches().__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._seen.__exit__(kind, error, trace)

    def audit(self, reports: Sequence[YearReport]) -> Iterator[tuple[int, Finding]]:
        """Findings of one department's reports against those of the departments before it.

        One finding for each pair of reports. Time grows with the number of passages, for each
        is told of one earlier passage at most.
        """
        others = len(self._seen)
        for report in reports:
            told: set[int] = set()
            for passage in report.passages:
                if len(passage.words) < _LONG_ENOUGH:
                    continue
                kept = Kept(report.report_id, report.department, passage.words)
                likely = self._seen.add(sketch(passage.shingles), kept, others)
                source, likeness = _most_alike(passage, likely)
                if source and likeness >= _SAME_TEXT and source.report_id not in told:
                    told.add(source.report_id)
                    yield report.report_id, _finding(source, passage, likeness)


def _most_alike(passage: Passage, likely: Iterable[Kept]) -> tuple[Kept | None, float]:
    """The passage that resembles most."""
    best: tuple[Kept | None, float] = (None, 0.0)
    for kept in likely:
        likeness = resemblance(shingles(kept.words), passage.shingles)
        if likeness > best[1]:
            best = kept, likeness
    return best


def _finding(source: Kept, passage: Passage, likeness: float) -> Finding:
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
