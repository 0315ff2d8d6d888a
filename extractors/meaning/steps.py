"""In which order the ways to read a figure are tried, for each kind of figure."""

from collections.abc import Callable
from typing import TypeAlias

from extractors.meaning.bases import as_base, as_completed, as_reached
from extractors.meaning.changes import as_change
from extractors.meaning.draft import Draft
from extractors.meaning.guests import as_cost_of_guests, as_guests
from extractors.meaning.levels import (
    as_funding,
    as_line,
    as_named,
    as_named_behind,
    as_same,
    as_stage,
)
from extractors.meaning.lines import as_line_of_parts
from extractors.meaning.memory import Clause, Memory
from extractors.meaning.project_lines import as_project_line
from extractors.meaning.project_money import as_project_money
from extractors.meaning.project_scores import as_project_score
from extractors.meaning.rates import as_completion, as_rate, as_share
from extractors.meaning.tools import Tools
from models.mention import Kind, Mention, Role

Step: TypeAlias = Callable[[Tools, Memory, Draft, Clause], bool]

_MONEY = (Kind.AMOUNT,)
_RATES = (Kind.PERCENT,)
_SCORES = (Kind.SCORE,)
_COUNTED = (Kind.HEADCOUNT, Kind.COUNT)
_ALL = tuple(Kind)

# The surest first.
_ORDER: tuple[tuple[Step, tuple[Kind, ...]], ...] = (
    (as_base, _ALL),
    (as_completed, _MONEY),
    (as_reached, _ALL),
    (as_share, _RATES),
    (as_line, _MONEY),
    (as_rate, _RATES),
    (as_project_score, _SCORES),
    (as_named, _ALL),
    (as_project_line, _MONEY),
    (as_project_money, _MONEY),
    (as_completion, _RATES),
    (as_funding, _MONEY),
    (as_cost_of_guests, _MONEY),
    (as_stage, _MONEY),
    (as_named_behind, _COUNTED),
    (as_guests, _COUNTED),
    (as_same, _ALL),
    (as_line_of_parts, _MONEY),
)
_OF_LEVELS = {kind: tuple(step for step, kinds in _ORDER if kind in kinds) for kind in Kind}
_OF_CHANGES: tuple[Step, ...] = (as_change,)


def steps_for(mention: Mention) -> tuple[Step, ...]:
    """The ways to read ``mention``, in order; one that fits ends the search."""
    return _OF_LEVELS[mention.kind] if mention.role is Role.LEVEL else _OF_CHANGES
