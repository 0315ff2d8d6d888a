"""Guests counted right behind their groups: 公务接待24批次,210人次,共计支出2万元."""

import re

from extractors.meaning.draft import Draft
from extractors.meaning.memory import Clause, Memory
from extractors.meaning.naming import stage_of
from extractors.meaning.tools import Tools
from extractors.meaning.words import words
from models.mention import Kind

_VISITS = "人次"
# What counts the persons of what was counted in groups: by visits, by heads.
_BEHIND = {
    "reception_batches": ("reception_visits", "reception_persons"),
    "abroad_groups": ("abroad_visits", None),
}
_RECEIVED = ("reception_batches", "reception_visits", "reception_persons")
# 国内公务接待, 国(境)外公务接待: whose reception the words last spoke of
_FROM_WHERE = re.compile(r"(?P<foreign>外事|外宾|国\(境\)外|境外)|国内")


def as_guests(tools: Tools, memory: Memory, draft: Draft, clause: Clause) -> bool:
    """国内公务接待7批次,42人次: persons without a name, right behind the groups they came in."""
    topic, mention = memory.topic, draft.mention
    if topic is None or topic.metric is None or topic.metric.code not in _BEHIND:
        return False
    if mention.kind is not Kind.HEADCOUNT and mention.unit != _VISITS:
        return False
    if tools.is_part(clause) or not words().mixed.fullmatch(tools.piece(clause)):
        return False
    by_visits, by_heads = _BEHIND[topic.metric.code]
    code = by_visits if mention.unit == _VISITS else by_heads
    draft.measure(tools.catalogue.metrics.get(code or ""), "guests")
    return True


def as_cost_of_guests(tools: Tools, memory: Memory, draft: Draft, clause: Clause) -> bool:
    """国内公务接待7批次,42人次,共计支出2万元: what their reception cost."""
    topic, piece = memory.topic, tools.piece(clause)
    if draft.mention.kind is not Kind.AMOUNT or topic is None or topic.metric is None:
        return False
    if topic.metric.code not in _RECEIVED or topic.quote != draft.quote:
        return False
    if stage_of(piece) != "actual" or not words().mixed.fullmatch(piece):
        return False
    spoken = list(_FROM_WHERE.finditer(tools.text, clause.opening, clause.start))
    subject = "sangong_reception"
    if spoken:
        subject = "reception_foreign" if spoken[-1]["foreign"] else "reception_domestic"
    draft.measure(tools.stages.at(subject, "actual"), "guests")
    return True
