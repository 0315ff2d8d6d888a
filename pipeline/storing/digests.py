"""The short lists that questions start from, of a report that was just read."""

from collections.abc import Iterator

from models.columns import PLACES, to_scaled
from models.digests import Row, Said, digests, misses
from models.mention import Role
from models.result import ReportResult
from pipeline.storing.bulk import Values


def digest_rows(result: ReportResult) -> tuple[list[Row], ...]:
    """Rows of each table of ``models.tables.digests.DIGESTS``."""
    return digests(list(_said(result)), result.identity.fiscal_year)


def _said(result: ReportResult) -> Iterator[Said]:
    """What ``models/digesting.py`` reads from stored rows."""
    for one in result.observations:
        mention = one.mention
        if one.metric_code is None or mention.role is not Role.LEVEL:
            continue
        yield Said(
            one.metric_code,
            mention.kind.value,
            mention.unit,
            to_scaled(mention.value, PLACES[mention.kind]),
            one.value_year,
            one.point.value,
            one.fund_type,
            one.fund_level,
            one.budget_book,
            one.line_item,
            mention.comparator.value,
            one.is_primary,
            not mention.is_target and not mention.is_threshold,
            mention.cell is not None,
            mention.span.start,
        )


def missed_rows(result: ReportResult) -> Iterator[Values]:
    """Rows of the table ``missed_target``."""
    for index, line in enumerate(result.indicator_results):
        if line.target_observation is None or line.actual_observation is None:
            continue
        target = result.observations[line.target_observation].mention
        actual = result.observations[line.actual_observation].mention
        if misses(target.comparator, target.value, actual.value):
            yield (index + 1,)
