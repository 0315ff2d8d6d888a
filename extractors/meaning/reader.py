"""Reads a report's figures one after another, as a person does."""

import re
from dataclasses import replace

from extractors.meaning.clauses import Clauses, without_base
from extractors.meaning.draft import Draft
from extractors.meaning.fund_names import take_named_fund
from extractors.meaning.goals import Outlook, with_goal
from extractors.meaning.memory import Clause, Memory
from extractors.meaning.period import Period, read_period
from extractors.meaning.phrases import name_before, name_behind, says_nothing
from extractors.meaning.rates import take_fund
from extractors.meaning.steps import steps_for
from extractors.meaning.tools import Tools
from models.mention import Kind, Mention, Role
from models.observation import ALL, Point

# …,截止2022年12月31日,公务用车保有量6辆: a clause of time right before
_AS_OF = re.compile(r"(?<=[,。;])\s*截[至止][^,。;:]{4,24},\s*\Z")
_AS_OF_REACH = 32
_OF_THE_YEAR = ("本年", "年末", "年初")


class Reader:
    """Gives each figure of one report its meaning, in reading order."""

    def __init__(self, tools: Tools, clauses: Clauses, fiscal_year: int | None) -> None:
        self._tools = tools
        self._clauses = clauses
        self._fiscal_year = fiscal_year

    def read(self, index: int, mention: Mention, section: int | None) -> Draft:
        """The meaning of the next figure; ``index`` is its place among the mentions."""
        clause = self._clauses.next(index, mention)
        memory = self._clauses.memory
        before = self._tools.text[clause.sentence.start : mention.span.start]
        mention = with_goal(mention, clause.heading.outlook, before)
        draft = Draft(mention, clause.sentence, section, self._clauses.label(clause))
        if _is_silent(clause, mention) or mention.is_threshold or self._is_factor(mention):
            draft.year = self._fiscal_year
            draft.rule = "no_statement"
            if mention.is_threshold and not _is_silent(clause, mention):
                self._place_in_time(draft, clause, memory)
            return draft
        if self._tools.is_part(clause) or self._tools.opens_parts(clause):
            memory.enter_parts()
        is_read = any(step(self._tools, memory, draft, clause) for step in steps_for(mention))
        if mention.role is not Role.LEVEL and not is_read:
            memory.unread = mention.span.end
        take_fund(self._tools, memory, draft, clause)
        take_named_fund(self._tools, draft, clause)
        self._leave_to_project(draft, clause, memory, is_read)
        if draft.rule == "unknown":
            self._name_unknown(draft)
        self._place_in_time(draft, clause, memory)
        self._place_in_book(draft, clause, memory)
        memory.remember(draft)
        return draft

    def _name_unknown(self, draft: Draft) -> None:
        text = self._tools.text
        draft.label = name_before(text, draft.label)
        if draft.mention.kind in (Kind.COUNT, Kind.HEADCOUNT) and says_nothing(text, draft.label):
            draft.label = name_behind(text, draft.mention.span.end) or draft.label

    def _leave_to_project(
        self, draft: Draft, clause: Clause, memory: Memory, is_read: bool
    ) -> None:
        """In the sentence that opens with a project every amount is about that project."""
        project = memory.project
        is_amount = draft.mention.kind is Kind.AMOUNT and draft.mention.role is Role.LEVEL
        if (
            project
            and is_amount
            and not is_read
            and clause.opening <= project.start < clause.sentence.end
        ):
            draft.item, draft.rule = project, "project"
        if draft.item and draft.item == project and draft.fund_level == ALL:
            # 2016年省级投资项目区级配套,项目预算…: the project's name tells whose money it is.
            draft.fund_level = self._tools.funding.grant_of(project.of(self._tools.text))

    def _is_factor(self, mention: Mention) -> bool:
        """Whether the figure is the ×100% of a formula."""
        start = mention.span.start
        return self._tools.text[max(0, start - 1) : start] in ("×", "*", "x", "X")

    def _place_in_time(self, draft: Draft, clause: Clause, memory: Memory) -> None:
        own = self._own_period(draft, clause)
        if own.is_as_of:
            memory.as_of = own
        elif own.says_year and own.point is None:
            memory.as_of = Period()
        is_stock = draft.mention.kind in (Kind.HEADCOUNT, Kind.COUNT)
        if is_stock:
            memory.stock = own if own.point or own.says_year else memory.stock
        # 2021年年末实有人数76人,其中在职人员48人: counted at one time
        counted = memory.stock if is_stock and memory.stock.point else Period()
        spoken = [p for p in (own, counted, memory.period, memory.as_of) if p.says_year]
        # 今年 in a plan for a year is that year.
        is_plan = clause.heading.outlook is Outlook.PLANS
        base = (clause.heading.year if is_plan else None) or self._fiscal_year
        year = spoken[0].of(base) if spoken else None
        # 截至2024年末…。在职29人: in a report that tells no year of its own
        counted_year = memory.counted_year if is_stock else None
        draft.year = year or clause.heading.year or self._fiscal_year or counted_year
        changed = memory.changed or memory.topic
        if draft.rule == "change_of_last" and not own.says_year and changed and changed.year:
            # 2023年5万元,2024年6万元,较上年增加: of the later one
            draft.year = max(draft.year or 0, changed.year)
        stock = counted.point or (None if own.says_year else memory.counted) if is_stock else None
        point = own.point or stock or memory.period.point or memory.as_of.point
        if point and draft.point is Point.YEAR and draft.mention.role is Role.LEVEL:
            draft.point = point

    def _place_in_book(self, draft: Draft, clause: Clause, memory: Memory) -> None:
        """A book named at the start holds for the parts and the bare names that follow.

        政府性基金预算财政拨款年初结转0万元,本年收入50万元: of the fund, not of the department.
        """
        if draft.budget_book != ALL:
            if clause.start <= clause.opening + 2 and not memory.in_parts:
                memory.book = draft.budget_book
            return
        text = self._tools.text
        is_bare = draft.rule == "stage" or text.startswith(_OF_THE_YEAR, draft.label.start)
        carries = draft.is_meant and (memory.in_parts or is_bare)
        draft.budget_book = memory.book if carries else ALL
        if draft.budget_book == ALL:
            draft.budget_book = clause.heading.budget_book

    def _own_period(self, draft: Draft, clause: Clause) -> Period:
        """What the clause says of time; a year inside the metric's own name says nothing."""
        if clause.when:
            return read_period(clause.when.of(self._tools.text))
        piece = self._tools.text[clause.start : clause.end]
        rest = piece
        if draft.metric and clause.start <= draft.label.start and draft.label.end <= clause.end:
            rest = (
                piece[: draft.label.start - clause.start] + piece[draft.label.end - clause.start :]
            )
        if draft.rule != "base":  # 较2022年度决算5120万元: there the year of the base is its own
            rest = without_base(rest)
        near = max(clause.opening, clause.start - _AS_OF_REACH)
        as_of = _AS_OF.search(self._tools.text, near, clause.start)
        when = as_of[0] if as_of else ""
        period = read_period(when + rest)
        point = period.point if rest == piece else read_period(when + piece).point
        return period if point is period.point else replace(period, point=point)


def _is_silent(clause: Clause, mention: Mention) -> bool:
    """Whether the heading above makes the figure no statement; staff is told of among duties."""
    heading = clause.heading
    return heading.is_glossary or (heading.is_silent and mention.kind is not Kind.HEADCOUNT)
