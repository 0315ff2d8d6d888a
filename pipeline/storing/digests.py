"""What is worked out of a report's quantities, so that questions need not look at all of them."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from operator import itemgetter

from models.columns import PLACES, from_scaled, to_scaled
from models.digests import Said, misses
from models.mention import Mention, Role
from models.result import ReportResult
from models.tables.figures import StoredFigure, main_figures
from pipeline.storing.bulk import Values
from pipeline.storing.shapes import QUANTITY

_PLACES = {name: place for place, name in enumerate((*QUANTITY.keys, *QUANTITY.columns))}
_METRIC, _ROLE = _PLACES["metric_code"], _PLACES["role"]
_fields = itemgetter(*(_PLACES[name] for name in Said._fields))


def said_in(quantities: Iterable[Values]) -> list[Said]:
    """The levels of metrics among rows of the table ``quantity``."""
    return [
        Said._make(_fields(row))
        for row in quantities
        if row[_METRIC] is not None and row[_ROLE] == Role.LEVEL
    ]


def figure_row(said: Iterable[Said], fiscal_year: int | None) -> Values:
    """The row of the table ``report_figures``."""
    return main_figures(
        StoredFigure(
            one.metric_code,
            one.point,
            one.value_scaled,
            0 if one.value_year is None or fiscal_year is None else one.value_year - fiscal_year,
        )
        for one in said
        if one.is_figure
    )


def missed_rows(result: ReportResult) -> Iterator[Values]:
    """Rows of the table ``missed_target``."""
    for index, line in enumerate(result.indicator_results):
        if line.target_observation is None or line.actual_observation is None:
            continue
        target = result.observations[line.target_observation].mention
        wanted = _stored(target)
        actual = _stored(result.observations[line.actual_observation].mention)
        if wanted is None or actual is None:
            continue
        if misses(target.comparator, wanted, actual):
            yield (index + 1,)


def _stored(mention: Mention) -> Decimal | None:
    """The value that the database holds of it: some digits fewer, or none at all."""
    places = PLACES[mention.kind]
    scaled = to_scaled(mention.value, places)
    return None if scaled is None else from_scaled(scaled, places)
