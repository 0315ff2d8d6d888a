"""Corrections written over what was read: after every correction and after every re-reading.

One function does both, so that the views need to know nothing of corrections. What was read is
kept beside, and every application begins with it.
"""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from models.digesting import refresh_digests
from models.identity import Identity
from models.tables import (
    ROWS_PER_REPORT,
    CorrectedField,
    CorrectionState,
    correction,
    correction_state,
    quantity,
    report,
    report_content,
    section,
)
from models.tables.figures import refresh_figures
from pipeline.correcting.cells import cell_fields
from pipeline.correcting.figures import ADDED, Figures, Row, as_read, described
from pipeline.correcting.places import Anchor, Squeezed, locate
from pipeline.correcting.reports import IDENTITY, identity_named, stored_identity

State = tuple[CorrectionState, int | None]
"""What became of a correction, and the quantity it is about."""


def apply_corrections(connection: Connection, report_id: int) -> None:
    """Make the report's rows say what was read and then corrected, and what follows from them."""
    journal = connection.execute(
        select(correction)
        .join(report, report.c.sha256 == correction.c.sha256)
        .where(report.c.id == report_id)
        .order_by(correction.c.id)
    ).all()
    if journal:
        _Application(connection, report_id, journal).run()
        refresh_figures(connection, report_id)
        refresh_digests(connection, report_id)


def reverted_of(journal: Sequence[Any]) -> frozenset[int]:
    """Numbers of the corrections that a later row takes back and that nothing brought back."""
    reverted: set[int] = set()
    for row in reversed(journal):
        if row.reverts is not None and row.id not in reverted:
            reverted.add(row.reverts)
    return frozenset(reverted)


class _Application:
    """One report, its journal, and what they become."""

    def __init__(self, connection: Connection, report_id: int, journal: Sequence[Any]) -> None:
        self._connection = connection
        self._report_id = report_id
        self._journal = journal
        self._states: dict[int, State] = {}
        self._last: dict[tuple[Any, str], int] = {}
        text = connection.scalar(
            select(report_content.c.text).where(report_content.c.report_id == report_id)
        )
        self._text = text or ""
        self._squeezed = Squeezed.of(self._text)
        stored = connection.execute(
            select(quantity).where(quantity.c.report_id == report_id).order_by(quantity.c.id)
        ).mappings()
        self._stored: dict[int, Row] = {row["id"]: dict(row) for row in stored}
        read = {k: as_read(r) for k, r in self._stored.items() if r["found_by"] != ADDED}
        self._figures = Figures(read, self._text)

    def run(self) -> None:
        """Apply all, and write what differs from what is stored."""
        reverted = reverted_of(self._journal)
        identity: dict[CorrectedField, str | None] = {}
        for row in self._journal:
            if row.id in reverted:
                self._states[row.id] = (CorrectionState.REVERTED, None)
            elif row.reverts is not None:
                self._states[row.id] = (CorrectionState.APPLIED, None)
            elif row.printed is None:
                identity[CorrectedField(row.field)] = row.new_value
                self._note(row, "report", None)
            else:
                self._take(row)
        self._settle_identity(identity)
        self._figures.settle()
        self._write_quantities()
        self._write_states()

    def _take(self, row: Any) -> None:
        """One correction of a quantity."""
        anchor = Anchor(row.printed, row.occurrence, row.text_before, row.text_after)
        span = locate(self._squeezed, anchor)
        found = self._figures.at(span) if span else None
        what = CorrectedField(row.field)
        if span and what is CorrectedField.QUANTITY and row.new_value is not None:
            if found is None:
                first = self._report_id * ROWS_PER_REPORT + 1
                place = {"section_id": self._section_at(span.start)}
                place |= cell_fields(self._connection, self._report_id, span)
                found = self._figures.add(self._report_id, span, place, first)
            for field, value in described(json.loads(row.new_value)):
                self._figures.set(found, field, value)
            self._figures.set(found, what, row.new_value)
        elif found is not None:
            self._figures.set(found, what, row.new_value)
        elif span is None or what is not CorrectedField.QUANTITY:
            self._states[row.id] = (CorrectionState.INAPPLICABLE, None)
            return
        about = None if found is None else found["id"]
        self._note(row, about, about)

    def _note(self, row: Any, place: Any, quantity_id: int | None) -> None:
        """The correction stands; an earlier one of the same thing does no longer."""
        earlier = self._last.get((place, row.field))
        if earlier is not None:
            self._states[earlier] = (CorrectionState.OVERRULED, quantity_id)
        self._last[place, row.field] = row.id
        self._states[row.id] = (CorrectionState.APPLIED, quantity_id)

    def _section_at(self, offset: int) -> int | None:
        """The innermost section of a place."""
        return self._connection.scalar(
            select(section.c.id)
            .where(
                section.c.report_id == self._report_id,
                section.c.char_start <= offset,
                section.c.char_end > offset,
            )
            .order_by(section.c.depth.desc(), section.c.id.desc())
            .limit(1)
        )

    def _settle_identity(self, wanted: dict[CorrectedField, str | None]) -> None:
        """Department, year and type of the report, and the years that follow from its own."""
        read = stored_identity(self._connection, self._report_id)
        values = dict(read)
        if (year := wanted.get(CorrectedField.FISCAL_YEAR)) is not None:
            values["fiscal_year"] = int(year)
            if read["fiscal_year"] is not None:
                self._figures.shift_years(int(year) - read["fiscal_year"])
        if (kind := wanted.get(CorrectedField.REPORT_TYPE)) is not None:
            values["report_type"] = kind
        if (name := wanted.get(CorrectedField.DEPARTMENT)) is not None:
            found = identity_named(self._connection, name, values["fiscal_year"])
            if found is None:
                last = self._last["report", CorrectedField.DEPARTMENT]
                self._states[last] = (CorrectionState.INAPPLICABLE, None)
            else:
                values |= _columns(found)
        kept = {name: read[name] for name in read if read[name] != values[name]}
        values["as_read"] = json.dumps(kept, ensure_ascii=False) if kept else None
        self._connection.execute(
            update(report).where(report.c.id == self._report_id).values(values)
        )

    def _write_quantities(self) -> None:
        rows = self._figures.rows
        gone = self._stored.keys() - rows.keys()
        if gone:
            self._connection.execute(delete(quantity).where(quantity.c.id.in_(gone)))
        for key, row in rows.items():
            before = self._stored.get(key)
            if before is None:
                self._connection.execute(insert(quantity).values(row))
            elif before != row:
                changed = {name: row[name] for name in row if row[name] != before[name]}
                self._connection.execute(
                    update(quantity).where(quantity.c.id == key).values(changed)
                )

    def _write_states(self) -> None:
        mine = [row.id for row in self._journal]
        self._connection.execute(
            delete(correction_state).where(correction_state.c.correction_id.in_(mine))
        )
        self._connection.execute(
            insert(correction_state),
            [
                {
                    "correction_id": number,
                    "report_id": self._report_id,
                    "quantity_id": about,
                    "state": state.value,
                }
                for number, (state, about) in self._states.items()
            ],
        )


def _columns(identity: Identity) -> dict[str, Any]:
    """The identity's columns that follow from the department's name."""
    values = {name: getattr(identity, name) for name in IDENTITY[:4]}
    return values | {"admin_level": identity.admin_level and identity.admin_level.value}
