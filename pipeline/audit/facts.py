"""A report's figures, indexed the way the rules ask for them."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from operator import itemgetter

from extractors.fold import fold
from models.identity import ReportType
from models.result import ReportResult
from models.span import Span
from pipeline.audit.figures import WHOLE, Figure, Scope, figures_of, is_result

SELF_EVALUATIONS = (ReportType.DEPT_OVERALL_SELF, ReportType.PROJECT_SELF)
"""A department's or a project's own evaluation."""

_SENTENCE_ENDS = re.compile(r"[。；;\n]")


class Facts:
    """One report as the rules see it. Built once, read by every rule."""

    def __init__(self, result: ReportResult, folded: str | None = None) -> None:
        """``folded`` is ``fold(result.document.text)``, where it is at hand."""
        self.result = result
        self.text = result.document.text
        self.identity = result.identity
        self.year = result.identity.fiscal_year
        self.folded = fold(self.text) if folded is None else folded
        self.figures = tuple(figures_of(result))

    @property
    def is_self_evaluation(self) -> bool:
        """A department's or a project's own evaluation."""
        return self.identity.report_type in SELF_EVALUATIONS

    @property
    def is_account(self) -> bool:
        """Published final accounts or a budget."""
        return self.identity.report_type in (ReportType.FINAL_ACCOUNT, ReportType.BUDGET)

    @cached_property
    def results(self) -> tuple[Figure, ...]:
        """Levels stated as exact results: no bounds, goals, thresholds, ranges or changes."""
        return tuple(figure for figure in self.figures if is_result(figure.mention))

    @cached_property
    def _by_code(self) -> dict[tuple[str, int | None, Scope], list[Figure]]:
        index: dict[tuple[str, int | None, Scope], list[Figure]] = defaultdict(list)
        for figure in self.results:
            if figure.code:
                index[figure.code, self.year_of(figure), figure.scope].append(figure)
        return index

    @cached_property
    def _places(self) -> dict[str, list[tuple[int, int | None, Scope]]]:
        index: dict[str, list[tuple[int, int | None, Scope]]] = defaultdict(list)
        for at, (code, year, scope) in enumerate(self._by_code):
            index[code].append((at, year, scope))
        return index

    @cached_property
    def _by_code_alone(self) -> dict[str | None, list[Figure]]:
        index: dict[str | None, list[Figure]] = defaultdict(list)
        for figure in self.results:
            index[figure.code].append(figure)
        return index

    @cached_property
    def _by_sentence(self) -> dict[int, list[Figure]]:
        index: dict[int, list[Figure]] = defaultdict(list)
        for figure in self.figures:
            if figure.mention.cell is None:
                index[self.sentence(figure.start).start].append(figure)
        return index

    @cached_property
    def _sentence_bounds(self) -> list[int]:
        ends = [match.end() for match in _SENTENCE_ENDS.finditer(self.text)]
        return [0, *ends, len(self.text) + 1]

    def sentence(self, offset: int) -> Span:
        """The stretch between full stops, semicolons and line ends around ``offset``."""
        at = bisect_right(self._sentence_bounds, offset)
        return Span(self._sentence_bounds[at - 1], min(self._sentence_bounds[at], len(self.text)))

    def in_sentence(self, figure: Figure) -> list[Figure]:
        """All figures of the running text in the same sentence, in order."""
        return self._by_sentence[self.sentence(figure.start).start]

    def sentences(self) -> Iterator[list[Figure]]:
        """The figures of each sentence that has any."""
        yield from self._by_sentence.values()

    def year_of(self, figure: Figure) -> int | None:
        """The year a figure belongs to: its own, else the report's."""
        return figure.observation.value_year or self.year

    def find(self, code: str, year: int | None, scope: Scope = WHOLE) -> list[Figure]:
        """Results with this code, year and scope; ``code@prior`` is the year before."""
        base = code.removesuffix("@prior")
        if base != code:
            year = year - 1 if year else None
        return self._by_code.get((base, year, scope), []) if year or base == code else []

    def stated(self) -> Iterable[tuple[str, int | None, Scope]]:
        """Every combination of code, year and scope that the report states."""
        return self._by_code.keys()

    def places_of(self, *codes: str) -> Iterable[tuple[int | None, Scope]]:
        """Every year and scope that the report states one of these codes in, each once."""
        found = [place for code in codes for place in self._places.get(code, ())]
        if len(codes) > 1:
            found.sort(key=itemgetter(0))
        return dict.fromkeys((year, scope) for _, year, scope in found)

    def all_of(self, code: str) -> list[Figure]:
        """Results with this code in any year and scope, in reading order."""
        return self._by_code_alone.get(code, [])

    def before(self, figure: Figure, length: int = 12) -> str:
        """The folded characters just before a figure, within its line."""
        start = max(0, figure.start - length)
        return self.folded[start : figure.start].rsplit("\n", 1)[-1]

    def after(self, figure: Figure, length: int = 12) -> str:
        """The folded characters just after a figure, within its line."""
        end = figure.mention.span.end
        return self.folded[end : end + length].split("\n", 1)[0]
