"""The ways in which the words around a figure tell what it measures.

Each way is a function of the figure's draft and its clause that says whether it fits. In
which order they are tried stands in ``steps.py``.
"""

import re

from extractors.catalogue import Metric
from extractors.meaning.draft import Draft
from extractors.meaning.governments import of_whose
from extractors.meaning.items import find_coded
from extractors.meaning.memory import Clause, Memory
from extractors.meaning.naming import Named, stage_of
from extractors.meaning.posts import is_of_a_part, name_of_posts, of_the_posts
from extractors.meaning.tools import Tools
from extractors.meaning.words import words
from models.mention import Kind
from models.observation import ALL
from models.span import Span

_NO_GRANTS = ("fiscal_special_account", "unit_own")
"""Fund types that no appropriation is made of."""

_PARTS_OF_LINES = ("basic", "project", "personnel", "public")

# 行政编制52人,实际48人: no more of the same
_ON_DUTY = re.compile(r"[,;\s]*(?:其中)?(?:实际|实有|现有|在职|在岗|在编)")
# …拨款安排的2016年三公经费: the year parts nothing
_OF_YEAR = re.compile(r"(?:19|20)\d\d年度?\Z")
# 开展了部门评价,涉及一般公共预算支出120万元: a part that stands for nothing else
_CONCERNS = re.compile(r"涉及[^。;]*\Z")

# 市县资金 after 省级资金: of levels that have no code together
_SEVERAL_LEVELS = re.compile(r"[省市州县区乡镇]{2,}级?|地方")
# 购置费20万元,维护费10万元,合计30万元; 两项|合计7亿元: of several, not of the last one
_SUMS_UP = re.compile(r"[共合总]计|总共|合共|两者|[二两三四五六七八九]项|各项")
_OF_ITEMS = re.compile(r"(?:[二两三四五六七八九十]|\d)[项者类]\Z")
# 外事接待支出2万元,接待3批次、15人次,共计支出2万元: the same once more
_SUM_OF_SAME = re.compile(r"(?:共计|合计|总共|共)(?:支出|开支|花费)")


def as_line(tools: Tools, memory: Memory, draft: Draft, clause: Clause) -> bool:
    """2012901行政运行79.97万元: the amount of a budget line."""
    span = find_coded(tools.text, clause.start, clause.end)
    item = memory.item
    if span is None and item and item.end > clause.start:
        span = item if words().tail.fullmatch(tools.text, item.end, clause.end) else None
    span = span or tools.functional_class(clause.start, clause.end)
    if span is None:
        return False
    span = tools.without_stage(span, clause.end)
    memory.item = draft.item = span
    stage = stage_of(tools.text[span.end : clause.end])
    draft.measure(tools.stages.of_line(stage, clause.heading), "line_item", span)
    return True


def as_named(tools: Tools, memory: Memory, draft: Draft, clause: Clause) -> bool:
    """公务接待费支出决算为5万元: the name stands before the figure."""
    mention = draft.mention
    about = memory.project.of(tools.text) if memory.project else ""
    named = tools.namer.before(
        clause.start, clause.end, mention.kind.value, clause.context, mention.unit, about
    )
    named = named or name_of_posts(tools, mention, clause)
    if named is None or (mention.kind is Kind.HEADCOUNT and is_of_a_part(tools, clause)):
        return False
    if clause.is_compound and not _is_kind(tools, clause, named):
        return False
    metric = tools.stages.settle(named, clause.heading, tools.around(clause))
    if metric is None and tools.take_class(draft, named, clause):
        memory.item = named.span
        return True
    if metric and metric.subject == "department" and _is_concerned(tools, clause):
        return False
    metric = of_the_posts(tools, memory, draft, clause, named, of_whose(tools, memory, metric))
    is_open = named.stage is None and not words().executed.search(named.span.of(tools.text))
    if is_open and memory.in_parts and memory.whole:
        metric = tools.stages.as_planned_as(memory.whole.metric, metric)
    if memory.project and named.metric.subject == "project":
        # 项目预算 of one project is not the department's project budget.
        draft.item = memory.project
        stage = "budget" if named.metric.stage == "budget" else "actual"
        draft.measure(tools.stages.of_line(stage, clause.heading), "project", named.span)
        return True
    if tools.stages.is_bare(named.span.of(tools.text), metric):
        return _as_bare(tools, memory, draft, clause, metric, named.span)
    memory.item = None
    tools.take(draft, metric, named, clause, "named")
    draft.item = _line_of_parts(memory, metric)
    if memory.project and (mention.kind is Kind.SCORE or named.metric.subject == "department"):
        draft.item = memory.project
    return True


def _is_concerned(tools: Tools, clause: Clause) -> bool:
    """Whether a verb turns the name to a part: 开展了部门评价,涉及一般公共预算支出120万元."""
    start = max(clause.opening, clause.start - 40)
    return _CONCERNS.search(tools.text, start, clause.start) is not None


def _is_kind(tools: Tools, clause: Clause, named: Named) -> bool:
    """Whether the names before are of one kind with this one, or only say whose it is.

    基本工资、津贴补贴等人员经费; 行政单位、事业单位财政拨款安排的三公经费.
    """
    if named.span.start < clause.start:
        return True
    before = tools.text[clause.start : named.span.start].rstrip('" \n')
    return _OF_YEAR.sub("", before).endswith(("等", "安排的", "活动的", "拨款安排"))


def _line_of_parts(memory: Memory, metric: Metric | None) -> Span | None:
    """初中教育支出206万元,其中:基本支出200万元: the line whose parts are told of."""
    if metric is None or not memory.in_parts or memory.whole is None:
        return None
    return memory.whole.item if metric.subject in _PARTS_OF_LINES else None


