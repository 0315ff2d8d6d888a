"""The briefing: what an analyst pastes into a report, as a Word document with tables and charts.

Figures are those of ``v_department_year``; each table says in which report its rows stand.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from sqlalchemy import Connection, text

from extractors.registry.regions import choose_region, full_name, regions_of_code
from models.problem import Problem
from models.words import word
from pipeline.asking.execution import BANDS, SLOW, band_of
from pipeline.asking.words import number
from pipeline.exporting.brief_charts import Chart, add_chart
from pipeline.exporting.brief_tables import add_table

FONT = "宋体"
MOST_BARS = 25
"""Departments of a chart; with more it is no longer read at a glance."""

MANY = 10
"""With so many departments their number in each band of rates is drawn, too."""

_ROWS = text(
    """
    SELECT * FROM v_department_year
    WHERE fiscal_year = :year AND coalesce(region_code, '') LIKE :region
    ORDER BY budget_execution_rate_recomputed_pct, department
    """
)
_FINDINGS = text(
    """
    SELECT r.department, f.severity, f.rule_id, f.message, f.status, r.file_name
    FROM v_finding AS f JOIN v_report AS r ON r.report_id = f.report_id
    WHERE r.fiscal_year = :year AND coalesce(r.region_code, '') LIKE :region
        AND f.severity = 'high' AND f.status IN ('open', 'confirmed')
    ORDER BY r.department, f.finding_id LIMIT 200
    """
)
_REPORTS = text(
    """
    SELECT count(*) FROM v_report
    WHERE is_current AND fiscal_year = :year AND coalesce(region_code, '') LIKE :region
    """
)


@dataclass(frozen=True, slots=True)
class BriefScope:
    """What the briefing is about.

    Attributes:
        region: code of a division; "" for all.
        year: fiscal year.
    """

    region: str
    year: int

    @property
    def values(self) -> dict[str, Any]:
        """Parameters of the questions asked; a region stands for all that lies in it."""
        prefix = self.region.removesuffix("00").removesuffix("00")
        return {"year": self.year, "region": f"{prefix}%"}

    @property
    def name(self) -> str:
        """The region's full name."""
        region = choose_region(regions_of_code(self.region), self.year)
        return full_name(region, self.year) if region else ""


def write_brief(connection: Connection, scope: BriefScope, target: Path) -> int:
    """Write the briefing.

    Returns:
        The number of departments it is about.

    Raises:
        Problem: no report of that region and year is in the database.
    """
    rows = connection.execute(_ROWS, scope.values).all()
    if not rows:
        place = f"region {scope.region} and " if scope.region else ""
        raise Problem(
            f"There is no report of {place}year {scope.year} in the database. "
            "See which there are: jixiao query reports"
        )
    document = _new_document()
    title = document.add_heading(f"{scope.name}{scope.year}年度部门整体绩效自评情况简报", 0)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _overview(document, connection, scope, rows)
    _execution(document, rows)
    _slow(document, rows)
    _findings(document, connection, scope)
    document.add_paragraph("注：本简报数据取自各部门报送的自评报告，执行率按报告所列金额重算。")
    document.save(str(target))
    return len(rows)


