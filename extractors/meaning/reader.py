"""Reads a report's figures one after another, as a person does."""

from dataclasses import dataclass, field, replace

from extractors.catalogue import Catalogue, Metric
from extractors.meaning.draft import Draft
from extractors.meaning.funding import Funding
from extractors.meaning.headings import Heading, Headings
from extractors.meaning.items import find_coded, find_path
from extractors.meaning.layout import Layout
from extractors.meaning.naming import Named, Namer, stage_of
from extractors.meaning.period import Period, read_period
from extractors.meaning.stages import Stages
from extractors.meaning.words import words
from models.mention import Kind, Mention, Role
from models.observation import ALL, Point
from models.span import Span


@dataclass(slots=True)
class Memory:
    """What a reader keeps in mind within a statement.

    Attributes:
        topic: the last level that was named, to which changes and bare figures refer.
        head: the last amount over all funds, which fund types are parts of.
        subject: the narrow subject (三公经费) that bare stage words (支出决算) refer to.
        unknown: the last name could not be placed, so bare words after it refer to that.
        as_of: a 截至 phrase, which holds until another period is named.
    """

    statement: int = -1
    sentence: int = -1
    scanned: int = 0
    topic: Draft | None = None
    head: Draft | None = None
    subject: str = ""
    item: Span | None = None
    is_unknown: bool = False
    period: Period = field(default_factory=Period)
    as_of: Period = field(default_factory=Period)


@dataclass(slots=True)
class Clause:
    """The words before a figure, and what stands above them."""

    start: int
    end: int
    heading: Heading
    context: str
    sentence: Span


