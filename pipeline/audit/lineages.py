"""What the rules between reports need, read from the database a department at a time."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, select

from models.columns import PLACES, from_scaled
from models.mention import Comparator, Kind, Role
from models.observation import ALL
from models.outline import SectionKind
from models.span import Span
from models.tables import ROWS_PER_REPORT, quantity, report, report_content, section
from pipeline.audit.facts import SELF_EVALUATIONS
from pipeline.audit.figures import code_of
from pipeline.audit.rulebook import rule_book
from pipeline.audit.similarity import shingles
from pipeline.audit.years import Passage, Value, YearReport

_SHORTEST_PASSAGE = 20
# So many reports are in memory at a time, or those of one department where it has more.
_BATCH = 200

_HEADS = select(
    report.c.id,
    report.c.department_id,
    report.c.department,
    report.c.fiscal_year,
    report.c.report_type,
    report.c.scope,
).where(
    report.c.is_current,
    report.c.department_id.is_not(None),
    report.c.fiscal_year.is_not(None),
)

_VALUES = (
    select(
        quantity.c.id,
        quantity.c.report_id,
        quantity.c.metric_code,
        quantity.c.value_year,
        quantity.c.point,
        quantity.c.kind,
        quantity.c.value_scaled,
        quantity.c.scale,
        quantity.c.printed,
        quantity.c.printed_decimals,
        quantity.c.char_start,
        quantity.c.char_end,
    )
    .where(
        quantity.c.metric_code.is_not(None),
        quantity.c.value_year.is_not(None),
        quantity.c.value_scaled.is_not(None),
        quantity.c.role == Role.LEVEL.value,
        quantity.c.comparator == Comparator.EQUAL.value,
        quantity.c.kind != Kind.PERCENT.value,
        quantity.c.line_item.is_(None),
        quantity.c.fund_type == ALL,
        quantity.c.fund_level == ALL,
        quantity.c.budget_book == ALL,
        ~quantity.c.is_target,
        ~quantity.c.is_threshold,
    )
    .order_by(quantity.c.report_id, quantity.c.is_primary.desc(), quantity.c.id)
)
"""Figures of the whole department that rules between years compare."""

_HEADINGS = (
    select(section.c.report_id, section.c.title, section.c.char_start, section.c.char_end)
    .where(section.c.kind == SectionKind.HEADING.value)
    .order_by(section.c.report_id, section.c.char_start)
)


def read_lineages(
    connection: Connection, departments: Iterable[str] | None = None
) -> Iterator[Sequence[YearReport]]:
    """The current reports of each department whose year is known, as plain values.

    Departments follow one another in the order of their ids and their reports in that of
    their years, whatever the database and whatever was read first. Memory is that of a
    batch of reports.

    Args:
        connection: to be read from.
        departments: ids of those wanted; None for all.
    """
    wanted = _HEADS
    if departments is not None:
        wanted = wanted.where(report.c.department_id.in_(list(departments)))
    heads = sorted(
        connection.execute(wanted).all(),
        key=lambda row: (row.department_id, row.fiscal_year, row.id),
    )
    for batch in _batches(heads):
        yield from _read(connection, batch)


def _batches(heads: Sequence[Any]) -> Iterator[list[list[Any]]]:
    """Whole departments, until they have so many reports together."""
    batch: list[list[Any]] = []
    for _, rows in groupby(heads, key=lambda row: row.department_id):
        batch.append(list(rows))
        if sum(map(len, batch)) >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _read(connection: Connection, batch: list[list[Any]]) -> Iterator[Sequence[YearReport]]:
    heads = [row for rows in batch for row in rows]
    # Figures are compared over years alone.
    values = _values(connection, [row.id for rows in batch if len(rows) > 1 for row in rows])
    evaluated = [row.id for row in heads if row.report_type in SELF_EVALUATIONS]
    passages = _passages(connection, evaluated)
    for rows in batch:
        yield [
            YearReport(
                report_id=row.id,
                department_id=row.department_id,
                department=row.department or row.department_id,
                fiscal_year=row.fiscal_year,
                kind=f"{row.report_type}/{row.scope or ''}",
                values=values.get(row.id, {}),
                passages=passages.get(row.id, ()),
            )
            for row in rows
        ]


def _values(
    connection: Connection, reports: Sequence[int]
) -> dict[int, dict[tuple[str, int], list[Value]]]:
    values: dict[int, dict[tuple[str, int], list[Value]]] = defaultdict(lambda: defaultdict(list))
    for row in connection.execute(_VALUES.where(quantity.c.report_id.in_(reports))):
        code = str(code_of(row.metric_code, row.point))
        values[row.report_id][code, row.value_year].append(_value(row))
    return values


def _value(row: Any) -> Value:
    value = from_scaled(row.value_scaled, PLACES[Kind(row.kind)])
    exact = value == 0 or (row.kind != Kind.AMOUNT and not row.printed_decimals)
    step = Decimal(row.scale or 1).scaleb(-row.printed_decimals)
    return Value(
        index=row.id - row.report_id * ROWS_PER_REPORT - 1,
        value=value,
        half=Decimal(0) if exact else step / 2,
        printed="".join(row.printed.split()),
        span=Span(row.char_start, row.char_end),
    )


def _passages(connection: Connection, reports: Sequence[int]) -> dict[int, list[Passage]]:
    """Paragraphs of the sections on problems, goals and measures of self-evaluations."""
    titles = re.compile(rule_book()["D05"].data["sections"])
    places: dict[int, list[Span]] = defaultdict(list)
    for row in connection.execute(_HEADINGS.where(section.c.report_id.in_(reports))):
        if titles.search(row.title):
            places[row.report_id].append(Span(row.char_start, row.char_end))
    texts = select(report_content.c.report_id, report_content.c.text)
    found = connection.execute(texts.where(report_content.c.report_id.in_(list(places))))
    return {row.report_id: _paragraphs(row.text, places[row.report_id]) for row in found}


def _paragraphs(text: str, places: Sequence[Span]) -> list[Passage]:
    """The paragraphs of these stretches, each once: a section holds its subsections."""
    spans: dict[Span, str] = {}
    for place in places:
        at = place.start
        for line in place.of(text).split("\n"):
            words = line.strip()
            if len(words) >= _SHORTEST_PASSAGE:
                spans[Span(at, at + len(line))] = words
            at += len(line) + 1
    return [Passage(span, words, shingles(words)) for span, words in spans.items()]
