"""Figures that others are compared with: 比年初预算的4万元减少0.8万元."""

import re
from dataclasses import replace

from extractors.catalogue import Metric
from extractors.meaning.draft import Draft
from extractors.meaning.memory import Clause, Memory
from extractors.meaning.naming import Named, stage_of
from extractors.meaning.tools import Tools

# 比年初预算的4万元, 较2022年度决算5120.3万元, 由上年的6万元: what is compared with
_BASE_FIGURE = re.compile(
    r"(?:对比|[比较与同跟由从])(?=(?:19|20)\d\d年|上一?年|上年|去年|年初|本?年度|预算|调整|全年)[^,;。:]*\Z"
)
# 完成全年预算5.20万元的60%
_COMPLETES = re.compile(
    r"(?:完成|占|为)(?:年初|全年|年度?|本年|调整后?)?(?:支出)?(?:预算|计划|任务)(?:数|安排)?(?:的|为)?\s*\Z"
)
_OF_IT = re.compile(r"\s*的\s*\d")
# …减少0.8万元, …相比,下降2%: what shows behind the figure that it is one
_COMPARES = re.compile(
    r"\s*(?:相比|比较)?,?\s*(?:各|均|有所|净|略)?(?:增|减|提高|提升|降|上升|下降|多|少|节约|节省|压减|上涨|下浮|到)"
)


# 从2015年的2007万元|上升到2020年的2468万元: where it came to
_REACHED = re.compile(
    r"[,、]?(?:上升|增加|增长|提高|提升|扩大|减少|下降|降低|压减|缩减|升|增|减|降)(?:了)?(?:到|至|为)"
    r"(?:(?:19|20)\d\d年|本年|今年|当年)?度?的?"
)
_LONGEST_WAY = 24


def as_reached(tools: Tools, memory: Memory, draft: Draft, clause: Clause) -> bool:
    """由3万元减少到2万元: of the same as what it came from."""
    topic = None if memory.is_unknown else memory.topic
    if topic is None or clause.end - clause.start > _LONGEST_WAY:
        return False
    if topic.quote != draft.quote or topic.mention.unit != draft.mention.unit:
        return False
    if not _REACHED.fullmatch(tools.piece(clause)):
        return False
    draft.refer_to(topic, "same")
    return True


def _named_in(tools: Tools, start: int, clause: Clause, kind: str) -> Named | None:
    """The name that the base itself gives: 较2014年度"三公"经费合计16.08万元增加15.15万元."""
    named = tools.namer.before(start, clause.end, kind, clause.context)
    # 比上年累计支出433万元减少: of what is in hand, whatever it is.
    return None if named and named.metric.subject == "department" else named


def as_completed(tools: Tools, memory: Memory, draft: Draft, clause: Clause) -> bool:
    """完成全年预算5.20万元的60%: the budget of what was named before."""
    piece = tools.text[clause.start : clause.end]
    if not _COMPLETES.search(piece):
        return False
    if not _OF_IT.match(tools.text, draft.mention.span.end):
        return False
    topic = None if memory.is_unknown else memory.topic
    if topic and topic.metric:
        draft.refer_to(topic, "base")
        draft.metric = tools.stages.at(topic.metric.subject, stage_of(piece) or "budget")
    draft.rule = "base"
    return True


def _is_same(memory: Memory, metric: Metric) -> bool:
    """Whether what is compared with is the budget or the like of what is in hand."""
    topic = None if memory.is_unknown else memory.topic
    if topic is None or topic.metric is None or topic.is_of_one_fund:
        return False
    return (topic.metric.subject or topic.metric) == (metric.subject or metric)


def as_base(tools: Tools, memory: Memory, draft: Draft, clause: Clause) -> bool:
    """比年初预算的4万元减少0.8万元: what the figure named before is compared with."""
    piece = tools.text[clause.start : clause.end]
    base = _BASE_FIGURE.search(piece)
    if base is None or not _COMPARES.match(tools.text, draft.mention.span.end):
        return False
    start = clause.start + base.start()
    kind, stage = draft.mention.kind.value, stage_of(base[0])
    named = tools.namer.before(clause.start, start, kind, clause.context) or _named_in(
        tools, start + 1, clause, kind
    )
    if named and not clause.is_compound:
        tools.take(draft, tools.stages.settle(named, clause.heading, ""), named, clause, "base")
        if not _is_same(memory, named.metric):
            memory.topic, memory.is_unknown = replace(draft), False
    elif piece[: base.start()].strip(" ,(") or memory.topic is None or memory.is_unknown:
        draft.rule = "base"  # of what has no name in the catalogue
        return True
    elif memory.topic.mention.kind is draft.mention.kind:
        draft.refer_to(memory.topic, "base")
    if draft.metric and stage in ("initial", "adjusted", "budget", "actual"):
        draft.metric = tools.stages.at(draft.metric.subject, stage)
    draft.rule = "base"
    return True
