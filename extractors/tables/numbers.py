"""Bare numbers in cells: digits whose unit stands elsewhere in the table."""

import re
from collections.abc import Iterator
from decimal import Decimal

from extractors.quantities.units import unit_of
from models.mention import Comparator, Mention
from models.span import Span
from models.value import value

COMPARATORS = {
    "≥": Comparator.AT_LEAST,
    "≧": Comparator.AT_LEAST,
    ">=": Comparator.AT_LEAST,
    "不低于": Comparator.AT_LEAST,
    "不少于": Comparator.AT_LEAST,
    "≤": Comparator.AT_MOST,
    "≦": Comparator.AT_MOST,
    "<=": Comparator.AT_MOST,
    "不超过": Comparator.AT_MOST,
    "不高于": Comparator.AT_MOST,
    ">": Comparator.MORE,
    "大于": Comparator.MORE,
    "超过": Comparator.MORE,
    "<": Comparator.LESS,
    "小于": Comparator.LESS,
    "约": Comparator.ABOUT,
    "=": Comparator.EQUAL,
    "等于": Comparator.EQUAL,
}
"""Words and signs before a bare number, or in a column of their own."""

# 2,940.05 · -36.5 · ≥95 · (0.31) as accountants write minus · 2 940.05 and 2,940.0⏎5 as narrow
# cells break it. Not 1,2 (a list), nor 2024-05-06, nor (1) (a list number).
_NUMBER = re.compile(
    r"(?P<comparator>[≥≧≤≦<>约]=?|=|不低于|不少于|不超过|不高于|大于|小于|超过|等于)?"
    r"(?P<open>\()?"
    r"(?P<sign>[-−–+])?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+|\d[\d,]*(?=\.\d)|\d+)(?P<point>\.\d+)?"
    r"(?P<close>\))?"
)
_PIECES = re.compile(r"[^\r\n\v\x85\u2028]*[^\s]")


@value
class BareNumber:
    """A number without unit.

    Attributes:
        span: digits with sign, without comparator.
        is_whole: printed without decimals and separators, as codes and years are.
    """

    span: Span
    value: Decimal
    decimals: int
    comparator: Comparator
    is_whole: bool
    digits: str


def parse_bare(compact: str) -> tuple[Decimal, int, Comparator, bool, str] | None:
    """Value, decimals, comparator, whether whole, and digits; None for anything else.

    >>> parse_bare("2,940.05")[:2]
    (Decimal('2940.05'), 2)
    >>> parse_bare("≥95")[2].value, parse_bare("(0.31)")[0]
    ('>=', Decimal('-0.31'))
    >>> parse_bare("(1)") is parse_bare("1,2") is parse_bare("95%") is parse_bare("/") is None
    True
    """
    found = _NUMBER.fullmatch(compact)
    if found is None or bool(found["open"]) != bool(found["close"]):
        return None
    digits, point = found["digits"], found["point"] or ""
    is_whole = not point and "," not in digits
    if found["open"] and is_whole:
        return None
    value = Decimal(digits.replace(",", "") + point)
    if found["open"] or (found["sign"] or "+") != "+":
        value = -value
    comparator = COMPARATORS.get(found["comparator"] or "=", Comparator.EQUAL)
    return value, max(0, len(point) - 1), comparator, is_whole, digits


def find_bare(folded: str, span: Span) -> Iterator[BareNumber]:
    r"""The bare numbers that fill a cell: one, or one a line where it holds a list.

    Nothing where any other word stands in the cell.

    >>> [str(number.value) for number in find_bare("12.50\n3.00", Span(0, 10))]
    ['12.50', '3.00']
    >>> [str(number.value) for number in find_bare("371,514,65\n5.00", Span(0, 15))]
    ['371514655.00']
    >>> list(find_bare("12 和 13", Span(0, 7)))
    []
    """
    text = folded[span.start : span.end]
    whole = _bare_at(text, span.start)
    if whole is not None and ("\n" not in text.strip() or not whole.is_whole):
        yield whole
        return
    lines = [(piece.group(), span.start + piece.start()) for piece in _PIECES.finditer(text)]
    numbers = [_bare_at(line, start) for line, start in lines]
    if all(numbers):
        yield from (number for number in numbers if number)


# 97.5% · 36人以上 · 12万元: one number and its unit fill the cell.
_NUMBER_AND_UNIT = re.compile(
    r"(?P<number>[^\d]{0,4}\d[\d,.]*)\s*(?P<unit>[^\d\s,.;]{1,6}?)(?P<bound>以上|以下|以内|左右)?"
)
_BOUNDS = {
    "以上": Comparator.AT_LEAST,
    "以下": Comparator.AT_MOST,
    "以内": Comparator.AT_MOST,
    "左右": Comparator.ABOUT,
}


def find_with_unit(folded: str, span: Span) -> Mention | None:
    """The quantity that fills a cell alone, with its own unit; None for anything else.

    >>> mention = find_with_unit("≥95分", Span(0, 4))
    >>> mention.span, mention.value, mention.unit, mention.comparator.value
    (Span(start=1, end=4), Decimal('95'), '分', '>=')
    >>> find_with_unit("第3项", Span(0, 3)) is find_with_unit("3月", Span(0, 2)) is None
    True
    """
    found = _NUMBER_AND_UNIT.fullmatch(folded, *_stripped(folded, span))
    unit = unit_of(found["unit"]) if found else None
    number = _bare_at(found["number"], found.start()) if found and unit else None
    if found is None or unit is None or number is None:
        return None
    return Mention(
        span=Span(number.span.start, found.end("unit")),
        kind=unit.kind,
        value=number.value * unit.scale,
        unit=unit.unit,
        printed_unit=unit.printed,
        scale=unit.scale,
        printed_decimals=number.decimals,
        comparator=_BOUNDS.get(found["bound"] or "", number.comparator),
        rule="cell-own-unit",
    )


def _stripped(folded: str, span: Span) -> Span:
    text = folded[span.start : span.end]
    return Span(span.end - len(text.lstrip()), span.start + len(text.rstrip()))


def _bare_at(text: str, offset: int) -> BareNumber | None:
    parsed = parse_bare("".join(text.split()))
    if parsed is None:
        return None
    value, decimals, comparator, is_whole, digits = parsed
    # The comparator is no part of the figure: skip it and the blanks around.
    start = next(place for place, char in enumerate(text) if char.isdigit() or char in "-−–+(")
    span = Span(offset + start, offset + len(text.rstrip()))
    return BareNumber(span, value, decimals, comparator, is_whole, digits)
