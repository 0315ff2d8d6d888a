"""The sheets of the analysts' workbook: their questions to the database, and their columns."""

from dataclasses import dataclass

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
