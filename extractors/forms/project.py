"""The project that a form is about."""

import re
from itertools import pairwise

from extractors.fold import fold
from extractors.tables.grid import bare
from extractors.tables.words import is_head_word
from models.document import Table

_KEY = re.compile(
    r"(?:(?:二级|一级)?(?:项目|政策|专项)(?:资金|支出)?(?:\(政策\)|（政策）)?|资金"
    r"|转移支付(?:\(项目\)|（项目）)?|专项(?:\(项目\)|（项目）))名称[:：]?"
)

_FIRST_CELLS = 60


def project_of(table: Table, text: str) -> str:
    """What stands behind 项目名称, "" where the table does not say; ``text`` as stored.

    A head of a column is none: what follows it is another head.
    """
    cells = table.cells[:_FIRST_CELLS]
    for cell, behind in pairwise(cells):
        key = bare(cell.span.of(text)) if cell.span.end - cell.span.start < 40 else ""
        if not _KEY.match(key):
            continue
        beside = bare(behind.span.of(text))
        if _KEY.fullmatch(key) and behind.row == cell.row and beside:
            in_row = sum(1 for other in cells if other.row == cell.row)
            return "" if in_row > 4 and is_head_word(fold(beside)) else beside
        if not _KEY.fullmatch(key) and "：" in key:
            return key.split("：", 1)[1]
    return ""
