"""All marks of a document that may number something, and its headings without number."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from extractors.outline.contents import Contents, bare, without_attachments
from extractors.outline.headings import (
    Marker,
    Place,
    Style,
    find_markers,
    marker_at,
    number_of,
)
from extractors.outline.lines import Line

_LONGEST_TITLE = 40
# What a title never holds: the end of a sentence, a colon, an amount.
_NO_TITLE = re.compile(r"[。;!?:]|,.*,|\d\s*(?:[万亿]|元|%)")
# Nouns that a heading without number ends in; names of tables (…表) are left out.
_UNNUMBERED_NOUN = re.compile(
    r"(?:职[能责]|设置|概况|情况|解释|说明|附件|报告|总结|分析|问题|建议|措施)(?:[(].{1,12}[)])?$"
)
# 2022年工作回顾, 今后五年的目标任务: the parts of a work report, which often have no number
_REVIEW = re.compile(
    r"(?:(?:19|20)\d\d年(?:度)?|过去[一五]年|今后[一五]年|今年|[“\"]?十[一二三四五]五[”\"]?(?:时期|期间)?)的?"
    r"[^。,;]{0,10}(?:工作(?:的)?回顾|工作(?:的)?总结|主要工作|重点工作|工作(?:的)?(?:安排|任务|思路|计划|打算)"
    r"|发展成就|目标任务|总体要求|奋斗目标)"
)
# 2024年度部门决算   某局绩效自评报告
_OWN_TITLE = re.compile(r"报告|自评|决算|预算|年度|公开|附件")
# As much of a title must agree with its entry in the table of contents.
_AGREEING = 4
# A bare automatic number: 一   1
_BARE_HAN = re.compile(r"[一二三四五六七八九十百]{1,4}$")
_BARE_DIGIT = re.compile(r"\d{1,3}$")


def join_titles(folded: str, lines: Sequence[Line], contents: Sequence[Contents]) -> None:
    """Mark the lines that go on with a title: after a bare label, or as the contents say."""
    announced = {title for part in contents for title in part.titles}
    for line, below in pairwise(lines):
        if line.is_cell or below.is_cell or line.continues:
            continue
        marker = marker_at(folded, line.start, line.end)
        if marker is None or marker_at(folded, below.start, below.end):
            continue
        words = folded[marker.end : line.end].strip()
        rest = folded[below.start : below.end]
        if len(words) + len(rest) > _LONGEST_TITLE or _NO_TITLE.search(rest):
            continue
        is_split = bare(words + rest) in announced and bare(words) not in announced
        below.continues = not words or (marker.style is Style.PART and is_split)


def find_marks(folded: str, lines: Sequence[Line], contents: Sequence[Contents]) -> list[Marker]:
    """Marks outside tables of contents, tables and lists of attachments, in order."""
    marks: list[Marker] = []
    starts = [part.start for part in contents]
    titles = tuple(title for part in contents for title in part.titles)
    numbered = {line.start: _markers_of(folded, line) for line in lines if not line.is_cell}
    levels = Counter(line.block.outline_level for line in lines)
    has_prose = False
    for index, line in enumerate(lines):
        part = bisect_right(starts, line.start) - 1
        begin = contents[part].end if part >= 0 else 0
        if line.end <= begin or line.is_cell:
            continue
        found = [mark for mark in numbered[line.start] if mark.start >= begin]
        is_cover = not marks and part < 0
        has_prose |= line.end - line.start > _LONGEST_TITLE
        if not found and (
            (has_prose and _REVIEW.fullmatch(_title_words(folded, line)))
            or (
                _is_styled(folded, line, levels)
                if is_cover
                else _is_unnumbered(folded, lines, index, titles, marks)
            )
        ):
            level = line.block.outline_level or 0
            found = [Marker(line.start, line.start, Style.TITLE, 0, Place.LINE, level)]
        marks += found
    return without_attachments(folded, marks)


def _markers_of(folded: str, line: Line) -> list[Marker]:
    found = list(find_markers(folded, line.start, line.end))
    if line.continues and found and found[0].place is Place.LINE:
        del found[0]
    if line.block.outline_level and found and found[0].place is Place.LINE:
        found[0] = found[0]._replace(outline_level=line.block.outline_level)
    label = line.block.label_span
    if label and label.start == line.start and not (found and found[0].start == label.start):
        automatic = _automatic(folded, label.start, label.end, line.block.outline_level or 0)
        found[:0] = [automatic] if automatic else []
    return found


def _automatic(folded: str, start: int, end: int, level: int) -> Marker | None:
    """A mark for an automatic number that is printed without punctuation."""
    label = folded[start:end].strip()
    for pattern, style in ((_BARE_HAN, Style.HAN), (_BARE_DIGIT, Style.DIGIT)):
        if pattern.match(label) and number_of(label):
            return Marker(start, end, style, number_of(label), Place.LINE, level)
    return None


def _title_words(folded: str, line: Line) -> str:
    """The words of a line that could be a title; "" of any other."""
    words = folded[line.start : min(line.end, line.start + _LONGEST_TITLE + 1)]
    if line.continues or len(words) > _LONGEST_TITLE or _NO_TITLE.search(words):
        return ""
    return words


def _is_styled(folded: str, line: Line, levels: Mapping[int | None, int]) -> bool:
    """Whether a line on the cover is styled as one heading among others of its level.

    The report's own title is none: it is alone at its level, or says that it is a report.
    """
    level = line.block.outline_level
    words = _title_words(folded, line)
    return bool(level and words and levels[level] > 1 and not _OWN_TITLE.search(words))


def _is_unnumbered(
    folded: str,
    lines: Sequence[Line],
    index: int,
    titles: Sequence[str],
    marks: Sequence[Marker],
) -> bool:
    """Whether a line behind the cover is a heading without number."""
    line = lines[index]
    words = _title_words(folded, line)
    if not words:
        return False
    if line.block.outline_level:
        return True
    if not _UNNUMBERED_NOUN.search(words):
        return False
    return (
        line.opens_page
        or line.block.is_emphasised
        or _is_announced(bare(words), titles)
        or (index + 1 < len(lines) and _restarts(folded, lines[index + 1], marks))
    )


def _is_announced(words: str, titles: Sequence[str]) -> bool:
    """Whether the table of contents has an entry that ends alike.

    >>> _is_announced("某局主要职能", ["部门主要职能", "部门预算编制说明"])
    True
    """
    entries = (re.sub(r"^(?:部门|单位)", "", title) for title in titles)
    return any(words.endswith(entry) for entry in entries if len(entry) >= _AGREEING)


def _restarts(folded: str, line: Line, marks: Sequence[Marker]) -> bool:
    """Whether the line opens a list of a rank that is already under way."""
    first = next(find_markers(folded, line.start, line.end), None)
    return (
        first is not None
        and first.style is Style.HAN
        and first.number == 1
        and first.place is Place.LINE
        and any(mark.style is Style.HAN for mark in marks)
    )
