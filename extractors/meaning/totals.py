"""Totals whose meaning shows only from the figures beside them."""

from itertools import pairwise

from extractors.catalogue import Catalogue, Metric
from extractors.meaning.draft import Draft
from models.mention import Kind, Role


def settle_totals(drafts: dict[int, Draft], catalogue: Catalogue, text: str) -> None:
    """Say what totals measure that only the figures around them tell."""
    _settle_staff(drafts, catalogue)
    _settle_spending(drafts, catalogue, text)


def _settle_staff(drafts: dict[int, Draft], catalogue: Catalogue) -> None:
    """A closing total measures the whole that the figures before it are parts of.

    编制人数65名,人事代理人员3名,共计68名 counts persons of several kinds: the staff.
    """
    listed: list[Draft] = []
    for draft in drafts.values():
        if listed and listed[-1].quote != draft.quote:
            listed.clear()
        if draft.sums_up and listed:
            draft.metric = _whole_of([one.metric for one in listed if one.metric], catalogue)
            draft.point = listed[-1].point
            listed.clear()
        elif draft.metric and draft.mention.kind is Kind.HEADCOUNT:
            listed.append(draft)


def _settle_spending(drafts: dict[int, Draft], catalogue: Catalogue, text: str) -> None:
    """总支出581.45万元,其中本年支出480.71万元: a total that holds more than the spending.

    It balances with all revenue, carry-over and all, where the year's spending is a part of it.
    """
    amounts = [draft for draft in drafts.values() if draft.mention.kind is Kind.AMOUNT]
    for total, part in pairwise(amounts):
        is_one = total.metric is part.metric and total.quote == part.quote and not total.item
        is_spending = is_one and total.metric and total.metric.subject == "department"
        is_level = total.mention.role is part.mention.role is Role.LEVEL
        is_level = is_level and "总" in total.label.of(text)
        if (
            is_spending
            and is_level
            and {total.rule, part.rule} <= {"named", "stage"}
            and total.metric is catalogue.at_stage("department", "actual")
            and "年" in part.label.of(text)
            and (total.year, total.budget_book) == (part.year, part.budget_book)
            and total.mention.value > part.mention.value
        ):
            total.metric = catalogue.at_stage("department", "balanced")


def _whole_of(parts: list[Metric], catalogue: Catalogue) -> Metric | None:
    wholes = {part.part_of for part in parts}
    if len(wholes) == 1 and (code := wholes.pop()):
        return catalogue.metrics[code]
    return next((catalogue.metrics[p.part_of] for p in reversed(parts) if p.part_of), None)
