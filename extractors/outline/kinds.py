"""Decides between heading and item by the company a numbered text keeps."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.outline.headings import Place, Style
from extractors.outline.numbering import Placed
from extractors.outline.titles import Reading, Title

# 第四部分 名词解释: what it numbers is defined, not headed
_GLOSSARY = re.compile(r"名词解释|名词说明|术语|专业名词")
# 部门主要职责: what it numbers are duties, each a sentence
_DUTIES = re.compile(r"职[责能权]")
# 一般公共服务支出(类)组织事务(款)
_BUDGET_LINE = re.compile(r"[类款项]\)")
_LONGEST_WITH_FIGURE = 30
# Titles that only what follows them makes believable as headings.
_NEEDS_BODY = frozenset({"full_stop", "clauses", "duty"})
# Rules by which a text is a title, alone on its line or before its text.
_TITLED = frozenset({"line", "style", "run_in_blank", "run_in_stop", "run_in_clauses"})


@dataclass(slots=True)
class Entry:
    """A placed mark with its title and surroundings.

    Attributes:
        has_body: text of its own or sections stand below it.
        has_sections: sections stand below it.
        is_announced: its list comes after a colon (包括：).
        is_inline: it stands within a line that is not a whole report in one line.
    """

    placed: Placed
    title: Title
    has_body: bool
    has_sections: bool
    is_announced: bool
    is_inline: bool


def settle(folded: str, entries: Sequence[Entry]) -> list[bool]:
    """For every entry, whether it is a heading."""
    readings = [_alone(entry) for entry in entries]
    in_glossary = _glossary_entries(folded, entries)
    for members in _lists(entries).values():
        _agree(folded, entries, readings, members)
    return [
        reading >= Reading.LIKELY_HEADING and index not in in_glossary
        for index, reading in enumerate(readings)
    ]


def _alone(entry: Entry) -> Reading:
    """How an entry reads by itself and what stands below it."""
    title = entry.title
    is_run_in = entry.placed.marker.place is Place.SENTENCE or title.rule != "line"
    if entry.is_inline and is_run_in:
        return Reading.ITEM
    if title.rule in _NEEDS_BODY and not entry.has_body:
        return Reading.ITEM
    if title.rule == "statement" and entry.has_sections and _heads_sections(entry):
        return Reading.LIKELY_HEADING
    return title.reading


def _heads_sections(entry: Entry) -> bool:
    """Whether a short line with a figure is a title by its place: (一)救灾资金900万元, then 1、."""
    marker, title = entry.placed.marker, entry.title
    is_outer = marker.style in (Style.HAN, Style.HAN_PAREN) and marker.place is Place.LINE
    return is_outer and title.end - title.start < _LONGEST_WITH_FIGURE


def _lists(entries: Sequence[Entry]) -> dict[int, list[int]]:
    lists: dict[int, list[int]] = defaultdict(list)
    for index, entry in enumerate(entries):
        lists[entry.placed.list_id].append(index)
    return lists


def _agree(
    folded: str, entries: Sequence[Entry], readings: list[Reading], members: Sequence[int]
) -> None:
    """Let the doubtful follow the sure ones of their list."""
    sure = [readings[index] for index in members]
    headings, items = sure.count(Reading.HEADING), sure.count(Reading.ITEM)
    if _is_enumeration(entries, members):
        for index in members:
            readings[index] = Reading.ITEM
        return
    if _is_of_titles(folded, entries, members):
        for index in members:
            readings[index] = max(readings[index], Reading.LIKELY_HEADING)
        return
    for index in members:
        if readings[index] is Reading.LIKELY_ITEM and headings > items:
            readings[index] = Reading.LIKELY_HEADING
        elif readings[index] is Reading.LIKELY_HEADING and items > headings:
            readings[index] = Reading.LIKELY_ITEM


def _is_of_titles(folded: str, entries: Sequence[Entry], members: Sequence[int]) -> bool:
    """Whether all of a list run into their text behind a title: 1.粮食再获丰收。全年播种….

    One such title among sentences is a sentence itself, and so are duties.
    """
    parent = entries[members[0]].placed.parent
    if parent is not None:
        above = entries[parent].title
        if _DUTIES.search(folded, above.start, above.end):
            return False
    return (
        len(members) > 1
        and entries[members[0]].placed.marker.style <= Style.DIGIT
        and all(entries[index].title.rule in _TITLED for index in members)
        and not any(entries[index].is_inline for index in members)
        and not any(_is_line(folded, entries[index].title) for index in members)
    )


def _is_line(folded: str, title: Title) -> bool:
    """Whether a title names a line of the budget, whose amount is told behind it."""
    return _BUDGET_LINE.search(folded, title.start, title.end) is not None


def _is_enumeration(entries: Sequence[Entry], members: Sequence[int]) -> bool:
    """Names listed after a colon (包括：1.局本级 2.执法大队) with nothing below them."""
    first = entries[members[0]]
    return (
        first.is_announced
        and first.placed.marker.style >= Style.DIGIT
        and not any(entries[index].has_body for index in members[:-1])
        and len(members) > 1
    )


def _glossary_entries(folded: str, entries: Sequence[Entry]) -> set[int]:
    inside: set[int] = set()
    for index, entry in enumerate(entries):
        parent = entry.placed.parent
        if parent is None:
            continue
        above = entries[parent].title
        if parent in inside or _GLOSSARY.search(folded, above.start, above.end):
            inside.add(index)
    return inside
