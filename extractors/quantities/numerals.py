"""Numerals, Arabic and Chinese, to exact numbers."""

import re
from decimal import Decimal

from extractors.fold import fold

DIGITS = {
    **dict(zip("零〇一二三四五六七八九", (0, *range(10)), strict=True)),
    **dict(zip("壹贰叁肆伍陆柒捌玖", range(1, 10), strict=True)),
    **dict.fromkeys("两俩倆", 2),
    "○": 0,  # a circle typed for 〇
}
SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}
VAGUE = "余多几来"

# "1,799.35", "41. 8", ".5", or one character of any other kind.
_TOKEN = re.compile(r"(\d+(?:\.\d+)?|\.\d+)|(.)")
_PLAIN = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_SEPARATED = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)")
_BLANKS = re.compile(r"\s+")


class _Unreadable(Exception):
    """The characters do not make one number."""


class _Reader:
    """Adds up a numeral character by character.

    ``parts`` holds finished groups with the large magnitude that closed each
    (四十五亿 → 45·10⁸), ``group`` the sum inside the present one, and ``digit`` the digit
    that still waits for its magnitude.
    """

    def __init__(self) -> None:
        self.parts: list[tuple[Decimal, int]] = []
        self.group = Decimal(0)
        self.digit: Decimal | None = None
        self.last_magnitude = 0
        self.is_started = False

    def take_digit(self, value: Decimal) -> None:
        # Two digits in a row say a range (二三十 is twenty or thirty), not a number.
        if self.digit is not None:
            raise _Unreadable
        self.digit = value
        self.is_started = True

    def take_zero(self) -> None:
        if self.digit is not None:
            raise _Unreadable
        self.last_magnitude = 0  # 一千零五 is 1005, while 一千五 is 1500
        self.is_started = True

    def take_small(self, magnitude: int) -> None:
        if self.last_magnitude in SMALL.values() and magnitude >= self.last_magnitude:
            raise _Unreadable  # 五十千
        self.group += (Decimal(1) if self.digit is None else self.digit) * magnitude
        self.digit = None
        self.last_magnitude = magnitude
        self.is_started = True

    def take_large(self, magnitude: int) -> None:
        if not self.is_started:
            raise _Unreadable  # 亿元 alone says no number
        if self.last_magnitude >= 10**4:
            self.last_magnitude = 0  # the 1 of 5亿1万 waits for its own 万
        self.settle()
        while self.parts and self.parts[-1][1] < magnitude:
            self.group += self.parts.pop()[0]  # 一万五千亿 is 15000 times 亿
        if self.parts and not self.group and self.parts[-1][1] == magnitude:
            self.group = self.parts.pop()[0]  # 四万万
        self.parts.append((self.group * magnitude, magnitude))
        self.group = Decimal(0)
        self.last_magnitude = magnitude

    def settle(self) -> None:
        """Put the waiting digit into the group; after a magnitude it means the next lower
        place (三百五 is 350, 一万三 is 13000).
        """
        if self.digit is None:
            return
        is_short = self.last_magnitude >= 100 and self.digit < 10 and self.digit % 1 == 0
        self.group += self.digit * (self.last_magnitude // 10 if is_short else 1)
        self.digit = None

    def total(self) -> Decimal:
        if not self.is_started:
            raise _Unreadable
        self.settle()
        return sum((value for value, _ in self.parts), self.group)


def _fraction(characters: str) -> Decimal:
    """The digits behind 点 as a fraction: 三三 is 0.33."""
    digits = "".join(str(DIGITS.get(character, character)) for character in characters)
    if not digits.isdecimal():
        raise _Unreadable
    return Decimal("0." + digits)


def _take(reader: _Reader, character: str) -> None:
    if character in DIGITS:
        value = DIGITS[character]
        if value:
            reader.take_digit(Decimal(value))
        else:
            reader.take_zero()
    elif character in SMALL:
        reader.take_small(SMALL[character])
    elif character in LARGE:
        reader.take_large(LARGE[character])
    elif character not in VAGUE or not reader.is_started:
        raise _Unreadable


# The digits of a decimal written out: "点五六" of 一百点五六亿.
_POINT = re.compile(r"点([\d零〇○一二三四五六七八九壹贰叁肆伍陆柒捌玖]+)")


def _read(text: str) -> Decimal:
    reader = _Reader()
    position = 0
    while position < len(text):
        if point := _POINT.match(text, position):
            if not reader.is_started:
                raise _Unreadable
            reader.settle()
            reader.group += _fraction(point[1])
            reader.last_magnitude = 0
            position = point.end()
            continue
        token = _TOKEN.match(text, position)
        if token is None:
            raise _Unreadable
        if token[1]:
            reader.take_digit(Decimal(token[1]))
        else:
            _take(reader, token[2])
        position = token.end()
    return reader.total()


def _read_positional(text: str) -> Decimal | None:
    """Digits one beside the other, 二〇二四; two alone (三五个) are a range, no number."""
    if len(text) < 2 or not all(character in DIGITS for character in text):
        return None
    if len(text) == 2 and DIGITS[text[0]] and DIGITS[text[1]]:
        return None
    return Decimal("".join(str(DIGITS[character]) for character in text))


def parse_number(text: str) -> Decimal | None:
    """The exact number that a whole string writes, or None where it writes none.

    Arabic digits with thousands separators of both widths, Chinese numerals in common,
    financial and traditional characters, and mixtures; blanks inside are skipped. A vague
    addition (余 多 几 来) is allowed and not added to the number.

    >>> parse_number("1，799.35"), parse_number("1.2万"), parse_number("-3.5")
    (Decimal('1799.35'), Decimal('12000.0'), Decimal('-3.5'))
    >>> parse_number("壹佰贰拾"), parse_number("三百五"), parse_number("二百余万")
    (Decimal('120'), Decimal('350'), Decimal('2000000'))
    >>> parse_number("二〇二四"), parse_number("十点二"), parse_number("41. 8亿")
    (Decimal('2024'), Decimal('10.2'), Decimal('4180000000.0'))
    >>> [parse_number(text) for text in ("", "亿", "几十", "二三十", "1.2.3", "四川")]
    [None, None, None, None, None, None]
    """
    bare = _BLANKS.sub("", fold(text))
    if _PLAIN.fullmatch(bare):
        return Decimal(bare.replace(",", ""))
    is_negative = bare[:1] in ("-", "负")
    body = _SEPARATED.sub(lambda run: run[0].replace(",", ""), bare[is_negative:])
    value = _read_positional(body)
    if value is None:
        try:
            value = _read(body)
        except _Unreadable:
            return None
    return -value if is_negative else value
