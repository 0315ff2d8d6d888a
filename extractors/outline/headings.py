"""Marks that may number a heading or an item: 一、 （一） 1. 第一部分 ①.

A mark found here is a candidate only; whether it numbers anything is decided by the
sequence it stands in (``extractors.outline.numbering``).
"""

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple


class Style(IntEnum):
    """Ways to number, ordered as writers usually nest them, outermost first."""

    PART = 0
    CHAPTER = 1
    DIVISION = 2
    TITLE = 3
    """A heading that carries no number."""
    HAN = 4
    ARTICLE = 5
    HAN_PAREN = 6
    DIGIT = 7
    DECIMAL = 8
    DECIMAL_FINE = 9
    DIGIT_PAREN = 10
    DIGIT_CLOSE = 11
    CIRCLED = 12


class Place(IntEnum):
    """Where a mark stands; the further down, the weaker its claim."""

    LINE = 0
    """First on its line."""
    SENTENCE = 1
    """After the end of a sentence or clause, or a colon, on the same line."""
    BLANK = 2
    """After a mere blank, as between the paragraphs of a report in one endless line."""


class Marker(NamedTuple):
    """A mark and what it says.

    Attributes:
        start, end: of the printed label, punctuation included.
        number: ordinal within its list; for 1.2.3 the last component; 0 for none.
        outline_level: what the file itself says of the paragraph (Word style), or 0.
        is_after_colon: the text right before it announces a list (``如下：``).
        is_set_off: blanks part it from what stands before it on its line.
    """

    start: int
    end: int
    style: Style
    number: int
    place: Place
    outline_level: int = 0
    is_after_colon: bool = False
    is_set_off: bool = False


_HAN = "零〇一二三四五六七八九十百"
_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0}

# What may stand between label and title besides blanks, left by Word's web export:
# （一）<!--[endif]-->抓健康事业
_RESIDUE = r"(?:\s*<!--[^<>]{0,60}-->)*"

# 2.5万元 9.5分 1.2年, but 2.5 分项指标 and 2.5 年度目标
_UNIT = (
    r"(?:[%‰万亿元倍米吨亩天月]|人(?![员力事均才口大])|千[元米克瓦]|公[里斤顷]|平方|立方|小时|个?百分"
    r"|年(?![度初末])|分(?![项类析解工]))"
)

# One alternative a style. Texts are folded: brackets and full stops are half width.
_MARKER = re.compile(
    rf"""
    第\ ?(?P<part>[{_HAN}]{{1,4}}|\d{{1,2}})\ ?(?:部分|篇|编)           # 第一部分
  | 第\ ?(?P<chapter>[{_HAN}]{{1,4}}|\d{{1,2}})\ ?章                    # 第三章
  | 第\ ?(?P<division>[{_HAN}]{{1,4}}|\d{{1,2}})\ ?节                   # 第二节
  | 第\ ?(?P<article>[{_HAN}]{{1,4}}|\d{{1,3}})\ ?条(?![、和至及的])    # 第一条, not 第一条、第二条
  | (?P<han>[{_HAN}]{{1,4}})\ ?(?:、(?:\ ?[、.,])?|\.(?!\d))             # 一、 十、、 一.
    (?![{_HAN}]{{1,3}}(?:[、,]|\ *(?:产业|类|级|等|是)))                # not 一、二、三产业
  | [(〔【\[]\ ?(?P<han_paren>[{_HAN}]{{1,4}})\ ?[)〕】\]][、.]?      # （一） (四） 〔二〕 （三）、
  | (?P<han_sign>[㈠-㈩])                                               # ㈠
  | (?:(?P<decimal_fine>\d{{1,2}}(?:\.\d{{1,2}}){{2,3}})               # 3.1.4
    | (?P<decimal>\d{{1,2}}\.\d{{1,2}}))[、.]?                           # 1.2
    (?=\ ?[^\W\d_])(?!\ ?{_UNIT})
  | (?P<digit>\d{{1,3}})\ ?(?:、[、.]?|\.、?(?!\d)|\.(?=20\d\d年|\d{{5,7}}\s?[^\W\d]))
                                                                      # 1、 2. 3.2017年 4.2080505业
  | \(\ ?(?P<digit_paren>\d{{1,3}})\ ?\)[、.]?                       # （1）
  | (?P<digit_sign>[⑴-⒇])                                              # ⑴
  | (?P<digit_dot_sign>[⒈-⒛])                                          # ⒈
  | (?P<digit_close>\d{{1,2}})\ ?\)                                     # 1)
  | (?P<circled>[①-⑳❶-❿])                                              # ①
    """,
    re.VERBOSE,
)

