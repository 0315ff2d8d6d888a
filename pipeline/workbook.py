"""The analysts' workbook: what the reports say as Excel sheets, in Chinese, each row with a link
to its place in the workbench.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection, text
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from pipeline.dictionary import describe
from pipeline.tabular import EXCEL_ROWS, open_workbook, write_cell
from pipeline.workbench.words import word

WORKBENCH = "http://127.0.0.1:8000"
"""Where the workbench is unless something else is said."""

# Excel keeps at most 65,530 links a sheet; further rows keep their numbers without one.
MOST_LINKS = 65_000

NUMBER, WHOLE, WORDS = "#,##0.00##", "0", ""
"""Formats of cells: a number with its decimals, a year or key, a text."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet.

    Attributes:
        head: its title.
        source: the column of the query that it shows.
        width: in characters.
        form: number format of Excel; "" for text.
        codes: table of words for its codes; None where it holds none.
        wrap: whether long text goes on in further lines.
    """

    head: str
    source: str
    width: int = 12
    form: str = WORDS
    codes: str | None = None
    wrap: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its query, and the columns shown of it.

    Attributes:
        place: address of a row in the workbench, with columns of the query in braces.
    """

    name: str
    query: str
    columns: tuple[Column, ...]
    place: str


DEPARTMENT = Column("部门", "department", 34)
YEAR = Column("年度", "fiscal_year", 8, WHOLE)

REPORTS = Sheet(
    "报告清单",
    """
    SELECT r.*, coalesce(f.open_findings, 0) AS open_findings,
        coalesce(f.high_findings, 0) AS high_findings
    FROM v_report AS r
    LEFT JOIN (
        SELECT report_id, count(*) AS open_findings,
            sum(CASE WHEN severity = 'high' THEN 1 ELSE 0 END) AS high_findings
        FROM v_finding WHERE status = 'open' GROUP BY report_id
    ) AS f ON f.report_id = r.report_id
    WHERE r.is_current ORDER BY r.fiscal_year DESC, r.region_code, r.department, r.report_id
    """,
    (
        DEPARTMENT,
        YEAR,
        Column("类型", "report_type", 14, codes="report_type"),
        Column("地区", "region_name", 18),
        Column("层级", "admin_level", 8, codes="admin_level"),
        Column("范围", "scope", 18, codes="scope"),
        Column("待处理疑点", "open_findings", 12, WHOLE),
        Column("其中高", "high_findings", 9, WHOLE),
        Column("文件", "file_name", 50),
        Column("格式", "format", 8),
        Column("字数", "char_count", 10, "#,##0"),
        Column("读入时间（UTC）", "ingested_at", 22),
        Column("报告编号", "report_id", 10, WHOLE),
    ),
    "/reports/{report_id}",
)
FIGURES = Sheet(
    "明细",
    """
    SELECT q.*, CASE WHEN q.role = 'level' THEN NULL ELSE q.role END AS change_role
    FROM v_quantity AS q ORDER BY q.report_id, q.quantity_id
    """,
    (
        DEPARTMENT,
        YEAR,
        Column("指标", "metric_name", 22),
        Column("数值", "value", 18, NUMBER),
        Column("上限", "value_upper", 12, NUMBER),
        Column("单位", "unit", 8),
        Column("原文", "printed", 16),
        Column("类别", "kind", 8, codes="kind"),
        Column("比较", "comparator", 8, codes="comparator"),
        Column("所属年度", "value_year", 10, WHOLE),
        Column("时点", "point", 8, codes="point"),
        Column("增减额或率", "change_role", 12, codes="role"),
        Column("方向", "direction", 8, codes="direction"),
        Column("项目或科目", "line_item", 24),
        Column("名称", "label", 22),
        Column("所在句子或表格行", "quote", 80, wrap=True),
        Column("章节", "section_path", 40),
        Column("表", "table_title", 24),
        Column("报告编号", "report_id", 10, WHOLE),
        Column("数值编号", "quantity_id", 14, WHOLE),
    ),
    "/reports/{report_id}#q{quantity_id}",
)
FINDINGS = Sheet(
    "疑点",
    """
    SELECT f.*, r.department, r.fiscal_year, r.file_name
    FROM v_finding AS f JOIN v_report AS r ON r.report_id = f.report_id
    ORDER BY CASE f.severity WHEN 'high' THEN 0 WHEN 'medium' THEN 1 WHEN 'low' THEN 2 ELSE 3 END,
        r.department, r.fiscal_year, f.finding_id
    """,
    (
        DEPARTMENT,
        YEAR,
        Column("严重程度", "severity", 10, codes="severity"),
        Column("性质", "verdict", 18, codes="verdict"),
        Column("规则", "rule_id", 8),
        Column("说明", "message", 80, wrap=True),
        Column("报告所列", "stated", 20),
        Column("应为", "expected", 20),
        Column("允许误差", "tolerance", 14),
        Column("状态", "status", 10, codes="status"),
        Column("备注", "reviewer_note", 30, wrap=True),
        Column("文件", "file_name", 50),
        Column("疑点编号", "finding_id", 12, WHOLE),
    ),
    "/reports/{report_id}#finding{finding_id}",
)

