"""Findings: a queue to be settled one by one."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy import Connection, text

from models.tables.findings import ReviewStatus
from pipeline.workbench.reviews import review
from pipeline.workbench.web import Database, Key, render, user_of

router = APIRouter()

PAGE_SIZE = 30
MAX_NOTE = 2000

FILTERS = {
    "status": "f.status = :status",
    "severity": "f.severity = :severity",
    "rule": "f.rule_id = :rule",
    "department": "r.department LIKE :department",
    "report": "f.report_id = :report",
    "year": "r.fiscal_year = :year",
}
"""Condition of each filter, by the name it has in the page's address."""

# The page's findings are chosen by their keys first: what else a row shows is looked up for
# thirty of them, not for all that are sorted.
_QUEUE = """
    SELECT f.*, r.department, r.fiscal_year, r.file_name
    FROM v_finding AS f JOIN v_report AS r ON r.report_id = f.report_id
    WHERE f.finding_id IN (
        SELECT f.finding_id
        FROM v_finding AS f JOIN v_report AS r ON r.report_id = f.report_id
        WHERE {where} ORDER BY {order} LIMIT :limit OFFSET :offset
    )
    ORDER BY {order}
"""
_ORDER = """
    CASE f.severity WHEN 'high' THEN 0 WHEN 'medium' THEN 1 WHEN 'low' THEN 2 ELSE 3 END,
    r.department, r.fiscal_year, f.finding_id
"""
_COUNT = """
    SELECT count(*) FROM v_finding AS f JOIN v_report AS r ON r.report_id = f.report_id
    WHERE {where}
"""
_PROGRESS = text("SELECT status, count(*) FROM v_finding GROUP BY status")
_RULES = text("SELECT rule_id, count(*) AS n FROM finding GROUP BY rule_id ORDER BY rule_id")
_ONE = text(
    """
    SELECT f.*, r.department, r.fiscal_year, r.file_name
    FROM v_finding AS f JOIN v_report AS r ON r.report_id = f.report_id
    WHERE f.finding_id = :finding
    """
)
Optional = Annotated[str, Query(max_length=200)]


@router.get("/findings", name="findings")
def findings(
    request: Request,
    database: Database,
    status: Optional = "open",
    severity: Optional = "",
    rule: Optional = "",
    department: Optional = "",
    year: Optional = "",
    report: Annotated[int | None, Query(ge=1, le=2**62)] = None,
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:
    """The queue, gravest first."""
    chosen = {
        "status": status,
        "severity": severity,
        "rule": rule,
        "department": department,
        "report": report,
        "year": int(year) if year.isdecimal() and len(year) == 4 else None,
    }
    rows, count = _queue(database, chosen, page)
    return render(
        request,
        "findings.html",
        rows=rows,
        count=count,
        page=page,
        pages=max(1, -(-count // PAGE_SIZE)),
        chosen=chosen,
        progress=dict(database.execute(_PROGRESS).all()),
        rules=database.execute(_RULES).all(),
    )


def _queue(database: Connection, chosen: dict[str, Any], page: int) -> tuple[list[Any], int]:
    used = {name: value for name, value in chosen.items() if value}
    where = " AND ".join(FILTERS[name] for name in used) or "1 = 1"
    if "department" in used:
        used["department"] = f"%{used['department'].replace('%', '_')}%"
    count = database.execute(text(_COUNT.format(where=where)), used).scalar_one()
    paged = used | {"limit": PAGE_SIZE, "offset": (page - 1) * PAGE_SIZE}
    return list(database.execute(text(_QUEUE.format(where=where, order=_ORDER)), paged)), count


@router.post("/findings/{finding}", name="settle")
def settle(
    request: Request,
    finding: Key,
    status: Annotated[ReviewStatus, Form()],
    note: Annotated[str, Form(max_length=MAX_NOTE)] = "",
) -> Response:
    """Say what is to be thought of a finding."""
    with request.app.state.engine.begin() as database:
        if not review(database, finding, status, note.strip(), user_of(request)):
            raise HTTPException(404, f"没有编号为 {finding} 的疑点。")
        if "hx-request" in request.headers:
            row = database.execute(_ONE, {"finding": finding}).one()
            return render(request, "finding_row.html", row=row)
    return RedirectResponse(request.headers.get("referer") or "/findings", status_code=303)
