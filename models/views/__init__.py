"""The views of the contract, made anew from their files whenever one of them has changed.

Each ``.sql`` file holds one CREATE VIEW that both databases understand. The one difference
between them that a view cannot avoid is a word of the template: ``$string_agg`` is
``group_concat`` on SQLite and ``string_agg`` on PostgreSQL.
"""

from importlib import resources
from string import Template
from typing import Any

from sqlalchemy import Connection, CursorResult

ORDER = (
    "v_report",
    "v_section",
    "v_quantity",
    "v_finding",
    "v_indicator_result",
    "v_stored_figure",
    "v_report_figures",
    "v_figure",
    "v_own_figure",
    "v_department_candidate",
    "v_department_figures",
    "v_department_year",
    "v_review_score",
    "v_correction",
    "v_region",
    "v_department_succession",
)
"""Every view after those it is made of."""

DIALECT_WORDS = {
    "sqlite": {"string_agg": "group_concat"},
    "postgresql": {"string_agg": "string_agg"},
}


def view_source(name: str) -> str:
    """The file that defines a view, comments and template words included."""
    return resources.files(__package__).joinpath(f"{name}.sql").read_text(encoding="utf-8")


def create_views(connection: Connection) -> None:
    """Create every view; none of them exists."""
    words = DIALECT_WORDS[connection.dialect.name]
    for name in ORDER:
        source = Template(view_source(name)).substitute(words)
        run_plain(connection, source)


def run_plain(connection: Connection, sql: str) -> CursorResult[Any]:
    """Run SQL in which ``%`` and ``:`` are just what they are in SQL, with no parameters."""
    return connection.exec_driver_sql(sql, None, execution_options={"no_parameters": True})


def drop_views(connection: Connection) -> None:
    """Drop every view that exists, so that the tables under them can change."""
    for name in reversed(ORDER):
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")
