"""A report's figures, indexed the way the rules ask for them."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from extractors.fold import fold
from models.identity import ReportType
from models.mention import Comparator, Direction, Kind, Mention, Role
from models.observation import ALL, Observation, Point
from models.result import ReportResult
from models.span import Span
from pipeline.audit.intervals import Interval, shown

_EXACT_KINDS = (Kind.HEADCOUNT, Kind.COUNT, Kind.SCORE)
_SENTENCE_ENDS = re.compile(r"[。；;\n]")


class Scope(NamedTuple):
    """What part of a department's money or people a figure is about."""

    fund_type: str = ALL
    fund_level: str = ALL
    budget_book: str = ALL
    line_item: str | None = None

    @classmethod
    def of(cls, observation: Observation) -> "Scope":
        """The scope that an observation's dimensions state."""
        return cls(
            observation.fund_type,
            observation.fund_level,
            observation.budget_book,
            observation.line_item,
        )


WHOLE = Scope()
"""The department as a whole, all its money."""


@dataclass(frozen=True, slots=True)
class Figure:
    """An observation with the interval that its printed digits allow.

    Attributes:
        index: position among the report's observations.
        half: half a unit of the last digit, in the mention's unit; 0 where exact.
        interval: the values that the printed digits stand for.
        printed: as printed, without line breaks.
    """

    index: int
    observation: Observation
    half: Decimal
    interval: Interval
    printed: str

    @property
    def mention(self) -> Mention:
        """The quantity as written."""
        return self.observation.mention

    @property
    def value(self) -> Decimal:
        """The printed number in its base unit."""
        return self.observation.mention.value

    @property
    def start(self) -> int:
        """Where it stands in the text."""
        return self.observation.mention.span.start

    @property
    def signed(self) -> Decimal:
        """The value of a change with the sign that its words give it."""
        falls = self.mention.direction is Direction.DECREASE
        return -abs(self.value) if falls else self.value


class Facts:
    """One report as the rules see it. Built once, read by every rule."""

    def __init__(self, result: ReportResult) -> None:
        self.result = result
        self.text = result.document.text
        self.identity = result.identity
        self.year = result.identity.fiscal_year
        self.figures = tuple(_figures(result))

    @cached_property
    def folded(self) -> str:
        """The text with full-width forms folded, offsets kept."""
        return fold(self.text)

    @property
    def is_self_evaluation(self) -> bool:
        """A department's or a project's own evaluation."""
        return self.identity.report_type in (
            ReportType.DEPT_OVERALL_SELF,
            ReportType.PROJECT_SELF,
        )

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
            code = code_of(figure.observation)
            if code:
                index[code, self.year_of(figure), Scope.of(figure.observation)].append(figure)
        return index

    @cached_property
    def _by_code_alone(self) -> dict[str | None, list[Figure]]:
        index: dict[str | None, list[Figure]] = defaultdict(list)
        for figure in self.results:
            index[code_of(figure.observation)].append(figure)
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

    def keys(self) -> Iterable[tuple[str, int | None, Scope]]:
        """Every combination of code, year and scope that the report states."""
        return self._by_code.keys()

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


def is_result(mention: Mention) -> bool:
    """Whether a mention states an exact level that arithmetic may use."""
    return (
        mention.role is Role.LEVEL
        and mention.comparator is Comparator.EQUAL
        and mention.value_upper is None
        and not (mention.is_target or mention.is_threshold)
    )


def code_of(observation: Observation) -> str | None:
    """The metric, told apart by moment where the catalogue has a code for each moment."""
    code = observation.metric_code
    if code == "staff_actual" and observation.point is Point.START:
        return "staff_actual_begin"
    return code


def in_unit(value: Decimal | Fraction, mention: Mention) -> str:
    """A recomputed value written like ``mention``: same unit, enough decimals."""
    value = Fraction(value)
    if mention.kind is Kind.AMOUNT:
        decimals = max(mention.printed_decimals, 2)
        unit = mention.printed_unit or "元"
        return f"{shown(value / Fraction(mention.scale), decimals)}{unit}"
    decimals = mention.printed_decimals
    if mention.kind is Kind.PERCENT:
        decimals = max(decimals, 2)
    return f"{shown(value, decimals)}{mention.unit}"


def _figures(result: ReportResult) -> Iterator[Figure]:
    decimals = _decimals_around(result.observations)
    for index, observation in enumerate(result.observations):
        mention = observation.mention
        printed = "".join(mention.span.of(result.document.text).split())
        if mention.cell and mention.kind is Kind.AMOUNT and printed[-1:].isdigit():
            printed += mention.printed_unit
        peers = decimals.get(_peers(observation), 0)
        half = _half(mention, peers)
        interval = Interval.around(mention.value, half)
        yield Figure(index, observation, half, interval, printed)


def _half(mention: Mention, decimals_of_peers: int) -> Decimal:
    """Half a step of the last digit; 0 for a bare zero, for people and things counted.

    A whole number of money among peers with decimals is read with their decimals:
    in 中央0万元、省71.38万元、市4万元 the 4 stands for 4.00.
    """
    if mention.printed_decimals:
        return mention.half_step
    if mention.value == 0 or (mention.kind in _EXACT_KINDS and mention.scale == 1):
        return Decimal(0)
    if mention.kind is Kind.AMOUNT and decimals_of_peers:
        return mention.half_step.scaleb(-decimals_of_peers)
    return mention.half_step


def _peers(observation: Observation) -> tuple[int, Decimal]:
    """Figures of one sentence (or one table) in one unit are each other's peers."""
    cell = observation.mention.cell
    place = -1 - cell.table if cell else observation.quote.start
    return place, observation.mention.scale


def _decimals_around(observations: tuple[Observation, ...]) -> dict[tuple[int, Decimal], int]:
    decimals: dict[tuple[int, Decimal], int] = defaultdict(int)
    for observation in observations:
        mention = observation.mention
        if mention.kind is Kind.AMOUNT and mention.printed_decimals:
            key = _peers(observation)
            decimals[key] = max(decimals[key], mention.printed_decimals)
    return decimals
