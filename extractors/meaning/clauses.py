"""Finds the words that belong to each figure, moving through the report."""

import re

from extractors.meaning.headings import Heading, Headings
from extractors.meaning.items import find_path, find_project, find_reviewed_project
from extractors.meaning.layout import Layout
from extractors.meaning.lists import ListName
from extractors.meaning.memory import Clause, Memory
from extractors.meaning.naming import REACH, Namer, stage_of
from extractors.meaning.period import Period, read_period
from extractors.meaning.words import words
from models.mention import Mention
from models.observation import ALL
from models.outline import Section, SectionKind
from models.span import Span

_RELATIVE = re.compile(r"\W*[上去本今当下明次]")
_FAR = 400
# 按照2017年《规范》执行: the year of what is cited
_CITED = re.compile(r"(?:按照?|根据|依据|依照|遵照|对照)[^,。;\d]{0,8}(?:19|20)\d\d年(?=《)")
# 成立于1958年: the year of an office, not of its figures
_FOUNDED = re.compile(r"(?:成立|组建|建|创办|设立|创建|挂牌)\s?于\s?(?:19|20)\d\d\s?年?")
_OPENS_LIST = re.compile(r"(?:包\s?[括含]|其\s?中):\Z")
_DELIMITER = re.compile(r"[,;。:]")
# 执行率98.16%;全年…, 合计预算…: no more is said of the project named last
_LEAVES_PROJECT = re.compile(r"[;。\n]|[合共总]计|总[额预支]|各项目|以上")
# 年初目标值=100%,实际完成值=98%: two equations; 1,000 is one number
_PARTS = re.compile(r"[,;](?!\d{3})")


