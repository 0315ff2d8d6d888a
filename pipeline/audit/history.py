"""The rules between reports, over the database."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Engine, delete, select

from models.columns import PLACES, from_scaled
from models.finding import Finding
from models.mention import Kind
from models.observation import ALL
from models.span import Span
from models.tables import finding, quantity, report, report_content, section
from models.tables.facts import ROWS_PER_REPORT
from pipeline.audit.departments import audit_departments
from pipeline.audit.engine import BETWEEN_REPORTS
from pipeline.audit.rulebook import rule_book
from pipeline.audit.similarity import shingles
from pipeline.audit.years import Passage, Value, YearReport, audit_years
from pipeline.storing.findings import store_findings

_SHORTEST_PASSAGE = 20


def audit_across(engine: Engine) -> int:
    """Apply the rules between reports to all current reports, replacing earlier findings.

    Returns:
        how many findings there are now.
    """
    with engine.begin() as connection:
        reports = list(read_reports(connection))
        found = [*audit_years(reports), *audit_departments(reports)]
        connection.execute(delete(finding).where(finding.c.rule_id.in_(BETWEEN_REPORTS)))
        by_report: dict[int, list[Finding]] = defaultdict(list)
        for report_id, one in found:
            by_report[report_id].append(one)
        for report_id, findings in by_report.items():
            store_findings(connection, report_id, findings)
    return len(found)


def read_reports(connection: Connection) -> Iterator[YearReport]:
    """Current reports whose department and year are known, as plain values."""
    values = _values(connection)
    passages = _passages(connection)
    rows = connection.execute(
        select(
            report.c.id,
            report.c.department_id,
            report.c.department,
            report.c.fiscal_year,
            report.c.report_type,
            report.c.scope,
        )
        .where(
            report.c.is_current,
            report.c.department_id.is_not(None),
            report.c.fiscal_year.is_not(None),
        )
        # Which of two likenesses is the earlier one must not depend on the database.
        .order_by(report.c.id)
    )
    for row in rows:
        yield YearReport(
            report_id=row.id,
            department_id=row.department_id,
            department=row.department or row.department_id,
            fiscal_year=row.fiscal_year,
            kind=f"{row.report_type}/{row.scope or ''}",
            values=values.get(row.id, {}),
            passages=passages.get(row.id, ()),
        )


def _values(connection: Connection) -> dict[int, dict[tuple[str, int], list[Value]]]:
    """Figures of the whole department that rules between years compare."""
    rows = connection.execute(
        select(quantity)
        .join(report, report.c.id == quantity.c.report_id)
        .where(
            report.c.is_current,
            quantity.c.metric_code.is_not(None),
            quantity.c.value_year.is_not(None),
            quantity.c.value_scaled.is_not(None),
            quantity.c.role == "level",
            quantity.c.comparator == "=",
            quantity.c.kind != "percent",
            quantity.c.line_item.is_(None),
            quantity.c.fund_type == ALL,
            quantity.c.fund_level == ALL,
            quantity.c.budget_book == ALL,
            ~quantity.c.is_target,
            ~quantity.c.is_threshold,
        )
        .order_by(quantity.c.report_id, quantity.c.is_primary.desc(), quantity.c.id)
    )
    values: dict[int, dict[tuple[str, int], list[Value]]] = defaultdict(lambda: defaultdict(list))
    for row in rows.mappings():
        values[row["report_id"]][_code(row), row["value_year"]].append(_value(row))
    return values


def _code(row: Any) -> str:
    if row["metric_code"] == "staff_actual" and row["point"] == "start":
        return "staff_actual_begin"
    return str(row["metric_code"])


def _value(row: Any) -> Value:
    value = from_scaled(row["value_scaled"], PLACES[Kind(row["kind"])])
    exact = value == 0 or (row["kind"] != "amount" and not row["printed_decimals"])
    step = Decimal(row["scale"] or 1).scaleb(-row["printed_decimals"])
    return Value(
        index=row["id"] - row["report_id"] * ROWS_PER_REPORT - 1,
        value=value,
        half=Decimal(0) if exact else step / 2,
        printed="".join(row["printed"].split()),
        span=Span(row["char_start"], row["char_end"]),
    )


def _passages(connection: Connection) -> dict[int, list[Passage]]:
    """Paragraphs of the sections on problems, goals and measures of self-evaluations."""
    titles = re.compile(rule_book()["D05"].data["sections"])
    rows = connection.execute(
        select(
            section.c.report_id,
            section.c.title,
            section.c.char_start,
            section.c.char_end,
            report_content.c.text,
        )
        .join(report, report.c.id == section.c.report_id)
        .join(report_content, report_content.c.report_id == section.c.report_id)
        .where(
            report.c.is_current,
            report.c.report_type.in_(("dept_overall_self", "project_self")),
            section.c.kind == "heading",
        )
        .order_by(section.c.report_id, section.c.char_start)
    )
    passages: dict[int, dict[Span, Passage]] = defaultdict(dict)
    for row in rows:
        if titles.search(row.title):
            for passage in _paragraphs(row.text, Span(row.char_start, row.char_end)):
                passages[row.report_id][passage.span] = passage
    return {report_id: list(found.values()) for report_id, found in passages.items()}


def _paragraphs(text: str, within: Span) -> Iterable[Passage]:
    at = within.start
    for line in within.of(text).split("\n"):
        words = line.strip()
        if len(words) >= _SHORTEST_PASSAGE:
            yield Passage(Span(at, at + len(line)), words, shingles(words))
        at += len(line) + 1
