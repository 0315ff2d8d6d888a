"""Projects of a department that are told of one after another, each with its budget."""

import re

from extractors.meaning.draft import Draft
from extractors.meaning.memory import Clause, Memory
from extractors.meaning.naming import stage_of
from extractors.meaning.tools import Tools
from extractors.meaning.words import words
from models.span import Span

# 高标准农田建设项目, 如智慧应急平台二期工程: right before the words of the budget
_NAMED = re.compile(
    r"(?:例?如)?(?P<name>[“\"]?[一-龥A-Za-z0-9()\"”-]{4,30}?(?:项目|工程)[”\"]?)(?=[一-龥\s]{0,8}预算)"
)
# 用于…项目, 其他建设项目, 21个项目: words that name no one project
_NO_NAME = re.compile(
    r"用于|安排|调整|追加|压减|下达|拨付|实施|完成|投入|开展|支持|涉及|包[含括]|[对将为在由从按经我该本此各其含共全]"
    r"|上述|以上|所有|部分|有关|相关|重点|一般|部门|预算|支出|收入|财政|专项|政府|当年|本年|20\d\d年"
    r"|\d+\s?个|[一二两三四五六七八九十几多]个|项目"
)
_ENDS = re.compile(r"(?:项目|工程)[”\"]?\Z")


def as_project_line(tools: Tools, memory: Memory, draft: Draft, clause: Clause) -> bool:
    """高标准农田建设项目预算3680万元,支出3612.45万元,执行率98.16%: what is said of one project.

    What is said of it behind its budget refers to it, as to a budget line, up to a semicolon.
    """
    if clause.is_compound:
        return False
    match = _NAMED.match(tools.text, draft.label.start, clause.end)
    if match is None:
        return False
    name = Span(*match.span("name"))
    stage = stage_of(tools.text[name.end : clause.end])
    if stage is None or not words().mixed.fullmatch(tools.text, name.end, clause.end):
        return False
    if _NO_NAME.match(_ENDS.sub("", name.of(tools.text))):
        return False
    memory.item = memory.line = draft.item = name
    draft.measure(tools.stages.of_line(stage, clause.heading), "project", name)
    return True
