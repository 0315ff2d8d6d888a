"""Which figure stands for its fact, where a report states it more than once."""

from dataclasses import replace

from models.mention import Comparator, Role
from models.observation import Observation


def primaries_of(observations: list[Observation]) -> tuple[Observation, ...]:
    """The observations, with one plain statement of each fact marked as primary.

    It is the first in prose, where a writer says it on purpose, or else the first in a table.
    """
    chosen: dict[tuple[object, ...], int] = {}
    for in_table in (False, True):
        for index, one in enumerate(observations):
            fact = _fact(one)
            if fact is not None and (one.mention.cell is not None) is in_table:
                chosen.setdefault(fact, index)
    primaries = set(chosen.values())
    return tuple(
        replace(one, is_primary=True) if index in primaries else one
        for index, one in enumerate(observations)
    )


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
