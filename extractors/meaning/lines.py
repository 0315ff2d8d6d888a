"""Budget lines that only the parts behind them show to be lines."""

import re

from extractors.meaning.draft import Draft
from extractors.meaning.memory import Clause, Memory
from extractors.meaning.tools import Tools
from models.mention import Kind

# 机构运行110万元|,其中:基本支出
_PARTS_BEHIND = re.compile(r"\s*,\s*其中[:,]?\s*(?:基本支出|项目支出)")
_LINE = re.compile(r"(?![^\n]*(?:资金|总|合计|预算|收入|部门|单位|年|经费|全|各))[一-龥()\s]{3,30}")


def as_line_of_parts(tools: Tools, memory: Memory, draft: Draft, clause: Clause) -> bool:
    """机构运行110万元,其中:基本支出110万元: a line, told of by its two kinds of spending."""
    if draft.mention.kind is not Kind.AMOUNT or not tools.stages.is_of_department:
        return False
    if not _PARTS_BEHIND.match(tools.text, draft.mention.span.end):
        return False
    if not _LINE.fullmatch(tools.text, *draft.label):
        return False
    draft.item = memory.item = draft.label
    draft.measure(tools.stages.of_line(None, clause.heading), "line_item")
    return True
