"""Automatic paragraph numbers, counted as Word counts them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from pipeline.readers.docx import names as n
from pipeline.readers.docx.names import Element
from pipeline.readers.docx.numerals import written

NO_LIST = "0"
"""The list id by which a paragraph switches off the numbering of its style."""

SUFFIXES = {"tab": "\t", "space": " ", "nothing": ""}

# "%1" in "第%1章" or "%1.%2.": the number of that level, counted from 1.
_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list.

    Attributes:
        start: the first number; 0 where the file says none, as the standard has it.
        pattern: its text, with placeholders (``（%2）``); "" for bullets.
        restart: the number of levels, from the top, whose use restarts the count; None
            for all those above.
        is_legal: prints the numbers of all levels in decimals.
        style_id: the paragraph style that is tied to this level.
    """

    start: int = 0
    form: str = "decimal"
    pattern: str = ""
    suffix: str = "\t"
    restart: int | None = None
    is_legal: bool = False
    style_id: str | None = None


@dataclass(frozen=True, slots=True)
class WordList:
    """A list as paragraphs refer to it: its levels, and where it starts anew.

    Attributes:
        abstract_id: lists with the same one go on counting where the other stopped.
        starts: levels that begin at a number of their own when this list first uses them.
    """

    abstract_id: str
    levels: dict[int, Level]
    starts: dict[int, int]

    def start_of(self, index: int) -> int:
        """The number a level begins with, at first and whenever it is restarted."""
        return self.starts.get(index, self.levels[index].start)


@dataclass(frozen=True, slots=True)
class Label:
    """An automatic number: ``text`` as shown, the gap after it, and where it comes from."""

    text: str
    suffix: str
    origin: str


@dataclass(slots=True)
class Numberer:
    """Counts through a document, paragraph by paragraph.

    Attributes:
        style_list: the list that a numbering style points at.
    """

    root: Element | None
    style_list: Callable[[str], str | None]
    _nums: dict[str, Element] = field(default_factory=dict)
    _abstracts: dict[str, Element] = field(default_factory=dict)
    _lists: dict[str, WordList | None] = field(default_factory=dict)
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _started: set[tuple[str, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        # Documents that went through many hands have thousands of lists.
        if self.root is not None:
            self._nums = _by_id(self.root, n.LIST, n.NUM_ID_ATTRIBUTE)
            self._abstracts = _by_id(self.root, n.ABSTRACT_LIST, n.ABSTRACT_ID)

    def level_for_style(self, list_id: str, chain: tuple[str, ...], own: int | None) -> int:
        """The level of a paragraph numbered by its style: the one tied to the style."""
        word_list = self._list(list_id)
        levels = word_list.levels.items() if word_list else ()
        tied = {level.style_id: index for index, level in levels if level.style_id}
        return next((tied[style_id] for style_id in chain if style_id in tied), own or 0)

    def next_label(self, list_id: str, index: int) -> Label | None:
        """Count one paragraph; its label, or None where Word shows no number."""
        word_list = self._list(list_id)
        level = word_list.levels.get(index) if word_list else None
        if word_list is None or level is None:
            return None
        counters = self._counters.setdefault(word_list.abstract_id, {})
        self._count(list_id, word_list, index, counters)
        text = _shown(word_list, index, counters)
        if not text:
            return None
        return Label(text, level.suffix, f"{word_list.abstract_id}/{index}")

    def _count(
        self, list_id: str, word_list: WordList, index: int, counters: dict[int, int]
    ) -> None:
        """Step the level's counter, begin those above it, and restart those below it."""
        # An upper level that no paragraph has used counts as begun: where （一） stands before
        # the first 一、, Word numbers that one 二、.
        for upper in range(index):
            if upper in word_list.levels and upper not in counters:
                counters[upper] = word_list.start_of(upper)
        is_new = index in word_list.starts and (list_id, index) not in self._started
        if is_new or index not in counters:
            self._started.add((list_id, index))
            counters[index] = word_list.start_of(index)
        else:
            counters[index] += 1
        for deeper in [key for key in counters if key > index]:
            level = word_list.levels.get(deeper)
            restart = level.restart if level else None
            if restart is None or index < restart:
                del counters[deeper]

    def _list(self, list_id: str) -> WordList | None:
        if list_id not in self._lists:
            self._lists[list_id] = self._build(list_id, frozenset())
        return self._lists[list_id]

    def _build(self, list_id: str, seen: frozenset[str]) -> WordList | None:
        """A list from its ``w:num`` and the abstract list that it stands for."""
        found = self._nums.get(list_id)
        link = None if found is None else found.find(n.ABSTRACT_LINK)
        if found is None or link is None or list_id in seen:
            return None
        abstract_id = link.get(n.VAL) or ""
        abstract = self._abstracts.get(abstract_id)
        if abstract is None:
            return None
        style_link = abstract.find(n.LIST_STYLE_LINK)
        if style_link is not None:
            other = self.style_list(style_link.get(n.VAL) or "")
            base = self._build(other, seen | {list_id}) if other else None
            levels = dict(base.levels) if base else {}
            abstract_id = base.abstract_id if base else abstract_id
        else:
            levels = _levels(abstract)
        starts = {}
        for override in found.iterchildren(n.LEVEL_OVERRIDE):
            index = n.whole(override.get(n.ILVL_ATTRIBUTE)) or 0
            levels.update(_levels(override))
            start = n.number(override.find(n.START_OVERRIDE))
            if start is not None:
                starts[index] = start
        return WordList(abstract_id, levels, starts)


def _by_id(root: Element, tag: str, attribute: str) -> dict[str, Element]:
    """The children of that tag by their ids."""
    return {child.get(attribute) or "": child for child in root.iterchildren(tag)}


def _levels(parent: Element) -> dict[int, Level]:
    """The levels that an abstract list or an override defines."""
    return {n.whole(e.get(n.ILVL_ATTRIBUTE)) or 0: _level(e) for e in parent.iterchildren(n.LEVEL)}


def _level(element: Element) -> Level:
    # Forms of newer versions stand in mc:AlternateContent beside one that all know.
    forms = [e.get(n.VAL) or "" for e in element.iter(n.NUMBER_FORMAT)]
    form = next((form for form in forms if form != "custom"), "decimal")
    text, suffix = element.find(n.LEVEL_TEXT), element.find(n.SUFFIX)
    style = element.find(n.PARAGRAPH_STYLE)
    start = n.number(element.find(n.START))
    return Level(
        start=start or 0,
        form=form,
        pattern="" if text is None or form == "bullet" else text.get(n.VAL) or "",
        suffix=SUFFIXES.get((suffix.get(n.VAL) or "tab") if suffix is not None else "tab", "\t"),
        restart=n.number(element.find(n.RESTART)),
        is_legal=n.is_on(element.find(n.IS_LEGAL)),
        style_id=None if style is None else style.get(n.VAL),
    )


def _shown(word_list: WordList, index: int, counters: dict[int, int]) -> str:
    """The level's text with its placeholders filled in."""
    level = word_list.levels[index]

    def number(match: re.Match[str]) -> str:
        wanted = int(match[1]) - 1
        other = word_list.levels.get(wanted)
        if other is None or wanted > index:
            return ""
        form = "decimal" if level.is_legal and other.form != "decimalZero" else other.form
        return written(counters[wanted], form)

    return _PLACEHOLDER.sub(number, level.pattern)
