"""A report's figures, indexed the way the rules ask for them."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
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
_LINE_END = re.compile(r"\n")
_BRACKET_OR_END = re.compile(r"[()\n]")


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
    def _wraps(self) -> frozenset[int]:
        """Where a line of the page ends and its sentence goes on: 占支⏎出总预算的10.73%."""
        quotes = {f.observation.quote for f in self.figures if f.mention.cell is None}
        return frozenset(
            match.start()
            for start, end in quotes
            for match in _LINE_END.finditer(self.text, start, end)
        )

    @cached_property
    def _sentence_bounds(self) -> list[int]:
        wraps = self._wraps
        found = _SENTENCE_ENDS.finditer(self.text)
        return [0, *(m.end() for m in found if m.start() not in wraps), len(self.text) + 1]

    @cached_property
    def _bracket_ends(self) -> dict[int, int]:
        """Where the innermost bracket around a figure of the text closes, by the figure's index."""
        ends: dict[int, int] = {}
        inside: list[list[int]] = []
        texts = iter([f for f in self.figures if f.mention.cell is None])
        figure = next(texts, None)
        for mark in _BRACKET_OR_END.finditer(self.folded):
            while figure and figure.start < mark.start():
                if inside:
                    inside[-1].append(figure.index)
                figure = next(texts, None)
            if mark.group() == "(":
                inside.append([])
            elif mark.group() == ")":
                ends.update(dict.fromkeys(inside.pop() if inside else (), mark.start()))
            elif mark.start() not in self._wraps:
                # A bracket that its paragraph never closes encloses nothing.
                inside.clear()
        return ends

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

    def sentence_before(self, sentence: Sequence[Figure]) -> Sequence[Figure]:
        """The figures of the sentence just before in the same paragraph, if any."""
        start = self.sentence(sentence[0].start).start if sentence else 0
        if not start or (self.text[start - 1] == "\n" and start - 1 not in self._wraps):
            return ()
        return self._by_sentence.get(self.sentence(start - 1).start, ())

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

    def is_aside(self, figure: Figure, at: int) -> bool:
        """Whether a figure stands in a bracket that closes before a place in the text."""
        return self._bracket_ends.get(figure.index, at) < at

    def before(self, figure: Figure, length: int = 12) -> str:
        """The folded characters just before a figure, within its paragraph."""
        start = max(0, figure.start - length)
        return self.between(start, figure.start).rsplit("\n", 1)[-1].rstrip()

    def after(self, figure: Figure, length: int = 12) -> str:
        """The folded characters just after a figure, within its paragraph."""
        end = figure.mention.span.end
        return self.between(end, end + length).split("\n", 1)[0]

    def between(self, start: int, end: int) -> str:
        """The folded text of a stretch, without the line ends that only the page put there."""
        said = self.folded[start:end]
        if "\n" not in said:
            return said
        wraps = self._wraps
        return "".join(c for at, c in enumerate(said, start) if c != "\n" or at not in wraps)
