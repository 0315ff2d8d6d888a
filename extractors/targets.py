"""Figures that are no results: goals to be reached and bounds that name a class."""

import re

from extractors.words import any_of
from models.mention import Kind

_SENTENCE = re.compile(r"[^。!?\n]*$")
_TARGET = re.compile(any_of("targets"))
_RESULT = re.compile(any_of("target_ends"))
_WINDOW = 120


def sentence_start(folded: str, start: int) -> int:
    """Where the sentence of a position begins, at most ``_WINDOW`` characters before."""
    found = _SENTENCE.search(folded, max(0, start - _WINDOW), start)
    return found.start() if found else start


def is_target(folded: str, start: int) -> bool:
    """Whether the words of its sentence before a figure say that it is a goal.

    >>> is_target("力争全年收入达到5亿元", 8), is_target("计划投资5亿元,实际完成3亿元", 13)
    (True, False)
    >>> is_target("计划生育管理事务718万元", 8)
    False
    """
    low = sentence_start(folded, start)
    ends = [word.end() for word in _TARGET.finditer(folded, low, start)]
    return bool(ends) and _RESULT.search(folded, ends[-1], start) is None


# Behind a bound, the noun of the class: "以上设备", "（含）以上的企业", "以下罚款"; a mark,
# a verb or an adverb behind it shows a result (达到95万元以上，比上年增长).
_CLASS_BEHIND = re.compile(
    r"[ \n]{0,2}(?:\((?:不?含)\)[ \n]?)?(?:及|或)?以[上下内](?:\((?:不?含)\))?[ \n]?的?[ \n]?"
    r"(?!用于|增|减|并|同|比|较|左|的?(?:目标|水平|增|速)|是|为|将|已|实|完|达|在|占|均|且|和|与|或)"
    r"[\u4e00-\u9fff]"
)
# "超过50万元的项目", "不足5万元的": a bound with the class behind 的.
_CLASS_OF = re.compile(r"[ \n]?的(?!增|目标|水平|基础|速|比)[\u4e00-\u9fff,;、]")
# "单价50万元以上", "单笔30万元（含）以上".
_PER_ITEM = re.compile(
    r"(?:单价|单位价值|价值|单台|单件|单笔|单项|单次|限额|起点)(?:在|为|金额)?[^,;。\d]{0,4}$"
)
_BOUND_BEHIND = re.compile(r"[ \n]{0,2}(?:\((?:不?含)\)[ \n]?)?(?:及|或)?以[上下内]")


def is_threshold(folded: str, start: int, end: int, kind: Kind, has_bound_before: bool) -> bool:
    """Whether a figure names a class of things: 单价100万元以上设备.

    >>> is_threshold("10亿元以上项目", 0, 4, Kind.AMOUNT, False)
    True
    >>> is_threshold("完成投资10亿元以上,", 4, 8, Kind.AMOUNT, False)
    False
    """
    if kind in (Kind.PERCENT, Kind.SCORE):
        return False
    if _CLASS_BEHIND.match(folded, end):
        return True
    if has_bound_before and kind is Kind.AMOUNT and _CLASS_OF.match(folded, end):
        return True
    return (
        _BOUND_BEHIND.match(folded, end) is not None
        and _PER_ITEM.search(folded, max(0, start - 10), start) is not None
    )
