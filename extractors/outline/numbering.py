"""The most plausible tree for a sequence of numbers.

Numbers alone do not tell where they belong: 1、 may open a list, go on with one, or be a
misprinted 一、. Every mark can join a list that is open, open a list, or be no number at all;
each choice has a cost, and the cheapest reading of the whole sequence wins. A few readings
are kept side by side, so time is linear in the number of marks.
"""

from collections.abc import Sequence
from typing import NamedTuple

from extractors.outline.costs import (
    EACH_LEVEL_LEFT,
    Level,
    Stack,
    closing_cost,
    ignoring_cost,
    join_cost,
    nesting_cost,
    start_cost,
)
from extractors.outline.headings import Marker, Place, Style

_READINGS = 12
"""How many readings are kept side by side."""
_MARGIN = 4.0
"""A reading so much dearer than the best is given up."""
_DEEPEST = 10


class Placed(NamedTuple):
    """A mark with its place in the tree.

    Attributes:
        depth: from 1.
        parent: index of the placed mark above it, or None.
        list_id: marks of one list have the same, whatever their style.
    """

    marker: Marker
    depth: int
    parent: int | None
    list_id: int


class _Step(NamedTuple):
    """One decision of a reading: the mark stands at level ``at``, or is none (-1)."""

    at: int
    opens: bool
    before: "_Step | None"


def place_markers(marks: Sequence[Marker]) -> list[Placed]:
    """The tree of those marks that number something.

    >>> from extractors.outline.headings import marker_at
    >>> lines = ["1、概况", "(1)职责", "1、职能", "2、人员", "(二)执行", "二、组织"]
    >>> marks = [marker_at(line, 0, len(line)) for line in lines]
    >>> [(placed.depth, placed.marker.number) for placed in place_markers(marks)]
    [(1, 1), (2, 1), (3, 1), (3, 2), (2, 2), (1, 2)]
    """
    readings: dict[Stack, tuple[float, _Step | None]] = {(): (0.0, None)}
    for mark in marks:
        readings = _cheapest(_continued(readings, mark))
    _, last = min(readings.values(), key=lambda reading: reading[0])
    return _replay(marks, last)


def _continued(
    readings: dict[Stack, tuple[float, _Step | None]], mark: Marker
) -> dict[Stack, tuple[float, _Step | None]]:
    """Every reading with every choice for one more mark."""
    following: dict[Stack, tuple[float, _Step | None]] = {}
    limit = float("inf")
    own = _Own(ignoring_cost(mark), start_cost(mark))
    for stack, (cost, step) in readings.items():
        if cost > limit:  # no choice makes a reading cheaper
            continue
        for extra, at, opens in _choices(stack, mark, own):
            total = cost + extra
            if total > limit:
                continue
            limit = min(limit, total + _MARGIN)
            new = stack if at < 0 else (*stack[:at], _level(stack, mark, at, opens))
            rival = following.get(new)
            if rival is None or total < rival[0]:
                following[new] = (total, _Step(at, opens, step))
    return following


def _cheapest(
    readings: dict[Stack, tuple[float, _Step | None]],
) -> dict[Stack, tuple[float, _Step | None]]:
    if len(readings) <= _READINGS:
        return readings
    return dict(sorted(readings.items(), key=lambda item: item[1][0])[:_READINGS])


def _level(stack: Stack, mark: Marker, at: int, opens: bool) -> Level:
    is_inline = mark.place is not Place.LINE
    if not opens:
        level = stack[at]
        is_inline = is_inline or level.is_inline
        return Level(mark.style, mark.number, is_inline, level.is_nested, level.outline_level)
    is_nested = at > 0 and stack[at - 1].style == mark.style
    return Level(mark.style, mark.number, is_inline, is_nested, mark.outline_level)


class _Own(NamedTuple):
    """What a mark costs whatever stands before it."""

    ignoring: float
    starting: float


def _choices(stack: Stack, mark: Marker, own: _Own) -> list[tuple[float, int, bool]]:
    """Cost, level and whether a list is opened, for everything the mark may be."""
    style, number, top = mark.style, mark.number, len(stack)
    if style is Style.TITLE:
        return [(0.0, _title_level(stack, mark), True)]
    choices = [(own.ignoring, -1, False)]
    is_open = style in [level.style for level in stack]
    for at, level in enumerate(stack):
        if level.number + 1 != number and level.style is not style:
            continue  # the most frequent case of no cost at all
        cost = join_cost(level, mark, is_open=is_open)
        if cost is not None:
            choices.append((cost + EACH_LEVEL_LEFT * (top - at), at, False))
    if top < _DEEPEST:
        choices.append((own.starting + nesting_cost(stack, mark, is_open=is_open), top, True))
    outer = _outer_level(stack, style)
    if outer < top:
        choices.append((own.starting + closing_cost(stack[outer], mark), outer, True))
    return choices


def _outer_level(stack: Stack, style: Style) -> int:
    """Where a list of this style would stand if finer lists were closed first."""
    at = len(stack)
    while at and stack[at - 1].style >= style:
        at -= 1
    return at


def _title_level(stack: Stack, mark: Marker) -> int:
    """Where a heading without number stands: by the file's own level, else by rank."""
    if mark.outline_level:
        for at in range(len(stack) - 1, -1, -1):
            if 0 < stack[at].outline_level < mark.outline_level:
                return min(at + 1, _DEEPEST - 1)
        if any(level.outline_level for level in stack):
            return 0
    return _outer_level(stack, Style.TITLE)


def _replay(marks: Sequence[Marker], last: _Step | None) -> list[Placed]:
    """Walk the winning reading from its start and note parents, depths and lists."""
    steps: list[_Step] = []
    while last is not None:
        steps.append(last)
        last = last.before
    placed: list[Placed] = []
    open_at: list[int] = []
    lists: list[int] = []
    for mark, step in zip(marks, reversed(steps), strict=True):
        if step.at < 0:
            continue
        list_id = len(placed) if step.opens else lists[step.at]
        del open_at[step.at :], lists[step.at :]
        parent = open_at[-1] if open_at else None
        open_at.append(len(placed))
        lists.append(list_id)
        placed.append(Placed(mark, len(open_at), parent, list_id))
    return placed
