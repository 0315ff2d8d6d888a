"""Changes against a base: 比上年减少0.69万元, 增长9.2%."""

import re

from extractors.catalogue import Metric
from extractors.meaning.draft import Draft
from extractors.meaning.memory import Clause, Memory
from extractors.meaning.naming import stage_of
from extractors.meaning.tools import Tools
from extractors.meaning.words import words
from models.mention import Kind, Role
from models.span import Span

# 公务接待费与上年相比,增加5万元: what is compared stands before the comma
_COMPARED = re.compile(
    r"(?<=[,;。:\n])\s*(?P<who>[^,;。:\n]{2,40}?)[比较与同跟][^,。;:\n]{1,24}?(?:相比|对比|比较|相比较),\s*\Z"
)
# 运行维护费支出决算比预算无增减变化,比上年增加: named where nothing changed, with no figure
_STEADY = re.compile(
    r"(?<=[,;。:])\s*(?P<who>[^,;。:]{2,40}?)[比较与同跟][^,。;:]{1,12}?(?:无增减变化|无变化|没有变化|持平|一致),"
    r"(?:[比较与同跟][^,。;:]{1,12}?(?:无增减变化|无变化|没有变化|持平|一致),)?\s*\Z"
)
# 0.29亿元、|0.33亿元, 5%、|下降3%: a list of figures, bare or each with a verb
_GOES_ON = re.compile(
    r"\s*(?:、|[和及]\s*)(?=(?:增长|增加|上升|提高|上涨|下降|减少|降低|下滑|压减|增|减|降)?了?\d)"
)
_NEAR = 60
_OPENING_BASE = re.compile(r"[;。][\s\n]*[比较与同跟][^,。;:]{1,20}(?:相比|对比|比较|相比较),\s*\Z")


def as_change(tools: Tools, memory: Memory, draft: Draft, clause: Clause) -> bool:
    """比上年减少0.69万元: a change carries the metric of what changed."""
    kinds: tuple[str, ...] = ("percent", "amount", "headcount", "count", "score")
    if draft.mention.kind is not Kind.PERCENT:
        kinds = (draft.mention.kind.value,)
    if clause.listed and clause.listed.figure is not None:
        return _of_figure(memory, draft, clause.listed.figure)
    who = _COMPARED.search(tools.text, max(0, clause.start - _NEAR), clause.start)
    start = who.start("who") if who else clause.start
    named = tools.namer.of_change(start, clause.end, kinds, clause.context)
    if named:
        metric = tools.stages.settle(named, clause.heading, "")
        if metric is None and tools.take_class(draft, named, clause):
            memory.changed = draft
            return True
        if named.stage is None and memory.in_parts and memory.whole:
            metric = tools.stages.as_planned_as(memory.whole.metric, metric)
        if named.stage is None and metric and metric.stage == "actual":
            metric = _as_stated(tools, memory, metric)
        if not tools.stages.is_bare(named.span.of(tools.text), metric):
            tools.take(draft, metric, named, clause, "named_change")
            memory.changed = draft
            return True
    if line := tools.functional_class(clause.start, clause.end, changes=True):
        draft.measure(tools.stages.of_line(None, clause.heading), "named_change", line)
        draft.item, memory.changed = line, draft
        return True
    return _as_bare_change(tools, memory, draft, clause, who)


