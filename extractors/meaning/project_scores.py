"""Marks: what a project's report gives itself, and the full mark that it names before."""

import re

from extractors.meaning.draft import Draft
from extractors.meaning.memory import Clause, Memory
from extractors.meaning.tools import Tools
from extractors.meaning.words import words
from models.mention import Kind
from models.span import Span

# 2021年度就业资金配套项目绩效自评得分, 该项目得分
_OF_PROJECT = re.compile(
    r"(?:项目|资金|专项|工程|补助|补贴|政策|经费)(?:的|支出|整体|实施|绩效)*"
    r"(?P<name>(?:绩效)?(?:自评|评价|自我评价|综合|评估|最终)*(?:总得分|得分|总分|评分|分数))"
)
# 产出指标自评得分, 单个项目得分: of parts
_OF_PARTS = re.compile(
    r"指标|[一二三四]级|产出|效益|过程|决策|投入|管理|执行率|各|单个|平均|[0-9]个"
)
# 自评总分为100分,自评得99分
_FULL = re.compile(r"(?:总分|满分|分值)(?:为|:|共)?\Z")
# 。自评得分96分 · ,我局自评总得分为96分 · ,得96分: the mark itself, in words that name nothing
# else; but 投入得10分 of a part, 就业补助项目得分90分 of a project, 复核得分95分 of a review
_MARK = re.compile(
    r"[,;。:)、]\s*(?:其中:?)?(?>[经本该我](?:部门|单位|[局委院校办镇乡市县区])?|综合|部门|单位|项目|整体|支出|绩效"
    r"|自评|自我|评价|评估|评定|考评|小组|打分|最终|最后|实际|实|结果|年度|总|的|得|分数?|评分)*+"
    r"(?<=[得分评价定])[为是共计了:\s]{0,4}\d+(?:\.\d+)?分"
)
# 总分100分,其中投入10分: its parts, which are weights as well as marks
_PARTS = re.compile(r"\s*[,;:(]\s*(?:其中|各项(?:指标)?(?:满分|分值|权重))(?![^。\n]{0,200}得)")
_PARAGRAPH = 400
_HUNDRED = 100
# 年初目标值≥90%,实际完成值95%,自评得分20分: of one indicator
_OF_INDICATOR = re.compile(r"(?:目标|指标|完成)值|权重")
_OF_ALL = re.compile(r"总|综合|合计|最终")


def as_project_score(tools: Tools, memory: Memory, draft: Draft, clause: Clause) -> bool:
    """就业补助资金项目自评得分98分: the mark of the project that is reported on."""
    if draft.mention.kind is not Kind.SCORE:
        return False
    piece = tools.piece(clause)
    member = max(clause.opening, tools.text.rfind(";", clause.opening, clause.start) + 1)
    if _OF_INDICATOR.search(tools.text, member, clause.start) and not _OF_ALL.search(piece):
        draft.measure(None, "indicator_score")
        return True
    if draft.mention.value == _HUNDRED and _FULL.search(piece):
        end = draft.mention.span.end
        if _is_marked_behind(tools.text, end):
            draft.measure(tools.catalogue.metrics.get("full_score"), "full_score")
            return True
        if _PARTS.match(tools.text, end):
            draft.measure(None, "full_score")  # 100 of 100, or the 100 that could be reached
            return True
    if not tools.stages.is_on_project or memory.project or _OF_PARTS.search(piece):
        return False
    for name in _OF_PROJECT.finditer(tools.text, clause.start, clause.end):
        if words().link.fullmatch(tools.text, name.end(), clause.end):
            span = Span(*name.span("name"))
            draft.measure(tools.catalogue.metrics.get("selfeval_score"), "project_score", span)
            return True
    return False


def _is_marked_behind(text: str, start: int) -> bool:
    """Whether the paragraph goes on to the mark: 自评总分100分,其中投入10分。自评得分96分."""
    line_end = text.find("\n", start, start + _PARAGRAPH)
    end = line_end if line_end >= 0 else start + _PARAGRAPH
    return _MARK.search(text, start, end) is not None
