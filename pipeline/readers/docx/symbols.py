"""Characters of symbol fonts, as the Unicode characters they look like."""

# (font, code below 0x100): what reports use them for.
_LOOKS_LIKE = {
    ("symbol", 0xA3): "≤",
    ("symbol", 0xB3): "≥",
    ("symbol", 0xB1): "±",
    ("symbol", 0xB4): "×",
    ("symbol", 0xB8): "÷",
    ("symbol", 0xB9): "≠",
    ("symbol", 0xBB): "≈",
    ("symbol", 0xB0): "°",
    ("symbol", 0xB7): "•",
    ("symbol", 0x25): "%",
    ("wingdings", 0x6F): "□",
    ("wingdings", 0xA8): "□",
    ("wingdings", 0xFB): "☒",
    ("wingdings", 0xFC): "✓",
    ("wingdings", 0xFD): "☒",
    ("wingdings", 0xFE): "☑",
    ("wingdings 2", 0x50): "✓",
    ("wingdings 2", 0x52): "☑",
    ("wingdings 2", 0x54): "☒",
    ("wingdings 2", 0xA3): "□",
}
_PRIVATE_USE = range(0xE000, 0xF900)
UNKNOWN = "\ufffd"


def symbol(font: str, code: str) -> str:
    """The character of a ``w:sym``.

    >>> symbol("Symbol", "F0B3"), symbol("Wingdings 2", "0052"), symbol("宋体", "2460")
    ('≥', '☑', '①')
    >>> symbol("Wingdings", "F04A") == UNKNOWN
    True
    """
    try:
        point = int(code, 16)
    except ValueError:
        return UNKNOWN
    known = _LOOKS_LIKE.get((font.lower(), point & 0xFF))
    if known is not None:
        return known
    is_character = point not in _PRIVATE_USE and 0x20 <= point < 0x110000
    return chr(point) if is_character and not 0xD800 <= point < 0xE000 else UNKNOWN
