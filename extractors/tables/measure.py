"""Row times column: the metric of a cell, and the budget line it is about."""

from extractors.catalogue import Catalogue, Metric
from extractors.forms.measure import form_metric, funding_of_row
from extractors.tables.cell_heads import Heads
from extractors.tables.cell_words import cell_words
from extractors.tables.cells import LABELLED
from extractors.tables.names import Names, together
from extractors.tables.topic import DEPARTMENT, Topic
from models.mention import Kind, Mention, Role
from models.observation import ALL
from models.value import value

_FIRST_LEVEL = 3
# 301 · 302 · 303 · 310: the classes of which the catalogue keeps totals.
_CLASS_SUBJECT = "econ_"


@value
class Measure:
    """What a cell measures.

    Attributes:
        metric: None where the catalogue has none, or which is meant is open.
        line: the budget line it is about as printed, "" for the department as a whole.
        is_part: of the total of its column.
        fund_type, fund_level: codes of the catalogue's dimensions.
    """

    metric: Metric | None = None
    line: str = ""
    rule: str = "cell-unknown"
    is_part: bool = False
    fund_type: str = ALL
    fund_level: str = ALL


class Measures:
    """Finds measures by one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._names = Names(catalogue)

    def of(
        self,
        mention: Mention,
        topic: Topic,
        row: Heads,
        column: Heads,
        above: str = "",
        group: str = "",
    ) -> Measure:
        """The measure of a cell from the heads of its row and column.

        Args:
            mention: the figure.
            topic: what its table is about.
            row: what the words before it say.
            column: what the words above it say.
            above: the name of the last row of the column that had one: 一般公共预算财政拨款
                under 年初结转和结余 is a part of that.
            group: the name of the row that (一)支出合计 is the total of: 一、三公经费.
        """
        if row.names_nothing and row.book != ALL and "结转" in above:
            return Measure()
        if group and row.names_nothing:
            metric = self._names.named(group, mention.kind.value, topic.title)
            stage = column.stage or topic.stage
            metric = self._names.at(metric, stage) if column.names_nothing else None
            return Measure(metric, rule="cell-group-total")
        if topic.form:
            return self._in_form(mention, topic, row, column)
        if mention.kind is Kind.AMOUNT:
            return self._of_amount(mention, topic, row, column)
        if mention.role is not Role.LEVEL:
            return self._of_change(mention, topic, row, column)
        return self._of_other(mention, topic, row, column)

    # -- money

    def _of_amount(self, mention: Mention, topic: Topic, row: Heads, column: Heads) -> Measure:
        stage = column.stage or row.stage or topic.stage
        named = self._in_subject(self._names.named(column.name, "amount", topic.title), topic)
        if row.names_nothing:
            if column.name and topic.is_partial and row.is_balanced:
                return Measure()  # with what was carried over: no longer 财政拨款收入
            metric = (
                self._names.at(named, stage) if column.name else self._total(topic, row, column)
            )
            return Measure(metric, rule="cell-total-row")
        own = self._own_metric(mention, row, topic)
        if own and own.subject == "carryover" and topic.is_partial and column.book == ALL:
            return Measure(rule="cell-partial")  # of 财政拨款 alone, not the department's
        if own and column.names_nothing:
            metric = self._names.at(own, stage)
            if metric is not None:
                return Measure(metric, rule="cell-named-row")
        if self._is_line(mention, topic, row, column):
            metric = (
                self._names.at(named, stage) if column.name else self._line_measure(topic, column)
            )
            return Measure(metric, row.printed, rule="cell-line")
        return Measure()

    @staticmethod
    def _in_subject(metric: Metric | None, topic: Topic) -> Metric | None:
        """``metric`` unless it is the department's revenue in a table of a part of it."""
        is_revenue = metric is not None and metric.subject.startswith(("revenue", "appropriation"))
        return None if is_revenue and topic.subject != DEPARTMENT else metric

    def _own_metric(self, mention: Mention, row: Heads, topic: Topic) -> Metric | None:
        """The metric that a row names; the details of a coded table name but lines."""
        metric = self._names.named(row.name, "amount", topic.title)
        code = mention.cell.row_code if mention.cell else ""
        if not code or metric is None:
            return metric
        is_class = len(code) == _FIRST_LEVEL and metric.subject.startswith(_CLASS_SUBJECT)
        return metric if is_class else None

    def _is_line(self, mention: Mention, topic: Topic, row: Heads, column: Heads) -> bool:
        if mention.cell is None:
            return False
        if mention.cell.row_code or topic.has_projects:
            return True
        # 一、一般公共服务支出 on the right side of a two-sided account, which has no codes.
        side = column.side or topic.side
        is_class = cell_words().has("class_row", row.name)
        return topic.subject == DEPARTMENT and side == "expenditure" and is_class

    def _line_measure(self, topic: Topic, column: Heads) -> Metric | None:
        """Of a budget line in a column that names no measure but a total."""
        if topic.has_projects:
            return self._names.at_stage(DEPARTMENT, column.stage or topic.stage)
        if topic.subject not in (DEPARTMENT, "basic", "project"):
            return None
        return self._total(topic, Heads(), column)

    def _total(self, topic: Topic, row: Heads, column: Heads) -> Metric | None:
        """The metric of a total over all lines of the table's subject."""
        stage = column.stage or row.stage or topic.stage
        if topic.subject != DEPARTMENT:
            return self._names.at_stage(topic.subject, stage)
        if topic.has_projects and row.is_total:
            return None  # of the projects that are listed, which may not be all
        side = column.side or row.side or topic.side
        balanced = row.is_balanced or column.is_balanced
        if side == "revenue":
            is_whole = balanced or stage in ("initial", "adjusted")
            return self._revenue(topic, row, "balanced" if is_whole else "actual")
        book = column.book if column.book != ALL else row.book
        if side != "expenditure" or (topic.is_partial and book == ALL):
            return None
        if stage == "actual" and balanced:
            return None if topic.is_partial else self._catalogue.at_stage(DEPARTMENT, "balanced")
        return self._names.at_stage(DEPARTMENT, stage)

    def _revenue(self, topic: Topic, row: Heads, stage: str) -> Metric | None:
        if row.book != ALL or (topic.is_partial and stage == "actual"):
            return self._catalogue.at_stage("appropriation", "actual")
        return None if topic.is_partial else self._catalogue.at_stage("revenue", stage)

    # -- forms

    def _in_form(self, mention: Mention, topic: Topic, row: Heads, column: Heads) -> Measure:
        if mention.rule == LABELLED:
            return Measure(rule="form-unknown")  # of the budget or of what was spent is open
        fund_type, fund_level = funding_of_row(self._catalogue, row)
        is_part = (fund_type, fund_level) != (ALL, ALL)
        whole = Heads(inner="年度资金总额", is_total=True) if is_part else row
        metric = form_metric(self._catalogue, mention, topic, whole, column)
        if metric:
            line = topic.project
            return Measure(metric, line, "form-money", is_part, fund_type, fund_level)
        if cell_words().has("form_result", column.inner) and topic.form == DEPARTMENT:
            named = self._names.named(row.inner, mention.kind.value, topic.title)
            return Measure(named, rule="form-indicator" if named else "form-unknown")
        own = self._names.named(row.name, mention.kind.value, topic.title)
        if own and topic.form == DEPARTMENT and mention.kind is not Kind.SCORE:
            return Measure(self._names.at(own, column.stage or topic.stage), rule="form-named-row")
        return Measure(rule="form-unknown", is_part=mention.kind is Kind.AMOUNT)

    def _of_change(self, mention: Mention, topic: Topic, row: Heads, column: Heads) -> Measure:
        """A change is of what its row names, money or persons."""
        measure = self._of_amount(mention, topic, row, column)
        if measure.metric or measure.line or not column.names_nothing:
            return measure
        metric = self._names.named(row.name, Kind.HEADCOUNT, topic.title)
        return Measure(metric, rule="cell-named-row") if metric else measure

    # -- rates, persons, things, points

    def _of_other(self, mention: Mention, topic: Topic, row: Heads, column: Heads) -> Measure:
        kind = mention.kind.value
        by_row = self._names.named(row.name, kind, topic.title)
        for words in together(row.name, column.name):
            if metric := self._names.named(words, kind, topic.title):
                return Measure(metric, rule="cell-row-and-column")
        if by_row and column.names_nothing:
            return Measure(by_row, rule="cell-named-row")
        metric = self._by_column(column, kind, topic)
        if row.names_nothing:
            return Measure(self._of_whole(metric, topic), rule="cell-total-row")
        if metric and mention.kind is Kind.PERCENT and self._is_line(mention, topic, row, column):
            return Measure(metric, row.printed, rule="cell-line")
        return Measure()

    def _of_whole(self, metric: Metric | None, topic: Topic) -> Metric | None:
        """A rate of all rows is the department's only where the table is: 项目支出执行率."""
        if metric is None or metric.subject != DEPARTMENT:
            return metric
        if topic.subject != DEPARTMENT:
            return self._catalogue.at_stage(topic.subject, metric.stage)
        return None if topic.has_projects else metric

    def _by_column(self, column: Heads, kind: str, topic: Topic) -> Metric | None:
        """行政 under 编制数 is 行政编制; 在职 under 年末实有人数 is 在职人数."""
        outer = column.outer.replace("/", "")
        wordings: tuple[str, ...] = (column.name + outer, outer + column.name, column.name)
        if kind == Kind.HEADCOUNT and column.name:
            wordings += (column.name + "人数", column.name + "人员")
        found = (self._names.named(words, kind, topic.title) for words in wordings)
        return next((metric for metric in found if metric), None)
