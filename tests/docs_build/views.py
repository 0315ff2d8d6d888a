"""The data dictionary, from the views of a fresh database and the two dictionaries."""

import re
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from models.database import open_database
from models.views import ORDER
from pipeline.asking.dictionary import DescribedView, describe
from pipeline.storing.catalogue_names import store_metric_names
from tests.docs_build.tables import code, table

INTRODUCTION = """# Views: the data dictionary 数据字典

The views are public: their names and columns change only with a migration and an entry in the
changelog. They are the same on SQLite and PostgreSQL. Amounts are in 元, percentages in %, persons
in persons; columns ending in `_wan` are in 万元, those in `_pct` in %. Codes of metrics are listed
under [metrics](metrics.md), ids of rules under [rules](rules.md).

`substr(text, char_start + 1, char_end - char_start)` of a report's text is exactly `printed`. For
sums that are exact to the last digit add `value_scaled` and divide once by `scale_factor`: see
[exactness](../explanation/exactness.md).
"""

BASES = """
## Views that others are made of

They stand in the database and may be read, but their columns are not promised: {names}. The
definition of each view is `models/views/NAME.sql`, with a comment that says what it holds.
"""

_ENDINGS = (
    (re.compile("_stated_pct$"), " as the report states it", "%"),
    (re.compile("_recomputed_pct$"), " recomputed from the report's own amounts", "%"),
    (re.compile("_wan$"), "", "万元"),
    (re.compile("$"), "", ""),
)


def described_views() -> list[DescribedView]:
    """Every documented view with the columns that it has in a new database."""
    with TemporaryDirectory() as folder:
        engine = open_database(str(Path(folder) / "empty.db"))
        with engine.begin() as connection:
            store_metric_names(connection)
            views = describe(connection)
        engine.dispose()
    return views


def page() -> str:
    """A section a view: what a row is, and each column in Chinese and English, with its unit."""
    views = described_views()
    listed = [view.name for view in views]
    bases = ", ".join(code(name) for name in ORDER if name not in listed)
    return INTRODUCTION + "".join(map(_section, views)) + BASES.format(names=bases)


def english(view: str, column: str) -> tuple[str, str]:
    """Meaning and unit of a column; the meaning is "" where the English dictionary lacks it."""
    told = said("dictionary_en.yaml")
    entry = told["views"][view].get("columns", {}).get(column) or told["everywhere"].get(column)
    if isinstance(entry, Mapping):
        return entry["means"], entry["unit"]
    if entry is not None:
        return str(entry), ""
    if view != "v_department_year":
        return "", ""
    for ending, words, unit in _ENDINGS:
        if ending.search(column):
            return f"The metric `{ending.sub('', column, count=1)}`{words}.", unit
    return "", ""


def _section(view: DescribedView) -> str:
    rows = ((code(name), chinese, *english(view.name, name)) for name, chinese in view.columns)
    about = said("dictionary_en.yaml")["views"][view.name]["about"] + f" {view.about}。"
    columns = table(("column", "含义", "meaning", "unit"), rows)
    return f"\n## {view.name}\n\n{about}\n\n{columns}\n"


def said(name: str) -> dict[str, Any]:
    """A dictionary as its file says it."""
    file = resources.files("models.views").joinpath(name)
    told: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return told
