"""Whole numbers in the forms that Word numbers paragraphs with."""

from collections.abc import Callable

_CHINESE = "零一二三四五六七八九"
_CHINESE_UNITS = ("", "十", "百", "千")
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_UNITS = ("", "拾", "佰", "仟")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def chinese(value: int, digits: str = _CHINESE, units: tuple[str, ...] = _CHINESE_UNITS) -> str:
    """Chinese counting up to 9999; ten to nineteen without the leading one.

    >>> [chinese(n) for n in (1, 10, 12, 20, 101, 110, 1005)]
    ['一', '十', '十二', '二十', '一百零一', '一百一十', '一千零五']
    >>> chinese(12, _LEGAL, _LEGAL_UNITS)
    '壹拾贰'
    """
    if not 0 < value < 10_000:
        return str(value)
    out, gap = "", False
    for power in range(len(str(value)) - 1, -1, -1):
        digit = value // 10**power % 10
        if digit:
            out += (digits[0] if gap else "") + digits[digit] + units[power]
        gap = bool(out) and not digit
    return out[1:] if out.startswith("一十") else out


def _from_range(first: str, count: int) -> Callable[[int], str]:
    """Characters that follow one another in Unicode, decimal digits beyond them."""
    return lambda value: chr(ord(first) + value - 1) if 0 < value <= count else str(value)


def circled(value: int) -> str:
    """Digits in a circle up to fifty.

    >>> circled(1), circled(20), circled(21), circled(36), circled(51)
    ('①', '⑳', '㉑', '㊱', '51')
    """
    for first, start, end in (("①", 1, 20), ("㉑", 21, 35), ("㊱", 36, 50)):
        if start <= value <= end:
            return chr(ord(first) + value - start)
    return str(value)


def roman(value: int) -> str:
    """Roman numerals up to 3999.

    >>> roman(4), roman(1994), roman(0)
    ('IV', 'MCMXCIV', '0')
    """
    if not 0 < value < 4000:
        return str(value)
    out = ""
    for amount, letters in _ROMAN:
        out += letters * (value // amount)
        value %= amount
    return out


def letters(value: int) -> str:
    """Letters as Word counts them: after Z come AA, BB, CC.

    >>> letters(1), letters(26), letters(28)
    ('A', 'Z', 'BB')
    """
    if not 0 < value <= 26 * 30:
        return str(value)
    return chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def _digits(alphabet: str) -> Callable[[int], str]:
    """Each decimal digit replaced by its counterpart."""
    table = str.maketrans("0123456789", alphabet)
    return lambda value: str(value).translate(table)


def _cycle(alphabet: str) -> Callable[[int], str]:
    return lambda value: alphabet[value - 1] if 0 < value <= len(alphabet) else str(value)


def _legal(value: int) -> str:
    return chinese(value, _LEGAL, _LEGAL_UNITS)


_FULL_WIDTH = _digits("０１２３４５６７８９")
_IDEOGRAPHIC_DIGITS = _digits("〇一二三四五六七八九")

FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda value: f"{value:02d}",
    "decimalFullWidth": _FULL_WIDTH,
    "decimalFullWidth2": _FULL_WIDTH,
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "decimalEnclosedFullstop": _from_range("⒈", 20),
    "decimalEnclosedParen": _from_range("⑴", 20),
    "ideographEnclosedCircle": _from_range("㊀", 10),
    "upperRoman": roman,
    "lowerRoman": lambda value: roman(value).lower(),
    "upperLetter": letters,
    "lowerLetter": lambda value: letters(value).lower(),
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "ideographDigital": _IDEOGRAPHIC_DIGITS,
    "taiwaneseDigital": _IDEOGRAPHIC_DIGITS,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "numberInDash": lambda value: f"- {value} -",
    "none": lambda value: "",
}
"""The values of ``w:numFmt`` that reports use; all others are counted in decimals."""


def written(value: int, form: str) -> str:
    """A number in one of Word's forms.

    >>> written(3, "chineseCounting"), written(3, "decimalFullWidth"), written(3, "lowerRoman")
    ('三', '３', 'iii')
    >>> written(2, "ideographTraditional"), written(2, "thaiNumbers")
    ('乙', '2')
    """
    return FORMS.get(form, str)(value)
