"""What heads say of the figures below them: that they are goals, or changes."""

from dataclasses import dataclass, replace
from functools import lru_cache

from extractors.tables.numbers import COMPARATORS
from extractors.tables.words import table_words
from models.mention import Comparator, Direction, Kind, Mention
from models.mention import Role as MentionRole


@dataclass(frozen=True, slots=True)
class Says:
    """What a head says of its figures: goals, changes, and in which direction."""

    target: bool
    change: bool
    falls: bool
    rises: bool


@lru_cache(maxsize=4096)
def says(head: str) -> Says:
    """What a head says, as folded and without blanks."""
    words = table_words()
    return Says(
        target=bool(words.target.search(head)) and not words.kinds[Kind.SCORE].search(head),
        change=bool(words.change.search(head)),
        falls=bool(words.falling.search(head)),
        rises=bool(words.rising.search(head)),
    )


def as_target(mention: Mention, sign: str) -> Mention:
    """The mention as a goal; ``sign`` is the ≥ or ≤ that a column of its own prints."""
    is_plain = mention.comparator is Comparator.EQUAL
    comparator = COMPARATORS.get(sign, mention.comparator) if is_plain else mention.comparator
    return replace(mention, is_target=True, comparator=comparator)


def as_change(mention: Mention, said: Says) -> Mention:
    """A figure under 增减额 or 增长率 is a change; its sign or the head gives the direction."""
    if mention.role is not MentionRole.LEVEL:
        return mention
    is_rate = mention.kind is Kind.PERCENT and mention.unit == "%"
    role = MentionRole.CHANGE_RATE if is_rate else MentionRole.CHANGE
    direction = Direction.DECREASE if said.falls != (mention.value < 0) else Direction.INCREASE
    is_said = mention.value != 0 or said.falls or said.rises
    return replace(mention, role=role, direction=direction if is_said else None)
