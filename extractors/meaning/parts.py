"""Whether one figure may be a part of another one, by what both measure."""

from collections.abc import Iterator

from extractors.catalogue import Catalogue, Metric
from extractors.meaning.draft import Draft
from models.mention import Kind, Role
from models.observation import ALL

_OF_GOVERNMENTS = ("gov_public_revenue", "gov_fund_revenue", "state_capital_revenue")
_WHOLE_SUBJECTS = ("revenue", "department")


def may_be_part(draft: Draft) -> bool:
    """Whether a figure is of a kind that adds up: money, persons or things, and no base."""
    mention = draft.mention
    is_level = mention.role is Role.LEVEL and not mention.is_threshold and draft.rule != "base"
    return is_level and mention.kind in (Kind.AMOUNT, Kind.HEADCOUNT, Kind.COUNT)


def wholes_above(part: Draft, catalogue: Catalogue) -> Iterator[Metric]:
    """The metrics a part's total may have, the nearest first: 人员经费 → 基本支出 → 支出."""
    metric = part.metric
    if metric and (part.is_of_one_fund or part.item):
        yield metric
        return
    while metric and metric.part_of:
        metric = catalogue.metrics[metric.part_of]
        yield metric
        if metric is catalogue.at_stage("department", "adjusted"):
            yield from filter(None, (catalogue.at_stage("department", "initial"),))


def is_whole_of(total: Draft, part: Draft) -> bool:
    """Whether a figure of a metric that ``part`` belongs under is its whole, funds and all."""
    if part.metric is None or total.item not in (None, part.item):
        return False
    if part.is_of_one_fund and total.metric is part.metric and total.item == part.item:
        is_type = total.fund_type == part.fund_type and total.fund_level == ALL
        if part.fund_level != ALL and part.fund_type != ALL:
            return is_type
        return not total.is_of_one_fund
    if total.is_of_one_fund:
        return False
    if part.item and total.item is None:
        return total.budget_book == part.budget_book
    return part.item is None


def is_other_thing(part: Draft, total: Draft) -> bool:
    """Whether the two are counted in different units, so that neither is a part."""
    return (part.mention.kind, part.mention.unit) != (total.mention.kind, total.mention.unit)


def fits(part: Draft, total: Draft, catalogue: Catalogue, *, is_after_semicolon: bool) -> bool:
    """Whether one may be a part of the other; of the persons paid for (payroll) all kinds are."""
    if is_other_thing(part, total):
        return False
    if part.year != total.year:
        return False
    if part.metric is None or total.metric is None or part.item or total.metric.stage == "payroll":
        return True
    if part.metric is total.metric and part.label != total.label:
        # 预算安排100万元,其中一般公共预算80万元; 离退休16人,其中离休0人,退休16人
        is_book = part.budget_book != ALL == total.budget_book
        # 一般公共预算收入9万元,其中:地方一般公共预算收入6万元
        is_local = part.metric.code in _OF_GOVERNMENTS and not is_after_semicolon
        is_less = part.mention.value < total.mention.value
        return is_book or part.mention.kind is Kind.HEADCOUNT or (is_local and is_less)
    if part.metric.part_of is None or part.metric.subject == "appropriation":
        # "…,债券资金0万元;实际支出2474.64万元": a known total begins anew.
        return not is_after_semicolon and part.metric.subject != total.metric.subject
    return any(
        (whole.code == "revenue_current" and total.metric.code in _OF_GOVERNMENTS)
        # 收入预算2626万元,其中:事业收入5万元: of the revenue, planned or received.
        or whole is total.metric
        or whole.subject == total.metric.subject in _WHOLE_SUBJECTS
        for whole in wholes_above(part, catalogue)
    )
