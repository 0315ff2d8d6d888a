"""What the figures in table cells mean: row times column."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from extractors.catalogue import Catalogue, load_catalogue
from extractors.catalogue.words import compact
from extractors.forms.project import project_of
from extractors.tables.cell_heads import read_heads
from extractors.tables.cell_words import name_in
from extractors.tables.grid import row_spans
from extractors.tables.measure import Measure, Measures
from extractors.tables.parents import CellFact, level_of, parents_of
from extractors.tables.topic import Topic, topic_of
from extractors.tables.totals import settle_totals
from models.document import Document, Table
from models.identity import Identity, ReportType
from models.mention import Kind, Mention
from models.observation import ALL, Observation, Point
from models.span import Span

_HEAD_ROWS = 5
# 854万(高标准农田建设400万元: a figure that a bracket explains
_OPENED = re.compile(r"\d[^年()]*\(")
# 一般公共预算支出表 stands in budgets and, without another word, in final accounts.
_STAGE_OF_REPORT = {ReportType.BUDGET: "initial", ReportType.FINAL_ACCOUNT: "actual"}
_LONGEST_NAME = 60


def interpret_cells(
    document: Document,
    folded: str,
    mentions: tuple[Mention, ...],
    identity: Identity,
    catalogue: Catalogue | None = None,
    section_of: Callable[[Mention], int | None] = lambda _: None,
) -> dict[int, Observation]:
    """Observations of the mentions that stand in table cells, by their index in ``mentions``.

    ``is_primary`` is left to the caller, who sees the whole report; all other fields are
    final. ``parent`` is an index into ``mentions`` as well.

    Args:
        document: as a reader made it.
        folded: ``fold(document.text)``.
        mentions: of the whole report.
        identity: whose fiscal year holds where no head names another.
        catalogue: what can be measured; the project's own where None is given.
        section_of: index of the section that a mention stands in.
    """
    catalogue = catalogue or load_catalogue()
    measures = Measures(catalogue)
    by_table: dict[int, list[tuple[int, Mention]]] = {}
    for index, mention in enumerate(mentions):
        if mention.cell is not None:
            by_table.setdefault(mention.cell.table, []).append((index, mention))
    found: dict[int, Observation] = {}
    for number, cells in by_table.items():
        table = document.tables[number]
        heads = _head_words(table, folded)
        topic = topic_of(_title(cells), heads, project_of(table, document.text))
        stage = topic.stage or _STAGE_OF_REPORT.get(identity.report_type) or _one_stage(cells)
        topic = replace(topic, stage=stage)
        groups = _groups(table, document.text)
        asides = _asides(cells, table, folded) if topic.form else frozenset()
        facts = settle_totals(list(_facts(cells, topic, measures, groups, asides)), catalogue)
        found.update(_observations(facts, topic, row_spans(table), identity, section_of))
    return found


def _one_stage(cells: list[tuple[int, Mention]]) -> str | None:
    """The only stage that heads of columns name: 本年预算数 beside 其中:财政拨款."""
    columns = (read_heads(mention.cell.column_label) for _, mention in cells if mention.cell)
    stages = {column.stage for column in columns if column.stage}
    return stages.pop() if len(stages) == 1 else None


def _title(cells: list[tuple[int, Mention]]) -> str:
    place = cells[0][1].cell
    return place.table_title if place else ""


def _head_words(table: Table, folded: str) -> list[str]:
    """Words of the first rows, where the heads of a table stand, and of heads of indicators."""
    first = table.cells[0].row if table.cells else 0
    return [
        words
        for cell in table.cells
        if (words := cell.span.of(folded)) and (cell.row < first + _HEAD_ROWS or "指标" in words)
    ]


def _groups(table: Table, text: str) -> dict[int, tuple[int, str]]:
    """For each row below one with the outermost list number (一、) that row and its name."""
    groups: dict[int, tuple[int, str]] = {}
    group: tuple[int, str] | None = None
    seen: set[int] = set()
    for cell in table.cells:
        words = compact(cell.span.of(text)[:_LONGEST_NAME])
        if cell.row in seen or not words:
            continue
        seen.add(cell.row)
        if level_of(words) == 0:
            group = (cell.row, name_in(words))
        elif group:
            groups[cell.row] = group
    return groups


def _asides(cells: list[tuple[int, Mention]], table: Table, folded: str) -> frozenset[int]:
    """Figures that stand behind another one in their cell: 854万(示范建设295万元).

    A field of a form states its value first, and then how it came about.
    """
    starts = {(cell.row, cell.column): cell.span.start for cell in table.cells}
    found: set[int] = set()
    last = (-1, -1)
    for index, mention in cells:
        place = (mention.cell.row, mention.cell.column) if mention.cell else last
        if place == last or _OPENED.search(folded, starts[place], mention.span.start):
            found.add(index)
        last = place
    return frozenset(found)


def _facts(
    cells: list[tuple[int, Mention]],
    topic: Topic,
    measures: Measures,
    groups: dict[int, tuple[int, str]],
    asides: frozenset[int],
) -> Iterator[CellFact]:
    above: dict[int, str] = {}
    for index, mention in cells:
        place = mention.cell
        if place is None:
            continue
        row, column = read_heads(place.row_label), read_heads(place.column_label)
        group_row, group = groups.get(place.row, (-1, ""))
        is_sum_of_group = row.is_total and level_of(compact(place.row_label)) == 1
        measure = measures.of(
            mention,
            topic,
            row,
            column,
            above=above.get(place.column, ""),
            group=group if is_sum_of_group else "",
        )
        if index in asides:
            measure = Measure(rule="cell-aside")
        if row.name or row.is_total:
            above[place.column] = row.name
        yield CellFact(index, mention, row, column, measure, group_row)


def _observations(
    facts: list[CellFact],
    topic: Topic,
    rows: dict[int, Span],
    identity: Identity,
    section_of: Callable[[Mention], int | None],
) -> Iterator[tuple[int, Observation]]:
    parents = parents_of(facts)
    for fact in facts:
        metric = fact.measure.metric
        yield (
            fact.index,
            Observation(
                mention=fact.mention,
                quote=_quote(fact.mention, rows),
                section=section_of(fact.mention),
                label=_label(fact),
                metric_code=metric.code if metric else None,
                value_year=_year(fact, topic, identity),
                point=_point(fact),
                fund_type=fact.measure.fund_type,
                fund_level=fact.measure.fund_level,
                budget_book=_book(fact, topic),
                line_item=fact.measure.line or None,
                parent=parents.get(fact.index),
                rule=fact.measure.rule,
            ),
        )


def _quote(mention: Mention, rows: dict[int, Span]) -> Span:
    return rows[mention.cell.row] if mention.cell else mention.span


def _label(fact: CellFact) -> str:
    """The words that name the figure: of its row, or of its column where that sums up."""
    place = fact.mention.cell
    row, column = (place.row_label, place.column_label) if place else ("", "")
    return fact.row.printed or fact.column.printed or row or column


def _year(fact: CellFact, topic: Topic, identity: Identity) -> int | None:
    own = fact.column.year or fact.row.year
    base = own or topic.year or identity.fiscal_year
    shift = 0 if own else fact.column.shift or fact.row.shift
    return base + shift if base else None


def _point(fact: CellFact) -> Point:
    metric = fact.measure.metric
    if metric and metric.point is not Point.YEAR:
        return metric.point
    said = fact.column.point or fact.row.point
    # 年初, 年末 are said of what is there at that moment; a flow takes the year.
    is_stock = fact.mention.kind in (Kind.HEADCOUNT, Kind.COUNT) or metric is None
    return said if said and is_stock else Point.YEAR


def _book(fact: CellFact, topic: Topic) -> str:
    books = (fact.column.book, fact.row.book, topic.book)
    return next((book for book in books if book != ALL), ALL)