def _as_bare_change(
    tools: Tools, memory: Memory, draft: Draft, clause: Clause, who: re.Match[str] | None
) -> bool:
    """比上年减少: without a name, so of what stands before; ``who`` is compared with the year."""
    if not words().unchanged.fullmatch(tools.piece(clause)):
        return False
    is_rate = draft.mention.role is Role.CHANGE_RATE
    if 0 <= clause.start - memory.unread <= 1 and (is_rate or _is_listed(tools, clause)):
        return False  # 五年收入总量增加9亿元,增长8%: of what has no name
    if _shares_its_verb(tools, draft, clause) or _is_named_by_side(tools, clause):
        return False
    if steady := _STEADY.search(tools.text, max(0, clause.start - _NEAR), clause.start):
        return _of_steady(tools, memory, draft, clause, Span(*steady.span("who")))
    if who and not words().lead.fullmatch(who["who"]):
        # 收入支出总体与上年相比,增加: of what has no name in the catalogue
        memory.topic, memory.changed, memory.is_unknown = None, None, True
        return False
    if memory.whole and _begins_anew(tools, clause):
        # "其中A费2万元,B费3万元。与上年相比增加": the sum of the parts.
        memory.topic, memory.is_unknown = memory.whole, False
    known = _known(memory, draft)
    if known:
        draft.refer_to(known, "change_of_last")
    return known is not None


def _of_figure(memory: Memory, draft: Draft, start: int) -> bool:
    """甲费5万元,乙费3万元,分别增长8%、9%: each of the figure that stands at its place."""
    known = memory.figure_at(start)
    if known is None or not known.is_meant:
        return False
    draft.refer_to(known, "change_of_last")
    memory.changed = known
    return True


def _is_listed(tools: Tools, clause: Clause) -> bool:
    """Whether a mark of a list parts a clause from the figure before it: 1万元、|增加2万元."""
    return "、" in tools.text[clause.start - 1 : clause.start + 1]


def _is_named_by_side(tools: Tools, clause: Clause) -> bool:
    """收入、支出分别增长10%、8%: 支出 names one of two, though no metric, and not the other."""
    is_name = clause.listed is not None and clause.when is None and not clause.listed.is_base
    return is_name and stage_of(tools.piece(clause)) is not None


def _shares_its_verb(tools: Tools, draft: Draft, clause: Clause) -> bool:
    """…,分别减少0.29亿元、0.33亿元: one change of each of several that were named before."""
    if "分别" in tools.piece(clause):
        return _GOES_ON.match(tools.text, draft.mention.span.end) is not None
    between = _GOES_ON.match(tools.text, clause.start)
    return between is not None and between.end() == draft.mention.span.start


def _of_steady(tools: Tools, memory: Memory, draft: Draft, clause: Clause, who: Span) -> bool:
    """Of what stood still against another base: 公务接待费比预算持平,比上年增加5万元."""
    named = tools.namer.before(who.start, who.end, draft.mention.kind.value, clause.context)
    metric = tools.stages.settle(named, clause.heading, "") if named else None
    if named is None or metric is None or tools.stages.is_bare(named.span.of(tools.text), metric):
        memory.topic, memory.changed, memory.is_unknown = None, None, True
        return False
    tools.take(draft, metric, named, clause, "named_change")
    memory.changed = draft
    return True


def _as_stated(tools: Tools, memory: Memory, metric: Metric) -> Metric:
    """The stage at which the statement spoke last of what changed, or of its whole.

    三公经费预算3328万元,其中公务接待费478万元。公务接待费比上年减少38万元: of its budget.
    """
    one: Metric | None = metric
    while one and one.subject not in memory.stated:
        one = tools.catalogue.metrics[one.part_of] if one.part_of else None
    return (one and tools.stages.at(metric.subject, memory.stated[one.subject])) or metric


def _begins_anew(tools: Tools, clause: Clause) -> bool:
    """Whether the comparison opens a sentence or follows a semicolon: 。与上年对比,增加5万元."""
    start = clause.start
    if base := _OPENING_BASE.search(tools.text, max(0, start - 30), start):
        start = base.start() + 1
    return tools.text.endswith((";", "。", "。)"), 0, start)


def _known(memory: Memory, draft: Draft) -> Draft | None:
    """What the change is of; an amount is no change of what is counted in cars."""
    kind = draft.mention.kind
    candidates = [memory.changed] if draft.mention.role is Role.CHANGE_RATE else []
    candidates += [None if memory.is_unknown else memory.topic, memory.changed]
    for known in candidates:
        if known and (kind is Kind.PERCENT or known.mention.kind is kind):
            return known
    return None
