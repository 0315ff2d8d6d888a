"""The money of the one project that a report is about: what came in, was used, is left."""

import re

from extractors.meaning.draft import Draft
from extractors.meaning.memory import Clause, Memory
from extractors.meaning.tools import Tools
from extractors.meaning.words import words
from models.mention import Kind
from models.observation import ALL
from models.span import Span

_MONEY = r"(?:项目|财政|专项)?(?:资金|金额|经费|款项|数|额)*(?:总额|总数)?"
# What the words at the end of a clause measure, the surest first.
_AT_END = (
    # 项目资金已到位, 实际到位金额, 拨付到位资金
    ("fund_received", rf"(?:已经?|实际|累计|全部|拨付|收到|资金)*到位{_MONEY}"),
    # 项目实际使用资金, 已支付, 累计支付资金, 资金支出
    (
        "expenditure_actual",
        rf"(?:(?:已经?|实际|累计|全年|共|资金)+(?:形成)?(?:使用|支付|支出)|(?:使用|支付)(?=资金|金额|经费)){_MONEY}",
    ),
    # 资金结转, 项目结余资金, 剩余资金; but 上年结转
    ("carryover_end", r"(?:资金)?(?:结转结余|结余|结转|剩余)(?:资金|金额|数|额)*"),
    # 年初预算安排项目资金, 资金预算
    ("budget_initial", rf"年初预算(?:安排|批复|下达){_MONEY}"),
    (
        "budget_adjusted",
        r"(?:预算(?:安排|批复)(?:项目|财政|专项)(?:资金|经费)|资金预算)(?:数|总?额)?",
    ),
    ("budget_adjusted", r"(?:资金总额|总资金)"),
)
_NAMES = tuple((code, re.compile(pattern)) for code, pattern in _AT_END)
# 衔接资金105万元已全部到位: the words behind the figure
_ARRIVED = re.compile(
    r"\s*(?:的?资金)?(?:已经?|均|都|也|全部|全额|足额|及时|按时|按期|实际)*(?:拨付)?到位(?!率)"
)
# 共下达资金, 申请财政资金, 计划总投资: words that are about the project as a whole
_OF_THE_WHOLE = re.compile(
    r"(?:本|该|此|项目|专项|共|总|实际|计划|预计|申请|申报|和|及|由|批复|下达|安排|收到|争取|投入|上级|中央|省|市|县|区|自治区"
    r"|州|级|财政部?|厅|局|补助|衔接|转移支付|资金|投资|经费|拨款|额|金额|配套|本级|地方|年度?|当年|到位|合计|共计"
    r"|预算内?|奖补|发展|我|给|各|累计|并|纳入评价|投资估算|概算|的|为|\d{4}年度?|[:,\s])+"
)
# 项目实际使用资金: whatever was spoken of before, this is of the project
_SAYS_PROJECT = re.compile(r"[,、;:\s]*(?:截[至止][^,]{0,14})?(?:本|该|此)?项目")
# 2021年结转资金: what the year before left over, or what this one leaves
_OF_ANOTHER_YEAR = re.compile(r"(?:19|20)\d\d年|[上去]年|以前年度|历年|年初")


def as_project_money(tools: Tools, memory: Memory, draft: Draft, clause: Clause) -> bool:
    """项目实际使用资金28万元, 衔接资金105万元已全部到位: of the project that is reported on."""
    if draft.mention.kind is not Kind.AMOUNT or not tools.stages.is_on_project:
        return False
    if memory.item or memory.project or clause.is_compound or memory.in_parts:
        return False
    label = tools.text[draft.label.start : draft.label.end]
    is_whole = _OF_THE_WHOLE.fullmatch(label) is not None
    before = tools.text[clause.opening : draft.mention.span.start].rstrip(" ")
    if (is_whole or not before or before.endswith(("。", "\n"))) and _ARRIVED.match(
        tools.text, draft.mention.span.end
    ):
        return _measured(tools, draft, "fund_received", draft.label)
    if memory.is_unknown and not _SAYS_PROJECT.match(tools.text, clause.start, clause.end):
        return False
    for code, pattern in _NAMES:
        for match in pattern.finditer(tools.text, clause.start, clause.end):
            if not words().link.fullmatch(tools.text, match.end(), clause.end):
                continue
            if not _is_of_project(tools, clause.start, match.start()):
                break
            if code == "carryover_end" and _OF_ANOTHER_YEAR.search(tools.piece(clause)):
                return False
            return _measured(tools, draft, code, Span(*match.span()))
    if is_whole:
        draft.rule = "of_the_whole"
    return False


def _is_of_project(tools: Tools, start: int, end: int) -> bool:
    """Whether the words ``[start, end)`` leave a name about the project as a whole."""
    if start >= end or tools.namer.narrows_nothing(start, end):
        return True
    return _OF_THE_WHOLE.fullmatch(tools.text, start, end) is not None


def _measured(tools: Tools, draft: Draft, code: str, label: Span) -> bool:
    words_before = tools.text[draft.label.start : draft.label.end]
    draft.fund_type, draft.fund_level = tools.funding.type_and_level_of(words_before)
    if draft.fund_type == draft.fund_level == ALL:
        draft.fund_level = tools.funding.level_of_money(words_before)
    draft.measure(tools.catalogue.metrics.get(code), "project_money", label)
    return True
