"""Percentages: shares, rates of a subject, and how much of a budget was spent."""

import re

from extractors.meaning.draft import Draft
from extractors.meaning.memory import Clause, Memory
from extractors.meaning.tools import Tools
from extractors.meaning.words import words
from models.mention import Kind
from models.span import Span

_BARE_RATE = 3
"""执行率 alone; 预算执行率 is said of the department even after what is not known."""

_SPENT = ("execution_rate", "completion_rate")
_NEXT = re.compile(r"\s*[,、(]\s*")
# 完成全年预算5.20万元的60%
_OF_BUDGET = re.compile(
    r"(?:完成|占)[^,。;:\d]{0,6}(?:预算|计划|任务)(?:数|安排)?(?:的|为)?[\d.,\s]+[万亿]?元\s*的\s*\Z"
)


def take_fund(tools: Tools, memory: Memory, draft: Draft, clause: Clause) -> None:
    """Let a rate right behind one fund's money be that fund's: 中央资金支出12亿元,执行率95.7%."""
    money = memory.money
    if draft.mention.kind is not Kind.PERCENT or money is None or not money.is_of_one_fund:
        return
    is_rate = draft.metric is not None and draft.metric.stage in _SPENT and not draft.is_of_one_fund
    if is_rate and _NEXT.fullmatch(tools.text, money.mention.span.end, clause.start):
        draft.fund_type, draft.fund_level = money.fund_type, money.fund_level


def as_share(tools: Tools, memory: Memory, draft: Draft, clause: Clause) -> bool:
    """占本年支出合计的100%: a share is no metric, but for those that are named by it."""
    if not words().share.search(tools.text[clause.start : clause.end]):
        return False
    named = tools.namer.before(clause.start, clause.end, "percent", clause.context)
    draft.measure(named.metric if named else None, "share", named.span if named else None)
    return True


def as_rate(tools: Tools, memory: Memory, draft: Draft, clause: Clause) -> bool:
    """支出控制率: a mere rate word is that of the subject in hand."""
    for rate, pattern in words().rates:
        match = pattern.search(tools.text, clause.start, clause.end)
        if match is None or not words().link.fullmatch(tools.text, match.end(), clause.end):
            continue
        if not words().mixed.fullmatch(tools.text, clause.start, match.start()):
            continue
        item = memory.item or memory.project
        if memory.is_unknown and not item and _is_of_something_else(tools, memory, match[0]):
            draft.rule = "rate_of_unknown"
            return True
        metric = tools.stages.rate_of("department" if item else memory.subject, rate)
        if metric:
            draft.item = item
            draft.measure(metric, "rate", Span(*match.span()))
            return True
    return False


def _is_of_something_else(tools: Tools, memory: Memory, rate: str) -> bool:
    """Whether a rate stands behind what is not known: a part of the project reported on."""
    money = memory.money
    is_part = tools.stages.is_on_project and money is not None and not money.is_of_one_fund
    return len(rate) <= _BARE_RATE or is_part


def as_completion(tools: Tools, memory: Memory, draft: Draft, clause: Clause) -> bool:
    """完成年初预算的98.20%: of the line or the total that was named before."""
    piece = tools.text[clause.start : clause.end]
    near = tools.text[max(clause.opening, clause.end - 40) : clause.end]
    if not words().completion.search(piece) and not _OF_BUDGET.search(near):
        return False
    topic, metric = memory.topic, None
    if memory.item or memory.project:
        draft.item = memory.item or memory.project
        metric = tools.stages.at("department", "completion_rate")
    elif topic and topic.metric and not memory.is_unknown:
        metric = tools.stages.at(topic.metric.subject, "completion_rate")
        draft.budget_book = topic.budget_book
    draft.metric, draft.rule = metric, "completion"
    return True
