"""A quantity as written, at a place, with no meaning yet."""

from decimal import Decimal
from enum import StrEnum

from models.span import Span
from models.value import value


class Kind(StrEnum):
    """The five kinds of quantities."""

    AMOUNT = "amount"
    PERCENT = "percent"
    HEADCOUNT = "headcount"
    COUNT = "count"
    SCORE = "score"


class Comparator(StrEnum):
    """How the true value lies to the printed one (≤, 约, 以上 …)."""

    EQUAL = "="
    AT_MOST = "<="
    AT_LEAST = ">="
    LESS = "<"
    MORE = ">"
    ABOUT = "~"


class Role(StrEnum):
    """A level, an absolute change against a base, or a relative one."""

    LEVEL = "level"
    CHANGE = "change"
    CHANGE_RATE = "change_rate"


class Direction(StrEnum):
    """Of a change, as the words say."""

    INCREASE = "increase"
    DECREASE = "decrease"


@value
class CellPlace:
    """Where in which table a mention stands, and the labels that govern it.

    Attributes:
        table: index into ``Document.tables``.
        row_label, column_label: texts of the heads that govern the cell, outer and
            inner joined by ``/`` (``支出/决算数``); empty where there is none.
        row_code: digits of the budget subject that codes the row (``2010601``); empty
            where no column of codes stands before the cell.
    """

    table: int
    row: int
    column: int
    row_label: str = ""
    column_label: str = ""
    table_title: str = ""
    row_code: str = ""


@value
class Mention:
    """A printed quantity.

    Attributes:
        span: number and unit, without comparator before or after.
        value: in ``unit``, exact; for a range the lower end.
        unit: 元, %, 百分点, 人, 分, or for counts the classifier as printed.
        printed_unit: the unit as printed (万元, 名), or taken from a table's head.
        scale: ``value`` is the printed number times this (万元: 10000).
        printed_decimals: decimals of the printed number; with ``scale`` it gives the
            interval the figure stands for.
        is_threshold: names a class of things (单价100万元以上设备), is no result.
        is_target: a goal to be reached, no result.
        rule: the pattern that found it, for provenance.
    """

    span: Span
    kind: Kind
    value: Decimal
    unit: str
    printed_unit: str
    scale: Decimal = Decimal(1)
    printed_decimals: int = 0
    value_upper: Decimal | None = None
    comparator: Comparator = Comparator.EQUAL
    role: Role = Role.LEVEL
    direction: Direction | None = None
    is_target: bool = False
    is_threshold: bool = False
    rule: str = ""
    cell: CellPlace | None = None

    @property
    def half_step(self) -> Decimal:
        """Half a unit of the last printed digit, in ``unit``: the rounding error allowed.

        >>> six = Mention(Span(0, 5), Kind.AMOUNT, Decimal(65900), "元", "万", Decimal(10000), 2)
        >>> six.half_step == 50
        True
        """
        return self.scale.scaleb(-self.printed_decimals) / 2
