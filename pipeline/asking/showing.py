"""A stored report as it is shown in the terminal."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from sqlalchemy import Connection, RowMapping, column, select, table
from sqlalchemy import text as sql_text

from models.problem import Problem

KIND_STYLES = {
    "amount": "bold green",
    "percent": "bold magenta",
    "headcount": "bold cyan",
    "count": "bold yellow",
    "score": "bold blue",
}
SEVERITY_STYLES = {"high": "bold red", "medium": "yellow", "low": "", "info": "dim"}

# More candidates than this are not worth reading; the name should be longer.
CANDIDATES = 8


@dataclass(frozen=True, slots=True)
class ReportView:
    """What is shown of a report: rows of the views, and its text."""

    head: RowMapping
    text: str
    sections: Sequence[RowMapping]
    quantities: Sequence[RowMapping]
    findings: Sequence[RowMapping]


def find_report(connection: Connection, name: str) -> int:
    """The id of the report that ``name`` means: its id, its file name, or a part of that.

    Raises:
        Problem: no report or several are meant.
    """
    reports = table("v_report", column("report_id"), column("file_name"), column("is_current"))
    chosen = select(reports.c.report_id, reports.c.file_name).order_by(
        reports.c.is_current.desc(), reports.c.report_id.desc()
    )
    if name.isascii() and name.isdigit():
        found = connection.execute(chosen.where(reports.c.report_id == int(name))).first()
        if found is not None:
            return int(found.report_id)
    exact = connection.execute(chosen.where(reports.c.file_name == name)).first()
    if exact is not None:
        return int(exact.report_id)
    current = chosen.where(sql_text("is_current"))
    partly = current.where(reports.c.file_name.contains(name, autoescape=True))
    candidates = connection.execute(partly.limit(CANDIDATES + 1)).all()
    if len(candidates) == 1:
        return int(candidates[0].report_id)
    raise Problem(_unclear(name, candidates))


def _unclear(name: str, candidates: Sequence[Any]) -> str:
    if not candidates:
        return (
            f"There is no report with the id or file name {name}. "
            "List them with: jixiao query reports"
        )
    listed = "\n".join(f"  {c.report_id}  {c.file_name}" for c in candidates[:CANDIDATES])
    more = "\n  …" if len(candidates) > CANDIDATES else ""
    return f"Several reports are named like {name}; give the id of one:\n{listed}{more}"


def load_view(connection: Connection, report_id: int) -> ReportView:
    """What is to be shown of a report. An older version has no sections or figures to show."""

    def rows(sql: str) -> Sequence[RowMapping]:
        return connection.execute(sql_text(sql), {"id": report_id}).mappings().all()

    content = rows("SELECT text FROM report_content WHERE report_id = :id")
    return ReportView(
        head=rows("SELECT * FROM v_report WHERE report_id = :id")[0],
        text=content[0]["text"],
        sections=rows("SELECT * FROM v_section WHERE report_id = :id ORDER BY ordinal"),
        quantities=rows("SELECT * FROM v_quantity WHERE report_id = :id ORDER BY char_start"),
        findings=rows("SELECT * FROM v_finding WHERE report_id = :id ORDER BY finding_id"),
    )


def render(view: ReportView) -> Group:
    """The report as it is printed."""
    parts: list[RenderableType] = [_head(view), Text(), _legend(view), Text()]
    parts += _outline(view)
    if view.findings:
        parts += [Text(), _findings(view)]
    return Group(*parts)


def _head(view: ReportView) -> Text:
    head = view.head
    department = head["department"] or "department unknown"
    year = head["fiscal_year"] or "year unknown"
    lines = Text()
    lines.append(f"{department} · {year} · {head['report_type']}\n", style="bold")
    lines.append(f"report {head['report_id']} · {head['source_path']}", style="dim")
    if not head["is_current"]:
        lines.append("\nsuperseded by a newer version; its figures are not shown", style="red")
    return lines


def _legend(view: ReportView) -> Text:
    legend = Text()
    for kind, style in KIND_STYLES.items():
        number = sum(q["kind"] == kind for q in view.quantities)
        legend.append(f"{kind} {number}", style=style).append("   ")
    in_tables = sum(q["origin"] == "table" for q in view.quantities)
    if in_tables:
        legend.append(f"({in_tables} in tables, not shown)", style="dim")
    return legend


def _outline(view: ReportView) -> list[RenderableType]:
    """Every heading, and under it the sentences that hold quantities."""
    by_section: dict[int | None, list[RowMapping]] = {}
    for quantity in view.quantities:
        if quantity["origin"] == "text":
            by_section.setdefault(quantity["section_id"], []).append(quantity)
    lines: list[RenderableType] = [*_sentences(view, by_section.get(None, []), 0)]
    for section in view.sections:
        inside = by_section.get(section["section_id"], [])
        if section["kind"] == "heading":
            indent = "  " * (section["depth"] - 1)
            title = Text(f"{indent}{section['label']}{section['title']}", style="bold")
            lines.append(title)
        lines += _sentences(view, inside, section["depth"])
    return lines


def _sentences(view: ReportView, quantities: Sequence[RowMapping], depth: int) -> list[Table]:
    """The sentences of the quantities, each once, every quantity marked."""
    sentences: dict[int, Text] = {}
    lines: list[Table] = []
    for quantity in quantities:
        quote = quantity["quote"]
        start = view.text.find(quote, max(0, quantity["char_end"] - len(quote)))
        if start not in sentences:
            sentences[start] = Text(quote.replace("\n", " "))
            lines.append(_indented(sentences[start], depth))
        place = quantity["char_start"] - start, quantity["char_end"] - start
        sentences[start].stylize(KIND_STYLES[quantity["kind"]], *place)
    return lines


def _indented(sentence: Text, depth: int) -> Table:
    grid = Table.grid()
    grid.add_column(width=2 * depth)
    grid.add_column(overflow="fold")
    grid.add_row("", sentence)
    return grid


def _findings(view: ReportView) -> Table:
    findings = Table(box=None, pad_edge=False, title="Findings", title_justify="left")
    findings.add_column("rule", no_wrap=True)
    findings.add_column("verdict", no_wrap=True)
    findings.add_column("severity", no_wrap=True)
    findings.add_column("message", overflow="fold")
    for one in view.findings:
        style = SEVERITY_STYLES[one["severity"]]
        findings.add_row(
            one["rule_id"], one["verdict"], one["severity"], Text(one["message"]), style=style
        )
    return findings
