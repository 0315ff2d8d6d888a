"""What the short lists of ``models/tables/digests.py`` hold of a report.

Each function gives rows without ``report_id``, in the order of the table's other columns.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from models.mention import Comparator
from models.observation import ALL, Point

Row = tuple[Any, ...]

AMOUNTS = {
    "budget_adjusted": "budget",
    "project_budget": "budget",
    "expenditure_actual": "spent",
    "project_actual": "spent",
}
"""Metrics of what a project may cost and has cost; those of funds are the department's own."""

EQUAL = Comparator.EQUAL.value
_WITHOUT_QUOTES = str.maketrans("", "", '“”"')
ABOUT_EQUAL = frozenset({EQUAL, Comparator.ABOUT.value})
YEAR, START, END = Point.YEAR.value, Point.START.value, Point.END.value

OF_FUNDS = frozenset({"budget_adjusted", "expenditure_actual"})

_Books = dict[str, dict[str, int]]
"""The amount that each budget book has at each point."""


class Said(NamedTuple):
    """A level of a metric, as a report gives it: columns of ``quantity``, named as there."""

    metric_code: str
    kind: str
    unit: str
    value_scaled: int | None
    value_year: int | None
    point: str
    fund_type: str
    fund_level: str
    budget_book: str
    line_item: str | None
    comparator: str
    is_primary: bool
    is_target: bool
    is_threshold: bool
    table_index: int | None
    char_start: int

    @property
    def is_figure(self) -> bool:
        """Whether it is one of the department as a whole, as ``v_stored_figure`` has it."""
        return (
            self.is_primary
            and self.line_item is None
            and self.fund_type == self.fund_level == self.budget_book == ALL
            and not self.is_target
            and not self.is_threshold
            and self.comparator in ABOUT_EQUAL
        )


def digests(said: Sequence[Said], fiscal_year: int | None) -> tuple[list[Row], ...]:
    """Rows of each table of ``models.tables.digests.DIGESTS``, in their order."""
    return (
        funds(said, fiscal_year),
        projects(said),
        two_values(said),
        prior_figures(said, fiscal_year),
    )


def funds(said: Iterable[Said], fiscal_year: int | None) -> list[Row]:
    """Rows of ``report_fund``: the figure of all budget books, or else the sum of theirs."""
    amounts: dict[tuple[str, str], dict[str, _Books]] = {}
    for one in said:
        if (
            one.metric_code in OF_FUNDS
            and one.is_primary
            and one.line_item is None
            and one.point != START
            and one.value_scaled is not None
            and one.value_year == fiscal_year
        ):
            mine = amounts.setdefault((one.fund_type, one.fund_level), {})
            books = mine.setdefault(AMOUNTS[one.metric_code], {})
            books.setdefault(one.budget_book, {}).setdefault(one.point, one.value_scaled)
    return [
        (*key, _whole(mine.get("budget")), _whole(mine.get("spent")))
        for key, mine in sorted(amounts.items())
    ]


def _whole(books: _Books | None) -> int | None:
    if not books:
        return None
    # A report may give one amount twice: "全年预算500万元。截至12月31日，调整后预算500万元".
    once = {book: points.get(YEAR, points.get(END, 0)) for book, points in books.items()}
    return once.get(ALL, sum(once.values()))


def projects(said: Iterable[Said]) -> list[Row]:
    """Rows of ``report_project``, in the order in which the text names them.

    A project has the shortest of its names: 河岸整治 in a form is 河岸整治项目 in the text.
    """
    amounts: dict[str, dict[str, int]] = {}
    names: dict[str, str | None] = {}
    for one in said:
        column = AMOUNTS.get(one.metric_code)
        if column and one.fund_type == one.fund_level == ALL and one.value_scaled is not None:
            name = (one.line_item or "").translate(_WITHOUT_QUOTES)
            key = name.removesuffix("项目") or name  # a line called 项目 is not the whole
            names[key] = min(
                (names.get(key, one.line_item), one.line_item), key=lambda n: len(n or "")
            )
            mine = amounts.setdefault(key, {})
            mine[column] = max(one.value_scaled, mine.get(column, one.value_scaled))
    return [
        (number, names[key], mine.get("budget"), mine.get("spent"))
        for number, (key, mine) in enumerate(amounts.items(), 1)
    ]


def two_values(said: Iterable[Said]) -> list[Row]:
    """Rows of ``two_values``, in the order of their first places."""
    stated = [
        one
        for one in said
        if one.line_item is None
        and one.table_index is None
        and not one.is_target
        and not one.is_threshold
        and one.comparator == EQUAL
        and one.value_scaled is not None
    ]
    first: dict[str, int | None] = {}
    several = {  # few metrics, of which alone all else need be looked at
        one.metric_code
        for one in stated
        if first.setdefault(one.metric_code, one.value_scaled) != one.value_scaled
    }
    found = list(_differing([one for one in stated if one.metric_code in several]))
    found.sort(key=lambda row: row[-2:])
    return [(number, *row) for number, row in enumerate(found, 1)]


def _differing(said: list[Said]) -> Iterator[Row]:
    """The rows, but for their numbers."""
    figures: dict[Row, list[tuple[int, int]]] = defaultdict(list)
    for one in said:
        meant = (one.metric_code, one.kind, one.value_year, one.point)
        key = (*meant, one.fund_type, one.fund_level, one.budget_book)
        figures[key].append((one.char_start, one.value_scaled or 0))
    for key, places in figures.items():
        values = {value for _, value in places}
        if len(values) > 1:
            yield (*key[:-1], len(values), min(values), max(values), places[0][0], places[-1][0])


def prior_figures(said: Iterable[Said], fiscal_year: int | None) -> list[Row]:
    """Rows of ``prior_figure``, in the order of the text."""
    if fiscal_year is None:
        return []
    found = (
        (one.metric_code, one.kind, one.unit, one.value_scaled)
        for one in said
        if one.value_year == fiscal_year - 1
        and one.point != START
        and one.value_scaled is not None
        and one.is_figure
    )
    return [(number, *row) for number, row in enumerate(found, 1)]


def misses(comparator: str, target: Decimal, actual: Decimal) -> bool:
    """Whether a result misses its target; of a target of "about" nobody can say.

    >>> misses(">=", Decimal(40), Decimal(38)), misses("<=", Decimal(40), Decimal(38))
    (True, False)
    >>> misses(">", Decimal(20), Decimal(20)), misses("<", Decimal(2), Decimal(2))
    (True, True)
    """
    if actual == target:
        return comparator in (Comparator.MORE, Comparator.LESS)
    if comparator in (Comparator.EQUAL, Comparator.AT_LEAST, Comparator.MORE):
        return actual < target
    return comparator in (Comparator.AT_MOST, Comparator.LESS) and actual > target
