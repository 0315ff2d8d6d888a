"""What each reading of a number costs: free where writers go on, about 1 for their slips."""

from typing import NamedTuple

from extractors.outline.headings import Marker, Place, Style

_NO_MARK = {Place.LINE: 2.2, Place.SENTENCE: 0.6, Place.BLANK: 0.5}
# 第三部分 behind a sentence or a blank is hardly ever anything but a heading.
_SELF_EVIDENT = frozenset({Style.PART, Style.CHAPTER})
# In a report of one line, 五、 behind a blank stands where a new line would.
_SET_OFF = {Style.HAN: 1.4, Style.HAN_PAREN: 1.0, Style.DIGIT: 0.7}
_OPEN_AT = {Place.LINE: 0.0, Place.SENTENCE: 0.6, Place.BLANK: 0.6}
_REPEATED = 1.2  # 四、 … 四、
_SKIPPED = 1.0  # 三、 … 五、
_SKIPPED_EACH = 0.3
_MANY_SKIPPED = 3.0
_BACKWARDS = 2.5
_SISTER_STYLE = 0.8  # 1、 … 二、
_OTHER_STYLE = 1.8  # 1、 … （二）
_STYLE_IS_OPEN = 1.0  # 二、 for 2. while a list 一、 is open
_OTHER_PLACE = 0.5  # a list of lines goes on within a line
_UPSIDE_DOWN = 0.5  # （一） below 1.
_CLOSE_FINER = 0.3  # 1. 2. 3. then （一） under the same heading
_START_LATE = 1.6
_START_LATE_EACH = 0.2
_ANY_START = 0.3
_NESTED_AGAIN = 1.0  # 1、 directly below 1、
_NESTED_HAN = 0.7  # a report within a report: 三、 with its own 一、 二、
_NESTED_APART = 0.3  # 1、 （1） 1、
_RESTART = 0.6  # 1. 2. 3. then 1. again under the same heading
_RESTART_HAN = 0.8
_NESTED_GOES_ON = 0.15  # of two open 一、 lists the outer one is the likelier
_COLON_BONUS = 0.4
EACH_LEVEL_LEFT = 0.02

_SISTERS = {
    Style.HAN: Style.DIGIT,
    Style.DIGIT: Style.HAN,
    Style.HAN_PAREN: Style.DIGIT_PAREN,
    Style.DIGIT_PAREN: Style.HAN_PAREN,
}
# Articles and chapters are often numbered through the whole document.
_RUNNING = frozenset({Style.ARTICLE, Style.CHAPTER, Style.DIVISION})


class Level(NamedTuple):
    """A list that is open, and the number it has come to."""

    style: Style
    number: int
    is_inline: bool
    is_nested: bool
    outline_level: int


Stack = tuple[Level, ...]


def ignoring_cost(mark: Marker) -> float:
    """Cost of the mark numbering nothing."""
    cost = _NO_MARK[Place.LINE if mark.style in _SELF_EVIDENT else mark.place]
    return max(cost, _SET_OFF.get(mark.style, 0.0)) if mark.is_set_off else cost


def start_cost(mark: Marker) -> float:
    """Cost of a list that opens here, and of its not beginning with one."""
    cost = _OPEN_AT[mark.place]
    if mark.number == 1:
        return cost
    if mark.style in _RUNNING:
        return cost + _ANY_START
    return cost + _START_LATE + _START_LATE_EACH * min(mark.number, 5)


def join_cost(level: Level, mark: Marker, *, is_open: bool) -> float | None:
    """Cost of the mark being the next of an open list; None where it cannot be.

    ``is_open`` says that some list of the mark's own style is open.
    """
    gap = mark.number - level.number
    if level.style is Style.TITLE:
        return None
    if level.style != mark.style:
        if gap != 1:
            return None
        cost = _SISTER_STYLE if _SISTERS.get(level.style) is mark.style else _OTHER_STYLE
        cost += _STYLE_IS_OPEN * is_open
    elif gap == 1:
        cost = _NESTED_GOES_ON if level.is_nested and mark.style is Style.HAN else 0.0
    elif gap == 0:
        cost = _REPEATED
    elif gap < 0:
        if mark.number == 1:
            return None
        cost = _BACKWARDS
    else:
        cost = _SKIPPED + _SKIPPED_EACH * gap if gap <= 5 else _MANY_SKIPPED
    if mark.place is not Place.LINE and not level.is_inline:
        cost += _OTHER_PLACE
    return cost


def nesting_cost(stack: Stack, mark: Marker, *, is_open: bool) -> float:
    """Cost of a list that opens below the innermost one; ``is_open`` as for ``join_cost``."""
    if not stack:
        return 0.0
    cost = _UPSIDE_DOWN if mark.style < stack[-1].style else 0.0
    if stack[-1].style == mark.style:
        cost += _NESTED_HAN if mark.style is Style.HAN else _NESTED_AGAIN
        return cost - _COLON_BONUS * mark.is_after_colon
    return cost + _NESTED_APART * is_open


def closing_cost(level: Level, mark: Marker) -> float:
    """Cost of a list that opens in the place of one that is given up."""
    if level.style != mark.style:
        return _CLOSE_FINER
    return _RESTART_HAN if mark.style is Style.HAN else _RESTART
