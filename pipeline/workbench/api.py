"""The same data as JSON, described by OpenAPI at ``/api/v1/openapi.json``. It only reads."""

from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, HTTPException, Request
from fastapi import Query as Parameter
from fastapi.responses import JSONResponse
from sqlalchemy import Connection, text
from sqlalchemy.exc import DataError

from models.finding import Severity
from models.identity import ReportType
from models.mention import Kind
from models.queries import named_queries
from models.tables import ReviewStatus
from pipeline.asking.tabular import plain
from pipeline.workbench import api_compare
from pipeline.workbench.api_models import Answer, Finding, Page, Quantity, Query, Report, Section
from pipeline.workbench.api_pages import fields_of, page_of
from pipeline.workbench.api_parameters import (
    MAX_SIZE,
    NOT_FOUND,
    REFUSED,
    Code,
    Number,
    Size,
    Year,
)
from pipeline.workbench.console import RefusedQueryError, answer
from pipeline.workbench.counts import count_quantities
from pipeline.workbench.web import Database, Key

ADDRESS = "/api/v1"

router = APIRouter()

ROUTERS = (router, api_compare.router)


def api_over(app: FastAPI) -> FastAPI:
    """The API over the database of the workbench, with errors as JSON."""
    api = FastAPI(
        title="绩效 Jixiao",
        version="1",
        description="Reports, quantities, findings and comparisons. Money values are in 元, "
        "percentages in %, headcounts in persons; exact numbers are texts.",
        docs_url=None,
        redoc_url=None,
    )
    api.state.engine, api.state.reader = app.state.engine, app.state.reader
    for one in ROUTERS:
        api.include_router(one)
    api.add_exception_handler(OverflowError, _out_of_range)
    api.add_exception_handler(DataError, _out_of_range)
    return api


async def _out_of_range(_request: Request, _error: Exception) -> JSONResponse:
    return JSONResponse({"detail": "参数超出了数据库能表示的范围。"}, status_code=400)


def _known(database: Connection, report: int) -> Report:
    found = text("SELECT * FROM v_report WHERE report_id = :report")
    row = database.execute(found, {"report": report}).one_or_none()
    if row is None:
        raise HTTPException(404, f"没有编号为 {report} 的报告。")
    return Report.model_validate(fields_of(row))


@router.get("/reports")
def reports(
    database: Database,
    year: Year = None,
    region: Code = None,
    department: Code = None,
    report_type: ReportType | None = None,
    page: Number = 1,
    size: Size = 100,
) -> Page[Report]:
    """Current reports, by department id, region code, fiscal year and type."""
    filters: dict[str, tuple[str, Any]] = {
        "year": ("fiscal_year = :year", year),
        "region": ("region_code = :region", region),
        "department": ("department_id = :department", department),
        "report_type": ("report_type = :report_type", report_type),
    }
    filters["current"] = ("is_current", True)
    return page_of(database, Report, "v_report|report_id", filters, page, size)


@router.get("/reports/{report}", responses=NOT_FOUND)
def report(database: Database, report: Key) -> Report:
    """One report."""
    return _known(database, report)


@router.get("/reports/{report}/sections", responses=NOT_FOUND)
def sections(database: Database, report: Key, page: Number = 1, size: Size = 100) -> Page[Section]:
    """The report's headings and numbered items, in order."""
    _known(database, report)
    filters = {"report": ("report_id = :report", report)}
    return page_of(database, Section, "v_section|ordinal", filters, page, size)


@router.get("/reports/{report}/quantities", responses=NOT_FOUND)
def quantities_of(
    database: Database, report: Key, page: Number = 1, size: Size = 100
) -> Page[Quantity]:
    """Every quantity printed in the report, in order."""
    _known(database, report)
    filters = {"report": ("report_id = :report", report)}
    return page_of(database, Quantity, "v_quantity|char_start, quantity_id", filters, page, size)


@router.get("/quantities")
def quantities(
    database: Database,
    metric: Code = None,
    kind: Kind | None = None,
    year: Year = None,
    page: Number = 1,
    size: Size = 100,
) -> Page[Quantity]:
    """Quantities of all current reports, by metric, kind and the year the value belongs to."""
    filters = {
        "metric": ("metric_code = :metric", metric),
        "kind": ("kind = :kind", kind),
        "year": ("value_year = :year", year),
    }
    order = "v_quantity|quantity_id"
    return page_of(database, Quantity, order, filters, page, size, count_quantities)


@router.get("/findings")
def findings(
    database: Database,
    report: Annotated[int | None, Parameter(ge=1, le=2**62)] = None,
    severity: Severity | None = None,
    status: ReviewStatus | None = None,
    rule: Code = None,
    page: Number = 1,
    size: Size = 100,
) -> Page[Finding]:
    """Findings of the audit on current reports."""
    filters = {
        "report": ("report_id = :report", report),
        "severity": ("severity = :severity", severity),
        "status": ("status = :status", status),
        "rule": ("rule_id = :rule", rule),
    }
    return page_of(database, Finding, "v_finding|report_id, finding_id", filters, page, size)


@router.get("/queries")
def queries() -> list[Query]:
    """The named queries."""
    return [
        Query(name=one.name, chinese=one.chinese, english=one.english)
        for one in named_queries().values()
    ]


@router.get("/queries/{name}", responses=NOT_FOUND | REFUSED)
def query(request: Request, name: str, size: Size = MAX_SIZE) -> Answer:
    """The answer to a named query."""
    one = named_queries().get(name)
    if one is None:
        raise HTTPException(404, f"没有名为 {name[:100]} 的查询。")
    try:
        found = answer(request.app.state.reader, one.sql, rows=size)
    except RefusedQueryError as refused:
        raise HTTPException(400, str(refused)) from refused
    rows = [[plain(value) for value in row] for row in found.rows]
    return Answer(name=name, columns=list(found.columns), rows=rows, is_cut=found.is_cut)
