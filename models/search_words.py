"""The pieces that full-text search is made of: pairs of neighbouring characters, and numbers.

A dictionary cuts 财政局 sometimes into one word and sometimes into two, as its neighbours have
it, so that searching a text cut into words misses places in silence. Pairs miss none: whatever
stands in the text is found, however its writer meant it, and taking a report out of the index
again needs nothing but its text.
"""

import re
from operator import add

# Full-width letters, digits and signs, as people type them when they search; without the comma,
# which parts numbers in Chinese (5，6) and groups the digits of one in half width (5,600).
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) != "，"}
_FULL_WIDTH = re.compile(r"[！-＋－-～]+")  # （５％）

_FIRST_CHINESE = "\u3000"
_CHINESE = "㐀-䶿一-鿿豈-\ufaff𠀀-𳑿"

# A line break inside a word (PDF) or blanks set for looks: 国 债.
_GAP = re.compile(rf"(?<=[{_CHINESE}])\s+(?=[{_CHINESE}])")

_PIECE = re.compile(
    rf"""
    \d[\d,]*(?:\.\d+)?      # a number with its groups: 2,538.12
    | [{_CHINESE}]+         # Chinese characters in a row: 特别国债
    | [^\W\d_{_CHINESE}]+   # a word in letters: GDP
    """,
    re.VERBOSE,
)


FULL_WIDTH = "".join(map(chr, _HALF_WIDTH))
HALF_WIDTH = "".join(map(chr, _HALF_WIDTH.values()))
"""The same characters in both widths, in the same order."""


def folded(text: str) -> str:
    """The text in half width, of the same length.

    >>> folded("ＧＤＰ增长５％")
    'GDP增长5%'
    """
    # Few characters are in full width: to translate them alone takes a third of the time.
    return _FULL_WIDTH.sub(lambda match: match[0].translate(_HALF_WIDTH), text)


def index_words(text: str) -> list[str]:
    """Every word of a text that can be searched for, in order.

    The last character of a row stands alone, so that it is found as well.

    >>> index_words("发行国债 2,538.12万元。")
    ['发行', '行国', '国债', '债', '2538.12', '万元', '元']
    """
    words: list[str] = []
    for piece in _found(text):
        if piece[0] >= _FIRST_CHINESE:
            words += map(add, piece, piece[1:])
            words.append(piece[-1])
        else:
            words.append(piece.replace(",", ""))
    return words


def query_words(term: str) -> list[str]:
    """The words that follow each other wherever the term stands; none if nothing can be found.

    A single character at the end is the beginning of a word: ``债`` stands for ``债务``.

    >>> query_words("特别国债"), query_words("2538.12万"), query_words("万元5")
    (['特别', '别国', '国债'], ['2538.12', '万'], ['万元', '元', '5'])
    """
    words, pieces = index_words(term), _found(term)
    if pieces and pieces[-1][0] >= _FIRST_CHINESE and len(pieces[-1]) > 1:
        words.pop()
    return words


def is_beginning(word: str) -> bool:
    """Whether a word of a query also stands for those that begin with it.

    >>> is_beginning("债"), is_beginning("国债"), is_beginning("5")
    (True, False, False)
    """
    return len(word) == 1 and word >= _FIRST_CHINESE


def is_chinese(term: str) -> bool:
    """Whether a term is the same in full and in half width: without letters, digits and signs.

    >>> is_chinese("三公经费"), is_chinese("5％"), is_chinese("GDP增长")
    (True, False, False)
    """
    return all(char >= _FIRST_CHINESE for char in folded(term))


def place_pattern(term: str) -> str:
    """A regular expression for the places of a term in a folded text, for both databases.

    >>> re.search(place_pattern("国债2538万元"), "国 债：2,538万元").group()
    '国 债：2,538万元'
    >>> re.search(place_pattern("38"), "2538") is None
    True
    >>> re.search(place_pattern("2024.1.5"), "于2024.1.5印发").group()
    '2024.1.5'
    """
    found = _found(term)
    pattern = r"\W*".join(_piece_pattern(piece) for piece in found)
    # A number at either end is a whole one; inside (2024.1.5) its neighbours belong to the term.
    if found and found[0][0].isdecimal():
        pattern = rf"(?<!\d)(?<!\d[.,]){pattern}"
    if found and found[-1][0].isdecimal():
        pattern = rf"{pattern}(?!\d|[.,]\d)"
    return pattern


def _piece_pattern(piece: str) -> str:
    if piece[0].isdecimal():
        return ",*".join(re.escape(char) for char in piece.replace(",", ""))
    if piece[0] < _FIRST_CHINESE:
        return rf"(?<![a-zA-Z]){re.escape(piece)}(?![a-zA-Z])"
    return r"\s*".join(piece)


def _found(text: str) -> list[str]:
    found: list[str] = _PIECE.findall(_GAP.sub("", folded(text)).lower())
    return found
