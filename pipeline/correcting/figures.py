"""What corrections make of a report's quantities: pure functions over rows."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from models.columns import PLACES, from_scaled, to_scaled
from models.mention import Kind
from models.observation import ALL
from models.span import Span
from models.tables import CorrectedField, FigureCorrection

Row = dict[str, Any]

VALUES = {CorrectedField.VALUE: "value_scaled", CorrectedField.VALUE_UPPER: "value_upper_scaled"}
"""Columns that hold a number in steps that depend on the kind."""

ADDED = "correction"
"""What found a quantity that the reading missed."""

FACT = (
    "metric_code", "line_item", "value_year", "point", "fund_type", "fund_level", "budget_book",
)  # fmt: skip
"""What a plain statement is about; the first one about each fact is primary."""

UNSAID: Row = {
    "scale": None,
    "kind": Kind.COUNT.value,
    "value_scaled": None,
    "value_upper_scaled": None,
    "unit": "",
    "comparator": "=",
    "role": "level",
    "direction": None,
    "is_target": False,
    "is_threshold": False,
    "label": "",
    "metric_code": None,
    "value_year": None,
    "point": "year",
    "fund_type": ALL,
    "fund_level": ALL,
    "budget_book": ALL,
    "line_item": None,
    "parent_id": None,
    "is_primary": False,
    "table_index": None,
    "table_row": None,
    "table_column": None,
    "row_label": None,
    "column_label": None,
    "table_title": None,
    "found_by": ADDED,
    "meant_by": ADDED,
    "as_read": None,
    "correction": FigureCorrection.ADDED.value,
    "confidence": None,
}
"""A quantity of which nobody has said anything yet."""

# A number with its sign at the start of what is printed: 2,474.64万元 -> 2,474.64; 约5人 -> none.
_NUMBER = re.compile(r"[-−]?[\d,，]*\d(?:[.．](\d+))?")


def as_read(row: Mapping[str, Any]) -> Row:
    """The row as the report was read, before any correction."""
    kept = json.loads(row["as_read"]) if row["as_read"] else {}
    return {**row, **kept, "as_read": None, "correction": None}


@dataclass
class Figures:
    """The quantities of a report while they are corrected.

    Attributes:
        rows: by id, as read at first.
        text: of the report.
    """

    rows: dict[int, Row]
    text: str
    _original: dict[int, Row] = field(init=False)
    _wanted: dict[int, dict[CorrectedField, str | None]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._original = {key: dict(row) for key, row in self.rows.items()}

    def at(self, span: Span) -> Row | None:
        """The quantity at a place: the same span, or else the only one that overlaps it."""
        overlapping = [
            row
            for row in self.rows.values()
            if row["char_start"] < span.end and span.start < row["char_end"]
        ]
        same = [r for r in overlapping if (r["char_start"], r["char_end"]) == tuple(span)]
        found = same or overlapping
        return found[0] if len(found) == 1 else None

    def set(self, row: Row, what: CorrectedField, value: str | None) -> None:
        """Correct one field; the last word on each stands."""
        self._wanted.setdefault(row["id"], {})[what] = value

    def add(self, report_id: int, span: Span, place: Row, first_id: int) -> Row:
        """A quantity that was missed, to be described by ``set``.

        Args:
            report_id: of its report.
            span: its words.
            place: columns that say in which section, and in which cell of a table, it stands.
            first_id: the least number that it may have.
        """
        key = max([first_id - 1, *self.rows]) + 1
        row = _added_row(self.text, span) | place | {"id": key, "report_id": report_id}
        self.rows[key] = row
        return row

    def shift_years(self, years: int) -> None:
        """Move the years that follow from the report's own, which was mistaken by that many.

        A year that is printed in the sentence is no such year.
        """
        for row in self.rows.values():
            year = row["value_year"]
            quote = self.text[row["quote_start"] : row["quote_end"]]
            if year is not None and str(year) not in quote:
                row["value_year"] = year + years

    def settle(self) -> None:
        """Apply all that was said, and say again which statement of each fact is primary."""
        for key, wanted in self._wanted.items():
            _correct(self.rows[key], wanted)
        self._settle_primaries()
        for key, row in self.rows.items():
            read = self._original.get(key)
            kept = {} if read is None else {n: read[n] for n in read if read[n] != row[n]}
            kept.pop("correction", None)
            row["as_read"] = json.dumps(kept, ensure_ascii=False) if kept else None

    def _settle_primaries(self) -> None:
        facts = set()
        for key, row in self.rows.items():
            before, after = _fact(self._original.get(key)), _fact(row)
            if before != after or row["correction"]:
                facts |= {before, after}
                if after is None:
                    row["is_primary"] = False
        seen = set()
        for row in sorted(self.rows.values(), key=lambda one: (one["char_start"], one["id"])):
            fact = _fact(row)
            if fact is not None and fact in facts:
                row["is_primary"] = fact not in seen
                seen.add(fact)


def _fact(row: Row | None) -> tuple[Any, ...] | None:
    """What a row states; None for goals, bounds, changes and the unknown."""
    if row is None or row["metric_code"] is None or row["role"] != "level":
        return None
    if row["is_target"] or row["is_threshold"] or row["comparator"] != "=":
        return None
    return tuple(row[name] for name in FACT)


def _correct(row: Row, wanted: Mapping[CorrectedField, str | None]) -> None:
    if CorrectedField.QUANTITY in wanted and wanted[CorrectedField.QUANTITY] is None:
        row |= {"correction": FigureCorrection.VOID.value, "metric_code": None, "is_primary": False}
        return
    kind = Kind(wanted.get(CorrectedField.KIND) or row["kind"])
    for what, column in VALUES.items():
        if what in wanted:
            value = wanted[what]
            row[column] = None if value is None else to_scaled(Decimal(value), PLACES[kind])
        elif row[column] is not None:
            exact = from_scaled(row[column], PLACES[Kind(row["kind"])])
            row[column] = to_scaled(exact, PLACES[kind])
    for what, value in wanted.items():
        if what is CorrectedField.YEAR:
            row["value_year"] = None if value is None else int(value)
        elif what not in {*VALUES, CorrectedField.QUANTITY}:
            row[what.value] = value
    is_added = row["found_by"] == ADDED
    row["correction"] = (FigureCorrection.ADDED if is_added else FigureCorrection.CHANGED).value


def described(fields: Mapping[str, Any]) -> Iterable[tuple[CorrectedField, str | None]]:
    """What is said of a missed quantity, as corrections of its fields."""
    for name, value in fields.items():
        yield CorrectedField(name), None if value is None else str(value)


def _added_row(text: str, span: Span) -> Row:
    """The row of a quantity of which only its place is known."""
    printed = span.of(text)
    number = _NUMBER.match(printed)
    return {
        **UNSAID,
        "printed": printed,
        "printed_unit": printed[number.end() :].strip() if number else "",
        "printed_decimals": len(number[1] or "") if number else 0,
        "char_start": span.start,
        "char_end": span.end,
        **_sentence(text, span),
    }


def _sentence(text: str, span: Span) -> Row:
    """The stretch between the full stops or line ends around a place."""
    start = max(text.rfind(mark, 0, span.start) for mark in "。；\n") + 1
    ends = [at + 1 for mark in "。；" if (at := text.find(mark, span.end)) >= 0]
    ends += [at for at in [text.find("\n", span.end)] if at >= 0]
    return {"quote_start": start, "quote_end": min(ends, default=len(text))}
