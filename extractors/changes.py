"""Whether a figure is a level or a change against a base, and in which direction."""

import re

from extractors.words import any_of, group_of
from models.mention import Direction, Kind, Role

_WORD_GROUP = group_of("changes")
_COMPARED_GROUP = group_of("changes_compared")
_BEHIND_GROUP = group_of("changes_behind")

# Between the word and the numeral: "增加了5人", "增幅达12%", "下降：3%"; but "增加到",
# "增至" and "增加为" give the level reached.
_FILLER = r"(?:了|达到|达|:|(?<=[幅率速额度])(?:约?为|是|在))?[ \n]{0,3}\"?[ \n]?$"
_CHANGE = re.compile(rf"(?P<word>{any_of('changes')}){_FILLER}")
_LOOK_ALIKE = re.compile(rf"{any_of('change_look_alikes')}$")
_COMPARED = re.compile(rf"(?P<word>{any_of('changes_compared')}){_FILLER}")

# A base of comparison earlier in the clause: 比上年, 较去年同期, 同比, 与2016年相比.
_BASE = re.compile(r"比|较(?!大|小|高|低|好|多|少|强|快|为)|高于|低于|超过|高出|快于|慢于")

# "较上年增加支出30万元": up to eight characters name what has changed.
_CHANGE_OF = re.compile(
    r"(?P<word>新增加?|净增加?|增加|增长|增支|减少|减支|下降|压减|缩减|降低|提高)了?"
    r"[^,;。、()\d到至为率]{1,8}$"
)
# "高于全省平均2.1个百分点": points always compare.
_POINTS_COMPARED = re.compile(
    r"(?P<word>高于|高出|高|快于|超出|超过|超|领先|低于|低|慢于|落后)[^,;。:\d]{0,20}$"
)
_BEHIND = re.compile(rf"(?P<word>{any_of('changes_behind')})(?![于到至])")

_CLAUSE = re.compile(r"[^,;。:!?\n]*$")
_WINDOW = 40
_LIST_JOINT = re.compile(r"[ \n]*(?:[、和及与]|以及)?[ \n]*")
_DISTRIBUTED = re.compile(r"分别[^;。]*$")
_DISTRIBUTED_JOINT = re.compile(r"[ \n]*,?[ \n]*(?:和|及|与)?[ \n]*")

Change = tuple[Role, Direction]


def _role(kind: Kind, unit: str) -> Role:
    return Role.CHANGE_RATE if kind is Kind.PERCENT and unit == "%" else Role.CHANGE


def _direct(folded: str, low: int, start: int) -> str | None:
    """The direction that the word right before position ``start`` gives."""
    found = _CHANGE.search(folded, max(low, start - 14), start)
    if found is None or _LOOK_ALIKE.search(folded, low, found.end("word")):
        return None
    return _WORD_GROUP[found["word"]]


def _compared(folded: str, low: int, start: int, kind: Kind, unit: str) -> str | None:
    """The direction from a looser wording, in a clause that names a base of comparison."""
    base = _BASE.search(folded, low, start)
    if base is None:
        return None
    if found := _COMPARED.search(folded, max(base.start(), start - 12), start):
        return _COMPARED_GROUP[found["word"]]
    if unit == "百分点" and (found := _POINTS_COMPARED.search(folded, low, start)):
        return "decrease" if found["word"][0] in "低慢落" else "increase"
    if kind is not Kind.PERCENT and (found := _CHANGE_OF.search(folded, base.end(), start)):
        return "decrease" if found["word"][0] in "减下压缩降" else "increase"
    return None


def change_of(
    folded: str, start: int, end: int, kind: Kind, unit: str, word_end: int
) -> Change | None:
    """Role and direction of a figure, or None for a level.

    Args:
        folded: the folded text.
        start: where the figure begins.
        end: where it ends.
        kind: of the figure.
        unit: of the figure.
        word_end: where a comparator in front of it begins, else ``start``
            (增加约5万元: the change word stands before 约).

    >>> change_of("比上年增加5万元", 5, 8, Kind.AMOUNT, "元", 5)
    (<Role.CHANGE: 'change'>, <Direction.INCREASE: 'increase'>)
    >>> change_of("增加到5万元", 3, 6, Kind.AMOUNT, "元", 3) is None
    True
    """
    clause = _CLAUSE.search(folded, max(0, start - _WINDOW), word_end)
    low = clause.start() if clause else word_end
    direction = _direct(folded, max(0, word_end - 14), word_end) or _compared(
        folded, low, word_end, kind, unit
    )
    if direction is None and word_end != start:
        # 超出 and 高出 bound a figure, but compare where a base is named.
        direction = _compared(folded, low, start, kind, unit)
    if direction is None and (behind := _BEHIND.match(folded, end)):
        direction = _BEHIND_GROUP[behind["word"]]
    return (_role(kind, unit), Direction(direction)) if direction else None


def is_list_continued(folded: str, previous_end: int, start: int) -> bool:
    """Whether two figures stand in one list: 分别增长36%、12.2%.

    A comma joins them only where 分别 announced the list.

    >>> is_list_continued("增长36%、12.2%", 5, 6), is_list_continued("增长36%,12.2%", 5, 6)
    (True, False)
    """
    if start - previous_end > 6:
        return False
    if _LIST_JOINT.fullmatch(folded, previous_end, start):
        return start > previous_end
    if not _DISTRIBUTED_JOINT.fullmatch(folded, previous_end, start):
        return False
    return _DISTRIBUTED.search(folded, max(0, previous_end - _WINDOW), previous_end) is not None
