"""Printed lines back into paragraphs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from models.span import Span
from pipeline.readers.layout.parts import Line

Scores = tuple[tuple[Span, float], ...]
"""Places in a text and how sure character recognition is of each, 0 to 1."""

PAGE_NUMBER = re.compile(
    r"""(?x)
    [-—–－·]?\s*\d{1,4}\s*[-—–－·]?          # 3   - 3 -   — 12 —
    | 第\s*\d{1,4}\s*页(?:[\s,，/]*共\s*\d{1,4}\s*页)?   # 第3页 共10页
    | \d{1,4}\s*/\s*\d{1,4}                  # 3/10
    | Page\s*\d{1,4}(?:\s*of\s*\d{1,4})?
    """,
    re.IGNORECASE,
)

OPENS_PARAGRAPH = re.compile(
    r"""(?x)
    第[一二三四五六七八九十百\d]{1,4}[部章节条]    # 第一部分
    | [（(][一二三四五六七八九十\d]{1,3}[）)]       # （一） (1)
    | [一二三四五六七八九十]{1,3}、                  # 一、
    | \d{1,2}[、．]                                   # 1、
    | \d{1,2}\.(?!\d)                                 # 1. but not 1.5
    | [①-⑳]
    | 附[件表]\s*\d{0,2}[：:]
    | (?:编制|填报)?(?:部门|单位)(?:名称)?[：:]        # 部门：青川县农业农村局, above a table
    | (?:金额)?单位[：:]
    | 公开\s?\d{1,2}\s?表
    """
)

IS_UNIT_OF_TABLE = re.compile(r".{0,40}单位[：:]\s*[百千万亿]{0,2}元")
"""单位：万元 ends at the right edge of its table, and is over."""

REPEATS_FOR_RUNNING_HEAD = 3
"""A line at the edge of this many pages, but for its digits, is a running head."""

MARGIN = 0.085
"""Running heads stand in the outermost part of a page's height: 2.5 cm of A4."""

USUAL_EXTENT = 0.75
"""Running text ends no further left than this part of the page's width."""

LEADING_TOKEN = re.compile(r"[0-9A-Za-z.,%％\-]*")
"""What a line may not break: ``161.62`` moves to the next line as a whole."""

OPEN_ENDS = "，、；：（(《“第和及与的为"
"""A line that ends so is not over, whatever the next one opens with."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text of one or more lines, from ``first`` to ``last``, set in ``column``.

    Attributes:
        confidence: what character recognition read, as places in ``text``.
    """

    text: str
    first: Line
    last: Line
    column: "Column"
    confidence: Scores = ()

    def joined(self, text: str, confidence: Scores, last: Line, column: "Column") -> "Paragraph":
        """The paragraph with more text behind it."""
        whole = join_text(self.text, text)
        offset = len(whole) - len(text)
        moved = tuple((Span(s.start + offset, s.end + offset), c) for s, c in confidence)
        return Paragraph(whole, self.first, last, column, self.confidence + moved)


