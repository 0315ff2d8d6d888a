"""The things a catalogue is made of."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from extractors.catalogue.formula import Formula
from models.observation import Point


class ValueKind(StrEnum):
    """What a metric's values are; all but ``TEXT`` are kinds of printed quantities too."""

    AMOUNT = "amount"
    PERCENT = "percent"
    HEADCOUNT = "headcount"
    COUNT = "count"
    SCORE = "score"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an entry is written down, for messages."""

    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to write a metric's name.

    Attributes:
        text: compact (see ``words.compact``).
        within: the wording counts only where one of these words stands in a heading above
            it or in the table's title; empty for everywhere.
    """

    text: str
    metric: str
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Variant:
    """A formula that some places use instead of the official one."""

    formula: Formula
    used_by: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Metric:
    """One thing that reports state figures of.

    Attributes:
        kind: what its values are.
        wordings: ways to write it, its name included.
        subject, stage: what it is about (``sangong``) and at which stage (``budget``,
            ``actual``); two metrics of one subject differ in their stage alone.
        part_of: code of the total it is a part of.
        stated_as: code of the metric whose value at ``point`` this one is: 年初在职人员 is
            staff_actual at the start of the year, and is stored as that.
        point: the moment a value belongs to unless the words say otherwise.
        units: classifiers it is counted with; empty for any.
        any_lead: any words may stand before its name (家长满意度, 学员满意度).
        lower, upper: bounds that no value can pass; ``None`` where there is none.
        soft_lower, soft_upper: bounds beyond which a reviewer should look.
        place: first and second level of the official indicator system.
        better: ``higher`` or ``lower``; empty where neither is.
    """

    code: str
    name: str
    kind: ValueKind
    origin: Origin
    wordings: tuple[Wording, ...] = ()
    means: str = ""
    subject: str = ""
    stage: str = ""
    part_of: str | None = None
    stated_as: str | None = None
    point: Point = Point.YEAR
    units: tuple[str, ...] = ()
    any_lead: bool = False
    dimensions: tuple[str, ...] = ()
    formula: Formula | None = None
    variants: tuple[Variant, ...] = ()
    lower: Decimal | None = None
    upper: Decimal | None = None
    soft_lower: Decimal | None = None
    soft_upper: Decimal | None = None
    place: tuple[str, ...] = ()
    better: str = ""
    usual_target: str = ""
    source: str = ""
    evidence: str = ""
    seen_in: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One value of a dimension: a fund type, a fund level or a budget book."""

    code: str
    name: str
    words: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Grade:
    """A band of scores with its name; ``upper`` is included only in the best grade."""

    name: str
    words: tuple[str, ...]
    lower: Decimal
    upper: Decimal
