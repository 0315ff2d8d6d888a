"""Changes against a base: 比上年减少0.69万元, 增长9.2%."""

from extractors.meaning.draft import Draft
from extractors.meaning.memory import Clause, Memory
from extractors.meaning.tools import Tools
from extractors.meaning.words import words
from models.mention import Kind, Role


def as_change(tools: Tools, memory: Memory, draft: Draft, clause: Clause) -> bool:
    """比上年减少0.69万元: a change carries the metric of what changed."""
    kinds: tuple[str, ...] = ("percent", "amount", "headcount", "count", "score")
    if draft.mention.kind is not Kind.PERCENT:
        kinds = (draft.mention.kind.value,)
    named = tools.namer.of_change(clause.start, clause.end, kinds, clause.context)
    if named:
        metric = tools.stages.settle(named, clause.heading, "")
        if named.stage is None and memory.in_parts and memory.whole:
            metric = tools.stages.as_planned_as(memory.whole.metric, metric)
        if not tools.stages.is_bare(named.span.of(tools.text), metric):
            tools.take(draft, metric, named, clause, "named_change")
            memory.changed = draft
            return True
    if not words().unchanged.fullmatch(tools.text, clause.start, clause.end):
        return False
    if memory.whole and tools.text.endswith((";", "。", "。)"), 0, clause.start):
        # "其中A费2万元,B费3万元。与上年相比增加": the sum of the parts.
        memory.topic, memory.is_unknown = memory.whole, False
    is_rate = draft.mention.role is Role.CHANGE_RATE
    known = (memory.changed if is_rate else None) or (None if memory.is_unknown else memory.topic)
    if known:
        draft.refer_to(known, "change_of_last")
    return known is not None
