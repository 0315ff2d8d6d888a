"""Stretches of a page's lines that may be tables without upright rules."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.readers.layout.aligned.chunks import TextRow
from pipeline.readers.layout.aligned.figures import FIGURE, has_figure
from pipeline.readers.layout.parts import Box

MIN_FIGURE_ROWS = 3
"""Fewer rows with figures below each other may be chance."""

MIN_FIGURES_BESIDE = 4
"""So many bare figures alone in a line below as many heads stand in no prose."""

ALIGNED = 2.5
"""Edges of figures in one column differ by less, in points."""

_PLACES: tuple[Callable[[Box], float], ...] = (
    lambda box: box.right,
    lambda box: box.left,
    lambda box: (box.left + box.right) / 2,
)
MOST_HEAD_ROWS = 7
_ABOVE_TABLE = re.compile(r"(?:单位|部门|编制日期)[:：]|^公开\d+表|^表[\d一二三四五六七八九十]")
_TITLE = re.compile(r"表(?:[（(].*[）)])?$|情况$|明细$|一览$|[（(].*[）)]$|^\d*[、.]")
_NOTE = re.compile(r"注[:：]|备注[:：]|说明[:：]|\d{1,3}$|[-—]\s*\d+\s*[-—]$")


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal rule."""

    y: float
    left: float
    right: float


def joined_rules(rules: Iterable[Rule]) -> list[Rule]:
    """Pieces of one rule put together, from top to bottom."""
    joined: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.y), rule.left)):
        last = joined[-1] if joined else None
        if last and abs(last.y - rule.y) < 1.5 and rule.left - last.right < 4:
            joined[-1] = Rule(last.y, last.left, max(last.right, rule.right))
        else:
            joined.append(rule)
    return joined


def table_runs(rows: Sequence[TextRow], rules: Sequence[Rule]) -> list[list[TextRow]]:
    """Stretches of rows that may be tables: figures, and what stands between and above them."""
    runs: list[list[TextRow]] = []
    current: list[TextRow] = []
    waiting: list[TextRow] = []
    for row in rows:
        if has_figure(row):
            if not current:
                waiting = _heads_above(waiting, row, rules)
            current += [*waiting, row]
            waiting = []
        elif current and not _goes_on(row, current, waiting):
            runs.append(_with_tail(current, waiting, rules))
            current, waiting = [], [row]
        else:
            waiting.append(row)
    if current:
        runs.append(_with_tail(current, waiting, rules))
    return [run for run in runs if _has_column_of_figures(run)]


def _goes_on(row: TextRow, current: Sequence[TextRow], waiting: Sequence[TextRow]) -> bool:
    """Whether a row without figures can stand inside the table begun above it."""
    if len(row.chunks) == 1 and _NOTE.match(row.chunks[0].text):
        return False
    if any(_ABOVE_TABLE.search(c.text) for c in row.chunks):
        return False
    left = min(other.box.left for other in current)
    right = max(other.box.right for other in current)
    below = (waiting or current)[-1]
    too_far = row.box.top - below.box.bottom > 3 * row.box.height
    widest = max(chunk.box.right - chunk.box.left for chunk in row.chunks)
    return not too_far and widest < 0.6 * (right - left)


def _with_tail(
    current: list[TextRow], waiting: Sequence[TextRow], rules: Sequence[Rule]
) -> list[TextRow]:
    """The run with rows of words behind its last figures, down to the table's last rule."""
    top, left = current[0].box.top, current[0].box.left
    ends = [rule.y for rule in rules if rule.y > top and rule.left < left + 20]
    bottom = max(ends, default=0.0)
    tail = [row for row in waiting if row.box.middle < bottom and len(row.chunks) > 1]
    return [*current, *tail]


def _heads_above(
    above: Sequence[TextRow], figures: TextRow, rules: Sequence[Rule]
) -> list[TextRow]:
    """Of the rows above the first figures those that are heads, or begin the body."""
    taken: list[TextRow] = []
    widest = max(25 * figures.box.height, 0.7 * (figures.box.right - figures.box.left))
    for row in reversed(above):
        texts = [chunk.text for chunk in row.chunks]
        if len(taken) == MOST_HEAD_ROWS or any(_ABOVE_TABLE.search(text) for text in texts):
            break
        if taken and taken[0].box.top - row.box.bottom > 2.5 * row.box.height:
            break
        if (
            taken
            and any(row.box.middle < rule.y < taken[0].box.middle for rule in rules)
            and (not any(rule.y < row.box.middle for rule in rules))
        ):
            break  # what stands above the table's first rule
        is_wide = len(texts) == 1 and row.box.right - row.box.left > widest
        if is_wide or any(text[-1] in "。；，" for text in texts):
            break
        taken.insert(0, row)
    while taken and len(taken[0].chunks) == 1 and _TITLE.search(taken[0].chunks[0].text):
        taken.pop(0)
    return taken


def _has_column_of_figures(run: Sequence[TextRow]) -> bool:
    """Whether figures of several rows end, begin or are centred at one place.

    A row of nothing but figures under heads, as the one of 三公, is a table by itself.
    """
    for above, row in pairwise(run):
        texts = [chunk.text for chunk in row.chunks]
        is_full = min(len(texts), len(above.chunks)) >= MIN_FIGURES_BESIDE
        if is_full and all(FIGURE.fullmatch(text) for text in texts):
            return True
    figures = [c.box for row in run for c in row.chunks if FIGURE.fullmatch(c.text)]
    for place in _PLACES:
        places = sorted(map(place, figures))
        for first, last in zip(places, places[MIN_FIGURE_ROWS - 1 :], strict=False):
            if last - first < ALIGNED:
                return sum(len(row.chunks) > 1 for row in run) >= MIN_FIGURE_ROWS
    return False
