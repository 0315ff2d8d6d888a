"""Mentions of a document's cells, in forms that tests compare."""

from extractors.fold import fold
from extractors.forms.results import find_indicator_results
from extractors.tables.cells import find_cell_mentions
from extractors.tables.meaning import interpret_cells
from models.document import Document
from models.finding import IndicatorResult
from models.identity import Identity, ReportType
from models.mention import Mention
from models.observation import Observation


def mentions_of(document: Document) -> tuple[Mention, ...]:
    return find_cell_mentions(document, fold(document.text))


def summary(document: Document) -> list[tuple[str, str, str, str, str]]:
    """Printed text, value, unit, row label and column label of every mention."""
    return [
        (
            found.span.of(document.text),
            format(found.value.normalize(), "f"),
            found.unit,
            found.cell.row_label,
            found.cell.column_label,
        )
        for found in mentions_of(document)
        if found.cell
    ]


def values(document: Document) -> list[str]:
    return [value for _, value, *_ in summary(document)]


def observations_of(
    document: Document, year: int = 2024, report_type: ReportType = ReportType.OTHER
) -> list[Observation]:
    folded = fold(document.text)
    mentions = find_cell_mentions(document, folded)
    identity = Identity(fiscal_year=year, report_type=report_type)
    found = interpret_cells(document, folded, mentions, identity)
    assert sorted(found) == list(range(len(mentions)))
    return [found[index] for index in range(len(mentions))]


def meanings(document: Document) -> list[tuple[str | None, str | None]]:
    """Metric and line of every cell."""
    return [(one.metric_code, one.line_item) for one in observations_of(document)]


def results_of(document: Document) -> tuple[IndicatorResult, ...]:
    observations = tuple(observations_of(document, 2023))
    return find_indicator_results(document, fold(document.text), observations)
