"""A stored report as the value that the stages hand on, with what people corrected in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, select

from extractors.quantities.units import unit_of
from models.columns import PLACES, from_scaled
from models.finding import IndicatorResult
from models.identity import AdminLevel, Identity, ReportType, Scope
from models.mention import CellPlace, Comparator, Direction, Kind, Mention, Role
from models.observation import Observation, Point
from models.outline import Section, SectionKind
from models.result import ReportResult
from models.span import Span
from models.tables import (
    ROWS_PER_REPORT,
    FigureCorrection,
    identity_conflict,
    identity_source,
    indicator_result,
    quantity,
    report,
    section,
)
from pipeline.storing.layout import load_document

# Fields that are called in the database as they are in the values handed on.
_OF_OBSERVATIONS = (
    "label", "metric_code", "value_year", "fund_type", "fund_level", "budget_book", "line_item",
    "is_primary",
)  # fmt: skip
_OF_FORM_LINES = (
    "level1", "level2", "level3", "target", "actual", "weight", "score", "deviation_reason",
    "project",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stored:
    """A report from the database.

    Attributes:
        result: without findings and outcomes.
        positions: of each observation among the report's rows: added figures are the last rows
            of their report, wherever they stand in its text.
    """

    result: ReportResult
    positions: tuple[int, ...]


def load_result(connection: Connection, report_id: int) -> Stored:
    """A report as it is stored now, figures that people struck out left out.

    Raises:
        LookupError: there is no such report.
    """
    document = load_document(connection, report_id)
    rows = [
        row
        for row in _rows(connection, quantity, report_id)
        if row["correction"] != FigureCorrection.VOID and row["value_scaled"] is not None
    ]
    rows.sort(key=lambda row: (row["char_start"], row["id"]))
    places = {row["id"]: index for index, row in enumerate(rows)}
    forms = _rows(connection, indicator_result, report_id)
    result = ReportResult(
        document=document,
        identity=_identity(connection, report_id),
        sections=tuple(map(_section, _rows(connection, section, report_id))),
        observations=tuple(_observation(row, places) for row in rows),
        indicator_results=tuple(_form_line(row, places) for row in forms),
    )
    return Stored(result, tuple(_position(row["id"]) or 0 for row in rows))


def _rows(connection: Connection, table: Any, report_id: int) -> Sequence[Mapping[str, Any]]:
    """A report's rows of a table, in the order in which they were written."""
    wanted = select(table).where(table.c.report_id == report_id).order_by(table.c.id)
    return [dict(row) for row in connection.execute(wanted).mappings()]


def _position(key: int | None) -> int | None:
    return None if key is None else key % ROWS_PER_REPORT - 1


def _identity(connection: Connection, report_id: int) -> Identity:
    row = connection.execute(select(report).where(report.c.id == report_id)).one()
    corrected = row.as_read or ""
    rivals = select(identity_conflict.c.field, identity_conflict.c.rival).where(
        identity_conflict.c.report_id == report_id
    )
    sources = select(identity_source.c.field, identity_source.c.source).where(
        identity_source.c.report_id == report_id
    )
    return Identity(
        department=row.department,
        department_id=row.department_id,
        region_code=row.region_code,
        region_name=row.region_name,
        admin_level=AdminLevel(row.admin_level) if row.admin_level else None,
        fiscal_year=row.fiscal_year,
        report_type=ReportType(row.report_type),
        scope=Scope(row.scope) if row.scope else None,
        title=row.title,
        sources=tuple((one.field, one.source) for one in connection.execute(sources)),
        # Where a person has said which it is, there are no rivals any more.
        conflicts=tuple(
            (one.field, one.rival)
            for one in connection.execute(rivals)
            if f'"{one.field}"' not in corrected
        ),
    )


def _section(row: Mapping[str, Any]) -> Section:
    return Section(
        index=row["ordinal"] - 1,
        parent=_position(row["parent_id"]),
        depth=row["depth"],
        kind=SectionKind(row["kind"]),
        label=row["label"],
        title=row["title"],
        label_span=Span(row["label_start"], row["label_end"]),
        title_span=Span(row["title_start"], row["title_end"]),
        span=Span(row["char_start"], row["char_end"]),
        rule=row["rule"],
    )


def _observation(row: Mapping[str, Any], places: Mapping[int, int]) -> Observation:
    return Observation(
        mention=_mention(row),
        quote=Span(row["quote_start"], row["quote_end"]),
        section=_position(row["section_id"]),
        point=Point(row["point"]),
        parent=places.get(row["parent_id"]),
        **{name: row[name] for name in _OF_OBSERVATIONS},
        rule=row["meant_by"],
        is_corrected='"value_scaled"' in (row["as_read"] or ""),
    )


def _mention(row: Mapping[str, Any]) -> Mention:
    kind, direction, upper = Kind(row["kind"]), row["direction"], row["value_upper_scaled"]
    value = from_scaled(row["value_scaled"], PLACES[kind])
    scale = row["scale"] or _scale_of(kind, row["printed_unit"])
    return Mention(
        span=Span(row["char_start"], row["char_end"]),
        kind=kind,
        value=value,
        unit=row["unit"],
        printed_unit=row["printed_unit"],
        scale=scale,
        printed_decimals=max(row["printed_decimals"], _decimals(value / scale)),
        value_upper=None if upper is None else from_scaled(upper, PLACES[kind]),
        comparator=Comparator(row["comparator"]),
        role=Role(row["role"]),
        direction=Direction(direction) if direction else None,
        is_target=row["is_target"],
        is_threshold=row["is_threshold"],
        rule=row["found_by"],
        cell=_cell(row),
    )


def _scale_of(kind: Kind, unit: str) -> Decimal:
    """What a unit multiplies by, for a figure that a person added.

    >>> _scale_of(Kind.AMOUNT, "百万元"), _scale_of(Kind.COUNT, "次")
    (Decimal('1000000'), Decimal('1'))
    """
    known = unit_of(unit)
    return known.scale if known is not None and known.kind is kind else Decimal(1)


def _decimals(number: Decimal) -> int:
    """Decimals that a corrected number needs; the printed ones may be fewer.

    >>> _decimals(Decimal("97.050")), _decimals(Decimal("1E+4"))
    (2, 0)
    """
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _cell(row: Mapping[str, Any]) -> CellPlace | None:
    if row["table_index"] is None:
        return None
    return CellPlace(
        table=row["table_index"],
        row=row["table_row"],
        column=row["table_column"],
        row_label=row["row_label"],
        column_label=row["column_label"],
        table_title=row["table_title"],
    )


def _form_line(row: Mapping[str, Any], places: Mapping[int, int]) -> IndicatorResult:
    return IndicatorResult(
        **{name: row[name] for name in _OF_FORM_LINES},
        span=Span(row["char_start"], row["char_end"]),
        target_observation=places.get(row["target_quantity_id"]),
        actual_observation=places.get(row["actual_quantity_id"]),
    )