def _new_document() -> WordDocument:
    """An empty A4 document in a Chinese font, which Word keeps apart from the Latin one."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2.5)
    for name in ("Normal", "Title", "Heading 1"):
        style = document.styles[name]
        style.font.name = FONT
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    document.styles["Normal"].font.size = Pt(11)
    document.styles["Title"].font.size = Pt(20)
    return document


def _overview(
    document: WordDocument, connection: Connection, scope: BriefScope, rows: Sequence[Any]
) -> None:
    reports = connection.execute(_REPORTS, scope.values).scalar_one()
    both = [row for row in rows if _known(row)]
    document.add_heading("一、总体情况", 1)
    sentences = [f"共收到{reports}份报告，涉及{len(rows)}个部门。"]
    if both:
        budget = sum(Decimal(str(row.budget_adjusted_wan)) for row in both)
        spent = sum(Decimal(str(row.expenditure_actual_wan)) for row in both)
        rate = f"，总体执行率{number(100 * spent / budget)}%" if budget else ""
        sentences.append(
            f"同时列明全年预算和实际支出的部门{len(both)}个，"
            f"全年预算合计{number(budget)}万元，实际支出合计{number(spent)}万元{rate}。"
        )
    if len(both) < len(rows):
        absent = "、".join(str(row.department) for row in rows if not _known(row))
        sentences.append(f"未同时列明两者的部门{len(rows) - len(both)}个：{absent}。")
    document.add_paragraph("".join(sentences))


def _known(row: Any) -> bool:
    return row.budget_adjusted_wan is not None and row.expenditure_actual_wan is not None


def _execution(document: WordDocument, rows: Sequence[Any]) -> None:
    document.add_heading("二、预算执行情况", 1)
    add_table(
        document,
        ("部门", "全年预算（万元）", "实际支出（万元）", "报告所列执行率（%）", "重算执行率（%）"),
        [
            (
                row.department,
                number(row.budget_adjusted_wan),
                number(row.expenditure_actual_wan),
                number(row.budget_execution_rate_stated_pct),
                number(row.budget_execution_rate_recomputed_pct),
            )
            for row in rows
        ],
        (5.2, 2.8, 2.8, 2.6, 2.6),
    )
    for chart in _charts(rows):
        add_chart(document, chart)


def _charts(rows: Sequence[Any]) -> Iterator[Chart]:
    """Rates, the lowest first; how many lie in which band; what was planned and spent."""
    known = [(row.department, rate) for row in rows if (rate := _rate(row)) is not None]
    if known:
        lowest = f"（最低的{MOST_BARS}个部门）" if len(known) > MOST_BARS else ""
        names, rates = zip(*known[:MOST_BARS], strict=True)
        yield Chart("bar", f"各部门预算执行率（重算，%）{lowest}", "%", names, [("执行率", rates)])
    if len(known) >= MANY:
        counts = Counter(band_of(float(rate)) for _, rate in known)
        numbers = [counts[band] for band in range(len(BANDS))]
        yield Chart("column", "各档执行率（%）的部门数", "个", BANDS, [("部门数", numbers)])
    both = sorted((row for row in rows if _known(row)), key=lambda row: -row.budget_adjusted_wan)
    if both:
        largest = f"（最大的{MOST_BARS}个部门）" if len(both) > MOST_BARS else ""
        drawn = both[:MOST_BARS]
        yield Chart(
            "bar",
            f"各部门全年预算与实际支出（万元）{largest}",
            "万元",
            [row.department for row in drawn],
            [
                ("全年预算", [Decimal(str(row.budget_adjusted_wan)) for row in drawn]),
                ("实际支出", [Decimal(str(row.expenditure_actual_wan)) for row in drawn]),
            ],
        )


def _slow(document: WordDocument, rows: Sequence[Any]) -> None:
    document.add_heading(f"三、执行率低于{SLOW}%的部门", 1)
    slow = [row for row in rows if (rate := _rate(row)) is not None and rate < SLOW]
    if not slow:
        document.add_paragraph("没有。")
        return
    add_table(
        document,
        ("部门", "执行率（%）", "未支出（万元）", "出自报告"),
        [
            (
                row.department,
                number(row.budget_execution_rate_recomputed_pct),
                number(row.unspent_recomputed_wan),
                row.file_name,
            )
            for row in slow
        ],
        (5, 2.3, 2.5, 6.2),
    )


def _rate(row: Any) -> Decimal | None:
    rate = row.budget_execution_rate_recomputed_pct
    return None if rate is None else Decimal(str(rate))


def _findings(document: WordDocument, connection: Connection, scope: BriefScope) -> None:
    document.add_heading("四、需部门核实的主要疑点", 1)
    found = connection.execute(_FINDINGS, scope.values).all()
    if not found:
        document.add_paragraph("没有。")
        return
    rows = [(row.department, row.message, word(row.status, "status")) for row in found]
    add_table(document, ("部门", "疑点", "状态"), rows, (4.2, 9.8, 2))
