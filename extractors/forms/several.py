"""Cells that hold several indicators, or the values of several: 指标1：…指标2：…."""

import re

from models.span import Span

# 指标1: · 1. · ①: what numbers the indicators of one cell; all of one cell are of one kind.
_MARKS = (
    re.compile(r"(?:三级)?(?:绩效)?指标\s*(\d{1,2})\s*[:、.]?"),
    re.compile(r"(?:(?<=\n)|(?<=[;。])|\A)[^\S\n]*(\d{1,2})\s*(?:[、:]|\.(?!\d))"),
    re.compile(r"([①-⑳])"),
)
_CIRCLED_ONE = ord("①")
# What parts values that nothing numbers.
_PARTINGS = (re.compile(r"\n+"), re.compile(r"[;。]\s*(?=\S)"))
_TRAILING = " \t\r\n;。、,"


def indicators_in(folded: str, cell: Span) -> list[Span]:
    """The indicators that a cell of names numbers; the whole cell where it numbers none.

    >>> text = "指标1:水库数量 指标2:渠道长度"
    >>> [part.of(text) for part in indicators_in(text, Span(0, len(text)))]
    ['水库数量', '渠道长度']
    >>> indicators_in("指标完成率", Span(0, 5))
    [Span(start=0, end=5)]
    """
    return _numbered(folded, cell) or [cell]


def values_in(folded: str, cell: Span, count: int) -> list[Span] | None:
    r"""The values of ``count`` indicators in one cell; None where it holds another number.

    >>> text = "≥10座\n≥5公里"
    >>> [part.of(text) for part in values_in(text, Span(0, len(text)), 2)]
    ['≥10座', '≥5公里']
    >>> values_in("≥10座", Span(0, 4), 2) is None
    True
    """
    numbered = _numbered(folded, cell)
    if numbered:
        return numbered if len(numbered) == count else None
    for parting in _PARTINGS:
        starts = [cell.start, *(found.end() for found in parting.finditer(folded, *cell))]
        parts = _between(folded, starts, starts, cell.end)
        if len(parts) == count:
            return parts
    return None


def _numbered(folded: str, cell: Span) -> list[Span]:
    """What stands behind each number, where they count from one at the cell's beginning."""
    text = cell.of(folded)
    for pattern in _MARKS:
        marks = list(pattern.finditer(text))
        counts = [_number(mark[1]) for mark in marks]
        if len(marks) < 2 or text[: marks[0].start()].strip():
            continue
        if counts == list(range(1, len(counts) + 1)):
            starts = [cell.start + mark.start() for mark in marks]
            ends = [cell.start + mark.end() for mark in marks]
            return _between(folded, starts, ends, cell.end)
    return []


def _number(mark: str) -> int:
    return int(mark) if mark.isdigit() and mark.isascii() else ord(mark) - _CIRCLED_ONE + 1


def _between(folded: str, marks: list[int], starts: list[int], end: int) -> list[Span]:
    """From each start to the next mark, without blanks and list marks around it."""
    parts = []
    for start, stop in zip(starts, [*marks[1:], end], strict=True):
        while start < stop and folded[start].isspace():
            start += 1
        while stop > start and folded[stop - 1] in _TRAILING:
            stop -= 1
        parts.append(Span(start, stop))
    return parts