def running_heads(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[set[int]]:
    """Per page, the indexes of its lines that are page numbers or running heads.

    Only lines in the margins are asked. A line that names the unit of a table (单位：万元) never
    counts, though it may stand at the head of every page.
    """
    edges = [_edge_lines(lines, height) for lines, height in zip(pages, heights, strict=True)]
    counts: dict[str, int] = {}
    for lines, indexes in zip(pages, edges, strict=True):
        for text in {_without_digits(lines[i].text) for i in indexes}:
            counts[text] = counts.get(text, 0) + 1
    return [
        {
            i
            for i in indexes
            if PAGE_NUMBER.fullmatch(lines[i].text)
            or counts[_without_digits(lines[i].text)] >= REPEATS_FOR_RUNNING_HEAD
        }
        for lines, indexes in zip(pages, edges, strict=True)
    ]


def _edge_lines(lines: Sequence[Line], height: float) -> list[int]:
    """Indexes of the up to two highest and two lowest lines that stand in the margins."""
    order = sorted(range(len(lines)), key=lambda i: lines[i].box.middle)
    outer = dict.fromkeys((*order[:2], *order[-2:]))
    return [
        i
        for i in outer
        if not height * MARGIN < lines[i].box.middle < height * (1 - MARGIN)
        and "单位：" not in lines[i].text
        and "单位:" not in lines[i].text
    ]


def _without_digits(text: str) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s+", "", text))


@dataclass(frozen=True, slots=True)
class Column:
    """The left and right edge of a column of running text, and its usual font size."""

    left: float
    right: float
    size: float


def text_column(lines: Sequence[Line], width: float) -> Column:
    """The edges that running text keeps to in the ``width`` given to it.

    A few short lines do not show where their column ends: unless three lines end alike, it is
    taken to reach over at least ``USUAL_EXTENT`` of the width.
    """
    if not lines:
        return Column(0.0, 0.0, 0.0)
    left = min(line.box.left for line in lines)
    right = max(line.box.right for line in lines)
    size = median(line.size for line in lines)
    if sum(line.box.right > right - size for line in lines) < 3:
        right = max(right, USUAL_EXTENT * width)
    return Column(left, right, size)


def join_lines(lines: Sequence[Line], column: Column) -> list[Paragraph]:
    """Paragraphs of one run of lines.

    A line goes on in the next one where it fills the column and the next is not indented and does
    not open with a number of its own (3832.36⏎万元 is one paragraph).
    """
    paragraphs: list[Paragraph] = []
    for line in lines:
        if paragraphs and goes_on(paragraphs[-1].last, line, column):
            before = paragraphs[-1]
            paragraphs[-1] = before.joined(line.text, _scores(line), line, column)
        else:
            paragraphs.append(Paragraph(line.text, line, line, column, _scores(line)))
    return paragraphs


def _scores(line: Line) -> Scores:
    return () if line.confidence is None else ((Span(0, len(line.text)), line.confidence),)


def goes_on(line: Line, following: Line, column: Column) -> bool:
    """Whether ``following`` continues the paragraph that ``line`` ends a line of."""
    character = max(line.size, 6.0)
    if abs(following.size - line.size) > 0.3 * character:
        return False
    if IS_UNIT_OF_TABLE.fullmatch(line.text):
        return False
    if OPENS_PARAGRAPH.match(following.text) and line.text[-1] not in OPEN_ENDS:
        return False
    if not _fills(line, following, column, character):
        return False
    return is_title(line, following, column) or not _is_indented(line, following, column, character)


def _fills(line: Line, following: Line, column: Column, character: float) -> bool:
    """Whether what ``following`` begins with had no room left on ``line``."""
    token = LEADING_TOKEN.match(following.text)
    held = 0.55 * character * len(token.group()) if token else 0.0
    # Text justified in characters may end two early (no line begins with a full stop); a line
    # that stops at a full stop is over unless it is really full.
    slack = (2.2 if line.text[-1] in "。！？；" else 4.5) * character
    return column.right - line.box.right < slack + held


def _is_indented(line: Line, following: Line, column: Column, character: float) -> bool:
    begins = following.box.left
    return begins > column.left + 1.2 * character and begins > line.box.left + 0.5 * character


def is_title(line: Line, following: Line, column: Column) -> bool:
    """Whether both are lines of one centred title, set larger than the body."""
    return min(line.size, following.size) > 1.15 * column.size


def join_text(before: str, after: str) -> str:
    """Two lines of one paragraph; only Latin words need a blank between them.

    >>> join_text("支出3832.36", "万元")
    '支出3832.36万元'
    >>> join_text("Office", "Open XML")
    'Office Open XML'
    """
    latin = before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii()
    return f"{before} {after}" if latin and after[:1].isalpha() else before + after
