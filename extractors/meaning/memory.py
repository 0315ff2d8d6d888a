"""What a reader has before the eyes and keeps in mind."""

import re
from dataclasses import dataclass, field

from extractors.meaning.draft import Draft
from extractors.meaning.headings import Heading
from extractors.meaning.lists import ListName
from extractors.meaning.period import Period
from models.mention import Kind, Role
from models.observation import ALL, Point
from models.span import Span
from models.value import value

_BRACKET = re.compile(r"[()]")
_RECENT = 40


@value
class Clause:
    """The words before a figure, and what stands above them.

    Attributes:
        start, end: of the words that may name the figure.
        opening: where the sentence or the statement begins, whichever is later.
        context: headings and the sentence so far, for wordings with a condition.
        when: the words of time where they stand apart from the name: 2018年、2019年三公经费
            分别为.
        is_compound: a name stands before it that has no figure of its own: 会议费、培训费共.
        listed: what a list that names first and counts afterwards calls the figure.
    """

    start: int
    end: int
    opening: int
    sentence: Span
    heading: Heading
    context: str
    when: Span | None = None
    is_compound: bool = False
    listed: ListName | None = None


@dataclass(slots=True)
class Memory:
    """What is kept in mind within a statement.

    Attributes:
        topic: the last level that was named, to which changes and bare figures refer.
        whole: what was named last before its parts (其中), to which a new comparison refers.
        changed: what the last change was of, to which bare rates behind it refer.
        outer: what was the topic, and whether it was unknown, where brackets opened.
        head: the last amount over all funds, which fund types are parts of.
        subject: the narrow subject (三公经费) that bare stage words (支出决算) refer to.
        subjects: all that the statement has been about.
        stated: the stage at which it stated each of them last.
        item: the budget line that they refer to instead.
        line: that line, where it is a project, of which no more is said behind a semicolon.
        project: the project that the statement opens with.
        in_parts: the sentence has gone on to the parts of what it named first (其中).
        book: the budget book that the sentence opens with.
        is_unknown: the last name could not be placed, so bare words after it refer to that.
        is_money_known: it was counted in heads or things, so that bare words of money after it
            may still refer to a narrow subject.
        period: what the sentence's opening says of time.
        as_of: a 截至 phrase, which holds until another period is named.
        stock: when persons or things were counted last in the sentence.
        money: the last amount, placed or not.
        recent: the last figures of any kind, placed or not.
        unread: where the last change ends that could not be placed, so that a bare rate right
            behind it cannot be placed either.
        counted: the moment of a sentence's 截至…底, which holds for the counts behind it.
        counted_year: its year.
    """

    statement: int = -1
    sentence: int = -1
    scanned: int = 0
    topic: Draft | None = None
    whole: Draft | None = None
    changed: Draft | None = None
    outer: list[tuple[Draft | None, bool]] = field(default_factory=list)
    head: Draft | None = None
    subject: str = ""
    subjects: set[str] = field(default_factory=set)
    stated: dict[str, str] = field(default_factory=dict)
    item: Span | None = None
    line: Span | None = None
    project: Span | None = None
    in_parts: bool = False
    book: str = ALL
    is_unknown: bool = False
    is_money_known: bool = True
    period: Period = field(default_factory=Period)
    as_of: Period = field(default_factory=Period)
    stock: Period = field(default_factory=Period)
    counted: Point | None = None
    counted_year: int | None = None
    unread: int = -1
    money: Draft | None = None
    recent: list[Draft] = field(default_factory=list)

    def follow_brackets(self, text: str) -> None:
        """Return to the topic outside where ``text`` closes a bracket (费用5万元(…)比上年增加)."""
        for bracket in _BRACKET.findall(text):
            if bracket == "(":
                self.outer.append((self.topic, self.is_unknown))
            elif self.outer:
                self.topic, self.is_unknown = self.outer.pop()

    def enter_parts(self) -> None:
        """Go on from what was named to its parts."""
        if not self.in_parts:
            self.in_parts = True
            self.whole = None if self.is_unknown else self.changed or self.topic

    def figure_at(self, start: int) -> Draft | None:
        """The figure told of before that begins at ``start``."""
        return next((one for one in self.recent if one.mention.span.start == start), None)

    def sums_several(self, draft: Draft) -> bool:
        """Whether the sentence has told of several levels of the kind of ``draft`` before it."""
        alike = sum(
            one.quote == draft.quote
            and one.mention.role is Role.LEVEL
            and one.rule != "base"
            and (one.mention.kind, one.mention.unit) == (draft.mention.kind, draft.mention.unit)
            for one in self.recent
        )
        return alike > 1

    def remember(self, draft: Draft) -> None:
        """Keep what ``draft`` says for the figures after it."""
        mention = draft.mention
        self.recent.append(draft)
        del self.recent[:-_RECENT]
        if mention.kind is Kind.AMOUNT:
            self.money = draft
        if mention.role is not Role.LEVEL or draft.rule in ("share", "completion", "base"):
            return
        same_kind = self.topic is not None and self.topic.mention.kind is mention.kind
        if draft.rule == "of_the_whole":
            # 共下达资金50万元, of which the catalogue has no metric, turns away from nothing.
            self.topic = self.changed = None
            return
        if not draft.is_meant:
            # An unknown count between two amounts does not change what the amounts are about.
            # Unless a new sentence is about guests: …维护费5万元。国内公务接待7批次,共2万元.
            is_anew = self.topic is not None and self.topic.quote != draft.quote
            is_anew = is_anew and mention.unit in ("批次", "人次")
            if mention.kind is Kind.AMOUNT or same_kind or is_anew:
                self.is_unknown, self.topic, self.changed = True, None, None
                self.is_money_known = mention.kind is not Kind.AMOUNT
            return
        self.topic, self.changed, self.is_unknown = draft, None, False
        if not self.in_parts:
            self.whole = None
        if draft.metric and draft.metric.subject and draft.rule != "same":
            self.subject = draft.metric.subject
            self.subjects.add(self.subject)
            self.stated[self.subject] = draft.metric.stage
        if mention.kind is Kind.AMOUNT and not draft.is_of_one_fund:
            self.head = draft
