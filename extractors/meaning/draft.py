"""What is known of a figure while its report is being read."""

from dataclasses import dataclass

from extractors.catalogue import Metric
from models.mention import Mention, Role
from models.observation import ALL, Point
from models.span import Span


@dataclass(slots=True)
class Draft:
    """An observation in the making.

    Attributes:
        item: where the budget line it is about stands in the text.
        sums_up: it closes a list as its total (共计).
    """

    mention: Mention
    quote: Span
    section: int | None
    label: Span
    rule: str = "unknown"
    metric: Metric | None = None
    year: int | None = None
    point: Point = Point.YEAR
    fund_type: str = ALL
    fund_level: str = ALL
    budget_book: str = ALL
    item: Span | None = None
    sums_up: bool = False

    @property
    def is_meant(self) -> bool:
        """Whether it is known what the figure measures."""
        return self.metric is not None or self.item is not None

    @property
    def is_of_one_fund(self) -> bool:
        """Whether it is about one fund type or level and not about all of them."""
        return self.fund_type != ALL or self.fund_level != ALL

    def refer_to(self, topic: "Draft", rule: str) -> None:
        """Mean the same as ``topic``."""
        self.metric, self.item, self.label = topic.metric, topic.item, topic.label
        self.fund_type, self.fund_level = topic.fund_type, topic.fund_level
        self.budget_book, self.rule = topic.budget_book, rule
        if topic.metric and self.mention.role is Role.LEVEL:
            self.point = topic.metric.point

    def measure(self, metric: Metric | None, rule: str, label: Span | None = None) -> None:
        """Mean ``metric``; None where the words are known to name nothing measurable."""
        self.metric, self.rule = metric, rule
        if metric:
            self.point = metric.point
        if label:
            self.label = label