_STYLES = {
    "part": Style.PART,
    "chapter": Style.CHAPTER,
    "division": Style.DIVISION,
    "article": Style.ARTICLE,
    "han": Style.HAN,
    "han_paren": Style.HAN_PAREN,
    "han_sign": Style.HAN_PAREN,
    "decimal": Style.DECIMAL,
    "decimal_fine": Style.DECIMAL_FINE,
    "digit": Style.DIGIT,
    "digit_paren": Style.DIGIT_PAREN,
    "digit_sign": Style.DIGIT_PAREN,
    "digit_dot_sign": Style.DIGIT,
    "digit_close": Style.DIGIT_CLOSE,
    "circled": Style.CIRCLED,
}

# First characters of the runs of numbered signs in Unicode: ㈠ is 1, ㈡ is 2 …
_SIGN_RUNS = ("㈠㈩", "⑴⒇", "⒈⒛", "①⑳", "❶❿")

# Styles too weak to be believed after a mere blank: 表 1) and 2.5 are not marks there.
_LINE_ONLY = frozenset({Style.DECIMAL, Style.DECIMAL_FINE, Style.DIGIT_CLOSE})

# What may open a list within a line: 。 ； ： or a blank, then the mark.
_INLINE = re.compile(rf"(?<=[\s。;:!?>])(?=[第{_HAN}(〔【\[\d㈠-㈩①-⒛❶-❿])")
# So many blanks and line breaks may stand between a colon and the list it announces.
_GAP = 8
_SENTENCE_END = frozenset("。;:!?>”")


def number_of(numeral: str) -> int:
    """Value of a list number in Chinese or Arabic digits, or of a sign such as ③.

    >>> number_of("十二"), number_of("二十"), number_of("7"), number_of("③"), number_of("1.4")
    (12, 20, 7, 3, 4)
    """
    if numeral[0].isdecimal():
        return int(numeral.rsplit(".", 1)[-1])
    for run in _SIGN_RUNS:
        if run[0] <= numeral <= run[1]:
            return ord(numeral) - ord(run[0]) + 1
    total = digit = 0
    for character in numeral:
        if character in "十百":
            unit = 10 if character == "十" else 100
            total += (digit or 1) * unit
            digit = 0
        else:
            digit = digit * 10 + _DIGITS[character]
    return total + digit


def marker_at(folded: str, position: int, end: int, place: Place = Place.LINE) -> Marker | None:
    """The mark that starts exactly at ``position``, or None.

    >>> marker_at("(四)预算绩效开展", 0, 9)
    Marker(start=0, end=3, style=<Style.HAN_PAREN: 6>, number=4, place=<Place.LINE: 0>, \
outline_level=0, is_after_colon=False, is_set_off=False)
    >>> marker_at("2.5万元", 0, 5) is None
    True
    """
    match = _MARKER.match(folded, position, end)
    if match is None or match.lastgroup is None:
        return None
    number = number_of(match[match.lastgroup])
    if not number:
        return None
    return Marker(position, match.end(), _STYLES[match.lastgroup], number, place)


def find_markers(folded: str, start: int, end: int) -> Iterator[Marker]:
    """Marks in one line of folded text, the one that opens the line first."""
    first = skip_residue(folded, start, end)
    marker = marker_at(folded, first, end)
    if marker:
        above = folded[max(0, start - _GAP) : start].rstrip()
        yield marker._replace(is_after_colon=above.endswith(":"))
    for match in _INLINE.finditer(folded, first + 1, end):
        position = match.start()
        before = position - 1
        while before > first and folded[before].isspace():
            before -= 1
        is_sentence = folded[before] in _SENTENCE_END
        place = Place.SENTENCE if is_sentence else Place.BLANK
        inner = marker_at(folded, position, end, place)
        if inner and inner.style not in _LINE_ONLY:
            is_set_off = before < position - 1
            yield inner._replace(is_after_colon=folded[before] == ":", is_set_off=is_set_off)


def skip_residue(folded: str, position: int, end: int) -> int:
    """First place at or after ``position`` that is neither blank nor web residue."""
    match = _LEAD.match(folded, position, end)
    return match.end() if match else position


_LEAD = re.compile(rf"{_RESIDUE}\s*")
