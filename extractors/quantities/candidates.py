"""A numeral with its unit at one place, before its surroundings are looked at."""

import re
from decimal import Decimal

from extractors.quantities.exclusions import is_price_in_pieces, kind_of_bare
from extractors.quantities.numerals import parse_number
from extractors.quantities.patterns import COINS, FRACTION, POINTS, PRICE, QUANTITY, SINGLE
from extractors.quantities.printed import Numeral, read_numeral
from extractors.quantities.units import Unit, base_unit, magnitude, simple_units
from models.mention import Kind
from models.span import Span
from models.value import value


@value
class Candidate:
    """A numeral with its unit; ``unit`` is the one without magnitudes."""

    span: Span
    numeral: Numeral
    unit: Unit
    upper: Decimal | None = None
    rule: str = "unit"

    @property
    def value(self) -> Decimal:
        """In the unit that values are kept in; of a range the lower end."""
        return self.numeral.value * self.unit.scale


_MONEY = simple_units()["元"]
_PERSONS = simple_units()["人"]
_POINTS = simple_units()["个百分点"]


def _unit_at(match: re.Match[str], group: str, folded: str) -> tuple[Unit, int] | None:
    """The unit that a group matched and where it ends, or None where it is another word."""
    start, end = match.span(group)
    printed = "".join(match[group].split())
    unit = base_unit(printed)
    if unit is None:  # the bracket holds no classifier of its own: 5元(套)
        outside = folded[start : folded.index("(", start)].rstrip()
        end = start + len(outside)
        unit = base_unit("".join(outside.split()))
    if unit is None:
        return None
    is_other_word = unit.not_before and folded.startswith(unit.not_before, end)
    if is_other_word and not _counts_a_people(match, unit, folded, end):
        return None
    return unit, end


# 带领全县50万人民: so many are counted, where 5人民币 and 3人民法庭 are other words.
_PEOPLE = re.compile(r"民(?![币政法检警医团群])")


def _counts_a_people(match: re.Match[str], unit: Unit, folded: str, end: int) -> bool:
    is_large = match["numeral"][-1:] in ("万", "亿")
    return is_large and unit is _PERSONS and _PEOPLE.match(folded, end) is not None


def _sign_before(folded: str, start: int) -> bool:
    """Whether a minus sign stands before a numeral: "为-5%" and "负5%", not "3-5%"."""
    if start == 0 or folded[start - 1] not in "-负":
        return False
    before = folded[start - 2 : start - 1] if start > 1 else ""
    return not (before.isascii() and before.isalnum()) and before not in ("%", "元", ")", "-", "—")


def _with_coins(folded: str, candidate: Candidate, stop: int) -> Candidate:
    """Take 角 and 分 behind 元 into an amount: 50元6角三分."""
    coins = COINS.match(folded, candidate.span.end, stop)
    if coins is None or candidate.unit.printed != "元":
        return candidate
    tenths = parse_number(coins["tenths"] or "零") or Decimal(0)
    hundredths = parse_number(coins["hundredths"] or coins["only_hundredths"] or "零") or Decimal(0)
    value = candidate.numeral.value + tenths / 10 + hundredths / 100
    decimals = 1 if coins["tenths"] and not coins["hundredths"] else 2
    return Candidate(
        Span(candidate.span.start, coins.end()),
        Numeral(value, candidate.numeral.magnitudes, decimals, candidate.numeral.vague),
        candidate.unit,
        rule="coins",
    )


def _signed(candidate: Candidate, folded: str) -> Candidate:
    if not _sign_before(folded, candidate.span.start):
        return candidate
    numeral = candidate.numeral
    return Candidate(
        Span(candidate.span.start - 1, candidate.span.end),
        Numeral(-numeral.value, numeral.magnitudes, numeral.decimals, numeral.vague),
        candidate.unit,
        candidate.upper,
        candidate.rule,
    )


def _fraction(match: re.Match[str]) -> Candidate | None:
    """百分之三十, 千分之2.4 and ranges of them."""
    numeral = read_numeral(match["numeral"])
    low = read_numeral(match["low"]) if match["low"] else None
    if numeral is None or (match["low"] and low is None):
        return None
    size = magnitude(match["base"].replace("佰", "百").replace("仟", "千"))
    unit = Unit(match["base"] + "分之", Kind.PERCENT, "%", 100 / size)
    span = Span(*match.span())
    if low is None:
        return Candidate(span, numeral, unit, rule="fraction")
    return Candidate(span, low, unit, numeral.value * unit.scale, "fraction")


def _low_unit_agrees(match: re.Match[str], unit: Unit) -> bool:
    printed = match["low_unit"]
    if printed is None:
        return True
    low = base_unit("".join(printed.split()))
    return low is not None and low.unit == unit.unit


# What makes "至" and "到" the two ends of a change and no range: "由5%提高到8%" never
# matches as a range, "由2000万元到3000万元" does.
_FROM = re.compile(r"[由从自][^,;。、]{0,8}$")


