"""Rates of a budget or a task whose amount stands just before them: 占年初预算10065万元的43.2%."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.mention import Kind
from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure, is_result
from pipeline.audit.rules.local_rates import rule_of_rate

_REACH = 24
# ，占年初预算数109466万元 · ，为市下三季度目标33.23亿元
_BASE = re.compile(r"(?:占|为|完成了?)[^,;。()0-9占为]*(?:预算|任务|计划|目标)(?:总?[数额])?为?$")
_ENDS = re.compile(r"[;。]")


@dataclass(frozen=True, slots=True)
class OfAmount:
    """A rate, the base that it names with its amount, and the amounts it may be the rate of."""

    stated: Figure
    base: Figure
    parts: tuple[Figure, ...]


def rates_of_amounts(facts: Facts, sentence: Sequence[Figure]) -> Iterator[OfAmount]:
    """The rates of one sentence that follow the amount they are of."""
    parts: list[Figure] = []
    fresh = False
    last: Figure | None = None
    for figure in sentence:
        if last is not None and _ENDS.search(_between(facts, last, figure)):
            parts, fresh = [], False
        if _is_base(facts, figure):
            # 为预算37.1亿元的91.16%，为市下目标33.23亿元的101.78%: two rates of one amount
            fresh = True
        elif _is_level(facts, figure):
            parts = [figure] if fresh else [*parts, figure]
            fresh = False
        elif (
            last is not None
            and parts
            and figure.mention.kind is Kind.PERCENT
            and is_result(figure.mention)
            and _is_base(facts, last)
            and _between(facts, last, figure).strip() in ("", "的")
            and rule_of_rate(figure.observation.metric_code) is None
        ):
            yield OfAmount(figure, last, tuple(parts))
        last = figure


def _between(facts: Facts, one: Figure, other: Figure) -> str:
    return facts.between(one.mention.span.end, other.start)


def _is_base(facts: Facts, figure: Figure) -> bool:
    return figure.mention.kind is Kind.AMOUNT and bool(_BASE.search(facts.before(figure, _REACH)))


def _is_level(facts: Facts, figure: Figure) -> bool:
    mention = figure.mention
    return mention.kind is Kind.AMOUNT and mention.cell is None and is_result(mention)
