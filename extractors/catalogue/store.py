"""The catalogue in memory."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from extractors.catalogue.entries import Dimension, Grade, Metric, Wording
from extractors.catalogue.matching import WordingMatcher
from extractors.catalogue.words import compact


@dataclass(eq=False)
class Catalogue:
    """Metrics, dimensions and grades, with the ways to look them up.

    Attributes:
        metrics: by code, in the order of the files.
        dimensions: ``fund_type``, ``fund_level``, ``budget_book`` to their values.
        grades: best first.
        wordings: by compact text; those of one text differ in kind or condition.
    """

    metrics: dict[str, Metric]
    dimensions: dict[str, tuple[Dimension, ...]]
    grades: tuple[Grade, ...]
    wordings: dict[str, tuple[Wording, ...]] = field(init=False)
    _by_stage: dict[tuple[str, str], str] = field(init=False)

    def __post_init__(self) -> None:
        texts: dict[str, list[Wording]] = defaultdict(list)
        for metric in self.metrics.values():
            for wording in metric.wordings:
                texts[wording.text].append(wording)
        self.wordings = {text: tuple(found) for text, found in texts.items()}
        self._by_stage = {(m.subject, m.stage): m.code for m in self.metrics.values() if m.subject}

    @cached_property
    def matcher(self) -> WordingMatcher:
        """Finds the wordings in running text; built when first asked for."""
        return WordingMatcher(self.wordings)

    def lookup(self, words: str, kind: str, context: str = "") -> Metric | None:
        """The metric of ``kind`` that the whole of ``words`` names, or None.

        Args:
            words: as written; width, quotation marks and white space do not matter.
            kind: of the value it names.
            context: headings or table title above it, for wordings with a condition.
        """
        return self.choose(self.wordings.get(compact(words), ()), kind, compact(context))

    def choose(
        self, wordings: tuple[Wording, ...], kind: str, context: str = "", unit: str = ""
    ) -> Metric | None:
        """Which metric of ``kind`` is meant; a wording whose condition holds goes first.

        A metric that is not counted in ``unit`` cannot be meant; no ``unit`` fits all.
        """
        general = None
        for wording in wordings:
            metric = self.metrics[wording.metric]
            if metric.kind != kind or (unit and metric.units and unit not in metric.units):
                continue
            if not wording.within:
                general = general or metric
            elif any(word in context for word in wording.within):
                return metric
        return general

    def at_stage(self, subject: str, stage: str) -> Metric | None:
        """The metric of ``subject`` at ``stage`` (``sangong`` at ``budget``), if there is one."""
        code = self._by_stage.get((subject, stage))
        return self.metrics[code] if code else None

    def name_of(self, code: str | None) -> str | None:
        """A metric's Chinese name; None for None and for unknown codes."""
        metric = self.metrics.get(code) if code else None
        return metric.name if metric else None

    def indicators(self) -> tuple[Metric, ...]:
        """The metrics that the official indicator system knows, which are those with a place."""
        return tuple(metric for metric in self.metrics.values() if metric.place)

    def grade_of(self, score: Decimal) -> Grade | None:
        """The grade of a score out of 100, or None outside 0 to 100."""
        for grade in self.grades:
            if grade.lower <= score < grade.upper or score == grade.upper == self.grades[0].upper:
                return grade
        return None
