"""What a spreadsheet shows for a number under its format.

A sheet stores 0.1851 and shows 18.51%; it stores 0.0900000762939453 and shows 0.09. What was shown
is what the department printed.
"""

import re
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

GENERAL = frozenset(("general", "@", "g/通用格式", ""))
GENERAL_DIGITS = 11
"""A cell of the general format shows at most so many characters of a number."""

_QUOTED = re.compile(r'"([^"]*)"|\\(.)')  # 0.00"万元"   0.00\ 元
_UNSEEN = re.compile(r"\[[^\]]*\]|_.|\*.")  # [Red]   _)   *␣
_PLACES = re.compile(r"([0#?](?:[0#?,]*[0#?])?)(?:\.([0#?]*))?(,*)")  # #,##0.00   0.0,


class NumberFormat(NamedTuple):
    """A format section taken apart.

    Attributes:
        places: decimals shown; None for the general format.
        optional: how many of them vanish when zero (``#`` after the point).
        thousands: whether thousands are separated.
        divisor: one thousand for each comma behind the digits (``0,`` shows thousands).
        percent: whether the value is shown times one hundred.
        prefix, suffix: literal text before and behind.
        is_literal: the section shows its text alone, such as ``-`` for zero.
    """

    places: int | None
    optional: int = 0
    thousands: bool = False
    divisor: int = 1
    percent: bool = False
    prefix: str = ""
    suffix: str = ""
    is_literal: bool = False


def shown(value: object, code: str) -> str:
    """The text a cell shows for a stored value under its number format.

    >>> shown(0.1851, "0.00%"), shown(0.0900000762939453, "0.00"), shown(1234.5, "#,##0.00")
    ('18.51%', '0.09', '1,234.50')
    >>> shown(-12.5, "#,##0.00_);[Red](#,##0.00)"), shown(12, '0.0"万元"'), shown(0, '0;-0;"-"')
    ('(12.50)', '12.0万元', '-')
    >>> shown(0.1 + 0.2, "General"), shown(2538.12, "General"), shown(12345.678, "0.0,")
    ('0.3', '2538.12', '12.3')
    >>> shown(None, "General"), shown("  合计 ", "@"), shown(True, "General")
    ('', '合计', 'TRUE')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(Decimal(repr(value)), code)
    if isinstance(value, datetime | date | time):
        return _moment(value)
    return str(value).strip()


def _number(number: Decimal, code: str) -> str:
    if not number.is_finite():
        return str(number)
    sections = _sections(code)
    negative = number < 0 and len(sections) > 1
    section = sections[1] if negative else sections[0]
    if number == 0 and len(sections) > 2:
        section = sections[2]
    if section.places is None:
        return _general(number)
    if section.is_literal:
        return section.prefix.strip()
    scaled = (abs(number) if negative else number) / section.divisor
    if section.percent:
        scaled *= 100
    return f"{section.prefix}{_rounded(scaled, section)}{section.suffix}".strip()


def _rounded(number: Decimal, section: NumberFormat) -> str:
    places = section.places or 0
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded:,f}" if section.thousands else f"{rounded:f}"
    for _ in range(section.optional):
        if not text.endswith("0") or "." not in text:
            break
        text = text[:-1]
    return text.rstrip(".")


def _general(number: Decimal) -> str:
    """As the general format shows it: short, without the residue of binary fractions."""
    whole = len(str(abs(int(number))))
    places = max(0, GENERAL_DIGITS - 1 - whole)
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _moment(value: date | time) -> str:
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[NumberFormat, ...]:
    """The sections of a format code: positive; negative; zero; text."""
    return tuple(_section(part) for part in _split(code))[:3] or (NumberFormat(None),)


def _split(code: str) -> list[str]:
    """Split at semicolons outside quotes.

    >>> _split('0.0";";-0.0')
    ['0.0";"', '-0.0']
    """
    return re.findall(r'(?:"[^"]*"|\\.|[^;"])+|(?<=;)(?=;|$)', code)


def _section(part: str) -> NumberFormat:
    bare = _UNSEEN.sub("", part)
    digits = _PLACES.search(_QUOTED.sub(lambda match: "\0" * len(match.group()), bare))
    if bare.strip().lower() in GENERAL or "/" in bare or "E+" in bare.upper():
        return NumberFormat(None)
    if not digits:  # literal text alone, such as "-" for zero
        return NumberFormat(0, prefix=_literal(bare), is_literal=True)
    run, decimals, thousandths = digits.group(1), digits.group(2) or "", digits.group(3)
    return NumberFormat(
        places=len(decimals),
        optional=len(decimals) - len(decimals.rstrip("#")),
        thousands="," in run,
        divisor=1000 ** len(thousandths),
        percent="%" in bare,
        prefix=_literal(bare[: digits.start()]),
        suffix=_literal(bare[digits.end() :]),
    )


def _literal(part: str) -> str:
    return _QUOTED.sub(lambda match: match.group(1) or match.group(2) or "", part)
