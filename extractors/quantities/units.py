"""The units that make a numeral a quantity, as data (``units.yaml``)."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

import yaml

from extractors.fold import fold
from extractors.quantities.numerals import LARGE, SMALL
from models.mention import Kind


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as printed and what it means.

    Attributes:
        printed: as printed, with its magnitude: 万元, 万人次, %.
        kind: what it makes of a numeral.
        unit: the unit values are kept in: 元, %, 百分点, 人, 分, or the classifier.
        scale: a printed number times this is the value in ``unit``.
        not_before: beginnings of words that, right behind the unit, show that its
            characters are no unit there.
    """

    printed: str
    kind: Kind
    unit: str
    scale: Decimal = Decimal(1)
    not_before: tuple[str, ...] = ()


# What values of a kind are kept in, where that is not the classifier itself.
_KEPT_IN = {Kind.AMOUNT: "元", Kind.HEADCOUNT: "人", Kind.SCORE: "分", Kind.PERCENT: "%"}


def _kept_in(kind: Kind, printed: str) -> str:
    return "百分点" if "百分点" in printed else _KEPT_IN.get(kind, printed)


@cache
def simple_units() -> dict[str, Unit]:
    """Every unit of ``units.yaml`` by its printed form, without magnitudes."""
    table = yaml.load(
        files(__package__).joinpath("units.yaml").read_text("utf-8"), yaml.CSafeLoader
    )
    return {
        printed: Unit(
            printed,
            Kind(kind),
            _kept_in(Kind(kind), printed),
            Decimal("0.1") if printed == "‰" else Decimal(1),
            tuple(not_before.split()),
        )
        for kind, units in table.items()
        for printed, not_before in units.items()
    }


def magnitude(characters: str) -> Decimal:
    """The product of magnitudes written one behind the other.

    >>> magnitude("万"), magnitude("百万"), magnitude("")
    (Decimal('10000'), Decimal('1000000'), Decimal('1'))
    """
    product = Decimal(1)
    for character in characters:
        product *= LARGE.get(character) or SMALL[character]
    return product


# A classifier and a second one that may replace it: 台（套）, 个（次）, 人（次）.
_COMPOUND = re.compile(r"(\w+)\((\w+)\)")


@cache
def base_unit(printed: str) -> Unit | None:
    """A unit without magnitude, simple or compound, from its folded form.

    A compound one is kept with the full-width brackets it is usually printed with.

    >>> base_unit("台(套)").unit, base_unit("人(次)").kind.value
    ('台（套）', 'count')
    >>> base_unit("元(套)")
    """
    if simple := simple_units().get(printed):
        return simple
    compound = _COMPOUND.fullmatch(printed)
    if compound is None:
        return None
    parts = [simple_units().get(part) for part in compound.groups()]
    if any(part is None or part.kind not in (Kind.COUNT, Kind.HEADCOUNT) for part in parts):
        return None
    persons = all(part is not None and part.kind is Kind.HEADCOUNT for part in parts)
    kind = Kind.HEADCOUNT if persons else Kind.COUNT
    usual = printed.replace("(", "（").replace(")", "）")
    return Unit(usual, kind, _kept_in(kind, usual))


# The frame around a unit in a table's head or caption: "（单位：万元）", "[%]".
_FRAME = re.compile(r"[\s()\[\]【】{}<>]|(?:金额|计量|货币)?单位:?|人民币(?=.*元)")
_MAGNITUDES = re.compile(r"[十百千万亿]*")


def unit_of(printed: str) -> Unit | None:
    """What a printed unit means, also with the words of a table's head around it.

    ``万`` and ``亿`` alone are read as money, as tables mean them.

    >>> wan = unit_of("（单位：万元）")
    >>> wan.printed, wan.kind.value, wan.unit, wan.scale
    ('万元', 'amount', '元', Decimal('10000'))
    >>> [unit_of(text).printed for text in ("％", "台（套）", "人民币元", "万人次")]
    ['%', '台（套）', '元', '万人次']
    >>> unit_of("项目名称"), unit_of("平方米"), unit_of("")
    (None, None, None)
    """
    bare = fold(printed).strip()
    if (compound := base_unit(bare)) is not None and "(" in bare:
        return compound
    bare = _FRAME.sub("", bare)
    split = _MAGNITUDES.match(bare)
    size = split[0] if split else ""
    base = base_unit(bare[len(size) :] or ("元" if size in ("万", "亿") else ""))
    if base is None:
        return None
    return Unit(bare, base.kind, base.unit, magnitude(size) * base.scale)