# Columns of v_department_year that are for programs, not for readers of a sheet.
_HIDDEN = ("department_id", "function_code", "region_code", "report_id", "file_name")


def write_workbook(
    connection: Connection, target: Path | BinaryIO, workbench: str = WORKBENCH
) -> dict[str, int]:
    """Write the workbook: its rows are counted by sheet.

    Args:
        connection: to read from.
        target: file to write.
        workbench: address that the links lead to.
    """
    counts = {}
    with open_workbook(target) as book:
        for sheet in (REPORTS, _summary(connection), FIGURES, FINDINGS):
            counts[sheet.name] = _write(book, connection, sheet, workbench.rstrip("/"))
        counts["数据字典"] = _write_dictionary(book, connection)
    return counts


def _summary(connection: Connection) -> Sheet:
    """A row a department and year, a column a metric, with the words of the data dictionary."""
    view = next(view for view in describe(connection) if view.name == "v_department_year")
    columns = [DEPARTMENT, YEAR]
    for name, meaning in view.columns:
        if name in {"department", "fiscal_year", *_HIDDEN}:
            continue
        codes = name if name in {"report_type", "admin_level", "scope"} else None
        is_text = codes is not None or name == "region_name"
        head = meaning.split("：")[0] if is_text else meaning
        columns.append(Column(head, name, 16, WORDS if is_text else NUMBER, codes))
    query = "SELECT * FROM v_department_year ORDER BY region_code, department_id, fiscal_year"
    return Sheet("指标汇总", query, tuple(columns), "/reports/{report_id}")


def _write(book: Workbook, connection: Connection, sheet: Sheet, workbench: str) -> int:
    """One sheet, and further ones where there are more rows than Excel has."""
    total = 0
    with connection.execute(text(sheet.query)) as result:
        rows = iter(result.mappings())
        for number in range(1, 1000):
            name = sheet.name if number == 1 else f"{sheet.name} ({number})"
            page = _Page(book, name, sheet.columns)
            written = 0
            for written, row in enumerate(islice(rows, EXCEL_ROWS - 1), 1):
                page.write(written, row, workbench + sheet.place.format(**row))
            page.finish(written)
            total += written
            if written < EXCEL_ROWS - 1:
                break
    return total


class _Page:
    """A worksheet with frozen heads, widths, a filter, and a link before each row."""

    def __init__(self, book: Workbook, name: str, columns: Sequence[Column]) -> None:
        self._sheet = book.add_worksheet(name)
        self._columns = columns
        self._forms = [_format(book, column) for column in columns]
        self._link = book.add_format({"font_color": "#0B5CAD", "underline": 1, "valign": "top"})
        self._sheet.freeze_panes(1, 2)
        self._sheet.set_column(0, 0, 6)
        head = book.add_format(
            {"bold": True, "bg_color": "#DDE7F0", "text_wrap": True, "valign": "vcenter"}
        )
        self._sheet.write_string(0, 0, "查看", head)
        for place, column in enumerate(columns, 1):
            self._sheet.set_column(place, place, column.width)
            self._sheet.write_string(0, place, column.head, head)

    def write(self, line: int, row: Any, address: str) -> None:
        """A row; the address is behind the first cell."""
        if line <= MOST_LINKS:
            self._sheet.write_url(line, 0, address, self._link, "原文")
        for place, (column, form) in enumerate(zip(self._columns, self._forms, strict=True), 1):
            value = row[column.source]
            if column.codes is not None:
                value = word(value, column.codes)
            write_cell(self._sheet, line, place, value, form)

    def finish(self, lines: int) -> None:
        """What needs the number of rows."""
        self._sheet.autofilter(0, 0, lines, len(self._columns))


def _format(book: Workbook, column: Column) -> Format:
    properties: dict[str, Any] = {"valign": "top", "text_wrap": column.wrap}
    if column.form:
        properties["num_format"] = column.form
    return book.add_format(properties)


def _write_dictionary(book: Workbook, connection: Connection) -> int:
    """What the columns of the database mean."""
    columns = (
        Column("视图", "view", 22),
        Column("列", "column", 36),
        Column("含义", "meaning", 90),
    )
    page = _Page(book, "数据字典", columns)
    line = 0
    for line, row in enumerate(_meanings(connection), 1):
        page.write(line, row, f"{WORKBENCH}/sql")
    page.finish(line)
    return line


def _meanings(connection: Connection) -> Iterator[dict[str, str]]:
    for view in describe(connection):
        yield {"view": view.name, "column": "", "meaning": view.about}
        for column, meaning in view.columns:
            yield {"view": view.name, "column": column, "meaning": meaning}
