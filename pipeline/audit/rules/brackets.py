"""I06: every bracket opened is closed."""

import re
from collections.abc import Iterator

from models.document import BlockKind
from models.finding import Verdict
from models.span import Span
from pipeline.audit.check import Check, Missing, Steps
from pipeline.audit.facts import Facts
from pipeline.audit.rules.text import quoted

_BRACKET = re.compile(r"[()]")
_CLOSED_WITHIN = 80


def brackets(facts: Facts) -> Steps:
    """I06: every bracket opened is closed."""
    if facts.result.document.pages:
        yield Missing("I06", "文字取自分页文件，段落在行末断开，不核对括号", applies=False)
        return
    open_places = list(_unclosed(facts))
    for place in open_places:
        span = Span(place, place + 1)
        yield Check(
            "I06",
            Verdict.HARD,
            values={"quote": quoted(facts.text, span, 18), "mark": facts.text[place]},
            stated=facts.text[place],
            span=span,
            group=f"I06:{place}",
        )
    if not open_places:
        yield Check("I06")


def _unclosed(facts: Facts) -> Iterator[int]:
    """Brackets open at the end of their paragraph, unless the next line closes them."""
    for block in facts.result.document.blocks:
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        following = facts.folded[block.span.end + 1 : block.span.end + _CLOSED_WITHIN]
        if following.count(")") > following.count("("):
            continue
        stack: list[int] = []
        for bracket in _BRACKET.finditer(facts.folded, *block.span):
            if bracket.group() == "(":
                stack.append(bracket.start())
            elif stack:
                stack.pop()
        yield from stack
