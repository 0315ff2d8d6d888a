"""Fields of money whose value stands on the line below: 实际支出(元), then 239335."""

import re
from collections.abc import Sequence
from itertools import pairwise

from models.document import Cell, Table
from models.span import Span

# 计划安排资金(元) · 其中:财政拨款(万元): a name of money with its unit, alone on its line
_NAME = re.compile(r"\s*(?P<name>[^\d,。;|]{2,24}\((?:人民币)?[千百]?[万亿]?元\))\s*:?\s*")
# 480000 · 1,234.50
_SUM = re.compile(r"\s*(?P<sum>-?\d[\d,]*(?:\.\d+)?)\s*")
_LONGEST = 40


def paired_tables(folded: str, lines: Sequence[Span], forms: Sequence[Table]) -> list[Table]:
    r"""A table of two cells for every name of money with a bare number on the next line.

    Lines that a form holds already are left out.

    >>> text = "实际支出(元)\n239335"
    >>> [table] = paired_tables(text, [Span(0, 7), Span(8, 14)], [])
    >>> [cell.span.of(text) for cell in table.cells]
    ['实际支出(元)', '239335']
    """
    filled = [line for line in lines if folded[line.start : line.end].strip()]
    tables: list[Table] = []
    for name, below in pairwise(filled):
        if name.end - name.start > _LONGEST or below.end - below.start > _LONGEST:
            continue
        label = _NAME.fullmatch(folded, *name)
        value = _SUM.fullmatch(folded, *below) if label else None
        if label is None or value is None:
            continue
        whole = Span(label.start("name"), value.end("sum"))
        if not any(whole.overlaps(form.span) for form in forms):
            cells = (Cell(Span(*label.span("name")), 0, 0), Cell(Span(*value.span("sum")), 0, 1))
            tables.append(Table(whole, cells))
    return tables
