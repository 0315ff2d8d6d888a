"""A report's parts as rows: pure functions, the keys known before anything is written."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Any

from models.columns import PLACES, to_scaled
from models.document import Document
from models.finding import IndicatorResult
from models.mention import Mention
from models.observation import Observation
from models.outline import Section
from models.span import Span
from models.tables.facts import POINTS_PLACES, ROWS_PER_REPORT

PATH_SEPARATOR = " > "

Scores = tuple[tuple[Span, float], ...]


def row_id(report_id: int, index: int) -> int:
    """Key of the report's part at ``index``.

    >>> row_id(7, 0)
    7000001
    """
    return report_id * ROWS_PER_REPORT + index + 1


def _link(report_id: int, index: int | None) -> int | None:
    return None if index is None else row_id(report_id, index)


def section_rows(report_id: int, sections: tuple[Section, ...]) -> Iterator[dict[str, Any]]:
    """Rows of the table ``section``; a parent stands before its children."""
    paths: list[str] = []
    for section in sections:
        name = section.title or section.label
        above = "" if section.parent is None else paths[section.parent] + PATH_SEPARATOR
        paths.append(above + name)
        yield {
            "id": row_id(report_id, section.index),
            "report_id": report_id,
            "parent_id": _link(report_id, section.parent),
            "ordinal": section.index + 1,
            "depth": section.depth,
            "kind": section.kind.value,
            "label": section.label,
            "title": section.title,
            "path": paths[-1],
            "label_start": section.label_span.start,
            "label_end": section.label_span.end,
            "title_start": section.title_span.start,
            "title_end": section.title_span.end,
            "char_start": section.span.start,
            "char_end": section.span.end,
            "rule": section.rule,
        }


def quantity_rows(
    report_id: int, document: Document, observations: tuple[Observation, ...]
) -> Iterator[dict[str, Any]]:
    """Rows of the table ``quantity``, in reading order."""
    starts = [span.start for span, _ in document.confidence]
    for index, observation in enumerate(observations):
        yield {
            "id": row_id(report_id, index),
            "report_id": report_id,
            "section_id": _link(report_id, observation.section),
            "quote_start": observation.quote.start,
            "quote_end": observation.quote.end,
            "label": observation.label,
            "metric_code": observation.metric_code,
            "value_year": observation.value_year,
            "point": observation.point.value,
            "fund_type": observation.fund_type,
            "fund_level": observation.fund_level,
            "budget_book": observation.budget_book,
            "line_item": observation.line_item,
            "parent_id": _link(report_id, observation.parent),
            "is_primary": observation.is_primary,
            "meant_by": observation.rule,
            "confidence": _least(document.confidence, starts, observation.mention.span),
            **_mention_fields(observation.mention, document.text),
        }


def _least(confidence: Scores, starts: list[int], span: Span) -> float | None:
    """The least confidence of what the span touches; None where nothing was recognised.

    >>> scores = ((Span(0, 5), 0.9), (Span(6, 9), 0.8))
    >>> [_least(scores, [0, 6], span) for span in (Span(2, 7), Span(0, 2), Span(9, 11))]
    [0.8, 0.9, None]
    """
    first = max(0, bisect_right(starts, span.start) - 1)
    touched = confidence[first : bisect_left(starts, span.end)]
    return min((score for place, score in touched if place.end > span.start), default=None)


def _mention_fields(mention: Mention, text: str) -> dict[str, Any]:
    places = PLACES[mention.kind]
    upper, direction, cell = mention.value_upper, mention.direction, mention.cell
    return {
        "printed": mention.span.of(text),
        "printed_unit": mention.printed_unit,
        "printed_decimals": mention.printed_decimals,
        "scale": to_scaled(mention.scale, 4),
        "char_start": mention.span.start,
        "char_end": mention.span.end,
        "kind": mention.kind.value,
        "value_scaled": to_scaled(mention.value, places),
        "value_upper_scaled": None if upper is None else to_scaled(upper, places),
        "unit": mention.unit,
        "comparator": mention.comparator.value,
        "role": mention.role.value,
        "direction": None if direction is None else direction.value,
        "is_target": mention.is_target,
        "is_threshold": mention.is_threshold,
        "found_by": mention.rule,
        "table_index": cell and cell.table,
        "table_row": cell and cell.row,
        "table_column": cell and cell.column,
        "row_label": cell and cell.row_label,
        "column_label": cell and cell.column_label,
        "table_title": cell and cell.table_title,
    }


def indicator_rows(
    report_id: int, results: tuple[IndicatorResult, ...]
) -> Iterator[dict[str, Any]]:
    """Rows of the table ``indicator_result``."""
    for index, line in enumerate(results):
        yield {
            "id": row_id(report_id, index),
            "report_id": report_id,
            "project": line.project,
            "level1": line.level1,
            "level2": line.level2,
            "level3": line.level3,
            "target": line.target,
            "actual": line.actual,
            "target_quantity_id": _link(report_id, line.target_observation),
            "actual_quantity_id": _link(report_id, line.actual_observation),
            "weight": None if line.weight is None else to_scaled(line.weight, POINTS_PLACES),
            "score": None if line.score is None else to_scaled(line.score, POINTS_PLACES),
            "deviation_reason": line.deviation_reason,
            "char_start": line.span.start,
            "char_end": line.span.end,
        }
