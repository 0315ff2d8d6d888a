"""How the true value lies to the printed one: ≤, 约, 以上 and the like."""

import re

from extractors.words import any_of, escaped, group_of
from models.mention import Comparator

_BEFORE_GROUP = group_of("comparators_before")
_BEHIND_GROUP = group_of("comparators_behind")

# The word, and what may stand between it and the numeral: "超过了", "不低于:", "约为".
_BEFORE = re.compile(
    rf"(?P<word>{escaped('comparators_before')})"
    r"(?:了|达到|达|到|为|有|是|人民币|:|=|\")?[ \n]{0,3}\"?$"
)
_LOOK_ALIKE = re.compile(rf"{any_of('comparator_look_alikes')}$")

# "以上", "（含）以上", "及以上", "左右", and 多 of "5万元多" but not of "3人多次".
_BEHIND = re.compile(
    r"[ \n]{0,2}(?:\((?:不?含[^()]{0,6})\)[ \n]?)?"
    rf"(?P<word>{escaped('comparators_behind')})(?<!多(?=[次个种年元样项家方岗措形部渠]))"
)
_VAGUE_GROUP = {"余": ">", "多": ">", "几": ">", "来": "~"}
_WINDOW = 12


def comparator_before(folded: str, start: int) -> tuple[Comparator, int] | None:
    """The comparator in front of a numeral and where its word begins, or None.

    >>> comparator_before("控制率≤100%", 4)
    (<Comparator.AT_MOST: '<='>, 3)
    >>> comparator_before("节约50万元", 2) is None
    True
    """
    low = max(0, start - _WINDOW)
    found = _BEFORE.search(folded, low, start)
    if found is None or _LOOK_ALIKE.search(folded, low, found.end("word")):
        return None
    return Comparator(_BEFORE_GROUP[found["word"]]), found.start()


def comparator_behind(folded: str, end: int) -> Comparator | None:
    """The comparator behind a unit: 以上, 左右, （含）以上.

    >>> comparator_behind("50万元(含)以上设备", 4)
    <Comparator.AT_LEAST: '>='>
    >>> comparator_behind("3人多次", 2) is None
    True
    """
    found = _BEHIND.match(folded, end)
    return Comparator(_BEHIND_GROUP[found["word"]]) if found else None


def comparator_of(
    before: tuple[Comparator, int] | None, behind: Comparator | None, vague: str
) -> Comparator:
    """One comparator from the words in front, behind and inside.

    What stands in front rules, except that 左右 weakens the bound of 控制在5%左右.
    """
    if behind is Comparator.ABOUT:
        return behind
    if before is not None:
        return before[0]
    if behind is not None:
        return behind
    return Comparator(_VAGUE_GROUP[vague]) if vague else Comparator.EQUAL
