"""What the headings above a figure say of it."""

import re
from dataclasses import dataclass

from extractors.catalogue import Metric
from extractors.meaning.funding import Funding
from extractors.meaning.goals import Outlook, outlook_of
from extractors.meaning.items import find_coded, find_path
from extractors.meaning.layout import Layout
from extractors.meaning.naming import Namer
from extractors.meaning.period import read_period
from extractors.meaning.words import words
from models.observation import ALL
from models.outline import Section, SectionKind
from models.span import Span


@dataclass(frozen=True, slots=True)
class Heading:
    """The headings above one place, innermost last, taken together.

    Attributes:
        titles: joined by blanks.
        topic: the metric that the innermost heading is about, if it is about one.
        year: the year that a heading names.
        is_silent: glossary or duties: figures there are no statements of the department.
        is_glossary: glossary alone.
        lists_projects: what follows may be a list of projects.
        project: the one project that a whole chapter is about.
        outlook: whether what follows is a goal, a plan, or neither.
    """

    titles: str = ""
    topic: Metric | None = None
    item: Span | None = None
    budget_book: str = ALL
    year: int | None = None
    is_silent: bool = False
    is_glossary: bool = False
    lists_projects: bool = False
    project: Span | None = None
    outlook: Outlook = Outlook.NONE


# 商业创新专项经费情况说明, above 一、项目概述: a chapter about one project
_CHAPTER = re.compile(r"(.{2,40}?)(?:项目)?(?:(?:经费)?(?:情况)?(?:的)?(?:说明|介绍)|经费)?")
_OF_ONE_PROJECT = re.compile(r"项目概[述况]|立项依据|项目(?:基本)?(?:情况|内容)")
_NOTHING = Heading()


class Headings:
    """The headings of one report, each read once."""

    def __init__(self, layout: Layout, namer: Namer, funding: Funding) -> None:
        self._layout = layout
        self._namer = namer
        self._funding = funding
        self._read: dict[int, Heading] = {}

    def above(self, section: Section | None) -> Heading:
        """What the headings down to ``section`` say."""
        if section is None:
            return _NOTHING
        if section.index not in self._read:
            self._read[section.index] = self._combine(section)
        return self._read[section.index]

    def _combine(self, section: Section) -> Heading:
        parent = section.parent
        above = self.above(self._layout.sections[parent] if parent is not None else None)
        if section.kind is SectionKind.ITEM:
            return Heading(
                above.titles, None, None, above.budget_book, above.year, above.is_silent,
                above.is_glossary, above.lists_projects, above.project, above.outlook,
            )  # fmt: skip
        span = section.title_span
        title = span.of(self._layout.text)
        titles = f"{above.titles} {title}".strip()
        grammar = words()
        book = self._funding.book_of(title)
        is_glossary = above.is_glossary or bool(grammar.definitions.search(title))
        return Heading(
            titles=titles,
            topic=self._namer.topic_of(title, titles),
            item=self._item(span),
            budget_book=book if book != ALL else above.budget_book,
            # 与2021年度决算对比情况: the year compared with is not what it tells of.
            year=read_period(grammar.base.sub(" ", title)).year or above.year,
            is_silent=above.is_silent or is_glossary or bool(grammar.duties.fullmatch(title)),
            is_glossary=is_glossary,
            lists_projects="项目" in titles or "资金" in title,
            project=self._project(section) or above.project,
            outlook=outlook_of(title, above.outlook),
        )

    def _project(self, section: Section) -> Span | None:
        """The name of the project, where the first heading below says that it is one."""
        following = self._layout.sections[section.index + 1 : section.index + 2]
        if not following or following[0].parent != section.index:
            return None
        if not _OF_ONE_PROJECT.fullmatch(following[0].title):
            return None
        name = _CHAPTER.fullmatch(self._layout.text, *section.title_span)
        return Span(*name.span(1)) if name else None

    def _item(self, title: Span) -> Span | None:
        text = self._layout.text
        return find_path(text, *title) or find_coded(text, *title)
