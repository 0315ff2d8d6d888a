"""Character folding that keeps every offset."""

import re
import unicodedata

# Mapped by hand: NFKC either leaves these alone or makes them longer.
_BY_HAND = {
    "≦": "≤",
    "≧": "≥",
    "⩽": "≤",
    "⩾": "≥",
    "−": "-",  # minus sign
    "‐": "-",
    "‑": "-",
    "〜": "~",
    "∼": "~",
    "﹪": "%",
    "﹣": "-",
    "＄": "$",
    "\u00ad": " ",  # soft hyphen
    "\u200b": " ",  # zero-width space
    "\u2060": " ",  # word joiner
    "\ufeff": " ",  # byte order mark inside a text
    "\u3000": " ",  # ideographic space
    "\u00a0": " ",  # no-break space
}

# Traditional forms of the characters that numerals and units are written with, so that
# every later pattern needs one spelling only.
_TRADITIONAL = dict(
    zip(
        "萬億個點餘兩幾負圓貳陸參叄處間輛臺戶場",
        "万亿个点余两几负圆贰陆叁叁处间辆台户场",
        strict=True,
    )
)

# Blocks whose characters are other shapes of common ones: full-width and half-width
# forms, radicals that PDF fonts print instead of the character itself (⼈ for 人),
# compatibility ideographs and typographic blanks.
_SHAPE_BLOCKS = (
    range(0xFF01, 0xFFF0),
    range(0x2E80, 0x2FE0),
    range(0xF900, 0xFB00),
    range(0x2000, 0x200B),
    range(0x202F, 0x2030),
    range(0x205F, 0x2060),
)


def _folding_table() -> dict[int, str]:
    """Code points to single characters; a shape whose NFKC is longer (￣) stays as it is."""
    table: dict[int, str] = {}
    for block in _SHAPE_BLOCKS:
        for code in block:
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1 and plain != chr(code):
                table[code] = plain
    table.update({ord(shape): plain for shape, plain in (_BY_HAND | _TRADITIONAL).items()})
    return table


_TABLE = _folding_table()

# Blanks that lost their markup on the way to plain text: "收支差额&shy;&shy;0万元".
_ENTITY = re.compile(r"&(?:shy|nbsp|ensp|emsp|thinsp|zwnj);")


def fold(text: str) -> str:
    """One spelling of every character that numbers, units and marks are written with.

    Full-width forms become half-width, ≦ becomes ≤, unusual blanks (also ``&nbsp;`` left
    over from a web page) become plain ones and traditional numeral characters simplified
    ones. Every character stays one character, so all offsets hold for both texts.

    >>> fold("９７．５％，≦１００％")
    '97.5%,≤100%'
    >>> fold("3.5億元"), fold("⼈数　5⼈")
    ('3.5亿元', '人数 5人')
    >>> fold("差额&shy;0万元")
    '差额     0万元'
    >>> fold("￣①㎡")
    '￣①㎡'
    """
    folded = text.translate(_TABLE)
    if "&" in folded:
        folded = _ENTITY.sub(lambda entity: " " * len(entity[0]), folded)
    return folded
