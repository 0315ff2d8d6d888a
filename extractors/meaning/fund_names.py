"""Funds that are named behind a figure, or as the last words before it."""

import re

from extractors.meaning.draft import Draft
from extractors.meaning.memory import Clause
from extractors.meaning.tools import Tools
from models.mention import Kind, Role
from models.observation import ALL

# 500万元为中央水利发展资金, 50万元,全部为省级资金, 30万元来源于县级财政资金
_BEHIND = re.compile(
    r"\s*(?:\([^()]{0,20}\))?\s*(?:,?\s*(?:全部|均|全)|(?=[为系属来]))\s*(?:为|系|属于?|来自于?|来源于?)"
    r"\s*(?P<name>[^,;。:()、\d]{2,24})"
)


def take_named_fund(tools: Tools, draft: Draft, clause: Clause) -> None:
    """Let an amount be of the fund that the words around it name, where none is known yet.

    其中500万元为中央水利发展资金: of the centre; 2022年衔接资金105万元: of that fund.
    """
    mention = draft.mention
    is_amount = mention.kind is Kind.AMOUNT and mention.role is Role.LEVEL
    if not is_amount or draft.rule == "base":
        return
    funding = tools.funding
    behind = None if draft.is_of_one_fund else _BEHIND.match(tools.text, mention.span.end)
    if behind:
        name = behind["name"].rstrip()
        draft.fund_type, draft.fund_level = funding.type_and_level_of(name)
        if draft.fund_level == ALL:
            draft.fund_level = funding.level_of_money(name)
    if draft.fund_type == ALL and not clause.is_compound:
        draft.fund_type = funding.type_at_end(tools.text[clause.start : clause.end])
