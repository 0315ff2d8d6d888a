"""What is known of a figure while its report is being read."""

from dataclasses import dataclass

from extractors.catalogue import Metric
from models.mention import Mention
from models.observation import ALL, Point
from models.span import Span


@dataclass(slots=True)
class Draft:
    """An observation in the making.

    Attributes:
        item: where the budget line it is about stands in the text.
        whole: index of the figure that the words call its whole (其中 …), if any.
        sums_up: it closes a list as its total (共计).
    """

    mention: Mention
    quote: Span
    section: int | None
    label: Span
    rule: str = ""
    metric: Metric | None = None
    year: int | None = None
    point: Point = Point.YEAR
    fund_type: str = ALL
    fund_level: str = ALL
    budget_book: str = ALL
    item: Span | None = None
    whole: int | None = None
    sums_up: bool = False

    @property
    def is_meant(self) -> bool:
        """Whether it is known what the figure measures."""
        return self.metric is not None or self.item is not None
