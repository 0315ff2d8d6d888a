"""How the true value lies to the printed one: ≤, 约, 以上 and the like."""

import re

from extractors.quantities.words import Endings, any_of, escaped, group_of, words
from models.mention import Comparator

_BEFORE = Endings("comparators_before")
# What may stand between the word and the numeral: "超过了", "不低于:", "约为".
_FILLERS = words("comparator_fillers")
_LOOK_ALIKES = words("comparator_look_alikes")

# "以上", "(含)以上", "及以上", "左右", and 多 of "5万元多" but not of "3人多次".
_BEHIND_GROUP = group_of("comparators_behind")
_BEHIND = re.compile(
    r"(?:\((?:不?含[^()]{0,6})\))?"
    rf"(?P<word>{escaped('comparators_behind')})(?<!多(?={any_of('not_after_vague')}))"
)
# 每年不低于投资额的10%: the bound of a share stands before the whole
_OF_SHARE = re.compile(
    r"(?P<word>不低于|不少于|不得低于|不得少于|不超过|不得超过|不高于|控制在)"
    r"(?!目标|计划)[^,;。:\d]{1,12}的$"
)
_VAGUE_GROUP = {"余": ">", "多": ">", "几": ">", "来": "~"}


def comparator_before(sentence: str) -> tuple[Comparator, str] | None:
    """The comparator at the end of the words before a figure, and the words before it.

    >>> comparator_before("在职人员控制率≤")
    (<Comparator.AT_MOST: '<='>, '在职人员控制率')
    >>> comparator_before("收入超过了")[1], comparator_before("节约"), comparator_before("为")
    ('收入', None, None)
    """
    sentence = sentence.removesuffix('"')
    if sentence.endswith("的") and (bound := _OF_SHARE.search(sentence)):
        sentence = sentence[: bound.end("word")]
    found = _BEFORE.find(sentence)
    if found is None and sentence.endswith(_FILLERS):
        filler = next(filler for filler in _FILLERS if sentence.endswith(filler))
        sentence = sentence.removesuffix(filler)
        found = _BEFORE.find(sentence)
    if found is None or sentence.endswith(_LOOK_ALIKES):
        return None
    group, start = found
    return Comparator(group), sentence[:start]


def comparator_behind(behind: str) -> Comparator | None:
    """The comparator that the words behind a figure begin with.

    >>> comparator_behind("(含)以上设备"), comparator_behind("多次")
    (<Comparator.AT_LEAST: '>='>, None)
    """
    found = _BEHIND.match(behind)
    return Comparator(_BEHIND_GROUP[found["word"]]) if found else None


def comparator_of(
    before: tuple[Comparator, str] | None, behind: Comparator | None, vague: str
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