class Reader:
    """Gives each figure of one report its meaning, in reading order."""

    def __init__(
        self,
        layout: Layout,
        catalogue: Catalogue,
        namer: Namer,
        headings: Headings,
        funding: Funding,
        stages: Stages,
        fiscal_year: int | None,
    ) -> None:
        self.text = layout.text
        self.layout = layout
        self.catalogue = catalogue
        self.namer = namer
        self.headings = headings
        self.funding = funding
        self.stages = stages
        self.fiscal_year = fiscal_year
        self.memory = Memory()
        self.last_end = 0

    def read(self, mention: Mention) -> Draft:
        """The meaning of the next figure."""
        section = self.layout.section(mention.span.start)
        heading = self.headings.above(section)
        clause = self._clause(mention, heading)
        draft = Draft(
            mention=mention,
            quote=clause.sentence,
            section=section.index if section else None,
            label=self._own_words(clause),
        )
        if not heading.is_silent and not mention.is_threshold:
            self._bind(draft, clause)
            self._place_in_time(draft, clause)
            self._remember(draft)
        else:
            draft.year = self.fiscal_year
        self.last_end = mention.span.end
        return draft

    # -- the words that belong to the figure

    def _clause(self, mention: Mention, heading: Heading) -> Clause:
        position = mention.span.start
        sentence = self.layout.sentence(position)
        self._enter(position, sentence, heading)
        floor = max(self.last_end, self.memory.statement)
        section = self.layout.section(position)
        if section and floor < section.title_span.end < position:
            between = self.text[section.title_span.end : position]
            if not words().link.fullmatch(between):
                floor = section.title_span.end
        start = self.namer.clause_start(floor, position)
        grammar = words()
        # "三公经费支出,全年共计6.59万元": a clause of mere link words leans on the one before.
        leans = start > floor and self.text[start - 1] in ",:"
        is_bare = grammar.mixed.fullmatch(self.text, start, position)
        if leans and is_bare and not stage_of(self.text[start:position], grammar):
            start = self.namer.clause_start(floor, start - 1)
        context = heading.titles + " " + self.text[sentence.start : position]
        return Clause(start, position, heading, context, sentence)

    def _enter(self, position: int, sentence: Span, heading: Heading) -> None:
        memory = self.memory
        statement = self.layout.statement_start(position)
        if statement != memory.statement:
            is_loose = statement in self.layout.loose
            kept = (memory.period, memory.as_of, memory.head) if is_loose else None
            self.memory = memory = Memory(statement=statement, scanned=statement)
            memory.subject = heading.topic.subject if heading.topic else ""
            memory.item = heading.item
            if kept:
                memory.period, memory.as_of, memory.head = kept
        if sentence.start != memory.sentence:
            memory.sentence = sentence.start
            start = max(sentence.start, statement)
            opening = self.text[start : min(self._first_delimiter(start), position)]
            period = read_period(_without_base(opening))
            memory.period = Period(period.year, period.shift)
        path = find_path(self.text, memory.scanned, position)
        memory.item = path or memory.item
        memory.scanned = position

    def _first_delimiter(self, start: int) -> int:
        at = start + 2
        while at < len(self.text) and self.text[at] not in ",;。:" and at < start + 60:
            at += 1
        return at

    def _own_words(self, clause: Clause) -> Span:
        piece = self.text[clause.start : clause.end]
        lead = words().opening.match(piece)
        begin = lead.end() if lead and lead.end() < len(piece.rstrip()) else 0
        begin += len(piece[begin:]) - len(piece[begin:].lstrip())
        return Span(clause.start + begin, clause.start + max(begin, len(piece.rstrip(" :,\n"))))

    # -- what it measures

    def _bind(self, draft: Draft, clause: Clause) -> None:
        steps = (
            (self._as_change,) if draft.mention.role is not Role.LEVEL else
            (self._as_share, self._as_item, self._as_rate, self._as_named, self._as_completion,
             self._as_funding, self._as_stage, self._as_named_behind, self._as_same)
        )  # fmt: skip
        for step in steps:
            if step(draft, clause):
                return
        draft.rule = draft.rule or "unknown"

    def _as_share(self, draft: Draft, clause: Clause) -> bool:
        if draft.mention.kind is not Kind.PERCENT:
            return False
        words_before = self.text[clause.start : clause.end]
        if not words().share.search(words_before):
            return False
        named = self.namer.before(clause.start, clause.end, "percent", clause.context)
        self._take(draft, named.metric if named else None, named, "share")
        return True

    def _as_item(self, draft: Draft, clause: Clause) -> bool:
        if draft.mention.kind is not Kind.AMOUNT:
            return False
        span = find_coded(self.text, clause.start, clause.end)
        item = self.memory.item
        is_next = item is not None and item.end > clause.start
        if span is None and item and is_next:
            span = item if words().tail.fullmatch(self.text, item.end, clause.end) else None
        if span is None:
            return False
        self.memory.item = span
        stage = stage_of(self.text[span.end : clause.end], words())
        draft.item = draft.label = span
        draft.metric = self.stages.of_line(stage, clause.heading)
        draft.rule = "line_item"
        return True

    def _as_named(self, draft: Draft, clause: Clause) -> bool:
        kind = draft.mention.kind.value
        named = self.namer.before(clause.start, clause.end, kind, clause.context)
        if named is None:
            return False
        metric = self.stages.settle(
            named, clause.heading, self.text[clause.sentence.start : clause.sentence.end]
        )
        if self.stages.is_bare(self.text[named.span.start : named.span.end], metric):
            if self.memory.is_unknown:
                return False
            return self._as_bare(draft, clause, metric, named)
        self.memory.item = None
        self._take(draft, metric, named, "named")
        return True

    def _as_bare(
        self, draft: Draft, clause: Clause, metric: Metric | None, named: Named | None
    ) -> bool:
        """A mere stage word speaks of the line or the narrow subject in hand."""
        if self.memory.item:
            draft.item = self.memory.item
            self._take(draft, metric, named, "stage_of_line")
            return True
        subject = self.memory.subject
        if metric and self.stages.is_narrow(subject):
            metric = self.stages.at(subject, metric.stage)
        self._take(draft, metric, named, "stage")
        return True

    def _as_rate(self, draft: Draft, clause: Clause) -> bool:
        """A mere 控制率 or 执行率 is that of the subject in hand."""
        if draft.mention.kind is not Kind.PERCENT:
            return False
        subject = self.memory.subject
        for rate, pattern in words().rates:
            match = pattern.search(self.text, clause.start, clause.end)
            if match and words().link.fullmatch(self.text, match.end(), clause.end):
                metric = self.stages.at(subject, rate)
                if metric and words().mixed.fullmatch(self.text, clause.start, match.start()):
                    self._take(draft, metric, Named(metric, Span(*match.span())), "rate")
                    return True
        return False

    def _as_completion(self, draft: Draft, clause: Clause) -> bool:
        if draft.mention.kind is not Kind.PERCENT:
            return False
        if not words().completion.search(self.text[clause.start : clause.end]):
            return False
        topic = self.memory.topic
        metric = None
        if self.memory.item:
            draft.item = self.memory.item
            metric = self.stages.at("department", "completion_rate")
        elif topic and topic.metric and not self.memory.is_unknown:
            metric = self.stages.at(topic.metric.subject, "completion_rate")
            draft.budget_book = topic.budget_book
        draft.metric = metric
        draft.rule = "completion"
        return True

    def _as_funding(self, draft: Draft, clause: Clause) -> bool:
        if draft.mention.kind is not Kind.AMOUNT:
            return False
        piece = self.text[clause.start : clause.end]
        fund_type = self.funding.type_of(piece)
        level = self.funding.level_of(piece)
        topic = self.memory.topic
        if fund_type == ALL and level == ALL:
            draft.fund_level = self.funding.grant_of(piece)
            return False
        draft.fund_level = level
        draft.fund_type = fund_type
        if level != ALL and topic:
            draft.fund_type = topic.fund_type
        head = self.memory.head
        if head and not self.memory.is_unknown:
            draft.metric, draft.item, draft.budget_book = head.metric, head.item, head.budget_book
        draft.rule = "funding"
        return True

    def _as_stage(self, draft: Draft, clause: Clause) -> bool:
        if draft.mention.kind is not Kind.AMOUNT or self.memory.is_unknown:
            return False
        piece = self.text[clause.start : clause.end]
        stage = stage_of(piece, words())
        if stage is None or not words().mixed.fullmatch(piece):
            return False
        metric = self.stages.of_department(
            stage, clause.heading, self.text[clause.sentence.start : clause.sentence.end]
        )
        return self._as_bare(draft, clause, metric, None)

    def _as_named_behind(self, draft: Draft, clause: Clause) -> bool:
        kind = draft.mention.kind
        if kind not in (Kind.HEADCOUNT, Kind.COUNT):
            return False
        named = self.namer.after(draft.mention.span.end, kind.value, clause.context)
        if named is None:
            return False
        draft.label = named.span
        self._take(draft, named.metric, None, "named_behind")
        return True

    def _as_same(self, draft: Draft, clause: Clause) -> bool:
        """Bare words (合计, 上年度, 其) speak of what was named last."""
        piece = self.text[clause.start : clause.end]
        if words().total.match(piece) and draft.mention.kind is Kind.HEADCOUNT:
            draft.sums_up, draft.rule = True, "total"
            return True
        topic = self.memory.topic
        if not words().mixed.fullmatch(piece) or self.memory.is_unknown:
            return False
        if topic is None or topic.mention.kind is not draft.mention.kind:
            return False
        draft.metric, draft.item, draft.label = topic.metric, topic.item, topic.label
        draft.fund_type, draft.fund_level = topic.fund_type, topic.fund_level
        draft.budget_book, draft.rule = topic.budget_book, "same"
        return True

    def _as_change(self, draft: Draft, clause: Clause) -> bool:
        kinds: tuple[str, ...] = ("percent", "amount", "headcount", "count", "score")
        if draft.mention.kind is not Kind.PERCENT:
            kinds = (draft.mention.kind.value,)
        named = self.namer.of_change(clause.start, clause.end, kinds, clause.context)
        if named:
            metric = self.stages.settle(named, clause.heading, "")
            bare = self.stages.is_bare(self.text[named.span.start : named.span.end], metric)
            if not bare:
                self._take(draft, metric, named, "named_change")
                return True
        topic = self.memory.topic
        if not words().unchanged.fullmatch(self.text, clause.start, clause.end):
            return False
        if topic is None or self.memory.is_unknown:
            return False
        draft.metric, draft.item, draft.label = topic.metric, topic.item, topic.label
        draft.fund_type, draft.fund_level = topic.fund_type, topic.fund_level
        draft.budget_book, draft.rule = topic.budget_book, "change_of_last"
        return True

    def _take(self, draft: Draft, metric: Metric | None, named: Named | None, rule: str) -> None:
        if metric and metric.stated_as:
            draft.point = metric.point
            metric = self.catalogue.metrics[metric.stated_as]
        elif metric:
            draft.point = metric.point
        draft.metric = metric
        draft.rule = rule
        if named:
            draft.label = named.span
            draft.budget_book = self.funding.book_of(
                self.text[draft.label.start - 20 if draft.label.start > 20 else 0 : named.span.end]
            )

    # -- when

    def _place_in_time(self, draft: Draft, clause: Clause) -> None:
        piece = self.text[clause.start : clause.end]
        masked = piece
        if draft.label.start >= clause.start and draft.metric and draft.label.end <= clause.end:
            low, high = draft.label.start - clause.start, draft.label.end - clause.start
            masked = piece[:low] + " " * (high - low) + piece[high:]
        own = replace(read_period(_without_base(masked)), point=read_period(piece).point)
        memory = self.memory
        if own.is_as_of:
            memory.as_of = own
        elif own.says_year and own.point is None:
            memory.as_of = Period()
        year = next(
            (
                period.of(self.fiscal_year)
                for period in (own, memory.period, memory.as_of)
                if period.says_year
            ),
            None,
        )
        draft.year = year or clause.heading.year or self.fiscal_year
        point = own.point or memory.period.point or memory.as_of.point
        if draft.metric and draft.metric.point is not Point.YEAR:
            point = draft.metric.point
        if point and draft.point is Point.YEAR and draft.mention.role is Role.LEVEL:
            draft.point = point
        if draft.budget_book == ALL:
            draft.budget_book = clause.heading.budget_book

    def _remember(self, draft: Draft) -> None:
        mention, memory = draft.mention, self.memory
        if mention.role is not Role.LEVEL or draft.rule in ("share", "completion"):
            return
        if not draft.is_meant:
            if mention.kind is Kind.AMOUNT or (
                memory.topic and memory.topic.mention.kind is mention.kind
            ):
                memory.is_unknown, memory.topic = True, None
            return
        memory.topic, memory.is_unknown = draft, False
        if draft.metric and draft.metric.subject and draft.rule != "same":
            memory.subject = draft.metric.subject
        if mention.kind is Kind.AMOUNT and draft.fund_type == ALL and draft.fund_level == ALL:
            memory.head = draft


def _without_base(text: str) -> str:
    """``text`` without what it compares with, whose year is not the figure's own."""
    return words().base.sub(" ", text)
