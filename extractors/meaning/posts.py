"""Persons counted by the posts that are named right before them: 事业编制334人,实有人数301人."""

import re

from extractors.catalogue import Metric
from extractors.meaning.draft import Draft
from extractors.meaning.memory import Clause, Memory
from extractors.meaning.naming import Named
from extractors.meaning.tools import Tools
from models.mention import Kind, Mention

# 实有人数, 实有: of which posts, what stands before tells
_FILLED = re.compile(r"(?:年末)?(?:实有|实际|现有)(?:在职)?(?:人数|人员)?")
# 机关编制56人,其中:行政编制24人: posts of all kinds
_OF_KINDS = re.compile(r"[,;。(]\s*其中[:,]?\s*行政编")
_PERSONS_AND_POSTS = ("staff", "staff_quota")
_NEXT = re.compile(r"\s*[,、(]?\s*")
_BRACKET_REACH = 120


# 其中局本级187人(在职在编139人,…), 环卫处1707人(…): what is counted in brackets is of that part
_PART_OF_ALL = re.compile(
    r"(?:局机关|(?<!我)[本]级|[处队所站馆园校]|中心|公司|分局|学校|中学|小学|幼儿园|[乡镇])\d+\s?[人名]\s*\Z"
)


def name_of_posts(tools: Tools, mention: Mention, clause: Clause) -> Named | None:
    """The posts that are counted as things: 行政编制13个, 全额事业编制166个."""
    if mention.unit != "个" or tools.stages.is_on_project:
        return None  # 共编制15个绩效指标
    named = tools.namer.before(clause.start, clause.end, Kind.HEADCOUNT.value, clause.context)
    return named if named and named.metric.subject == "staff_quota" else None


def is_of_a_part(tools: Tools, clause: Clause) -> bool:
    """Whether a figure stands in brackets behind the persons of one part of the department."""
    before = tools.text[max(clause.opening, clause.start - _BRACKET_REACH) : clause.start]
    opening = before.rfind("(")
    if opening < 0 or ")" in before[opening:]:
        return False
    return _PART_OF_ALL.search(before[:opening]) is not None


def as_counted(tools: Tools, memory: Memory, named: Named, metric: Metric | None) -> Metric | None:
    """``metric``, or that of the persons where a part of them is called like their posts.

    其中行政人员66人、工勤人员12人: behind persons no posts; None where they have no metric.
    """
    before = memory.topic.metric if memory.in_parts and memory.topic else None
    if before is None or metric is None or (before.subject, metric.subject) != _PERSONS_AND_POSTS:
        return metric
    if before.part_of is None or "编" in named.span.of(tools.text):
        return metric
    return tools.stages.as_filled(metric, None)


def _speaks_of_no_posts(tools: Tools, clause: Clause, named: Named, metric: Metric | None) -> bool:
    """在职人员81人,其中工勤人员23人: without a word of posts, persons called like some."""
    if metric is None or metric.subject != "staff_quota" or "编" in named.span.of(tools.text):
        return False
    return "编" not in tools.text[clause.opening : clause.end]


def of_the_posts(
    tools: Tools, memory: Memory, draft: Draft, clause: Clause, named: Named, metric: Metric | None
) -> Metric | None:
    """``metric``, or that of the one kind of posts that stands before it with its number.

    Behind several kinds, 行政编制21人,事业编制97人,实有人数109人 counts them all.
    """
    topic = memory.topic
    if _speaks_of_no_posts(tools, clause, named, metric):
        return None
    is_split = _OF_KINDS.match(tools.text, draft.mention.span.end) is not None
    if is_split and metric and metric.subject == "staff_quota" and metric.part_of:
        return tools.catalogue.metrics[metric.part_of]
    if draft.mention.kind is not Kind.HEADCOUNT or topic is None:
        return metric
    metric = as_counted(tools, memory, named, metric)
    text = tools.text
    is_next = _NEXT.fullmatch(text, topic.mention.span.end, named.span.start)
    if not is_next or not _FILLED.fullmatch(named.span.of(text)):
        return metric
    start = max(clause.opening, text.rfind(";", clause.opening, clause.start) + 1)
    if text.count("编制", start, clause.start) != 1:
        return metric
    return tools.stages.as_filled(topic.metric, metric)
