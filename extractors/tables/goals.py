"""Goals and results of indicators: in which columns they stand, and in which unit."""

import re
from collections.abc import Mapping

from extractors.forms.words import role_in_form
from extractors.quantities.units import unit_of
from extractors.tables.heads import Band, Frame
from models.value import value

# ≥50个 · 90万元 · ≥100百分比: a goal with its unit, whose result may be printed without
_GOAL = re.compile(r"[≥≤<>=~约]*-?\d[\d,]*(?:\.\d+)?(?P<unit>[^\d\s/*·.,]{1,5})")


@value
class GoalRow:
    """A row of an indicator: the columns of its goal and result, and the goal's printed unit."""

    columns: frozenset[int] = frozenset()
    unit: str = ""


NO_GOAL = GoalRow()


def goal_rows(frame: Frame) -> Mapping[int, GoalRow]:
    """The rows of indicators of a form, by row."""
    return {row: goal for band in frame.bands for row, goal in _of_band(frame, band)}


def _of_band(frame: Frame, band: Band) -> list[tuple[int, GoalRow]]:
    roles = {
        place: role
        for place, column in enumerate(band.columns)
        if (role := next((r for w in reversed(column.path) if (r := role_in_form(w.text))), None))
    }
    columns = frozenset(place for place, role in roles.items() if role in ("target", "actual"))
    if not columns or not {"level2", "level3"} & set(roles.values()):
        return []
    goals = [place for place in sorted(columns) if roles[place] == "target"]
    return [(row, GoalRow(columns, _unit(frame, row, goals))) for row in range(band.body, band.end)]


def _unit(frame: Frame, row: int, goals: list[int]) -> str:
    """The unit that a goal of the row prints, or "" where none does."""
    cells = frame.grid.rows[row]
    for place in goals:
        number = cells.get(place)
        found = _GOAL.fullmatch(frame.grid.texts[number]) if number is not None else None
        if found and unit_of(found["unit"]):
            return found["unit"]
    return ""
