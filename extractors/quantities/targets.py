"""Figures that are no results: goals to be reached and bounds that name a class."""

import re

from extractors.quantities.surroundings import Surroundings
from extractors.quantities.words import any_of
from models.mention import Kind

# One of these stands in every wording of a target; looked for first, as it is quick.
_CUE = re.compile(any_of("target_cues"))
_TARGET = re.compile(any_of("targets"))
_TARGET_OF_CLAUSE = re.compile(any_of("targets_of_clause") + r"[^,;。]*$")
_RESULT = re.compile(any_of("target_ends"))


def is_target(sentence: str) -> bool:
    """Whether the words of its sentence before a figure say that it is a goal.

    >>> is_target("力争全年收入达到"), is_target("计划投资5亿元,实际完成")
    (True, False)
    >>> is_target("计划生育管理事务")
    False
    """
    if not _CUE.search(sentence):
        return False
    if own := _TARGET_OF_CLAUSE.search(sentence):
        return _RESULT.search(sentence, own.start()) is None
    ends = [word.end() for word in _TARGET.finditer(sentence)]
    return bool(ends) and _RESULT.search(sentence, ends[-1]) is None


# 未达到95%的目标值, 达到90%的年度目标
_CALLED_TARGET = re.compile(
    r"(?:以上|以下|左右)?的?(?:年度|年初|预期|计划|绩效)*(?:目标值|目标|指标值)(?!的)"
)
# 较目标值, 低于目标值, 比计划: a goal that is only compared with
_COMPARED_TARGET = re.compile(
    r"(?:[较比与]|[低高]于|超过|超出|超)[^,;。]{0,8}(?:目标|指标|计划|预期)"
)


def is_called_target(behind: str) -> bool:
    """Whether the words behind a figure call it a goal: 未达到95%的目标值.

    >>> is_called_target("的目标值。"), is_called_target(",完成目标")
    (True, False)
    """
    return _CALLED_TARGET.match(behind) is not None


def is_base_of_comparison(clause: str) -> bool:
    """Whether a goal is named only to compare with it: 低于目标值, 较年度目标提高.

    >>> is_base_of_comparison("较目标值提高"), is_base_of_comparison("目标值为")
    (True, False)
    """
    return _COMPARED_TARGET.search(clause) is not None


_BOUND = r"(?:\((?:不?含)\))?(?:及|或)?以[上下内](?:\((?:不?含)\))?"
# Behind a bound, the noun of the class: "以上设备", "(含)以上的企业", "以下罚款"; a mark,
# a verb or an adverb there shows a result (达到95万元以上,比上年增长).
_CLASS_BEHIND = re.compile(rf"{_BOUND}的?(?!{any_of('not_a_class')})[\u4e00-\u9fff]")
# "超过50万元的项目", "不足5万元的": a bound with the class behind 的.
_CLASS_OF = re.compile(rf"的(?!{any_of('not_a_class')})[\u4e00-\u9fff,;、]")
# "超百亿元水利工程", "过10亿元企业": a bound with the class right behind.
_CLASS_RIGHT_BEHIND = re.compile(r"[\u4e00-\u9fff]{0,4}(?:项目|工程|企业|产业|集群|园区)")
# "单价50万元以上", "单笔30万元(含)以上".
_PER_ITEM = re.compile(rf"{any_of('per_item')}(?:在|为|金额)?[^,;。\d]{{0,4}}$")
# "90分(含)以上为优秀", "80-90分的项目": grades, and what is sorted by its mark.
_GRADE = re.compile(
    rf"(?:{_BOUND}|(?:\((?:不?含)\))?)(?:为|的|是)?(?:优|良|中|合格|及格|差|[\"“]?[A-D优良中差]|的)"
)
# "5亿元-10亿元项目": a range that a class is named by.
_CLASS_OF_RANGE = re.compile(any_of("classes_of_ranges"))
_BOUND_BEHIND = re.compile(_BOUND)


def _names_grade(around: Surroundings, is_range: bool) -> bool:
    """Whether a mark, or a range of marks, sorts into grades or classes.

    >>> _names_grade(Surroundings("", "以上为优秀"), False)
    True
    >>> _names_grade(Surroundings("", ","), True)
    False
    """
    is_bound = is_range or _BOUND_BEHIND.match(around.behind) is not None
    return is_bound and (
        _GRADE.match(around.behind) is not None or _CLASS_BEHIND.match(around.behind) is not None
    )


def is_threshold(
    around: Surroundings, kind: Kind, has_bound_before: bool = False, is_range: bool = False
) -> bool:
    """Whether a figure names a class of things: 单价100万元以上设备.

    >>> is_threshold(Surroundings("", "以上项目12个"), Kind.AMOUNT)
    True
    >>> is_threshold(Surroundings("完成投资", "以上,"), Kind.AMOUNT)
    False
    """
    if kind is Kind.SCORE:
        return _names_grade(around, is_range)
    if kind is Kind.PERCENT:
        return False
    if _CLASS_BEHIND.match(around.behind):
        return True
    if is_range and _CLASS_OF_RANGE.match(around.behind):
        return True
    if (
        has_bound_before
        and kind is Kind.AMOUNT
        and (_CLASS_OF.match(around.behind) or _CLASS_RIGHT_BEHIND.match(around.behind))
    ):
        return True
    return (
        _BOUND_BEHIND.match(around.behind) is not None
        and "控制在" not in around.before[-12:]
        and _PER_ITEM.search(around.before[-12:]) is not None
    )
