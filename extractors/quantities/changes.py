"""Whether a figure is a level or a change against a base, and in which direction."""

import re

from extractors.quantities.surroundings import Surroundings, clause_of
from extractors.quantities.words import Endings, any_of, group_of, words
from models.mention import Direction, Kind, Role

_CHANGES = Endings("changes")
_CHANGES_OF_SHARES = Endings("changes_of_shares")
_COMPARED = Endings("changes_compared")
_LOOK_ALIKES = words("change_look_alikes")

# What may stand between the word and the numeral: "增加了5人", "下降:3%", and behind a
# noun "增幅为12%"; but "增加到", "增至" and "增加为" give the level reached.
_FILLERS = words("change_fillers")
_NOUN_FILLERS = words("change_noun_fillers")
_NOUN_ENDS = tuple("幅率速额度")

# A base of comparison: 比上年, 较去年同期, 与2016年相比; not the 较 of 较大, 较好.
_BASE = re.compile(
    r"比(?![例重率值照])|较(?![大小高低好多少强快为])|[高低快慢]于|超过|高出|领先|落后"
)

# "较上年增加支出30万元", "比上年多争取3000万元": up to eight characters name what changed.
_CHANGE_OF = re.compile(
    r"(?P<word>新增|净增|增加|增长|增支|减少|减支|下降|压减|缩减|降低|提高|(?<![最至大众])[多少])加?了?"
    r"[^,;。、()\d到至为率的]{1,8}$"
)
# "高于全省平均2.1个百分点": points always compare.
_POINTS_COMPARED = re.compile(
    r"(?<!不)(?P<word>高于|高出|高|快于|快|超出|超过|超|领先|低于|低|慢于|慢|落后)[^,;。:\d]{0,20}$"
)
# "决算数大于年初预算数55.9万元": a difference from the budget.
_BUDGET_COMPARED = re.compile(
    r"(?<!不)(?P<word>大于|高于|高出|多于|超过|超出|超|小于|低于|少于)(?:年初|全年|本年|年度|调整后?)?"
    r"(?:部门|支出)?预算(?:安排)?数?$"
)
# 高于目标值(90%)8.33个百分点: what a bracket adds to the base
_ASIDE = re.compile(r"\([^()]{0,4}\d[^()]{0,8}\)$")
# "压减一般性支出5%": a cut states its rate behind what is cut.
_CUT = re.compile(r"(?:压减|压缩|削减|缩减)[^,;。:()\d到至]{1,12}$")
_FIRST_OF_DECREASE = "减下压缩降少低慢落小"

# "的增长", "增幅" behind the figure; not "预算的5%增长到8%".
_BEHIND_GROUP = group_of("changes_behind")
_BEHIND = re.compile(rf"(?P<word>{any_of('changes_behind')})(?![于到至])")

_LIST_JOINT = re.compile(r"\s*(?:[、和及与]|以及)?\s*")
_ANNOUNCED_JOINT = re.compile(r"\s*[、,;]?\s*(?:[和及与]|以及)?\s*")
_LONGEST_JOINT = 6

Change = tuple[Role, Direction]


# A form's alternative left standing: "增加(减少)12.5万元" says what its first word says.
_ALTERNATIVE = re.compile(r"[(/](?:增加|减少|增长|下降|降低|上升)\)?$")


def _without_filler(words_before: str) -> str:
    text = _ALTERNATIVE.sub("", words_before.removesuffix('"'))
    if text.endswith(_FILLERS):
        return text.removesuffix(next(filler for filler in _FILLERS if text.endswith(filler)))
    if text.endswith(_NOUN_FILLERS):
        filler = next(filler for filler in _NOUN_FILLERS if text.endswith(filler))
        if text.removesuffix(filler).endswith(_NOUN_ENDS):
            return text.removesuffix(filler)
    return text


def _direct(words_before: str, kind: Kind) -> str | None:
    """The direction of a change word right before the figure."""
    text = _without_filler(words_before)
    if text.endswith(_LOOK_ALIKES):
        return None
    if found := _CHANGES_OF_SHARES.find(text):
        is_meant = kind is Kind.PERCENT or _BASE.search(clause_of(text)) is not None
        return found[0] if is_meant else None
    found = _CHANGES.find(text)
    return found[0] if found else None


def _by_first_character(word: str) -> str:
    return "decrease" if word[0] in _FIRST_OF_DECREASE else "increase"


def _compared(words_before: str, kind: Kind, unit: str) -> str | None:
    """The direction from a looser wording, in a clause that names a base of comparison."""
    clause = clause_of(words_before)
    if kind is Kind.PERCENT and _CUT.search(clause):
        return "decrease"
    if kind is not Kind.PERCENT and (word := _BUDGET_COMPARED.search(clause)):
        return _by_first_character(word["word"])
    base = _BASE.search(clause)
    if base is None and not words_before[: -len(clause) or None].endswith(("相比,", "比较,")):
        return None
    start = base.end() if base else 0
    if (found := _COMPARED.find(clause)) and start <= found[1]:
        return found[0]
    if unit == "百分点" and (word := _POINTS_COMPARED.search(clause)):
        return _by_first_character(word["word"])
    if kind is not Kind.PERCENT and (word := _CHANGE_OF.search(clause, start)):
        return _by_first_character(word["word"])
    return None


def change_of(around: Surroundings, words_before: str, kind: Kind, unit: str) -> Change | None:
    """Role and direction of a figure, or None for a level.

    Args:
        around: the words around the figure.
        words_before: its sentence without a comparator at the end (增加约5万元: the
            change word stands before 约).
        kind: of the figure.
        unit: of the figure.

    >>> around = Surroundings("比上年增加", ",")
    >>> change_of(around, around.before, Kind.AMOUNT, "元")
    (<Role.CHANGE: 'change'>, <Direction.INCREASE: 'increase'>)
    >>> change_of(Surroundings("由2亿元增加到", ","), "由2亿元增加到", Kind.AMOUNT, "元") is None
    True
    """
    words_before = _ASIDE.sub("", words_before)
    direction = _direct(words_before, kind) or _compared(words_before, kind, unit)
    if direction is None and (behind := _BEHIND.match(around.behind)):
        direction = _BEHIND_GROUP[behind["word"]]
    if direction is None:
        return None
    is_rate = kind is Kind.PERCENT and unit == "%"
    return (Role.CHANGE_RATE if is_rate else Role.CHANGE, Direction(direction))


def is_list_continued(joint: str, is_announced: bool) -> bool:
    """Whether what stands between two figures makes one list of them: 增长36%、12.2%.

    Args:
        joint: the characters between them.
        is_announced: 分别 stands before; only then a comma joins the figures.

    >>> is_list_continued("、", False), is_list_continued(",", False), is_list_continued(",", True)
    (True, False, True)
    >>> is_list_continued("、", True), is_list_continued("和", True)
    (True, True)
    >>> is_list_continued(",下降", True), is_list_continued("", False)
    (False, False)
    """
    if not 0 < len(joint) <= _LONGEST_JOINT:
        return False
    pattern = _ANNOUNCED_JOINT if is_announced else _LIST_JOINT
    return pattern.fullmatch(joint) is not None