def _range(match: re.Match[str], folded: str) -> Candidate | None:
    """3至5万元, 5%-5.5%; None where the two numerals are no range."""
    if match["to"] in ("至", "到") and _FROM.search(
        folded, max(0, match.start() - 10), match.start()
    ):
        return None
    low, high = read_numeral(match["low"]), read_numeral(match["numeral"])
    found = _unit_at(match, "unit", folded) if match["unit"] else (_MONEY, match.end())
    if low is None or high is None or found is None:
        return None
    unit, end = found
    if not _low_unit_agrees(match, unit):
        return None
    if not match["low_unit"] and not low.magnitudes and high.magnitudes:
        # 3至5万元: the lower end shares the magnitude of the upper one.
        low = Numeral(low.value * magnitude(high.magnitudes), high.magnitudes, low.decimals, "")
    if high.value <= low.value:
        return None
    return Candidate(Span(match.start(), end), low, unit, high.value * unit.scale, "range")


# A list number that ran into a count, "1. 5个专项预案", "4.5个乡镇", and into an amount or
# share with a blank between, "；2. 5万元"; "41. 8亿元" is one broken number instead.
_LIST_NUMBER = re.compile(r"[0-9]{1,2}\.(?P<blank>[ \n]?)(?=[0-9])")
_ITEM_START = re.compile(r"(?:^|[\n\t。;,、]|(?:如下|包括|其中)?:)[ \t]*$")
_BLANK_BEFORE = re.compile(r"[ \n\t]$")


def _list_number_length(folded: str, start: int, numeral: str, kind: Kind) -> int:
    """How many characters of a numeral are a list number that ran into it."""
    found = _LIST_NUMBER.match(numeral)
    if found is None:
        return 0
    is_item = _ITEM_START.search(folded, max(0, start - 8), start) is not None
    if kind in (Kind.AMOUNT, Kind.PERCENT, Kind.SCORE) or not numeral[-1].isdecimal():
        return found.end() if is_item and found["blank"] else 0
    return found.end() if is_item or _BLANK_BEFORE.search(folded, max(0, start - 1), start) else 0


def _single(match: re.Match[str], folded: str, stop: int) -> Candidate | None:
    start, text = match.start("numeral"), match["numeral"]
    if match["unit"] is None:
        kind = kind_of_bare(folded, start, match.end(), stop)
        if kind is None:
            return None
        unit, end = _PERSONS if kind is Kind.HEADCOUNT else _MONEY, match.end()
        rule = "bare"
    else:
        found = _unit_at(match, "unit", folded)
        if found is None:
            return None
        unit, end = found
        rule = "unit"
        if unit.printed == "块" and is_price_in_pieces(folded, start, end):
            unit = _MONEY
    cut = _list_number_length(folded, start, text, unit.kind)
    numeral = read_numeral(text[cut:])
    if numeral is None:
        return None
    candidate = Candidate(Span(start + cut, end), numeral, unit, rule=rule)
    return _with_coins(folded, candidate, stop) if unit is _MONEY else candidate


def _points(folded: str, start: int, stop: int) -> Candidate | None:
    """Percentage points with blanks between any two characters."""
    match = POINTS.match(folded, start, stop)
    numeral = read_numeral(match["numeral"]) if match else None
    if match is None or numeral is None:
        return None
    return Candidate(Span(*match.span()), numeral, _POINTS, rule="points")


def _price(folded: str, start: int, stop: int) -> Candidate | None:
    """An amount that only a sign before it tells: ¥300."""
    if folded[start - 1 : start] != "¥":
        return None
    match = PRICE.match(folded, start, stop)
    numeral = read_numeral(match["numeral"]) if match else None
    if match is None or numeral is None:
        return None
    return Candidate(Span(start - 1, match.end()), numeral, _MONEY, rule="price")


def numeral_end(folded: str, start: int, stop: int) -> int:
    """Where the numeral ends that begins at ``start`` (``start`` where none does)."""
    match = PRICE.match(folded, start, stop)
    return match.end() if match else start


def read_candidate(folded: str, start: int, stop: int) -> Candidate | None:
    """The numeral with unit that begins at ``start``, or None.

    Args:
        folded: the folded text.
        start: where a run of numeral characters begins.
        stop: the end of the stretch looked at.

    >>> read_candidate("共1.2万余人", 1, 8).value
    Decimal('12000.0')
    >>> read_candidate("2017年5月", 0, 7) is None
    True
    """
    if fraction := FRACTION.match(folded, start, stop):
        return _fraction(fraction)
    match = QUANTITY.match(folded, start, stop)
    if match is None:
        return _price(folded, start, stop) or _points(folded, start, stop)
    candidate = _range(match, folded) if match["to"] else None
    if candidate is None:
        single = SINGLE.match(folded, start, stop) if match["to"] else match
        candidate = _single(single, folded, stop) if single else None
    return _signed(candidate, folded) if candidate else None
