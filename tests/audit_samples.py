"""Reports for the audit's tests, built from hand-made annotations or from plain text."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from models.document import Document
from models.identity import AdminLevel, Identity, ReportType
from models.mention import Comparator, Direction, Kind, Mention, Role
from models.observation import ALL, Observation, Point
from models.outline import Section, SectionKind
from models.result import ReportResult
from models.span import Span
from pipeline.readers import document_of_text
from tests.shared import SHARED, read_gold, text_of_gold

SCALES = {"亿": Decimal(10**8), "万": Decimal(10**4), "千": Decimal(1000)}


def gold_file(name: str) -> Path:
    """A hand-made annotation; only the shared folder has them."""
    return SHARED / "eval" / "gold" / name


def result_of_gold(name: str) -> ReportResult:
    """A result as a perfect reader and interpreter would make it."""
    gold = read_gold(gold_file(name))
    document = document_of_text(text_of_gold(gold))
    sections = tuple(
        _section(i, s, document.text) for i, s in enumerate(gold["sections"]) if "depth" in s
    )
    observations = tuple(_observation(q, document, sections) for q in gold["quantities"])
    return ReportResult(document, _identity(gold["report"]), sections, observations)


def _identity(report: dict[str, Any]) -> Identity:
    level = AdminLevel.COUNTY if not report["region_code"].endswith("00") else AdminLevel.CITY
    return Identity(
        department=report["department"],
        region_code=report["region_code"],
        admin_level=level,
        fiscal_year=report["fiscal_year"],
        report_type=ReportType(report["report_type"]),
    )


def _section(index: int, section: dict[str, Any], text: str) -> Section:
    start = section["start"]
    return Section(
        index,
        None,
        section["depth"],
        SectionKind(section.get("kind", "heading")),
        section["label"],
        section.get("title", ""),
        Span(start, start),
        Span(start, start),
        Span(start, len(text)),
    )


def _observation(
    quantity: dict[str, Any], document: Document, sections: tuple[Section, ...]
) -> Observation:
    span = Span(quantity["start"], quantity["end"])
    within = [s.index for s in sections if s.span.start <= span.start]
    line = document.text.rfind("\n", 0, span.start) + 1
    return Observation(
        mention=_mention(quantity, span),
        quote=Span(line, span.end),
        section=within[-1] if within else None,
        metric_code=quantity.get("metric"),
        value_year=quantity.get("year"),
        point=Point(quantity.get("point", "year")),
        fund_type=quantity.get("fund_type", ALL),
        fund_level=quantity.get("fund_level", ALL),
        budget_book=quantity.get("budget_book", ALL),
    )


def _mention(quantity: dict[str, Any], span: Span) -> Mention:
    printed = "".join(quantity["text"].split())
    digits = "".join(c for c in printed if c.isdigit() or c == ".")
    unit = printed.lstrip("0123456789.,，")
    scale = next((size for word, size in SCALES.items() if unit.startswith(word)), Decimal(1))
    upper = quantity.get("value_upper")
    direction = quantity.get("direction")
    return Mention(
        span=span,
        kind=Kind(quantity["kind"]),
        value=Decimal(quantity["value"]),
        unit=quantity["unit"],
        printed_unit=unit,
        scale=scale,
        printed_decimals=len(digits.partition(".")[2]),
        value_upper=Decimal(upper) if upper else None,
        comparator=Comparator(quantity.get("comparator", "=")),
        role=Role(quantity.get("role", "level")),
        direction=Direction(direction) if direction else None,
        is_target=bool(quantity.get("target")),
        is_threshold=bool(quantity.get("threshold")),
    )
