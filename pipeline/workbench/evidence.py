"""What a finding rests on: every place with its sentence, so that both sides are seen at once."""

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, text

from pipeline.asking.sentences import Sentence, sentences

MOST_PLACES = 6
"""Places of a finding shown with their sentences; a sum can rest on dozens."""

# The same figure in another report: this year's 上年数 is last year's 本年数.
_COUNTERPARTS = text(
    """
    SELECT q.report_id, q.metric_code, q.value_year, q.point, min(q.id) AS quantity_id
    FROM quantity AS q
    WHERE q.report_id IN :reports AND q.is_primary AND q.role = 'level'
        AND q.metric_code IS NOT NULL AND q.line_item IS NULL
    GROUP BY q.report_id, q.metric_code, q.value_year, q.point
    """
).bindparams(bindparam("reports", expanding=True))


@dataclass(frozen=True, slots=True)
class Evidence:
    """A finding with its places.

    Attributes:
        here: sentences of this report.
        elsewhere: sentences of the report that it is compared with.
        anchor: where it stands, for one without figures.
    """

    finding: Any
    here: tuple[Sentence, ...]
    elsewhere: tuple[Sentence, ...]
    anchor: int | None


def evidence(
    database: Connection,
    findings: Sequence[Any],
    quantities: Sequence[Any],
    starts: Sequence[int],
) -> list[Evidence]:
    """The findings of a report with what each rests on.

    Args:
        database: to read from.
        findings: rows of ``v_finding``.
        quantities: rows of ``v_quantity``, of the same report.
        starts: of the blocks of its text, ascending.
    """
    by_id = {quantity.quantity_id: quantity for quantity in quantities}
    own = {one.finding_id: json.loads(one.quantity_ids) for one in findings}
    other = _counterparts(database, findings, own, by_id)
    asked = [number for numbers in (*own.values(), *other.values()) for number in numbers]
    known = sentences(database, asked)
    return [
        Evidence(
            one,
            tuple(known[n] for n in own[one.finding_id] if n in known),
            tuple(known[n] for n in other[one.finding_id] if n in known),
            None if one.char_start is None else block_at(starts, one.char_start),
        )
        for one in findings
    ]


def _counterparts(
    database: Connection,
    findings: Sequence[Any],
    own: dict[int, list[int]],
    by_id: dict[int, Any],
) -> dict[int, list[int]]:
    """For each finding the figures of the other report that its own ones are held against."""
    reports = {one.other_report_id for one in findings if one.other_report_id is not None}
    rows = database.execute(_COUNTERPARTS, {"reports": list(reports)}) if reports else ()
    known = {(r.report_id, r.metric_code, r.value_year, r.point): r.quantity_id for r in rows}
    found: dict[int, list[int]] = {}
    for one in findings:
        mine = [by_id[number] for number in own[one.finding_id] if number in by_id]
        keys = [(one.other_report_id, q.metric_code, q.value_year, q.point) for q in mine]
        found[one.finding_id] = [known[key] for key in dict.fromkeys(keys) if key in known]
    return found


def block_at(starts: Sequence[int], position: int) -> int:
    """Start of the block in which a position of the text lies."""
    return starts[max(0, bisect_right(starts, position) - 1)] if starts else position
