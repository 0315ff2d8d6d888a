"""Rates as the reports state them beside those recomputed from the reports' own amounts."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Text, bindparam, text

from pipeline.asking.portions import portions

STATED, RECOMPUTED = "_stated_pct", "_recomputed_pct"

_COLUMNS = text("SELECT * FROM v_department_year LIMIT 0")
_RATES = """
    SELECT department_id, department, fiscal_year, report_id,
        {rate}_stated_pct AS stated, {rate}_recomputed_pct AS recomputed
    FROM v_department_year
    WHERE department_id IN :departments AND fiscal_year IN :years
        AND coalesce({rate}_stated_pct, {rate}_recomputed_pct) IS NOT NULL
    ORDER BY department, department_id, fiscal_year
"""
_PLACES = text(
    """
    SELECT report_id, min(quantity_id) AS quantity_id FROM v_own_figure
    WHERE report_id IN :reports AND metric_code = :rate AND value_scaled IS NOT NULL
    GROUP BY report_id
    """
).bindparams(bindparam("reports", expanding=True))


@dataclass(frozen=True, slots=True)
class Rate:
    """A department's rate in a year, in %, twice.

    Attributes:
        stated: as the report says; None where it does not say.
        recomputed: from the amounts of the same report; None where one is missing.
        quantity_id: where the stated one is printed.
    """

    department_id: str
    department: str
    fiscal_year: int
    report_id: int
    stated: Decimal | None
    recomputed: Decimal | None
    quantity_id: int | None

    @property
    def difference(self) -> Decimal | None:
        """Stated less recomputed, in percentage points."""
        if self.stated is None or self.recomputed is None:
            return None
        return self.stated - self.recomputed

    @property
    def place(self) -> str:
        """The address of the sentence that states it, or of the report."""
        sentence = "" if self.quantity_id is None else f"#q{self.quantity_id}"
        return f"/reports/{self.report_id}{sentence}"


def recomputable(database: Connection) -> frozenset[str]:
    """Codes of the rates that the views recompute."""
    columns = database.execute(_COLUMNS).keys()
    stated = {name.removesuffix(STATED) for name in columns if name.endswith(STATED)}
    return frozenset(code for code in stated if code + RECOMPUTED in columns)


def rates_of(
    database: Connection, rate: str, departments: Sequence[str], years: Sequence[int]
) -> list[Rate]:
    """A rate of departments in years, by department; those that have neither value are left out.

    Args:
        database: to read from.
        rate: one of ``recomputable``.
        departments: ids.
        years: fiscal years.

    Raises:
        LookupError: the views do not recompute it.
    """
    if rate not in recomputable(database):
        raise LookupError(f"The rate {rate} is not recomputed.")
    query = text(_RATES.format(rate=rate)).bindparams(
        bindparam("departments", type_=Text, expanding=True), bindparam("years", expanding=True)
    )
    rows = [
        row
        for some in portions(departments)
        for row in database.execute(query, {"departments": list(some), "years": list(years)})
    ]
    places = _places(database, rate, [row.report_id for row in rows])
    return [
        Rate(
            row.department_id,
            row.department,
            row.fiscal_year,
            row.report_id,
            exact(row.stated),
            exact(row.recomputed),
            places.get(row.report_id),
        )
        for row in rows
    ]


def _places(database: Connection, rate: str, reports: Sequence[int]) -> dict[int, int]:
    """Number of the quantity that states the rate, by report."""
    return {
        row.report_id: row.quantity_id
        for some in portions(reports)
        for row in database.execute(_PLACES, {"reports": list(some), "rate": rate})
    }


def exact(value: Any) -> Decimal | None:
    """A rate of the views as it is written; None for none."""
    return None if value is None else Decimal(str(value))
