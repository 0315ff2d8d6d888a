"""Short makers of reports, for tests of what comes after extraction.

>>> from tests.factories import Figure, make_report
>>> result = make_report(Figure("本年支出", "2474.64万元", "expenditure_actual"))
>>> result.observations[0].mention.value
Decimal('24746400.00')
"""

import hashlib
import re
from dataclasses import dataclass
from decimal import Decimal

from models.document import Block, BlockKind, Document, SourceFile
from models.finding import Finding, IndicatorResult, RuleOutcome
from models.identity import Identity, ReportType
from models.mention import CellPlace, Comparator, Kind, Mention, Role
from models.observation import ALL, Observation, Point
from models.outline import Section, SectionKind
from models.result import ReportResult
from models.span import Span

# Unit as printed: kind, unit of the value, scale.
UNITS = {
    "亿元": (Kind.AMOUNT, "元", Decimal(10) ** 8),
    "万元": (Kind.AMOUNT, "元", Decimal(10) ** 4),
    "元": (Kind.AMOUNT, "元", Decimal(1)),
    "%": (Kind.PERCENT, "%", Decimal(1)),
    "人": (Kind.HEADCOUNT, "人", Decimal(1)),
    "分": (Kind.SCORE, "分", Decimal(1)),
    "个": (Kind.COUNT, "个", Decimal(1)),
    "辆": (Kind.COUNT, "辆", Decimal(1)),
}
HEADING = "一、部门整体概况"


@dataclass(frozen=True)
class Figure:
    """A sentence of the report: ``label`` and then ``printed``, such as 2474.64万元."""

    label: str
    printed: str
    metric: str | None = None
    year: int | None = None
    point: Point = Point.YEAR
    fund_type: str = ALL
    fund_level: str = ALL
    line_item: str | None = None
    comparator: Comparator = Comparator.EQUAL
    role: Role = Role.LEVEL
    is_primary: bool = True
    is_target: bool = False
    parent: int | None = None
    cell: CellPlace | None = None
    upper: Decimal | None = None


def make_identity(department: str, year: int, **fields: object) -> Identity:
    """An identity in the invented county 云溪县, unless ``fields`` say otherwise."""
    known: dict[str, object] = {
        "department": f"云溪县{department}",
        "department_id": f"999901-{department}",
        "region_code": "999901",
        "region_name": "云溪县",
        "fiscal_year": year,
        "report_type": ReportType.DEPT_OVERALL_SELF,
        "title": f"云溪县{department}{year}年度部门整体绩效自评报告",
        "sources": (("department", "title"), ("fiscal_year", "title")),
    }
    return Identity(**(known | fields))  # type: ignore[arg-type]


def make_report(
    *figures: Figure,
    department: str = "应急管理局",
    year: int = 2024,
    path: str = "",
    identity: Identity | None = None,
    findings: tuple[Finding, ...] = (),
    outcomes: tuple[RuleOutcome, ...] = (),
    indicators: tuple[IndicatorResult, ...] = (),
    tail: str = "",
) -> ReportResult:
    """A report with one heading and one sentence for each figure."""
    text, observations = HEADING + "\n", []
    for figure in figures:
        sentence = f"{figure.label}{figure.printed}。"
        start = len(text) + len(figure.label)
        quote = Span(len(text), len(text) + len(sentence))
        text += sentence + "\n"
        observations.append(_observation(figure, start, quote, year))
    text += tail
    path = path or f"/reports/{department}{year}.txt"
    digest = hashlib.sha256(text.encode() + path.encode()).hexdigest()
    return ReportResult(
        document=Document(
            source=SourceFile(path, digest, len(text.encode()), "txt"),
            text=text,
            blocks=(Block(BlockKind.PARAGRAPH, Span(0, len(HEADING)), outline_level=1),),
            reader="test",
        ),
        identity=identity or make_identity(department, year),
        sections=(_heading(len(text)),),
        observations=tuple(observations),
        indicator_results=indicators,
        findings=findings,
        outcomes=outcomes,
    )


def _heading(length: int) -> Section:
    return Section(
        index=0,
        parent=None,
        depth=1,
        kind=SectionKind.HEADING,
        label="一、",
        title="部门整体概况",
        label_span=Span(0, 2),
        title_span=Span(2, len(HEADING)),
        span=Span(0, length),
    )


def _observation(figure: Figure, start: int, quote: Span, year: int) -> Observation:
    match = re.fullmatch(r"(-?[\d.]+)(\D+)", figure.printed)
    assert match is not None, figure.printed
    number, unit = match.groups()
    kind, base_unit, scale = UNITS[unit]
    mention = Mention(
        span=Span(start, start + len(figure.printed)),
        kind=kind,
        value=Decimal(number) * scale,
        unit=base_unit,
        printed_unit=unit,
        scale=scale,
        printed_decimals=len(number.partition(".")[2]),
        value_upper=figure.upper,
        comparator=figure.comparator,
        role=figure.role,
        is_target=figure.is_target,
        cell=figure.cell,
    )
    return Observation(
        mention=mention,
        quote=quote,
        section=0,
        label=figure.label,
        metric_code=figure.metric,
        value_year=figure.year or year,
        point=figure.point,
        fund_type=figure.fund_type,
        fund_level=figure.fund_level,
        line_item=figure.line_item,
        parent=figure.parent,
        is_primary=figure.is_primary and figure.metric is not None,
    )
