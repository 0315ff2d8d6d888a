"""Cells that hold a name and its bare number: 其中：基本支出：800.10."""

import re
from typing import NamedTuple

from extractors.tables.numbers import BareNumber, parse_bare
from extractors.tables.words import table_words
from models.span import Span

_LABELLED = re.compile(
    r"\s*(?P<label>[^\d:,;。]{2,24}(?::[^\d:,;。]{2,24})?):\s*(?P<number>-?[\d,.]+)\s*"
)


class Labelled(NamedTuple):
    """A number and the words that name it in its own cell."""

    label: str
    number: BareNumber


def find_labelled(folded: str, span: Span) -> Labelled | None:
    """The name and the sum of money that fill a cell; None for anything else.

    >>> found = find_labelled("其中:基本支出:800.1", Span(0, 14))
    >>> found.label, found.number.value
    ('其中:基本支出', Decimal('800.1'))
    >>> find_labelled("联系电话:8690022", Span(0, 12)) is None
    True
    """
    found = _LABELLED.fullmatch(folded, *span)
    parsed = parse_bare(found["number"]) if found else None
    if found is None or parsed is None or not table_words().amount.search(found["label"]):
        return None
    value, decimals, comparator, is_whole, digits = parsed
    place = Span(*found.span("number"))
    return Labelled(
        found["label"].strip(), BareNumber(place, value, decimals, comparator, is_whole, digits)
    )
