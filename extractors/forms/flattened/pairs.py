"""Fields of money that no table holds: 实际支出(元), then 239335 on the next line or beside it."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from models.document import Cell, Table
from models.span import Span

_UNIT = r"\((?:人民币)?[千百]?[万亿]?元\)"
# 计划安排资金(元) · 其中:财政拨款(万元): a name of money with its unit, alone on its line
_NAME = re.compile(rf"\s*(?P<name>[^\d,。;|]{{2,24}}{_UNIT})\s*:?\s*")
# 480000 · 1,234.50
_SUM = re.compile(r"\s*(?P<sum>-?\d[\d,]*(?:\.\d+)?)\s*")
# 2023 below a head is a year, 1 and 12 are numbers of columns or lines
_NO_SUM = re.compile(r"(?:19|20)\d\d|0?[1-9]|[1-9]\d")
# 栏次 · 项目 · 科目名称: a head, so that the name below it is one of a row of heads
_HEAD = re.compile(
    r"\s*(?:栏\s*次|行\s*次|序\s*号|项\s*目|科\s*目|类\s*别|年\s*[度份]|金\s*额|(?:项目|科目|单位)(?:名称|编码|代码))\s*"
)
# 资金总额(万元)50 · 全年预算数(万元):60.00, and no other number behind
_BESIDE = re.compile(
    rf"(?P<name>[^\d,。;|\s:()]{{2,16}}{_UNIT})[^\S\n]*:?[^\S\n]*(?P<sum>-?\d[\d,]*(?:\.\d+)?)"
    r"(?![\d.%‰人个年])(?![^\S\n]*[-—\d])(?![^\S\n]*[百千万亿]?元)"
)
_LONGEST = 40


def paired_tables(folded: str, lines: Sequence[Span], forms: Sequence[Table]) -> list[Table]:
    r"""A table of two cells for every name of money with a bare number below or beside it.

    Lines that a form holds already are left out, and so is what stands in columns: heads in a
    row, numbers in a column, a year or the number of a line below a head.

    >>> text = "实际支出(元)\n239335\n资金总额(万元)50"
    >>> tables = paired_tables(text, [Span(0, 7), Span(8, 14), Span(15, 25)], [])
    >>> [[cell.span.of(text) for cell in table.cells] for table in tables]
    [['实际支出(元)', '239335'], ['资金总额(万元)', '50']]
    """
    filled = [line for line in lines if folded[line.start : line.end].strip()]
    found = [*_below(folded, filled), *_beside(folded, filled)]
    return [
        Table(Span(name.start, value.end), (Cell(name, 0, 0), Cell(value, 0, 1)))
        for name, value in found
        if not any(form.span.overlaps(Span(name.start, value.end)) for form in forms)
    ]


def _below(folded: str, lines: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    for place, (line, below) in enumerate(pairwise(lines)):
        if line.end - line.start > _LONGEST or below.end - below.start > _LONGEST:
            continue
        name = _NAME.fullmatch(folded, *line)
        value = _SUM.fullmatch(folded, *below) if name else None
        if name is None or value is None or _NO_SUM.fullmatch(value["sum"]):
            continue
        if not _is_in_columns(folded, lines, place):
            yield Span(*name.span("name")), Span(*value.span("sum"))


def _is_in_columns(folded: str, lines: Sequence[Span], place: int) -> bool:
    """Whether a head stands above the name at ``place``, or a second number below its own."""
    above = lines[place - 1] if place else None
    behind = lines[place + 2] if place + 2 < len(lines) else None
    if above and (_HEAD.fullmatch(folded, *above) or _NAME.fullmatch(folded, *above)):
        return True
    return behind is not None and _SUM.fullmatch(folded, *behind) is not None


def _beside(folded: str, lines: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    for line in lines:
        if folded.find("元)", *line) < 0:
            continue
        for field in _BESIDE.finditer(folded, *line):
            yield Span(*field.span("name")), Span(*field.span("sum"))
