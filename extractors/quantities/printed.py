"""A numeral as it is printed before a unit: its value, and what belongs to the unit."""

import re
from decimal import Decimal

from extractors.quantities.numerals import DIGITS, VAGUE, parse_number
from extractors.quantities.units import magnitude
from models.value import value


@value
class Numeral:
    """A numeral as read.

    Attributes:
        value: with its magnitudes multiplied in.
        magnitudes: those that belong to the printed unit (万 of 1.2万余人).
        decimals: printed decimals, before the magnitudes are multiplied in.
        vague: 余, 多, 几 or 来 where one stands inside or behind, else "".
    """

    value: Decimal
    magnitudes: str
    decimals: int
    vague: str


_VAGUE_MARK = re.compile(rf"[{VAGUE}]")
_TRAILING = re.compile(r"([十百千佰仟万亿兆]*)[余多几来]?$")
_LARGE_ONLY = str.maketrans("", "", "十百千拾佰仟")
_DECIMALS = re.compile(r"[.点]\s*([0-9零〇一二三四五六七八九]+)")


# "2538.12万", "1,169,506": nearly all numerals, read without the grammar of the others.
_USUAL = re.compile(
    r"(?P<number>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.(?P<decimals>[0-9]+))?)(?P<size>[万亿]?)"
)


def read_numeral(text: str) -> Numeral | None:
    """Read a folded numeral with what belongs to its unit.

    >>> read_numeral("1.2万余")
    Numeral(value=Decimal('12000.0'), magnitudes='万', decimals=1, vague='余')
    >>> read_numeral("二百五十亿").magnitudes, read_numeral("二百").magnitudes
    ('亿', '')
    >>> read_numeral("二三十") is None
    True
    """
    if usual := _USUAL.fullmatch(text):
        number, size = Decimal(usual["number"].replace(",", "")), usual["size"]
        exact = number * magnitude(size) if size else number
        return Numeral(exact, size, len(usual["decimals"] or ""), "")
    value = parse_number("一" + text if text[0] == "万" else text)  # 近万人
    if value is None:
        return None
    trailing = _TRAILING.search(text)
    magnitudes = trailing[1] if trailing else ""
    if text[0] in DIGITS or text[0] in "十百千拾佰仟":
        magnitudes = magnitudes.translate(_LARGE_ONLY)  # 百 of 二百人 is part of the number
    decimals = _DECIMALS.search(text)
    vague = _VAGUE_MARK.search(text)
    return Numeral(
        value, magnitudes, len(decimals[1]) if decimals else 0, vague[0] if vague else ""
    )
