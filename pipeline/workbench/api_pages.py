"""Rows of a view, filtered and a page at a time, as the API answers with them."""

import json
from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import BaseModel
from sqlalchemy import Connection, text

from pipeline.workbench.api_models import Page

Item = TypeVar("Item", bound=BaseModel)


def page_of(
    database: Connection,
    model: type[Item],
    source: str,
    filters: dict[str, tuple[str, Any]],
    page: int,
    size: int,
    count: Callable[[Connection], int] | None = None,
) -> Page[Item]:
    """One page of a view's rows.

    Args:
        database: to read from.
        model: of a row.
        source: ``FROM`` and behind it ``ORDER BY``, separated by ``|``; our own words.
        filters: condition and value by name; those without a value are not applied.
        page: from 1.
        size: of a page.
        count: a quicker way to count the rows of the whole view.
    """
    view, order = source.split("|")
    used = {name: value for name, (_, value) in filters.items() if value is not None}
    where = " AND ".join(filters[name][0] for name in used) or "1 = 1"
    if used or count is None:
        counted = text(f"SELECT count(*) FROM {view} WHERE {where}")  # noqa: S608  our own words
        total = database.execute(counted, used).scalar_one()
    else:
        total = count(database)
    rows = database.execute(
        text(
            f"SELECT * FROM {view} WHERE {where} ORDER BY {order} "  # noqa: S608
            "LIMIT :limit OFFSET :offset"
        ),
        used | {"limit": size, "offset": (page - 1) * size},
    )
    items = [model.model_validate(fields_of(row)) for row in rows]
    return Page[model](total=total, page=page, size=size, items=items)  # type: ignore[valid-type]


def fields_of(row: Any) -> dict[str, Any]:
    """A row's fields by name, lists as lists."""
    fields = dict(row._mapping)
    if "quantity_ids" in fields:
        fields["quantity_ids"] = json.loads(fields["quantity_ids"])
    return fields
