"""Which unit a bare number in a cell is in, from the words around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from extractors.quantities.units import Unit, unit_of
from extractors.tables.words import table_words
from models.mention import Kind


@dataclass(frozen=True, slots=True)
class HeadUnit:
    """What a head says of its figures.

    Attributes:
        unit: None where the head names a physical unit, which no quantity is in.
        is_explicit: the unit itself is printed, rather than words that imply it.
    """

    unit: Unit | None
    is_explicit: bool


_BRACKET = re.compile(r"[(\[【]([^()\[\]【】]+(?:\([^()]*\))?)[)\]】]")
_SEPARATOR = re.compile(r"[,;、|]")
# 单位:万元 · 金额单位:人民币元 · 计量单位:万元、人
_UNIT_LINE = re.compile(r"单位[:为](?=(?:人民币)?([^\s,;。:()]{1,12}))")
_TRAILING = re.compile(r"(?:[/,_-]|金额|数量|人数)((?:千|万|百万|亿)?(?:元|人|个|辆|户|次|%))$")


def units_of_line(text: str) -> tuple[Unit, ...]:
    """The units that a caption or a unit line names, in order.

    >>> [unit.printed for unit in units_of_line("编制单位:某局单位:万元")]
    ['万元']
    >>> [unit.printed for unit in units_of_line("收入支出决算总表(万元)")]
    ['万元']
    >>> units_of_line("编制单位:某局")
    ()
    """
    line = text.replace("：", ":")
    named = [part for found in _UNIT_LINE.finditer(line) for part in _SEPARATOR.split(found[1])]
    return tuple(unit for part in (*named, *_bracketed(line)) if (unit := unit_of(part)))


def _bracketed(text: str) -> list[str]:
    marks = table_words().class_mark
    parts = chain.from_iterable(_SEPARATOR.split(found[1]) for found in _BRACKET.finditer(text))
    return [part for part in parts if part and not marks.search(part)]


@lru_cache(maxsize=8192)
def head_unit(head: str) -> HeadUnit | None:
    """The unit that a head prints or implies; None where it says nothing.

    >>> head_unit("金额(万元)").unit.printed, head_unit("执行率").unit.printed
    ('万元', '%')
    >>> head_unit("行政编制").unit.unit, head_unit("车辆数合计(辆)").unit.unit
    ('人', '辆')
    >>> head_unit("决算数") is head_unit("行政运行(项)") is None
    True
    >>> head_unit("办公用房面积(平方米)")
    HeadUnit(unit=None, is_explicit=True)
    """
    words = table_words()
    for part in _bracketed(head):
        if unit := unit_of(part):
            return HeadUnit(unit, is_explicit=True)
    if words.physical.search(head):
        return HeadUnit(None, is_explicit=True)
    trailing = _TRAILING.search(head)
    if trailing and (unit := unit_of(trailing[1])):
        return HeadUnit(unit, is_explicit=True)
    return _implied(head)


def _implied(head: str) -> HeadUnit | None:
    words = table_words()
    for kind, pattern in words.kinds.items():
        if pattern.search(head):
            printed = {Kind.PERCENT: "%", Kind.SCORE: "分", Kind.HEADCOUNT: "人"}[kind]
            return HeadUnit(Unit(printed, kind, printed), is_explicit=False)
    for pattern, classifier in words.counts:
        if pattern.search(head):
            return HeadUnit(Unit(classifier, Kind.COUNT, classifier), is_explicit=False)
    return None


_NO_UNIT = Unit("", Kind.COUNT, "")


def unit_for(
    column_path: Sequence[str],
    row_path: Sequence[str],
    row_unit: str,
    table_units: Sequence[Unit],
) -> Unit | None:
    """The unit of a bare number, or None where it is in a physical one.

    Printed before implied, the column's words before the row's, inner heads before outer,
    and the table's own unit line last. A number about which nothing is said is a count
    without classifier: better no unit than a wrong one.

    Args:
        column_path: words of the column's heads, outer to inner.
        row_path: words of the row's heads, outer to inner.
        row_unit: what the row's cell in a column of units holds; "" where there is none.
        table_units: of the unit line; several where it names one a kind.
    """
    money = next((unit for unit in table_units if unit.kind is Kind.AMOUNT), None)
    columns = [hint for head in reversed(column_path) if (hint := head_unit(head))]
    if money and not columns and _holds_money(column_path):
        return money
    rows = [hint for head in reversed(row_path) if (hint := head_unit(head))]
    # 执行率 and 得分 are percents and points whatever the row or the table is in.
    firm = [hint for hint in columns if hint.is_explicit or _is_ratio(hint)]
    named = [hint for hint in rows if hint.is_explicit]
    unit = unit_of(row_unit) if row_unit else None
    own = [HeadUnit(unit, is_explicit=True)] if unit else []
    counted = [hint for hint in columns if not hint.is_explicit]
    implied = [hint for hint in rows if not hint.is_explicit]
    for hint in (*firm, *named, *own, *counted, *implied):
        return hint.unit
    return _unit_of_table((*column_path, *row_path), table_units)


def _holds_money(column_path: Sequence[str]) -> bool:
    return bool(column_path) and table_words().money_column.search(column_path[-1]) is not None


def _is_ratio(hint: HeadUnit) -> bool:
    return hint.unit is not None and hint.unit.kind in (Kind.PERCENT, Kind.SCORE)


def _unit_of_table(heads: Sequence[str], units: Sequence[Unit]) -> Unit:
    if len(units) > 1 and any(table_words().amount.search(head) for head in heads):
        return next((unit for unit in units if unit.kind is Kind.AMOUNT), units[0])
    return units[0] if units else _NO_UNIT
