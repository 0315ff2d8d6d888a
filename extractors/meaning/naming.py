"""Which metric the words before or after a figure name."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.catalogue import Catalogue, Metric
from extractors.catalogue.matching import Match
from extractors.meaning.places import NOWHERE, Places
from extractors.meaning.words import words
from models.span import Span
from models.value import value

_DELIMITERS = frozenset(",;。:、!?…")
REACH = 120
"""No label is longer than this many characters."""

# 区卫生和计划生育局2017年: an office that may or may not be the department itself.
_OFFICE = re.compile(
    r"[一-龥\s]{1,24}?(?:(?:委|委员会|政府)办公室|管理委员会|委员会|管委会|人民政府|政府|检察院|法院|医院|学院|学校|大学|"
    r"局|委|办公室|办|院|会|厅|部|中心|站|所|处|馆|园|队)(?:机关|本级)?"
)

_BRACKETED = re.compile(r"\s*\((?:以下)?(?:简称|统称)?([^()]{2,12})\)")
# 按照部门整体支出绩效评价指标体系自评得分: by what, not of what
_GROUNDS = re.compile(
    r"^(?:按照?|根据|依据|依照|对照)[^,;。:]{0,40}?(?:体系|标准|办法|要求|评分表|评价表|细则|指标表|规定)"
)
# 县级一般公共预算安排三公经费支出预算中|公务用车运行维护费; 县人大批准的|支出预算
_AMONG = re.compile(
    r"^[^,。;:]{0,40}?(?:三公\"?经费(?:财政拨款|支出)*(?:预算|决算)?数?中|(?:批准|审议通过)的|使用(?:当年)?[^,。;:()]{2,12}拨款(?:\([^()]{0,60}\))?安排的)"
)
_PROJECT = re.compile(r"(?:该|本)?(?:项目|专项)(?:资金|经费)?")


@value
class Named:
    """A metric's name found beside a figure."""

    metric: Metric
    span: Span
    stage: str | None = None


