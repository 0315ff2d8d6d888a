"""Values as people read them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from models.words import WORDS, word


def shown_value(value: str | None, field: str, metrics: Mapping[str, str]) -> str:
    """A corrected value for people: words for codes, the name of a metric, （空） for nothing.

    >>> shown_value("start", "point", {}), shown_value(None, "line_item", {})
    ('年初', '（空）')
    >>> shown_value("24746400", "value", {}), shown_value("x", "metric_code", {"x": "支出"})
    ('24,746,400', '支出')
    """
    if value is None:
        return "（空）"
    if field == "metric_code":
        return metrics.get(value, value)
    if field in {"value", "value_upper"}:
        return f"{Decimal(value):,f}"
    return word(value, field) if field in WORDS else value


def number(value: Any, places: int = 2) -> str:
    """A number with thousands separated; a dash where there is none.

    >>> number(25381200 / 10000), number(Decimal("97.5")), number(68, 0), number(None)
    ('2,538.12', '97.50', '68', '—')
    """
    return "—" if value is None else f"{Decimal(str(value)):,.{places}f}"


def plain(value: Any) -> str:
    """An exact number as short as it can be written.

    >>> plain(Decimal("97.50")), plain(25381200), plain(None)
    ('97.5', '25,381,200', '—')
    """
    if value is None:
        return "—"
    text = f"{Decimal(str(value)):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