def as_funding(tools: Tools, memory: Memory, draft: Draft, clause: Clause) -> bool:
    """共同财政事权转移支付75.38万元(包含中央0万元): a part of the amount named before."""
    piece = tools.text[clause.start : clause.end]
    fund_type, level = tools.funding.type_and_level_of(piece)
    if clause.is_compound:
        # 中央、省、市财政衔接资金1749万元: of one type, of several levels
        draft.fund_type = fund_type if level != ALL else ALL
        return False
    book = tools.funding.only_book(piece)
    if fund_type == level == book == ALL:
        draft.fund_level = tools.funding.grant_of(piece)
        if draft.fund_level == ALL and memory.in_parts:
            draft.fund_level = tools.funding.level_of_money(piece)
        return False
    draft.fund_type, draft.fund_level = fund_type, level
    if level != ALL and fund_type == ALL and memory.topic:
        draft.fund_type = memory.topic.fund_type
    head = memory.head
    is_beside = head and _is_beside(head.metric, fund_type)
    if head and not memory.is_unknown and not is_beside:
        draft.metric, draft.item, draft.budget_book = head.metric, head.item, head.budget_book
    if book != ALL:
        draft.budget_book = book
    draft.rule = "funding"
    return True


def _is_beside(metric: Metric | None, fund_type: str) -> bool:
    """Whether a fund stands beside what was named, so that it cannot be a part of it.

    一般公共预算拨款收入5万元;财政专户管理资金收入1万元: no part of the appropriation.
    """
    return metric is not None and metric.subject == "appropriation" and fund_type in _NO_GRANTS


def as_stage(tools: Tools, memory: Memory, draft: Draft, clause: Clause) -> bool:
    """支出决算为5万元: stage words alone, of the line, the subject or the department."""
    piece = tools.piece(clause)
    if (stage := stage_of(piece)) is None or not words().mixed.fullmatch(piece):
        return False
    if tools.stages.is_narrow(memory.subject) and not (memory.item or memory.project):
        if _sums_up_several(tools, memory, draft, clause):
            return False
        return _as_bare(tools, memory, draft, clause, tools.stages.at(memory.subject, stage), None)
    topic = memory.topic
    if topic and topic.metric and topic.metric.part_of and _SUM_OF_SAME.match(piece):
        draft.refer_to(topic, "same")
        return True
    metric = tools.stages.of_department(stage, clause.heading, tools.around(clause))
    return _as_bare(tools, memory, draft, clause, metric, None)


def _as_bare(
    tools: Tools,
    memory: Memory,
    draft: Draft,
    clause: Clause,
    metric: Metric | None,
    label: Span | None,
) -> bool:
    is_told = memory.is_money_known and tools.stages.is_narrow(memory.subject)
    if memory.is_unknown and not (memory.item or memory.project or is_told):
        return False
    if not memory.subject and tools.is_of_narrow_heading(clause) and not memory.item:
        return False  # 三公经费 with all its parts told of: whose budget a mere 预算 is, is open
    is_plan = metric and metric.stage in ("initial", "adjusted")
    if is_plan and not memory.item and tools.stages.is_revenue(clause.heading.topic):
        draft.rule = "base"  # what was planned to come in has no metric
        return True
    if memory.item or memory.project:
        draft.item = memory.item or memory.project
        draft.measure(metric, "stage_of_line", label)
        return True
    if metric and tools.stages.is_narrow(memory.subject):
        draft.measure(tools.stages.at(memory.subject, metric.stage), "stage", label)
        return True
    if memory.topic or tools.speaks_of_the_whole(clause):
        draft.measure(metric, "stage", label)
        return True
    return False


def as_named_behind(tools: Tools, memory: Memory, draft: Draft, clause: Clause) -> bool:
    """19名行政编制人员: the name follows the figure."""
    mention = draft.mention
    named = tools.namer.after(mention.span.end, mention.kind.value, clause.context, mention.unit)
    if named is None:
        return False
    tools.take(draft, named.metric, named, clause, "named_behind")
    return True


def as_same(tools: Tools, memory: Memory, draft: Draft, clause: Clause) -> bool:
    """合计, 上年度, 其: bare words speak of what was named last."""
    piece = tools.piece(clause)
    if draft.mention.kind is Kind.HEADCOUNT and words().total.match(piece):
        draft.sums_up, draft.rule = True, "total"
        return True
    topic = memory.topic
    if topic is None or memory.is_unknown:
        return False
    if topic.metric and topic.metric.subject == "staff_quota" and _ON_DUTY.match(piece):
        return False
    if (topic.mention.kind, topic.mention.unit) != (draft.mention.kind, draft.mention.unit):
        return False
    if _SEVERAL_LEVELS.search(piece) or _sums_up_several(tools, memory, draft, clause):
        return False
    # "其中公务接待费3万元…,与上年的13.5万元相比": the whole or its last part, who knows.
    is_open = memory.in_parts and words().base_opening.match(piece)
    is_part = tools.is_part(clause) or tools.opens_parts(clause)
    if is_open or not words().mixed.fullmatch(piece) or is_part:
        return False
    draft.refer_to(topic, "same")
    return True


def _sums_up_several(tools: Tools, memory: Memory, draft: Draft, clause: Clause) -> bool:
    """购置费20万元,运行维护费10万元,合计30万元: of both, and so not of the last one."""
    if not _SUMS_UP.search(tools.text, clause.start, clause.end):
        return False
    is_of_items = _OF_ITEMS.search(tools.text, max(0, clause.start - 3), clause.start)
    return is_of_items is not None or memory.sums_several(draft)