@dataclass(frozen=True, slots=True)
class Namer:
    """Finds names in one report.

    Attributes:
        text: normalised.
        matches: the catalogue's wordings in it, by start.
        department: the report's own department, whose name before a metric narrows nothing.
        is_on_project: the report is about one project, so that 项目 narrows nothing either.
        places: the place that a government's own report is about.
    """

    text: str
    catalogue: Catalogue
    matches: list[Match]
    department: str | None
    is_on_project: bool = False
    places: Places = NOWHERE

    def clause_start(self, floor: int, end: int) -> int:
        """Where the clause that ends at ``end`` starts, not before ``floor``.

        A delimiter right before the figure is part of the clause (得分:95分), and so is
        one inside brackets that are closed again (采购金额(以合同为准,不含税)为).
        """
        depth, at, closed = 0, end, end
        floor = max(floor, end - REACH)
        while at > floor:
            char = self.text[at - 1]
            if char == ")":
                closed = closed if depth else at
                depth += 1
            elif char == "(":
                if not depth:
                    return at
                depth -= 1
            elif not depth and char in _DELIMITERS and self.text[at:end].strip():
                return at
            at -= 1
        # (购置费0万元。)比上年增加: the bracket opened before the clause.
        return closed if depth else at

    def before(
        self, start: int, end: int, kind: str, context: str, unit: str = "", about: str = ""
    ) -> Named | None:
        """The metric of ``kind`` that the clause ``[start, end)`` names right before ``end``.

        ``about`` is the project that the text speaks of, whose name narrows nothing.
        """
        grammar = words()
        for match in self._ending_in(start, end):
            metric = self.catalogue.choose(match.wordings, kind, context, unit)
            if metric is None or not grammar.tail.fullmatch(self.text, match.end, end):
                continue
            lead = (min(start, match.start), match.start)
            if metric.any_lead or self.narrows_nothing(*lead, about):
                stage = stage_of(self.text[match.end : end])
                planned = grammar.planned.search(self.text, start, match.start)
                if stage is None and planned:
                    stage = "initial" if "年初" in planned[0] else "budget"
                span = Span(match.start, match.end)
                return self._whole_behind(metric, span, kind) or Named(metric, span, stage)
        return None

    def _whole_behind(self, part: Metric, name: Span, kind: str) -> Named | None:
        """The whole that brackets call by its name behind its last part.

        公务接待费,公车运行费("三公"经费)决算总额: of all of them, not of the last.
        """
        bracket = _BRACKETED.match(self.text, name.end)
        whole = self.catalogue.lookup(bracket[1], kind) if bracket and part.part_of else None
        while whole and part.part_of:
            part = self.catalogue.metrics[part.part_of]
            if part is whole and bracket:
                return Named(
                    whole, Span(*bracket.span(1)), stage_of(self.text[bracket.end() :][:8])
                )
        return None

    def of_change(self, start: int, end: int, kinds: tuple[str, ...], context: str) -> Named | None:
        """The metric whose change the clause states: 公用经费支出比上年减少."""
        grammar = words()
        bases = [match.span() for match in grammar.base.finditer(self.text, start, end)]
        for match in self._ending_in(start, end):
            if any(low < match.end and match.start < high for low, high in bases):
                continue
            if not grammar.changing.fullmatch(self.text, match.end, end):
                continue
            for kind in kinds:
                metric = self.catalogue.choose(match.wordings, kind, context)
                if metric and self.narrows_nothing(min(start, match.start), match.start):
                    stage = stage_of(_first_words(self.text[match.end : end]))
                    return Named(metric, Span(match.start, match.end), stage)
        return None

    def after(self, position: int, kind: str, context: str, unit: str) -> Named | None:
        """The metric of ``kind`` whose name follows at ``position``: 19名 行政编制人员."""
        index = bisect_left(self.matches, (position,))
        for match in self.matches[index : index + 3]:
            if match.start - position > 2 or self.text[position : match.start].strip(" 的"):
                break
            metric = self.catalogue.choose(match.wordings, kind, context, unit)
            # What follows must not go on with the noun: 3名 退休人员 家属.
            if metric and self.text[match.end : match.end + 1] in ("", *",;。、(和及与\n 共分"):
                return Named(metric, Span(match.start, match.end))
        return None

    def topic_of(self, title: str, context: str) -> Metric | None:
        """The one metric that a heading is about: 机关运行经费支出情况说明."""
        found: dict[str, Metric] = {}
        covered = 0
        for match in self.catalogue.matcher.find_in_title(title):
            if match.start < covered:
                continue
            for kind in ("amount", "percent", "headcount", "count", "score"):
                metric = self.catalogue.choose(match.wordings, kind, context)
                if metric:
                    found[metric.code] = metric
                    covered = match.end
                    break
        return next(iter(found.values())) if len(found) == 1 else None

    def _ending_in(self, start: int, end: int) -> list[Match]:
        index = bisect_left(self.matches, (start - 30,))
        found = []
        for match in self.matches[index:]:
            if match.start >= end:
                break
            if start < match.end <= end:
                found.append(match)
        return found

    def narrows_nothing(self, start: int, end: int, about: str = "") -> bool:
        """Whether the words ``[start, end)`` leave a name about the department as a whole.

        Where the text is ``about`` a project: about that project as a whole.
        """
        lead = "".join(self.text[start:end].split())
        grammar = words()
        if about:
            lead = lead.replace("".join(about.split()), "")
        if about or self.is_on_project:
            lead = _PROJECT.sub("", lead)
        lead = _GROUNDS.sub("", lead)
        if "中" in lead or "的" in lead:
            lead = _AMONG.sub("", lead)
        if grammar.lead.fullmatch(lead):
            return True
        # 2017年卫计局: what is left after the usual words must be the department.
        opening = grammar.lead.match(lead)
        at = opening.end() if opening else 0
        for office in _offices(lead, at):
            if grammar.lead.fullmatch(lead, office.end):
                return self._is_department(office.of(lead))
        return any(grammar.lead.fullmatch(lead, end) for end in self.places.ends(lead, at))

    def _is_department(self, name: str) -> bool:
        if self.department is None:
            return True
        # 卫计局 for 卫生和计划生育局: the letters in order.
        name = "".join(name.split()).removesuffix("本级").removesuffix("机关")
        own = iter(self.department)
        return all(char in own for char in name)


def _offices(text: str, start: int) -> Iterator[Span]:
    """The ways to read an office's name at ``start``: 卫生局, 卫生局办公室."""
    end = start
    while match := _OFFICE.match(text, end):
        end = match.end()
        yield Span(start, end)


def stage_of(tail: str) -> str | None:
    """The stage that the last stage word of ``tail`` tells, or None.

    >>> stage_of("财政拨款支出年初预算为")
    'initial'
    """
    grammar = words()
    tail = grammar.book.sub(lambda book: "#" * len(book[0]), tail)
    best: tuple[int, int, str] | None = None
    for stage, pattern in grammar.stages:
        for match in pattern.finditer(tail):
            candidate = (match.end(), match.end() - match.start(), stage)
            if best is None or candidate > best:
                best = candidate
    return best[2] if best else None


def _first_words(tail: str) -> str:
    """The words of ``tail`` before its comparison begins: 支出决算(比上年增加)."""
    return re.split(r"[比较与同]", tail, maxsplit=1)[0]
