"""What people type to correct a report, checked and turned into changes."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, text

from extractors.fold import fold
from models.columns import PLACES, from_scaled, to_scaled
from models.identity import ReportType
from models.mention import Kind
from models.observation import Point
from models.tables import CorrectedField
from pipeline.correcting import Change
from pipeline.correcting.reports import identity_named

SUFFIXES = (("亿元", 8), ("万元", 4), ("千元", 3), ("亿", 8), ("万", 4), ("元", 0))
"""What may stand behind a typed amount, and how many places it moves the point."""

UNITS = {
    Kind.AMOUNT: ("元",),
    Kind.PERCENT: ("%", "百分点"),
    Kind.HEADCOUNT: ("人",),
    Kind.SCORE: ("分",),
}
"""Units of a kind; counts have any."""

# A plain number as one types it: 2474.64, -3, .5
_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)", re.ASCII)

YEARS = range(1980, 2101)
MAX_WORDS = 60

_METRICS = text("SELECT code, name FROM metric ORDER BY ordinal")
_QUANTITY = text("SELECT * FROM v_quantity WHERE report_id = :report AND quantity_id = :quantity")
_HISTORY = text("SELECT * FROM v_correction WHERE sha256 = :sha256 ORDER BY correction_id DESC")


class MistakeError(ValueError):
    """Something typed cannot be taken; the message says what, in Chinese."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A form as it was sent: texts by the name of the field."""

    fields: Mapping[str, str]

    def get(self, name: str) -> str | None:
        """What was typed, full-width digits and letters folded; None for nothing."""
        return fold(self.fields.get(name, "")).strip() or None

    def words(self, name: str) -> str | None:
        """What was typed, as it was typed; None for nothing."""
        return self.fields.get(name, "").strip() or None


def metrics(database: Connection) -> Sequence[Any]:
    """Code and name of every metric of the catalogue."""
    return database.execute(_METRICS).all()


def quantity_row(database: Connection, report: int, quantity: int) -> Any | None:
    """A quantity as the views have it."""
    return database.execute(_QUANTITY, {"report": report, "quantity": quantity}).one_or_none()


def history(database: Connection, sha256: str) -> Sequence[Any]:
    """All corrections of a report, the latest first."""
    return database.execute(_HISTORY, {"sha256": sha256}).all()


def fields_of(row: Any) -> dict[str, str | None]:
    """A quantity's fields as they are compared, shown and written down."""
    kind = Kind(row.kind)
    return {
        "kind": row.kind,
        "value": _plain(row.value_scaled, kind),
        "value_upper": _plain(row.value_upper_scaled, kind),
        "unit": row.unit,
        "metric_code": row.metric_code,
        "value_year": None if row.value_year is None else str(row.value_year),
        "point": row.point,
        "line_item": row.line_item,
    }


def _plain(scaled: int | None, kind: Kind) -> str | None:
    return None if scaled is None else f"{from_scaled(scaled, PLACES[kind]):f}"


def typed_quantity(typed: Typed, known: Sequence[Any]) -> dict[str, str | None]:
    """The fields of a quantity from a form.

    Args:
        typed: as sent.
        known: the catalogue's metrics.

    Raises:
        MistakeError: a field makes no sense.
    """
    try:
        kind = Kind(typed.get("kind") or "")
        point = Point(typed.get("point") or "year")
    except ValueError as error:
        raise MistakeError("请选择类别和时点。") from error
    metric = typed.get("metric_code")
    if metric is not None and metric not in {row.code for row in known}:
        raise MistakeError(f"指标目录中没有“{metric}”。")
    value = number_of(typed.get("value"), kind)
    if value is None:
        raise MistakeError("请填写数值。")
    upper = number_of(typed.get("value_upper"), kind)
    if upper is not None and Decimal(upper) < Decimal(value):
        raise MistakeError("上限不能小于数值。")
    return {
        "kind": kind.value,
        "value": value,
        "value_upper": upper,
        "unit": _unit(typed.get("unit"), kind),
        "metric_code": metric,
        "value_year": _year(typed.get("value_year")),
        "point": point.value,
        "line_item": typed.words("line_item"),
    }


def number_of(words: str | None, kind: Kind) -> str | None:
    """A typed number as exact plain text; an amount in 元, whatever unit it was typed with.

    >>> number_of("2,474.64万元", Kind.AMOUNT), number_of("97.50%", Kind.PERCENT)
    ('24746400', '97.5')
    >>> number_of("六", Kind.COUNT)
    Traceback (most recent call last):
    ...
    pipeline.workbench.corrections.MistakeError: “六”不是数。请写阿拉伯数字，如 2474.64。

    Raises:
        MistakeError: it is no number, or larger than the database can hold.
    """
    if words is None:
        return None
    digits, places = words.replace(",", "").replace(" ", "").removesuffix("%"), 0
    if kind is Kind.AMOUNT:
        for suffix, moved in SUFFIXES:
            if digits.endswith(suffix):
                digits, places = digits.removesuffix(suffix), moved
                break
    if len(digits) > MAX_WORDS or not _NUMBER.fullmatch(digits):
        raise MistakeError(f"“{words[:20]}”不是数。请写阿拉伯数字，如 2474.64。")
    scaled = to_scaled(Decimal(digits).scaleb(places), PLACES[kind])
    if scaled is None:
        raise MistakeError(f"“{words[:20]}”太大，无法保存。")
    return _plain(scaled, kind)


def _unit(unit: str | None, kind: Kind) -> str:
    allowed = UNITS.get(kind)
    if allowed is None:
        if unit is None or len(unit) > 10:
            raise MistakeError("请填写数量的单位，如“辆”。")
        return unit
    return unit if unit in allowed else allowed[0]


def _year(words: str | None) -> str | None:
    if words is not None and not (words.isdecimal() and int(words[:9]) in YEARS):
        raise MistakeError(f"“{words[:20]}”不是年度。")
    return words


def changes_between(
    before: Mapping[str, str | None], after: Mapping[str, str | None]
) -> list[Change]:
    """What differs, field by field."""
    return [
        Change(CorrectedField(name), before[name], after[name])
        for name in after
        if before[name] != after[name]
    ]


def typed_identity(
    database: Connection, typed: Typed, before: Mapping[str, str | None]
) -> list[Change]:
    """Changes of a report's department, year and type.

    Raises:
        MistakeError: a field makes no sense, or nobody knows the department.
    """
    year = _year(typed.get("fiscal_year"))
    kind = typed.get("report_type")
    if kind not in {one.value for one in ReportType}:
        raise MistakeError("请选择报告类型。")
    name = typed.get("department")
    if name is not None and name != before["department"]:
        found = identity_named(database, name, None if year is None else int(year))
        if found is None:
            raise MistakeError(
                f"无法确定“{name[:40]}”属于哪个地区，请写全称，如“唐山市丰南区财政局”。"
            )
        name = found.department
    after = {"department": name, "fiscal_year": year, "report_type": kind}
    emptied = [field for field in after if after[field] is None and before[field] is not None]
    if emptied:
        raise MistakeError("部门和年度只能改，不能清空。")
    return changes_between(before, after)


def added(fields: Mapping[str, str | None]) -> Change:
    """A missed quantity, described by its fields."""
    return Change(CorrectedField.QUANTITY, None, json.dumps(fields, ensure_ascii=False))
