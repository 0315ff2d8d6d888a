"""Places and organs through time, written into the database for those who ask in SQL."""

import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from extractors.registry.departments import NameEntry, known_names, load_successions
from extractors.registry.region_history import RegionHistory, region_histories
from models.tables import department_succession, region, registry_state

_SOURCES = (
    "regions.csv",
    "sample_regions.csv",
    "region_changes.csv",
    "zones.csv",
    "departments.yaml",
    "load_regions.py",
    "region_lines.py",
    "region_names.py",
    "region_history.py",
    "departments.py",
)


def store_registry(connection: Connection) -> None:
    """Write both tables anew where they are not of this version's registry."""
    digest = _digest()
    if connection.scalar(select(registry_state.c.digest)) == digest:
        return
    for table in (region, department_succession, registry_state):
        connection.execute(delete(table))
    connection.execute(insert(region), _region_rows())
    connection.execute(insert(department_succession), _succession_rows())
    connection.execute(insert(registry_state), {"digest": digest})


def _digest() -> str:
    folder = files("extractors.registry")
    contents = b"\0".join((folder / name).read_bytes() for name in _SOURCES)
    return hashlib.sha256(contents).hexdigest()[:16]


@cache
def _region_rows() -> list[dict[str, Any]]:
    return [_region_row(number, one) for number, one in enumerate(region_histories(), 1)]


def _region_row(ordinal: int, one: RegionHistory) -> dict[str, Any]:
    return {
        "ordinal": ordinal,
        "code": one.region.code,
        "name": one.region.name,
        "admin_level": one.region.level.value,
        "parent_code": one.parent.code if one.parent else None,
        "parent_name": one.parent.name if one.parent else None,
        "valid_from": one.region.first_year,
        "valid_to": one.region.last_year,
        "successor_code": one.successor.code if one.successor else None,
        "successor_name": one.successor.name if one.successor else None,
        "succession": one.succession or None,
        "lineage": one.region.lineage,
    }


def _succession_rows() -> list[dict[str, Any]]:
    names: dict[str, str] = {}
    # A bureau stands for its function where there is one: 应急管理局, not …总局 or …委员会.
    for entry in sorted(known_names().values(), key=_is_no_bureau):
        names.setdefault(entry.function, entry.full)
    return [
        {
            "before": step.before,
            "after": step.after,
            "kind": step.kind.value,
            "year": step.year,
            "before_name": names[step.before],
            "after_name": names[step.after],
            "note": step.note,
        }
        for step in load_successions()
    ]


def _is_no_bureau(entry: NameEntry) -> bool:
    return not entry.full.endswith("局") or entry.full.endswith("总局")
