"""Reads a report's figures one after another, as a person does."""

from dataclasses import replace

from extractors.meaning.clauses import Clauses, without_base
from extractors.meaning.draft import Draft
from extractors.meaning.levels import LEVEL_STEPS, as_change
from extractors.meaning.memory import Clause, Memory
from extractors.meaning.period import Period, read_period
from extractors.meaning.tools import Tools
from models.mention import Mention, Role
from models.observation import ALL, Point


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
        draft = Draft(mention, clause.sentence, section, self._clauses.label(clause))
        if clause.heading.is_silent or mention.is_threshold:
            draft.year = self._fiscal_year
            draft.rule = "no_statement"
            return draft
        steps = LEVEL_STEPS if mention.role is Role.LEVEL else (as_change,)
        any(step(self._tools, memory, draft, clause) for step in steps)
        self._place_in_time(draft, clause, memory)
        memory.remember(draft)
        return draft

    def _place_in_time(self, draft: Draft, clause: Clause, memory: Memory) -> None:
        own = self._own_period(draft, clause)
        if own.is_as_of:
            memory.as_of = own
        elif own.says_year and own.point is None:
            memory.as_of = Period()
        spoken = [p for p in (own, memory.period, memory.as_of) if p.says_year]
        year = spoken[0].of(self._fiscal_year) if spoken else None
        draft.year = year or clause.heading.year or self._fiscal_year
        point = own.point or memory.period.point or memory.as_of.point
        if point and draft.point is Point.YEAR and draft.mention.role is Role.LEVEL:
            draft.point = point
        if draft.budget_book == ALL:
            draft.budget_book = clause.heading.budget_book

    def _own_period(self, draft: Draft, clause: Clause) -> Period:
        """What the clause says of time; a year inside the metric's own name says nothing."""
        piece = self._tools.text[clause.start : clause.end]
        rest = piece
        if draft.metric and clause.start <= draft.label.start and draft.label.end <= clause.end:
            rest = (
                piece[: draft.label.start - clause.start] + piece[draft.label.end - clause.start :]
            )
        return replace(read_period(without_base(rest)), point=read_period(piece).point)
