"""What every way of reading a clause needs of the report and the catalogue."""

import re
from dataclasses import dataclass

from extractors.catalogue import Catalogue, Metric
from extractors.meaning.draft import Draft
from extractors.meaning.funding import Funding
from extractors.meaning.memory import Clause
from extractors.meaning.naming import Named, Namer
from extractors.meaning.stages import Stages
from extractors.meaning.words import words
from models.observation import ALL
from models.span import Span

_AFTER = 200
# 205教育支出20,100万元, 201-一般公共服务支出
_CLASS_CODE = re.compile(r"(?<!\d)2[0-3]\d\s?[-—]{0,2}\Z")
_CLASS_SUBJECT = "econ_"
_STAGE = re.compile(r"年初|全年|调整|支出[预决]算|预算|决算")
# 三公经费预算79亿元中,|公务接待费15亿元
_LIST_OPENS = re.compile(r"(?:其中[:,]|包括:|元中,)\Z")
_PART = re.compile(r"其中|包[含括]|(?<=[,(])含(?![税量])")


@dataclass(frozen=True, slots=True)
class Tools:
    """The text of one report, and all that is known to read it with."""

    text: str
    catalogue: Catalogue
    namer: Namer
    funding: Funding
    stages: Stages

    def take(
        self, draft: Draft, metric: Metric | None, named: Named, clause: Clause, rule: str
    ) -> None:
        """Let ``draft`` mean ``metric`` by the name that was found."""
        draft.measure(metric, rule, named.span)
        if metric and metric.stated_as:
            draft.metric = self.catalogue.metrics[metric.stated_as]
        start = min(clause.start, named.span.start)
        draft.budget_book = self.funding.book_of(self.text[start : named.span.end])
        of_book = self.funding.book_of(self.text[start : named.span.start]) != ALL
        if draft.metric and draft.metric.subject == "revenue" and of_book:
            # 政府性基金安排的收入: what one budget book gives is an appropriation; but
            # 一般公共预算收入总计 is all that a government has.
            draft.metric = self.catalogue.at_stage("appropriation", "actual")

    def take_class(self, draft: Draft, named: Named, clause: Clause) -> bool:
        """Let ``draft`` mean what was planned for an economic class: 工资福利支出预算90万元.

        What was paid has metrics of its own.
        """
        if not named.metric.subject.startswith(_CLASS_SUBJECT):
            return False
        metric = self.stages.of_line(named.stage, clause.heading)
        draft.measure(metric, "line_item", named.span)
        draft.item = named.span
        return metric is not None

    def around(self, clause: Clause) -> str:
        """The sentence that a clause stands in, or as much of it as bears on the clause."""
        return self.text[clause.opening : min(clause.sentence.end, clause.end + _AFTER)]

    def functional_class(self, start: int, end: int, *, changes: bool = False) -> Span | None:
        """Where a functional class is named right before ``end``: 教育支出, 住房保障支出.

        What it ``changes`` may stand between: 教育支出比上年增加.
        """
        grammar = words()
        for match in grammar.classes.finditer(self.text, start, end):
            behind = grammar.changing if changes else grammar.tail
            is_next = behind.fullmatch(self.text, match.end(), end)
            code = _CLASS_CODE.search(self.text, start, match.start())
            if is_next and self.namer.narrows_nothing(
                start, code.start() if code else match.start()
            ):
                return Span(*match.span(1))
        return None

    def without_stage(self, line: Span, end: int) -> Span:
        """``line`` without stage words that its name ran into: 行政运行年初预算为."""
        for stage in _STAGE.finditer(self.text, line.start + 2, line.end):
            if words().tail.fullmatch(self.text, stage.start(), end):
                return Span(line.start, stage.start())
        return line

    def speaks_of_the_whole(self, clause: Clause) -> bool:
        """Whether nothing before the clause turns its bare words away from the department."""
        before = self.text[clause.opening : clause.start]
        grammar = words()
        return bool(grammar.lead.fullmatch(before) or grammar.grounds.search(before))

    def piece(self, clause: Clause) -> str:
        """The words of a clause, whose line a printer may have broken or set apart."""
        return "".join(self.text[clause.start : clause.end].split())

    def is_of_narrow_heading(self, clause: Clause) -> bool:
        """Whether the heading above is about a part of the department's money: 三公经费."""
        topic = clause.heading.topic
        return topic is not None and self.stages.is_narrow(topic.subject)

    def opens_parts(self, clause: Clause) -> bool:
        """Whether 其中 stands right before the clause, parted from it by a mark."""
        return _LIST_OPENS.search(self.text, max(0, clause.start - 4), clause.start) is not None

    def is_part(self, clause: Clause) -> bool:
        """Whether the words say 其中, so that the figure is not what was named before."""
        return bool(_PART.search(self.text, clause.start, clause.end))
