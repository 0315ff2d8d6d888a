"""Whose report it is, as read and as corrected."""

import json
from typing import Any

from sqlalchemy import Connection, select

from extractors.identity.names import identity_of_name
from models.identity import AdminLevel, Identity
from models.tables import report

IDENTITY = (
    "department", "department_id", "region_code", "region_name", "admin_level", "fiscal_year",
    "report_type",
)  # fmt: skip
"""Columns of ``report`` that corrections may change."""


def stored_identity(connection: Connection, report_id: int) -> dict[str, Any]:
    """The columns of a report's identity as read, before any correction."""
    columns = [report.c[name] for name in IDENTITY]
    row = connection.execute(
        select(*columns, report.c.as_read).where(report.c.id == report_id)
    ).one()
    values: dict[str, Any] = dict(row._mapping)
    values |= json.loads(values.pop("as_read") or "{}")
    return values


def identity_named(connection: Connection, name: str, year: int | None) -> Identity | None:
    """The department of that name: one that the registry knows, or one that has filed already.

    None where neither is so; the region of a bare 财政局 cannot be told.
    """
    known = identity_of_name(name, year)
    if known is not None:
        return known
    row = connection.execute(
        select(*(report.c[column] for column in IDENTITY[:5]))
        .where(report.c.department == name.strip(), report.c.department_id.is_not(None))
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    level = row.admin_level
    return Identity(
        department=row.department,
        department_id=row.department_id,
        region_code=row.region_code,
        region_name=row.region_name,
        admin_level=AdminLevel(level) if level else None,
    )
