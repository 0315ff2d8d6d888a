"""Quantities of whole reports against hand-made gold, with the scorer's own alignment."""

from typing import Any

from extractors.fold import fold
from extractors.quantities.mentions import find_in_text
from models.mention import Mention
from models.span import Span
from tests.shared import GOLD, SHARED, needs_gold, read_gold, scorer, text_of_gold

pytestmark = needs_gold

# The least that is asked of each kind and attribute over all reports.
LEAST_F1 = {"amount": 0.995, "percent": 0.995, "headcount": 0.98, "count": 0.95, "score": 0.95}
LEAST_RIGHT = {
    "comparator": 0.97,
    "role": 0.97,
    "direction": 0.97,
    "target": 0.97,
    "threshold": 0.97,
}


def row_of(mention: Mention, text: str) -> dict[str, Any]:
    """A mention as a row of the view that the scorer reads."""
    upper = mention.value_upper
    return {
        "kind": mention.kind.value,
        "value": str(mention.value),
        "value_upper": None if upper is None else str(upper),
        "unit": mention.unit,
        "printed": mention.span.of(text),
        "char_start": mention.span.start,
        "comparator": mention.comparator.value,
        "role": mention.role.value,
        "direction": mention.direction.value if mention.direction else None,
        "is_target": mention.is_target,
        "is_threshold": mention.is_threshold,
    }


def prose_of(gold: dict[str, Any], text: str) -> Span:
    """The gold text of a PDF begins with tables, one cell a line; its prose starts later."""
    first: int = min(quantity["start"] for quantity in gold["quantities"])
    is_pdf = gold["file"].endswith(".pdf")
    return Span(text.rfind("\n", 0, first) + 1 if is_pdf else 0, len(text))


def scored() -> tuple[dict[str, list[int]], list[Any]]:
    module, out, misses = scorer(), {}, []
    module.MEANING = ()  # what the figures mean is measured elsewhere
    for path in GOLD:
        gold = read_gold(path)
        text = text_of_gold(gold)
        mentions = find_in_text(fold(text), prose_of(gold, text))
        module.score_quantities(gold, [row_of(m, text) for m in mentions], out, misses)
    return out, misses


def test_gold_reports() -> None:
    out, misses = scored()
    for kind, least in LEAST_F1.items():
        hits, gold, found = out[kind]
        assert 2 * hits / (gold + found) >= least, (kind, misses)
    for attribute, least in LEAST_RIGHT.items():
        right, all_of_them = out["attr:" + attribute]
        assert right / all_of_them >= least, (attribute, misses)
    right, all_of_them = out["attr:printed"]
    assert right == all_of_them, misses


def test_the_example_report_is_exact() -> None:
    path = SHARED / "reports" / "000_45c0309bc3cdb8d6.txt"
    text = path.read_text("utf-8")
    kinds = [mention.kind.value for mention in find_in_text(fold(text), Span(0, len(text)))]
    counts = {kind: kinds.count(kind) for kind in LEAST_F1}
    assert counts == {"amount": 40, "percent": 17, "headcount": 9, "count": 3, "score": 0}