class Clauses:
    """Goes from figure to figure and keeps ``memory`` up to where it stands."""

    def __init__(
        self, layout: Layout, namer: Namer, headings: Headings, named_in_lists: dict[int, ListName]
    ) -> None:
        self.memory = Memory()
        self._layout = layout
        self._text = layout.text
        self._namer = namer
        self._headings = headings
        self._named_in_lists = named_in_lists
        self._last_end = 0

    def next(self, index: int, mention: Mention) -> Clause:
        """The clause of the next figure."""
        position = mention.span.start
        section = self._layout.section(position)
        heading = self._headings.above(section)
        sentence = self._layout.sentence(position)
        title_end = _title_end(self._text, section, position)
        self._enter(position, sentence, heading, title_end)
        # What stands further off than this does not bear on a figure's meaning.
        opening = max(sentence.start, self.memory.statement, title_end, position - _FAR)
        floor = max(self._last_end, self.memory.statement)
        if section and floor < section.title_span.end < position:
            between = self._text[section.title_span.end : position]
            if not words().link.fullmatch(between):
                floor = section.title_span.end
        self.memory.follow_brackets(self._text[floor:position])
        self._last_end = mention.span.end
        context = heading.titles + "".join(self._text[opening:position].split())
        name = self._named_in_lists.get(index)
        if name:
            return Clause(*name.span, opening, sentence, heading, context, name.when, listed=name)
        start, end = self._bounds(floor, opening, position)
        is_compound = self._is_compound(floor, start)
        return Clause(start, end, opening, sentence, heading, context, is_compound=is_compound)

    def label(self, clause: Clause) -> Span:
        """The words of a clause without those that open it: list marks, 其中, 我单位."""
        piece = self._text[clause.start : clause.end]
        opening = words().opening.match(piece)
        begin = opening.end() if opening and opening.end() < len(piece.rstrip()) else 0
        end = max(begin, len(piece.rstrip(" :,\n")))
        return Span(clause.start + begin, clause.start + end)

    def _is_compound(self, floor: int, start: int) -> bool:
        if self._text[start - 1 : start] != "、":
            return False
        return not words().opening.fullmatch(self._text, floor, start)

    def _bounds(self, floor: int, opening: int, position: int) -> tuple[int, int]:
        """Where the clause starts and ends; of an equation only its left side counts."""
        if self._text[position - 1 : position] == "=":
            ends = (part.end() for part in _PARTS.finditer(self._text, opening, position))
            equals = self._text.find("=", max(ends, default=opening), position)
            return self._namer.clause_start(opening, equals), equals
        return self._start(floor, position), position

    def _start(self, floor: int, position: int) -> int:
        grammar = words()
        start = self._namer.clause_start(floor, position)
        # "三公经费支出,全年共计6.59万元": mere link words lean on the clause before them.
        leans = start > floor and self._text[start - 1] in ",:"
        # 收入包括:一般公共预算拨款7万元: behind the colon of a list stands a name of its own.
        leans = leans and not _OPENS_LIST.search(self._text, max(floor, start - 8), start)
        is_bare = leans and grammar.mixed.fullmatch(self._text, start, position)
        if is_bare and stage_of(self._text[start:position]) is None:
            return self._namer.clause_start(floor, start - 1)
        return start

    def _enter(self, position: int, sentence: Span, heading: Heading, title_end: int) -> None:
        before = memory = self.memory
        statement = self._layout.statement_start(position)
        if statement != memory.statement:
            memory = self._new_statement(statement, heading)
        if sentence.start != memory.sentence:
            is_new = sentence.start != before.sentence
            memory.sentence, memory.stock = sentence.start, Period()
            memory.in_parts, memory.book, memory.changed = False, ALL, None
            # A paragraph that has spoken of several subjects is about none of them.
            memory.subject = memory.subject if len(memory.subjects) < 2 else ""
            opening = max(sentence.start, statement, title_end)
            memory.project = find_reviewed_project(self._text, opening) or memory.project
            period = self._opening_period(opening, position)
            # 截至2022年末,资产5万元,其中:(1)房屋: within the sentence its time holds.
            is_anew = is_new and not self._text.startswith("其中", opening)
            memory.period = period if is_anew or period.says_year else memory.period
            if period.is_as_of or period.says_year:
                memory.counted = period.point if period.is_as_of else None
                memory.counted_year = period.year if period.is_as_of else None
            memory.subject = self._announced(opening, position) or memory.subject
        is_told = memory.line is not None and memory.item is memory.line
        if is_told and _LEAVES_PROJECT.search(self._text, memory.scanned, position):
            memory.item, memory.line = None, None
        path = find_path(self._text, max(memory.scanned, title_end), position)
        memory.item = path or memory.item
        memory.scanned = position

    def _new_statement(self, statement: int, heading: Heading) -> Memory:
        before, memory = self.memory, Memory(statement=statement, scanned=statement)
        memory.subject = heading.topic.subject if heading.topic else ""
        memory.item = heading.item or self._item_of_the_line_before(before, statement)
        memory.project = find_reviewed_project(self._text, statement)
        if heading.lists_projects and not memory.project:
            memory.project = find_project(self._text, statement)
        memory.project = memory.project or heading.project
        if statement in self._layout.loose:
            memory.period, memory.as_of, memory.head = before.period, before.as_of, before.head
        self.memory = memory
        return memory

    def _item_of_the_line_before(self, before: Memory, statement: int) -> Span | None:
        """The budget line that has a paragraph to itself, before the one that tells of it."""
        if not statement or statement in self._layout.loose:
            return None
        line = self._layout.statement_start(statement - 1)
        if before.statement >= line or statement - line > 2 * REACH:
            return None
        return find_path(self._text, line, statement)

    def _announced(self, start: int, position: int) -> str:
        """The subject that a sentence announces: “三公”经费:2021年预算安排15.6万元."""
        at = start
        while (colon := self._text.find(":", at, min(start + 40, position))) >= 0:
            metric = self._namer.topic_of(self._text[at:colon], "")
            if metric:
                return metric.subject
            at = colon + 1
        return ""

    def _opening_period(self, start: int, position: int) -> Period:
        """What the first clause of a sentence says of the time of all its figures."""
        delimiter = _DELIMITER.search(self._text, start + 2, min(start + 60, position))
        end = delimiter.start() if delimiter else min(start + 60, position)
        opening = self._text[start:end]
        period = read_period(without_base(opening))
        # 公务接待费由上年的3万元减少到…: a relative word inside the clause is its figure's own.
        if period.shift is not None and not _RELATIVE.match(opening):
            period = Period()
        # 年末 holds for the whole sentence only where the clause says nothing else.
        is_all = delimiter is not None and words().lead.fullmatch(opening)
        point = period.point if is_all else None
        return Period(period.year, period.shift, point, bool(is_all) and period.is_as_of)


def _title_end(text: str, section: Section | None, position: int) -> int:
    """Where the heading ends that stands before ``position``, also on the same line; or 0."""
    if section is None or section.title_span.end > position:
        return 0
    # (一)支出预算情况说明 2021年…: of a saved page, whose first line is all there is
    is_title = section.title_span.of(text).endswith(("情况", "情况说明"))
    is_parted = text[section.title_span.end : position][:1].isspace()
    is_above = section.kind is SectionKind.HEADING or (is_title and is_parted)
    return section.title_span.end if is_above else 0


def without_base(text: str) -> str:
    """``text`` without what it compares with, whose year is not the figure's own.

    >>> without_base("与2023年度相比,公务接待费")
    ' ,公务接待费'
    """
    return _CITED.sub(" ", _FOUNDED.sub(" ", words().base.sub(" ", text)))
