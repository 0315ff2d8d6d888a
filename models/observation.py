"""A mention with its meaning: what it measures, when, and what it is a part of."""

from enum import StrEnum

from models.mention import Mention
from models.span import Span
from models.value import value

ALL = "all"
"""The total over a dimension (fund type, fund level, budget book)."""


class Point(StrEnum):
    """The moment within its year that a value belongs to."""

    YEAR = "year"
    START = "start"
    END = "end"


@value
class Observation:
    """A printed quantity and what it says. One for every mention, in reading order.

    Attributes:
        mention: the quantity as written.
        section: index of the innermost section it stands in, or None.
        quote: span of its sentence, or of its table row.
        label: the words that name it, as written; "" where none was found.
        metric_code: code from the catalogue, or None: never forced.
        value_year: fiscal year the value belongs to.
        fund_type, fund_level, budget_book: codes of the catalogue's dimensions.
        line_item: the functional item, economic class or project the figure is about, as
            printed; None for the department as a whole.
        parent: index of the observation that is the total this one is a part of.
        is_primary: the one that the wide views use for its metric and dimensions.
        rule: the step that gave the metric, for provenance.
        is_corrected: a person gave it another value than the printed words have.
    """

    mention: Mention
    quote: Span
    section: int | None = None
    label: str = ""
    metric_code: str | None = None
    value_year: int | None = None
    point: Point = Point.YEAR
    fund_type: str = ALL
    fund_level: str = ALL
    budget_book: str = ALL
    line_item: str | None = None
    parent: int | None = None
    is_primary: bool = False
    rule: str = ""
    is_corrected: bool = False
