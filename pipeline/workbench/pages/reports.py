"""Reports: the list, filtered."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import Connection, text

from pipeline.workbench.web import Database, render

router = APIRouter()

PAGE_SIZE = 50

FILTERS = {
    "year": "r.fiscal_year = :year",
    "region": "r.region_code = :region",
    "kind": "r.report_type = :kind",
    "format": "r.format = :format",
    "department": "r.department_id = :department",
    "words": "(r.department LIKE :like OR r.title LIKE :like OR r.file_name LIKE :like)",
    "findings": "coalesce(f.open_findings, 0) > 0",
    "unidentified": "(r.department IS NULL OR r.fiscal_year IS NULL)",
}
"""Condition of each filter, by the name it has in the page's address."""

_LIST = """
    SELECT r.report_id, r.file_name, r.department, r.fiscal_year, r.report_type, r.region_name,
           r.format, coalesce(f.open_findings, 0) AS open_findings,
           coalesce(f.high_findings, 0) AS high_findings
    FROM v_report AS r
    LEFT JOIN (
        SELECT report_id, count(*) AS open_findings,
               sum(CASE WHEN severity = 'high' THEN 1 ELSE 0 END) AS high_findings
        FROM v_finding WHERE status = 'open' GROUP BY report_id
    ) AS f ON f.report_id = r.report_id
    WHERE {where}
"""

_COUNT = "SELECT count(*) FROM ({listed}) AS listed"
_ORDER = " ORDER BY r.fiscal_year DESC, r.department, r.file_name LIMIT :limit OFFSET :offset"

Optional = Annotated[str, Query(max_length=200)]


@router.get("/reports", name="reports")
def reports(
    request: Request,
    database: Database,
    year: Annotated[int | None, Query(ge=1900, le=2200)] = None,
    region: Optional = "",
    kind: Optional = "",
    file_format: Annotated[str, Query(alias="format", max_length=20)] = "",
    department: Optional = "",
    words: Optional = "",
    findings: bool = False,
    unidentified: bool = False,
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:
    """The list of current reports, fifty a page."""
    chosen = {
        "year": year,
        "region": region,
        "kind": kind,
        "format": file_format,
        "department": department,
        "words": words,
        "findings": findings,
        "unidentified": unidentified,
    }
    rows, count = find_reports(database, chosen, page)
    template = "reports_rows.html" if "hx-request" in request.headers else "reports.html"
    return render(
        request,
        template,
        rows=rows,
        count=count,
        page=page,
        pages=max(1, -(-count // PAGE_SIZE)),
        chosen=chosen,
        choices=_choices(database),
    )


def find_reports(database: Connection, chosen: dict[str, Any], page: int) -> tuple[list[Any], int]:
    """One page of reports that pass every filter chosen, and how many pass in all."""
    used = {name: value for name, value in chosen.items() if value}
    where = " AND ".join(["r.is_current", *(FILTERS[name] for name in used)])
    values = used | {"like": f"%{_escaped(str(used.get('words', '')))}%"}
    listed = _LIST.format(where=where)
    count = database.execute(text(_COUNT.format(listed=listed)), values).scalar_one()
    values |= {"limit": PAGE_SIZE, "offset": (page - 1) * PAGE_SIZE}
    return list(database.execute(text(listed + _ORDER), values)), count


def _escaped(words: str) -> str:
    """Words for LIKE: its wildcards would match anything, so they match one character."""
    return words.replace("%", "_")


def _choices(database: Connection) -> dict[str, list[Any]]:
    """What each filter can be set to."""
    queries = {
        "year": "SELECT DISTINCT fiscal_year FROM v_report WHERE is_current AND fiscal_year "
        "IS NOT NULL ORDER BY fiscal_year DESC",
        "region": "SELECT DISTINCT region_code, region_name FROM v_report WHERE is_current AND "
        "region_code IS NOT NULL ORDER BY region_code",
        "kind": "SELECT DISTINCT report_type FROM v_report WHERE is_current ORDER BY report_type",
        "format": "SELECT DISTINCT format FROM v_report WHERE is_current ORDER BY format",
    }
    return {name: list(database.execute(text(query))) for name, query in queries.items()}
