"""A report's parts as rows: pure functions, every row in the order of its shape."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from models.columns import PLACES, to_scaled
from models.document import Document
from models.finding import IndicatorResult, RuleOutcome
from models.mention import CellPlace, Mention
from models.observation import Observation
from models.outline import Section
from models.result import ReportResult
from models.span import Span
from models.tables.facts import POINTS_PLACES
from pipeline.storing.bulk import Values

PATH_SEPARATOR = " > "
SCALE_PLACES = 4

Scores = tuple[tuple[Span, float], ...]

# 万元 is 10000 thousands of times over.
_scale = lru_cache(maxsize=64)(to_scaled)


def key_of(index: int | None) -> int | None:
    """The key within the report of its part at ``index``."""
    return None if index is None else index + 1


def section_rows(sections: tuple[Section, ...]) -> Iterator[Values]:
    """Rows of the table ``section``; a parent stands before its children."""
    paths: list[str] = []
    for section in sections:
        name = section.title or section.label
        above = "" if section.parent is None else paths[section.parent] + PATH_SEPARATOR
        paths.append(above + name)
        yield (
            section.index + 1,
            key_of(section.parent),
            section.index + 1,
            section.depth,
            section.kind.value,
            section.label,
            section.title,
            paths[-1],
            *section.label_span,
            *section.title_span,
            *section.span,
            section.rule,
        )


def quantity_rows(document: Document, observations: tuple[Observation, ...]) -> Iterator[Values]:
    """Rows of the table ``quantity``, in reading order."""
    starts = [span.start for span, _ in document.confidence]
    for index, observation in enumerate(observations):
        mention = observation.mention
        yield (
            index + 1,
            key_of(observation.section),
            key_of(observation.parent),
            *observation.quote,
            observation.label,
            observation.metric_code,
            observation.value_year,
            observation.point.value,
            observation.fund_type,
            observation.fund_level,
            observation.budget_book,
            observation.line_item,
            observation.is_primary,
            observation.rule,
            _least(document.confidence, starts, mention.span) if starts else None,
            *_mention_values(mention, document.text),
            *_cell_values(mention.cell),
        )


def _least(confidence: Scores, starts: list[int], span: Span) -> float | None:
    """The least confidence of what the span touches; None where nothing was recognised.

    >>> scores = ((Span(0, 5), 0.9), (Span(6, 9), 0.8))
    >>> [_least(scores, [0, 6], span) for span in (Span(2, 7), Span(0, 2), Span(9, 11))]
    [0.8, 0.9, None]
    """
    first = max(0, bisect_right(starts, span.start) - 1)
    touched = confidence[first : bisect_left(starts, span.end)]
    return min((score for place, score in touched if place.end > span.start), default=None)


def _mention_values(mention: Mention, text: str) -> Values:
    places = PLACES[mention.kind]
    upper, direction = mention.value_upper, mention.direction
    return (
        mention.span.of(text),
        mention.printed_unit,
        mention.printed_decimals,
        _scale(mention.scale, SCALE_PLACES),
        *mention.span,
        mention.kind.value,
        to_scaled(mention.value, places),
        None if upper is None else to_scaled(upper, places),
        mention.unit,
        mention.comparator.value,
        mention.role.value,
        None if direction is None else direction.value,
        mention.is_target,
        mention.is_threshold,
        mention.rule,
    )


def _cell_values(cell: CellPlace | None) -> Values:
    if cell is None:
        return (None,) * 6
    return (cell.table, cell.row, cell.column, cell.row_label, cell.column_label, cell.table_title)


def indicator_rows(results: tuple[IndicatorResult, ...]) -> Iterator[Values]:
    """Rows of the table ``indicator_result``."""
    for index, line in enumerate(results):
        yield (
            index + 1,
            key_of(line.target_observation),
            key_of(line.actual_observation),
            line.project,
            line.level1,
            line.level2,
            line.level3,
            line.target,
            line.actual,
            None if line.weight is None else to_scaled(line.weight, POINTS_PLACES),
            None if line.score is None else to_scaled(line.score, POINTS_PLACES),
            line.deviation_reason,
            *line.span,
        )


def outcome_rows(outcomes: Sequence[RuleOutcome]) -> list[Values]:
    """Rows of the table ``rule_outcome``."""
    return [(one.rule_id, one.outcome.value, one.checks, one.reason) for one in outcomes]


def head_values(result: ReportResult) -> dict[str, Any]:
    """What the table ``report`` says of a report that does not depend on the run."""
    source, identity = result.document.source, result.identity
    return {
        "sha256": source.sha256,
        "size": source.size,
        "format": source.format,
        "file_name": source.name,
        "source_path": source.path,
        "department": identity.department,
        "department_id": identity.department_id,
        "region_code": identity.region_code,
        "region_name": identity.region_name,
        "admin_level": identity.admin_level and identity.admin_level.value,
        "fiscal_year": identity.fiscal_year,
        "report_type": identity.report_type.value,
        "scope": identity.scope and identity.scope.value,
        "title": identity.title,
        "char_count": len(result.document.text),
        "reader": result.document.reader,
    }
