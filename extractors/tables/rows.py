"""What each row of a table is: head, body, ordinals of the columns, or nothing."""

import re
from enum import StrEnum

from extractors.tables.grid import Grid
from extractors.tables.numbers import parse_bare
from extractors.tables.words import Role, is_head_word, role_of, table_words


class RowKind(StrEnum):
    """What a row is for."""

    HEAD = "head"
    ORDINAL = "ordinal"
    EMPTY = "empty"
    BODY = "body"


# 一、基本支出 · (二)公用经费 · 1.办公费 · 其中:人员经费 · ①: the words of a body row.
_ENUMERATED = re.compile(
    r"(?:[一二三四五六七八九十]+[、.]|[(][一二三四五六七八九十\d]+[)]|\d+[、.](?!\d)|其中|[①-⑳])"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
# 12.5% · 36人 · ≥95分: a number with its own unit. 2023年 and 1月 are heads.
_WITH_UNIT = re.compile(r"[≥≧≤≦<>约]?=?[-+]?\d[\d,]*(?:\.\d+)?[^\d年月日、.]{1,4}")
# 854万元(农田建设400万元), 总成本不超过58万: what a field or an indicator holds, no head
_STATES = re.compile(
    r"[\d,.]+[万亿]?元?[(,;。]|.*(?:[≥≤≧≦]|不超过|不低于|不少于|不高于|达到|控制在)\d"
)
# 主管部门 | | 实施单位 | 卫健委: fields of a form, one of them empty
_FIELD = re.compile(
    r"(?:项目|预算|中央|地方)?(?:主管部门|实施单位|单位|属性|类型|负责人|期)(?:及代码|\(盖章\)|及电话)?:?$"
    r"|联系(?:人|电话)|资金使用单位|填报"
)
# 项目名称 | 水利专项资金, merged to the edge: one field and its value
_NAME_FIELD = re.compile(r"(?:专项)?(?:\(?(?:项目|政策|部门|单位|转移支付|专项|资金)\)?)+名称:?")
_SHARE = 0.6


def is_enumerated(text: str) -> bool:
    """Whether a cell's words begin with a list number.

    >>> is_enumerated("八、其他收入"), is_enumerated("决算数")
    (True, False)
    """
    return _ENUMERATED.match(text) is not None


def is_figure(text: str) -> bool:
    """Whether a cell holds a number and nothing else but its unit; years are none.

    >>> [is_figure(text) for text in ("2,940.05", "97.5%", "2024", "行政运行", "")]
    [True, True, False, False, False]
    """
    if not text or len(text) > 40:
        return False
    if _YEAR.fullmatch(text):
        return False
    return parse_bare(text) is not None or _WITH_UNIT.fullmatch(text) is not None


def kind_of_row(grid: Grid, row: int, figures: frozenset[int]) -> RowKind:
    """What the row is; ``figures`` are the cells that hold figures."""
    cells = [cell for cell in grid.row_cells(row) if grid.texts[cell]]
    above = grid.rows[row - 1].values() if row else ()
    if set(cells) <= set(above):
        return RowKind.EMPTY  # nothing but cells merged down from the row above
    if any(table_words().ordinal_row.search(grid.texts[cell]) for cell in cells):
        return RowKind.ORDINAL
    if any(cell in figures for cell in cells):
        return RowKind.ORDINAL if _counts_up(grid, cells, figures) else RowKind.BODY
    return RowKind.HEAD if _reads_like_heads(grid, row, cells) else RowKind.BODY


def _counts_up(grid: Grid, cells: list[int], figures: frozenset[int]) -> bool:
    """Whether the row's figures are 1, 2, 3 … from left to right, and at least three."""
    printed = [grid.texts[cell] for cell in cells if cell in figures]
    return len(printed) >= 3 and printed == [str(place) for place in range(1, len(printed) + 1)]


def _reads_like_heads(grid: Grid, row: int, cells: list[int]) -> bool:
    words = sum(is_head_word(grid.texts[cell]) for cell in cells)
    if words < 2 or words < _SHARE * len(cells):
        return False
    roles = {role_of(grid.texts[cell]) for cell in cells}
    fields = sum(_FIELD.match(grid.texts[cell]) is not None for cell in cells)
    if fields > 1 and Role.VALUE not in roles:
        return False
    first, *others = cells
    is_wide = len(others) == 1 and list(grid.rows[row].values()).count(others[0]) > 1
    if is_wide and _NAME_FIELD.fullmatch(grid.texts[first]):
        return False
    texts = (grid.texts[cell] for cell in cells)
    # 其中:财政拨款 may head a column; 一、基本支出 does not.
    numbered = any(
        (is_enumerated(text) and not text.startswith("其中")) or _STATES.match(text)
        for text in texts
    )
    return is_filled(grid, row) and not numbered


def is_filled(grid: Grid, row: int) -> bool:
    """Whether words cover most of the row's width, as those of a head do."""
    covered = sum(1 for cell in grid.rows[row].values() if grid.texts[cell])
    return covered >= _SHARE * grid.width
