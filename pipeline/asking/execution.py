"""How far departments executed their budgets in a year, and where each says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, bindparam, text

from pipeline.asking.rates import exact
from pipeline.asking.sentences import Sentence, sentences

BOUNDS = (60, 80, 90, 95, 100)
BANDS = ("<60", "60–80", "80–90", "90–95", "95–100", ">100")
"""Rates between two bounds, the upper one included."""

SLOW = Decimal(90)
"""Below this rate, in %, a department is asked why."""

_RATE = "coalesce(budget_execution_rate_recomputed_pct, budget_execution_rate_stated_pct)"
_ALL = text(
    f"SELECT fiscal_year, {_RATE} FROM v_department_year "  # noqa: S608  our own words
    f"WHERE {_RATE} IS NOT NULL"
)
_ROWS = """
    SELECT department, department_id, region_name, fiscal_year, report_id, file_name,
        budget_adjusted_wan, expenditure_actual_wan,
        budget_execution_rate_stated_pct AS stated,
        budget_execution_rate_recomputed_pct AS recomputed
    FROM v_department_year
    WHERE fiscal_year = :year AND {where}
    ORDER BY {rate}, department, department_id
"""
METRICS = ("budget_execution_rate", "expenditure_actual", "budget_adjusted")
"""What a row rests on; the first one that is printed is what the report says of it."""

_PLACES = text(
    """
    SELECT f.report_id, f.metric_code, min(f.quantity_id) AS quantity_id
    FROM v_own_figure AS f
    WHERE f.report_id IN :reports AND f.metric_code IN :metrics AND f.value_scaled IS NOT NULL
    GROUP BY f.report_id, f.metric_code
    """
).bindparams(bindparam("reports", expanding=True), bindparam("metrics", expanding=True))


@dataclass(frozen=True, slots=True)
class Executed:
    """A department's row.

    Attributes:
        stated, recomputed: the rate in %; None where the report does not give it.
        places: number of the quantity of each metric of ``METRICS`` that is printed.
        said: the sentence that states the rate, or else the amounts.
    """

    row: Any
    stated: Decimal | None
    recomputed: Decimal | None
    places: dict[str, int]
    said: Sentence | None


def band_of(rate: float) -> int:
    """Index of the band a rate lies in; the upper bound belongs to the band.

    >>> [BANDS[band_of(rate)] for rate in (12.0, 90.0, 97.5, 100.0, 100.01)]
    ['<60', '80–90', '95–100', '95–100', '>100']
    """
    return sum(rate > bound for bound in BOUNDS)


def rate_bands(database: Connection) -> dict[str, Any]:
    """For each year how many departments' rates lie in which band, and are too low."""
    counts: dict[int, list[int]] = {}
    slow: dict[int, int] = {}
    for year, rate in database.execute(_ALL):
        counts.setdefault(year, [0] * len(BANDS))[band_of(float(rate))] += 1
        slow[year] = slow.get(year, 0) + (rate < SLOW)
    return {"bands": list(BANDS), "years": {y: counts[y] for y in sorted(counts)}, "slow": slow}


def executed(
    database: Connection, year: int, below: Decimal | None = None, band: int | None = None
) -> list[Any]:
    """Rows of a year, lowest rate first: recomputed, or as stated where it cannot be.

    Args:
        database: to read from.
        year: fiscal year.
        below: only rates less than this, in %.
        band: only rates of this band of ``BANDS``.
    """
    conditions, values = [f"{_RATE} IS NOT NULL"], {"year": year}
    if below is not None:
        conditions.append(f"{_RATE} < :below")
        values["below"] = float(below)  # type: ignore[assignment]  # rates are for reading
    if band is not None:
        low, high = (None, *BOUNDS)[band], (*BOUNDS, None)[band]
        if low is not None:
            conditions.append(f"{_RATE} > {low}")
        if high is not None:
            conditions.append(f"{_RATE} <= {high}")
    query = _ROWS.format(where=" AND ".join(conditions), rate=_RATE)
    return list(database.execute(text(query), values))


def with_places(database: Connection, rows: Sequence[Any]) -> list[Executed]:
    """The rows with the places of their figures, and the sentence that says it."""
    reports = [row.report_id for row in rows]
    asked = {"reports": reports, "metrics": list(METRICS)}
    places: dict[int, dict[str, int]] = {}
    for report, metric, quantity in database.execute(_PLACES, asked) if rows else ():
        places.setdefault(report, {})[metric] = quantity
    first = {report: _first(found) for report, found in places.items()}
    said = sentences(database, first.values())
    return [
        Executed(
            row,
            exact(row.stated),
            exact(row.recomputed),
            places.get(row.report_id, {}),
            said.get(first.get(row.report_id, 0)),
        )
        for row in rows
    ]


def _first(found: dict[str, int]) -> int:
    return next(found[metric] for metric in METRICS if metric in found)
