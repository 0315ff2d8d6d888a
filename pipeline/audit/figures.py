"""Printed figures with the interval that their digits allow."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from models.mention import Comparator, Direction, Kind, Mention, Role
from models.observation import ALL, Observation, Point
from models.result import ReportResult
from models.value import value
from pipeline.audit.exact import Fraction
from pipeline.audit.intervals import Interval, shown

_NOTHING = Decimal(0)
_EXACT_KINDS = (Kind.HEADCOUNT, Kind.COUNT, Kind.SCORE)


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


@value
class Figure:
    """An observation with the interval that its printed digits allow.

    Attributes:
        index: position among the report's observations.
        code: its metric, told apart by moment where the catalogue has a code for each moment.
        scope: what part of the department's money or people it is about.
        half: half a unit of the last digit, in the mention's unit; 0 where exact.
        interval: the values that the printed digits stand for.
        printed: as printed, without line breaks; what a person corrected as it should be.
    """

    index: int
    observation: Observation
    code: str | None
    scope: Scope
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


def is_result(mention: Mention) -> bool:
    """Whether a mention states an exact level that arithmetic may use."""
    return (
        mention.role is Role.LEVEL
        and mention.comparator is Comparator.EQUAL
        and mention.value_upper is None
        and not (mention.is_target or mention.is_threshold)
    )


def code_of(metric: str | None, point: str | None) -> str | None:
    """The metric's code, told apart by moment where the catalogue has a code for each moment.

    >>> code_of("staff_actual", "start")
    'staff_actual_begin'
    """
    begins = metric == "staff_actual" and point == Point.START
    return "staff_actual_begin" if begins else metric


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


def figures_of(result: ReportResult) -> Iterator[Figure]:
    """One figure for every observation, in their order."""
    decimals = _decimals_around(result.observations)
    for index, observation in enumerate(result.observations):
        mention = observation.mention
        printed = "".join(mention.span.of(result.document.text).split())
        if observation.is_corrected:
            printed = in_unit(mention.value, mention)
        elif mention.cell and mention.kind is Kind.AMOUNT and printed[-1:].isdigit():
            printed += mention.printed_unit
        half = _half(observation, decimals)
        interval = Interval.around(mention.value, half)
        yield Figure(
            index,
            observation,
            code_of(observation.metric_code, observation.point),
            Scope.of(observation),
            half,
            interval,
            printed,
        )


def nearest_of_each_value(found: Sequence[Figure]) -> list[Figure]:
    """The first figure of each distinct value, in the same order."""
    first: dict[Decimal, Figure] = {}
    for figure in found:
        first.setdefault(figure.value, figure)
    return list(first.values())


def _half(observation: Observation, decimals: Mapping[tuple[int, Decimal], int]) -> Decimal:
    """Half a step of the last digit; 0 for a bare zero, for people and things counted.

    A whole number of money among peers with decimals is read with their decimals:
    in 中央0万元、省71.38万元、市4万元 the 4 stands for 4.00.
    """
    mention = observation.mention
    if mention.printed_decimals:
        return mention.half_step
    if mention.value == 0 or (mention.kind in _EXACT_KINDS and mention.scale == 1):
        return _NOTHING
    if mention.kind is Kind.AMOUNT:
        return mention.half_step.scaleb(-decimals.get(_peers(observation), 0))
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
