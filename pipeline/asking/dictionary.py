"""The data dictionary: every view and column with what it means, in Chinese."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml
from sqlalchemy import Connection, inspect, text

ENDINGS = (
    ("_stated_pct", "（%），报告所列"),
    ("_recomputed_pct", "（%），按报告金额重算"),
    ("_wan", "（万元）"),
    ("", ""),
)
"""What a column of the wide view says behind the code of its metric."""

_METRICS = text("SELECT code, name FROM metric")


@dataclass(frozen=True, slots=True)
class DescribedView:
    """A view as people are told of it; columns are pairs of name and meaning."""

    name: str
    about: str
    columns: tuple[tuple[str, str], ...]


def describe(connection: Connection) -> list[DescribedView]:
    """The views that analysts use, columns in the order of the database."""
    said = _said()
    metrics = {row.code: row.name for row in connection.execute(_METRICS)}
    inspector = inspect(connection)
    return [
        DescribedView(
            name,
            view["about"],
            tuple(
                (column["name"], _meaning(column["name"], view.get("columns", {}), metrics))
                for column in inspector.get_columns(name)
            ),
        )
        for name, view in said["views"].items()
    ]


def _meaning(column: str, own: Mapping[str, str], metrics: Mapping[str, str]) -> str:
    """A column's meaning; "" where nothing is known of it, which a test does not allow."""
    found = own.get(column) or _said()["everywhere"].get(column)
    if found is not None:
        return str(found)
    for ending, words in ENDINGS:
        metric = metrics.get(column.removesuffix(ending) if column.endswith(ending) else "")
        if metric is not None:
            return metric + words
    return ""


@cache
def _said() -> dict[str, Any]:
    source = resources.files("models.views").joinpath("dictionary.yaml")
    said: dict[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return said
