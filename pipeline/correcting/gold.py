"""Corrections as gold cases: what a reading of these reports should have found.

A case holds the text that its offsets refer to, so that it stands alone. It lists what people
looked at, not every quantity of the report: what is missing in it says nothing.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, text

from models.columns import PLACES, from_scaled
from models.mention import Kind
from models.tables import FigureCorrection

_REPORTS = text(
    """
    SELECT r.*, c.text FROM v_report AS r
    JOIN report_content AS c ON c.report_id = r.report_id
    WHERE r.report_id IN (SELECT report_id FROM v_correction WHERE state = 'applied')
    ORDER BY r.report_id
    """
)
_QUANTITIES = text(
    """
    SELECT * FROM quantity
    WHERE report_id = :report AND correction IS NOT NULL ORDER BY char_start
    """
)

DEFAULTS = {
    "comparator": "=", "role": "level", "direction": None, "point": "year", "fund_type": "all",
    "fund_level": "all", "target": False, "threshold": False,
}  # fmt: skip
"""What a gold quantity does not say when it is so."""


def gold_cases(connection: Connection) -> Iterator[dict[str, Any]]:
    """One case a report that has corrections which stand."""
    for report in connection.execute(_REPORTS):
        rows = connection.execute(_QUANTITIES, {"report": report.report_id}).all()
        yield {
            "file": report.file_name,
            "sha256": report.sha256,
            "report": {
                "department": report.department,
                "region_code": report.region_code,
                "fiscal_year": report.fiscal_year,
                "report_type": report.report_type,
            },
            "quantities": [
                _quantity(row) for row in rows if row.correction != FigureCorrection.VOID
            ],
            "ignored": [_place(row) for row in rows if row.correction == FigureCorrection.VOID],
            "text": report.text,
        }


def _place(row: Any) -> dict[str, Any]:
    return {"start": row.char_start, "end": row.char_end, "text": row.printed}


def _quantity(row: Any) -> dict[str, Any]:
    kind = Kind(row.kind)
    said = {
        "comparator": row.comparator,
        "role": row.role,
        "direction": row.direction,
        "target": bool(row.is_target),
        "threshold": bool(row.is_threshold),
        "point": row.point,
        "fund_type": row.fund_type,
        "fund_level": row.fund_level,
    }
    found = _place(row) | {"kind": kind.value, "value": _number(row.value_scaled, kind)}
    if row.value_upper_scaled is not None:
        found["value_upper"] = _number(row.value_upper_scaled, kind)
    found["unit"] = row.unit
    found |= {name: value for name, value in said.items() if value != DEFAULTS[name]}
    if row.line_item is None:
        found["metric"] = row.metric_code
    else:
        found |= {"item": row.line_item, "item_measure": row.metric_code}
    if row.value_year is not None:
        found["year"] = row.value_year
    return found


def _number(scaled: int | None, kind: Kind) -> str | None:
    return None if scaled is None else f"{from_scaled(scaled, PLACES[kind]):f}"
