"""Which total a figure is a part of, and which figure stands for its metric."""

from dataclasses import replace

from extractors.catalogue import Catalogue, Metric
from extractors.meaning.draft import Draft
from models.mention import Comparator, Kind, Role
from models.observation import Observation


def settle_totals(drafts: dict[int, Draft], catalogue: Catalogue) -> None:
    """Say what a closing total measures: the whole that the figures before it are parts of.

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


def _whole_of(parts: list[Metric], catalogue: Catalogue) -> Metric | None:
    wholes = {part.part_of for part in parts}
    if len(wholes) == 1 and (code := wholes.pop()):
        return catalogue.metrics[code]
    return next((catalogue.metrics[p.part_of] for p in reversed(parts) if p.part_of), None)


def parents_of(drafts: dict[int, Draft], text: str) -> dict[int, int]:
    """The index of its total for every figure that is a part of one."""
    return {}


def primaries_of(observations: list[Observation]) -> tuple[Observation, ...]:
    """The observations, with the first plain statement of each fact marked as primary."""
    seen: set[tuple[object, ...]] = set()
    marked = []
    for observation in observations:
        key = _fact(observation)
        is_first = key is not None and key not in seen
        if key is not None:
            seen.add(key)
        marked.append(replace(observation, is_primary=True) if is_first else observation)
    return tuple(marked)


def _fact(one: Observation) -> tuple[object, ...] | None:
    """What a plain statement is about; None for goals, bounds, changes and the unknown."""
    mention = one.mention
    is_plain = mention.role is Role.LEVEL and not mention.is_target and not mention.is_threshold
    if one.metric_code is None or not is_plain or mention.comparator is not Comparator.EQUAL:
        return None
    return (
        one.metric_code, one.line_item, one.value_year, one.point,
        one.fund_type, one.fund_level, one.budget_book,
    )  # fmt: skip
