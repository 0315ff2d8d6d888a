"""What a table's total measures, where only the rows above it say so."""

from collections.abc import Sequence
from dataclasses import replace

from extractors.catalogue import Catalogue, Metric
from extractors.tables.parents import CellFact


def settle_totals(facts: Sequence[CellFact], catalogue: Catalogue) -> list[CellFact]:
    """``facts`` of one table, the totals without metric bound to what their parts are parts of.

    公务接待费, 公务用车运行维护费 and 因公出国(境)费 sum up to the three public expenses,
    whatever the table is called. A row that names something unknown leaves the total open.
    """
    columns: dict[int, list[CellFact]] = {}
    for fact in facts:
        if fact.mention.cell:
            columns.setdefault(fact.mention.cell.column, []).append(fact)
    wholes = {column: _whole_of(parts, catalogue) for column, parts in columns.items()}
    return [_settled(fact, wholes) for fact in facts]


def _settled(fact: CellFact, wholes: dict[int, Metric | None]) -> CellFact:
    whole = wholes.get(fact.mention.cell.column) if fact.mention.cell else None
    is_open = fact.is_total_row and fact.measure.rule in ("cell-total-row", "cell-unknown")
    if whole is None or not is_open or fact.measure.metric or not fact.column.names_nothing:
        return fact
    return replace(fact, measure=replace(fact.measure, metric=whole, rule="cell-sum-of-rows"))


def _whole_of(column: Sequence[CellFact], catalogue: Catalogue) -> Metric | None:
    """The nearest metric that every named row of a column is a part of."""
    parts = [fact for fact in column if not fact.is_total_row]
    metrics = [fact.measure.metric for fact in parts]
    if len(parts) < 2 or any(fact.measure.line for fact in parts):
        return None
    chains = [_wholes_above(metric, catalogue) for metric in metrics if metric]
    if len(chains) < len(parts):
        return None
    common = [code for code in chains[0] if all(code in chain for chain in chains)]
    return catalogue.metrics[common[0]] if common else None


def _wholes_above(metric: Metric, catalogue: Catalogue) -> list[str]:
    codes: list[str] = []
    code = metric.part_of
    while code and code not in codes:
        codes.append(code)
        code = catalogue.metrics[code].part_of
    return codes
