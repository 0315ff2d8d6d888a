"""Which metric of a subject is meant: its budget, its execution, its rate."""

import re

from extractors.catalogue import Catalogue, Metric
from extractors.meaning.headings import Heading
from extractors.meaning.naming import Named
from extractors.meaning.words import words
from models.identity import ReportType
from models.observation import ALL

_DEPARTMENT = "department"
_PLANNED = ("initial", "adjusted", "budget")
# What was planned for a government's revenue has no metric.
_COME_IN = ("gov_public_revenue", "gov_fund_revenue", "tax_revenue", "revenue_non_tax")
_GRANTED = "appropriation_spending"
# 控制率 and 变动率 say nothing without the name of what is controlled.
_OF_ITS_SUBJECT = ("control_rate", "change_rate")
_ON_PROJECTS = (
    ReportType.PROJECT_SELF,
    ReportType.TRANSFER_SELF,
    ReportType.KEY_EVALUATION,
)
_ON_DEPARTMENTS = (
    ReportType.BUDGET,
    ReportType.FINAL_ACCOUNT,
    ReportType.DEPT_OVERALL_SELF,
)
# Where a subject has no metric of its own at a stage, the next best that says the same.
_FALLBACK = {
    "initial": ("initial", "budget"),
    "adjusted": ("adjusted", "budget"),
    "budget": ("budget", "planned"),
    "actual": ("actual",),
}
# "三公"经费财政拨款预算中,因公出国(境)费617万元: what is planned for its parts
_PLANNED_OF = re.compile(
    r"三公\"?经费[^,。;:()决执实比较]{0,12}预算(?:总?额|总?数|汇总数?|安排)?(?:中|为|是|共|合计|\d)"
)


class Stages:
    """Stage words, read against the catalogue and the type of the report."""

    def __init__(self, catalogue: Catalogue, report_type: ReportType) -> None:
        self._catalogue = catalogue
        self._is_budget = report_type is ReportType.BUDGET
        self.is_of_department = report_type in _ON_DEPARTMENTS
        # In a report on one project that project is the whole.
        self.is_on_project = report_type in _ON_PROJECTS

    def at(self, subject: str, stage: str) -> Metric | None:
        """The metric of ``subject`` at ``stage`` or at one that says the same."""
        for candidate in _FALLBACK.get(stage, (stage,)):
            metric = self._catalogue.at_stage(subject, candidate)
            if metric:
                return metric
        return None

    def rate_of(self, subject: str, rate: str) -> Metric | None:
        """The rate of ``subject``; a mere 执行率 of no narrow one is the department's."""
        if self.is_narrow(subject) or (rate in _OF_ITS_SUBJECT and subject != _DEPARTMENT):
            return self.at(subject, rate)
        return None if rate in _OF_ITS_SUBJECT else self.at(_DEPARTMENT, rate)

    def is_narrow(self, subject: str) -> bool:
        """Whether stage words of spending may refer to ``subject`` rather than the whole."""
        if subject in ("", _DEPARTMENT) or (self.is_on_project and subject == "project"):
            return False
        return all(self._catalogue.at_stage(subject, stage) for stage in ("budget", "actual"))

    def is_bare(self, name: str, metric: Metric | None) -> bool:
        """Whether a name is nothing but a stage word: 年初预算, 实际支出."""
        if metric is not None and metric.subject != _DEPARTMENT:
            return False
        return bool(words().bare_stage.fullmatch("".join(name.split())))

    def settle(self, named: Named, heading: Heading, sentence: str) -> Metric | None:
        """The metric that a name and the stage words behind it mean together."""
        metric, stage = self._of_book(named.metric, heading), named.stage
        if metric is None or (metric.code in _COME_IN and stage in _PLANNED):
            return None
        if metric.kind != "amount" or metric.stage not in ("actual", "balanced"):
            return metric
        if stage in ("initial", "adjusted", "budget"):
            if metric.subject == _DEPARTMENT:
                return self.of_department(stage, heading, sentence)
            return self.at(metric.subject, stage)
        if stage is None and (self._speaks_of_budget(heading) or _is_planned(metric, sentence)):
            return self.at(metric.subject, "initial") or metric
        return metric

    def _of_book(self, metric: Metric, heading: Heading) -> Metric | None:
        """What 财政拨款支出 means under the heading of one budget book: its spending."""
        if metric.subject != _GRANTED or heading.budget_book == ALL:
            return metric
        return self.at(_DEPARTMENT, "initial" if metric.stage == "budget" else "actual")

    def granted(self, whole: Metric | None) -> Metric | None:
        """The appropriation, where ``whole`` is a department's revenue or an appropriation."""
        if not self.is_of_department or not self.is_revenue(whole):
            return None
        return self.at("appropriation", "actual")

    def is_revenue(self, metric: Metric | None) -> bool:
        """Whether a metric is money that comes in: 财政拨款收入, 事业收入."""
        if metric is None:
            return False
        return metric.subject == "appropriation" or metric.subject.startswith("revenue")

    def as_planned_as(self, whole: Metric | None, part: Metric | None) -> Metric | None:
        """What a part measures that is named without a stage: the stage of its whole.

        年初预算856万元,其中:基本支出256万元: what is planned for basic expenditure.
        """
        if whole is None or part is None or part.stage != "actual" or part.subject == _DEPARTMENT:
            return part
        if part.subject == whole.subject or whole.stage not in (
            "initial",
            "adjusted",
            "budget",
            "planned",
        ):
            return part
        planned = self.at(part.subject, whole.stage) or self.at(part.subject, "initial")
        # 工资福利支出 is called so whether it is planned or paid.
        return planned or part

    def as_filled(self, quota: Metric | None, actual: Metric | None) -> Metric | None:
        """Of which kind the persons are that fill posts: 事业编制334人,实有人数301人."""
        if quota is None or quota.subject != "staff_quota":
            return actual
        return self._catalogue.at_stage("staff", quota.stage) or actual

    def of_department(self, stage: str, heading: Heading, sentence: str) -> Metric | None:
        """What a stage word means of the department as a whole; a mere 预算 may be open."""
        if stage != "budget":
            return self.at(_DEPARTMENT, stage)
        if self._speaks_of_budget(heading):
            return self.at(_DEPARTMENT, "initial")
        if words().executed.search(sentence) and "年初" not in sentence:
            return self.at(_DEPARTMENT, "adjusted")
        return None

    def of_line(self, stage: str | None, heading: Heading) -> Metric | None:
        """The measure of a budget line; without a stage word, what the report is about."""
        if stage in (None, "actual"):
            is_plan = stage is None and self._speaks_of_budget(heading)
            return self.at(_DEPARTMENT, "initial" if is_plan else "actual")
        if stage == "budget":
            return self.at(
                _DEPARTMENT, "initial" if self._speaks_of_budget(heading) else "adjusted"
            )
        return self.at(_DEPARTMENT, stage)

    def _speaks_of_budget(self, heading: Heading) -> bool:
        """Whether figures here are planned: in a budget, or under 三公经费预算情况."""
        grammar = words()
        is_plan = self._is_budget or grammar.planned_title.search(heading.titles)
        return bool(is_plan) and not grammar.executed.search(heading.titles)


def _is_planned(metric: Metric, sentence: str) -> bool:
    """Whether the sentence plans the three public expenses and says nothing of what was spent."""
    if not metric.subject.startswith("sangong_") or words().executed.search(sentence):
        return False
    return _PLANNED_OF.search(sentence) is not None
