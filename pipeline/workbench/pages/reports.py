"""Reports: the list, filtered."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field
from sqlalchemy import Connection, bindparam, text

from models.search_index import condition
from pipeline.asking.search import first_snippet, terms_for
from pipeline.workbench.places import place_choices
from pipeline.workbench.web import UNLESS_EMPTY, Database, render

router = APIRouter()

PAGE_SIZE = 50

FILTERS = {
    "year": "r.fiscal_year = :year",
    "region": "r.region_code LIKE :region_like ESCAPE '!'",
    "kind": "r.report_type = :kind",
    "format": "r.format = :format",
    "department": "r.department_id = :department",
    "words": "(r.department LIKE :like ESCAPE '!' OR r.title LIKE :like ESCAPE '!'"
    " OR r.file_name LIKE :like ESCAPE '!'{stands})",
    "findings": "EXISTS (SELECT 1 FROM v_finding AS f"
    " WHERE f.report_id = r.report_id AND f.status = 'open')",
    "unidentified": "(r.department IS NULL OR r.fiscal_year IS NULL)",
}
"""Condition of each filter, by the name it has in the page's address."""

_LIST = """
    SELECT r.report_id, r.file_name, r.department, r.fiscal_year, r.report_type, r.region_name,
           r.format
    FROM v_report AS r WHERE {where}
    ORDER BY r.fiscal_year DESC, r.department, r.file_name, r.report_id
    LIMIT :limit OFFSET :offset
"""
_COUNT = "SELECT count(*) FROM v_report AS r WHERE {where}"
_FINDINGS = text(
    """
    SELECT report_id, count(*) AS open_findings,
           sum(CASE WHEN severity = 'high' THEN 1 ELSE 0 END) AS high_findings
    FROM v_finding WHERE status = 'open' AND report_id IN :reports GROUP BY report_id
    """
).bindparams(bindparam("reports", expanding=True))
_TEXTS = text("SELECT report_id, text FROM report_content WHERE report_id IN :reports").bindparams(
    bindparam("reports", expanding=True)
)

Words = Annotated[str, Field(max_length=200)]


class Asked(BaseModel):
    """A value for each of ``FILTERS``, and which page."""

    year: Annotated[int | None, UNLESS_EMPTY] = Field(None, ge=1900, le=2200)
    region: Words = ""
    kind: Words = ""
    format: Words = ""
    department: Words = ""
    words: Words = ""
    findings: bool = False
    unidentified: bool = False
    page: int = Field(1, ge=1, le=100_000)


@router.get("/reports", name="reports")
def reports(
    request: Request,
    database: Database,
    asked: Annotated[Asked, Query()],
) -> Response:
    """The list of current reports, fifty a page."""
    chosen = asked.model_dump(exclude={"page"})
    terms = terms_for(database, asked.words) if asked.words else []
    rows, count = find_reports(database, chosen, asked.page, terms)
    shown = [row.report_id for row in rows]
    template = "reports_rows.html" if "hx-request" in request.headers else "reports.html"
    return render(
        request,
        template,
        rows=rows,
        count=count,
        page=asked.page,
        pages=max(1, -(-count // PAGE_SIZE)),
        chosen=chosen,
        open_findings={
            row.report_id: row for row in database.execute(_FINDINGS, {"reports": shown})
        },
        snippets=_snippets(database, shown, terms),
        choices=_choices(database),
    )


def find_reports(
    database: Connection, chosen: dict[str, Any], page: int, terms: list[str]
) -> tuple[list[Any], int]:
    """One page of reports that pass every filter chosen, and how many pass in all.

    Args:
        database: to read from.
        chosen: values of the filters; those without a value are not used.
        page: from 1.
        terms: what the words chosen are searched for as in the full text.
    """
    used = {name: value for name, value in chosen.items() if value}
    stands = condition(database, terms)
    where = " AND ".join(["r.is_current", *(FILTERS[name] for name in used)])
    where = where.replace("{stands}", f" OR {stands.sql}" if stands else "")
    values = used | (dict(stands.values) if stands else {})
    values["like"] = f"%{_escaped(str(used.get('words', '')))}%"
    values["region_like"] = _prefix(str(used.get("region", ""))) + "%"
    count = database.execute(text(_COUNT.format(where=where)), values).scalar_one()
    values |= {"limit": PAGE_SIZE, "offset": (page - 1) * PAGE_SIZE}
    return list(database.execute(text(_LIST.format(where=where)), values)), count


def _snippets(database: Connection, reports: list[int], terms: list[str]) -> dict[int, Any]:
    """For each report in whose text the terms stand: the first place, in its context."""
    if not terms:
        return {}
    texts = database.execute(_TEXTS, {"reports": reports})
    found = {report: first_snippet(content, terms) for report, content in texts}
    return {report: snippet for report, snippet in found.items() if snippet is not None}


def _escaped(words: str) -> str:
    """Words for LIKE … ESCAPE '!', in which its wildcards are characters like others."""
    return words.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def _prefix(region: str) -> str:
    """What the codes of all places within a region begin with.

    >>> _prefix("130000"), _prefix("130200"), _prefix("130207")
    ('13', '1302', '130207')
    """
    return _escaped(region.removesuffix("00").removesuffix("00"))


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
    found = {name: list(database.execute(text(query))) for name, query in queries.items()}
    return found | {"region": place_choices(found["region"])}
