"""Correcting a report: a quantity, one that was missed, what the report is, and taking it back."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy import Connection, text

from models.problem import Problem
from models.tables import CorrectedField
from pipeline.correcting import Anchor, Change, record, revert
from pipeline.workbench import corrections as forms
from pipeline.workbench.audited import Audited, audited
from pipeline.workbench.corrections import MistakeError, Typed
from pipeline.workbench.lookups import (
    anchor_at,
    content_of,
    identity_of,
    quantity_of,
    report_of,
)
from pipeline.workbench.selection import PLACE, place_of
from pipeline.workbench.web import Database, Key, may_revert, render, user_of

router = APIRouter()

PAGE_SIZE = 100
MAX_TEXT = 1000

_PLACED = text("SELECT quantity_id FROM correction_state WHERE correction_id = :correction")
_AUTHOR = text("SELECT author, report_id FROM v_correction WHERE correction_id = :correction")
_ALL = text(
    """
    SELECT c.*, r.department, r.fiscal_year
    FROM v_correction AS c LEFT JOIN v_report AS r ON r.report_id = c.report_id
    WHERE :state = '' OR c.state = :state
    ORDER BY c.correction_id DESC LIMIT :limit OFFSET :offset
    """
)
_STATES = text("SELECT state, count(*) FROM v_correction GROUP BY state")

Words = Annotated[str, Form(max_length=MAX_TEXT)]


async def typed_form(request: Request) -> Typed:
    """The form as sent; fields that are too long are refused."""
    async with request.form(max_files=0, max_fields=40, max_part_size=64_000) as form:
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
    if any(len(value) > MAX_TEXT for value in fields.values()):
        raise HTTPException(422, f"每一项最多 {MAX_TEXT} 个字。")
    return Typed(fields)


Sent = Annotated[Typed, Depends(typed_form)]


@router.get("/corrections", name="corrections")
def all_corrections(
    request: Request,
    database: Database,
    state: Annotated[str, Query(max_length=20)] = "",
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:
    """Every correction that was ever made, the latest first."""
    counts: dict[str, int] = {row.state: row[1] for row in database.execute(_STATES)}
    count = counts.get(state, 0) if state else sum(counts.values())
    values = {"state": state, "limit": PAGE_SIZE, "offset": (page - 1) * PAGE_SIZE}
    return render(
        request,
        "corrections.html",
        rows=database.execute(_ALL, values).all(),
        counts=counts,
        state=state,
        metric_names=dict(forms.metrics(database)),
        page=page,
        pages=max(1, -(-count // PAGE_SIZE)),
    )


@router.get("/reports/{report}/quantities/{quantity}/correct", name="correct")
def quantity_form(request: Request, database: Database, report: Key, quantity: Key) -> Response:
    """The form of one quantity."""
    row = quantity_of(database, report, quantity)
    return _form(request, database, "correct.html", report, forms.fields_of(row), row=row)


@router.post("/reports/{report}/quantities/{quantity}/correct", name="correct_save")
def correct_quantity(request: Request, typed: Sent, report: Key, quantity: Key) -> Response:
    """Write down what is corrected of a quantity, or that it is none."""
    with request.app.state.engine.begin() as database:
        row = quantity_of(database, report, quantity)
        before = forms.fields_of(row)
        try:
            if typed.get("none"):
                changes = [Change(CorrectedField.QUANTITY, row.printed, None)]
            else:
                after = forms.typed_quantity(typed, forms.metrics(database))
                changes = forms.changes_between(before, after)
            place = anchor_at(database, report, quantity)
            _, change = _save(request, database, report, changes, place, typed)
        except MistakeError as mistake:
            shown = before | dict(typed.fields)
            return _form(request, database, "correct.html", report, shown, row=row, mistake=mistake)
    return _back(report, f"q{quantity}", change)


@router.get("/reports/{report}/missed", name="missed")
def missed_form(
    request: Request,
    database: Database,
    report: Key,
    start: Annotated[int | None, Query(ge=0, le=10**9)] = None,
    end: Annotated[int | None, Query(ge=0, le=10**9)] = None,
) -> Response:
    """The form of a quantity that was missed, for a selection or for words typed."""
    fields: dict[str, Any] = {"kind": "amount", "point": "year", "start": start, "end": end}
    if start is not None and end is not None:
        fields["printed"] = content_of(database, report)[start:end].strip()[: forms.MAX_WORDS]
    return _form(request, database, "missed.html", report, fields)


@router.post("/reports/{report}/missed", name="missed_save")
def add_missed(request: Request, typed: Sent, report: Key) -> Response:
    """Write down a quantity that was missed."""
    with request.app.state.engine.begin() as database:
        content = content_of(database, report)
        try:
            place = place_of(content, {name: typed.get(name) for name in PLACE})
            fields = forms.typed_quantity(typed, forms.metrics(database))
            [number], change = _save(request, database, report, [forms.added(fields)], place, typed)
        except MistakeError as mistake:
            shown = dict(typed.fields)
            return _form(request, database, "missed.html", report, shown, mistake=mistake)
        quantity = database.execute(_PLACED, {"correction": number}).scalar_one()
    return _back(report, f"q{quantity}", change)


@router.get("/reports/{report}/correct", name="correct_report")
def report_form(request: Request, database: Database, report: Key) -> Response:
    """The form of what the report is."""
    return _form(request, database, "correct_report.html", report, identity_of(database, report))


@router.post("/reports/{report}/correct", name="correct_report_save")
def correct_report(request: Request, typed: Sent, report: Key) -> Response:
    """Write down whose report it is, for which year, of what type."""
    with request.app.state.engine.begin() as database:
        before = identity_of(database, report)
        try:
            changes = forms.typed_identity(database, typed, before)
            _, change = _save(request, database, report, changes, None, typed)
        except MistakeError as mistake:
            shown = before | dict(typed.fields)
            return _form(request, database, "correct_report.html", report, shown, mistake=mistake)
    return _back(report, "corrections", change)


@router.post("/corrections/{correction}/revert", name="revert")
def take_back(request: Request, correction: Key, reason: Words = "") -> Response:
    """Take a correction back: one's own, or anybody's where one may administer."""
    with request.app.state.engine.begin() as database:
        row = database.execute(_AUTHOR, {"correction": correction}).one_or_none()
        if row is None or row.report_id is None:
            raise HTTPException(404, f"没有编号为 {correction} 的更正，或其报告已不在库中。")
        if not may_revert(request, row.author):
            raise HTTPException(403, "只能撤销自己的更正；撤销他人的更正需要管理权限。")
        if not reason.strip():
            raise HTTPException(422, "请写明撤销的理由。")
        with audited(database, row.report_id) as change:
            revert(database, correction, author=user_of(request), reason=reason)
    return _back(row.report_id, "corrections", change)


def _save(
    request: Request,
    database: Connection,
    report: int,
    changes: list[Change],
    place: Anchor | None,
    typed: Typed,
) -> tuple[list[int], Audited]:
    if not changes:
        raise MistakeError("没有改动任何内容。")
    reason = typed.words("reason") or ""
    try:
        with audited(database, report) as change:
            numbers = record(
                database, report, changes, place=place, author=user_of(request), reason=reason
            )
    except Problem as problem:
        raise MistakeError("请写明理由，如“与附表不一致，以附表为准”。") from problem
    return numbers, change


def _form(
    request: Request,
    database: Connection,
    template: str,
    report: int,
    fields: Mapping[str, Any],
    *,
    row: Any = None,
    mistake: MistakeError | None = None,
) -> Response:
    """A form, alone where it is fetched into an open page, as a page of its own otherwise."""
    response = render(
        request,
        template,
        frame="bare.html" if "hx-request" in request.headers else "base.html",
        report=report_of(database, report),
        metrics=forms.metrics(database),
        fields=fields,
        row=row,
        mistake=mistake,
    )
    response.status_code = 422 if mistake else 200
    return response


def _back(report: int, anchor: str, change: Audited) -> Response:
    return RedirectResponse(f"/reports/{report}{change.query}#{anchor}", status_code=303)
