"""Tables of contents and lists of attachments: numbered, but no sections."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from extractors.outline.headings import Marker, Style, find_markers
from extractors.outline.lines import Line


class Contents(NamedTuple):
    """Where a table of contents stands, and what it announces."""

    start: int
    end: int
    titles: tuple[str, ...]


# 目录   目 录   目  录：
_TITLE_LINE = re.compile(r"目\s*录\s*:?$")
# 目 录一、部门主要职责二、部门决算单位基本情况: glued to its first entry
_TITLE_GLUED = re.compile(r"(?<!\S)目\s*录\s*(?=[一第1(])")
# 一、部门概况…………3   一、部门概况.....3   一、概况 PAGEREF _Toc25831 \h 3   一、概况→3
_ENTRY = re.compile(r"(?:…{2,}|\.{4,}|·{4,}|_Toc\d+|\t\s*)[\s\\.…·a-zA-Z_-]*\d{0,4}\s*$|PAGEREF")
_PAGE_NUMBER = re.compile(r"[\s.…·-]*\d{1,3}$")
_LONGEST_ENTRY = 80
_LONGEST_CONTENTS = 8_000
# In a report of one line, 目录 stands within so many characters.
_LONGEST_HEAD = 2_000
# So often the word 目录 is looked behind; more is no report's, and would cost time.
_MOST_TITLES = 20
# 附件： or 附 件: before a list of file names
_ATTACHMENTS = re.compile(r"附\s*[件表]\s*\d?\s*:\s*$")
_TITLE_CHARACTERS = 24


def bare(title: str) -> str:
    """A title without blanks and page number, for comparison.

    >>> bare("部门 概况……12")
    '部门概况'
    """
    return re.sub(r"\s+", "", _PAGE_NUMBER.sub("", title.strip()))


def find_contents(folded: str, lines: Sequence[Line]) -> list[Contents]:
    """Tables of contents, by their title, leaders, page numbers or the file's own word."""
    found: list[Contents] = []
    tried = index = 0
    while index < len(lines):
        line = lines[index]
        contents = None
        heading_end = _contents_title(folded, line) if tried < _MOST_TITLES else None
        if heading_end is not None:
            tried += 1
            contents = _titled(folded, lines, index, heading_end)
        if contents is None and (line.block.is_contents or _is_entry(folded, line)):
            title = bare(folded[line.start : line.end])
            contents = Contents(line.start, line.end, (title,))
        if contents:
            found.append(contents)
            index = max(index + 1, bisect_left(lines, contents.end, key=lambda item: item.start))
        else:
            index += 1
    return found


def _contents_title(folded: str, line: Line) -> int | None:
    """Where the word 目录 ends that stands alone or glued to its first entry."""
    if _TITLE_LINE.match(folded, line.start, line.end):
        return line.end
    head = min(line.end, line.start + _LONGEST_HEAD)
    glued = _TITLE_GLUED.search(folded, line.start, head)
    return glued.end() if glued else None


def _is_entry(folded: str, line: Line) -> bool:
    return line.end - line.start <= _LONGEST_ENTRY and bool(
        _ENTRY.search(folded, line.start, line.end)
    )


def _titled(folded: str, lines: Sequence[Line], at: int, start: int) -> Contents | None:
    """The contents after the word 目录: up to where its first entry comes again."""
    marks = _marks_after(folded, lines, at, start)
    if not marks:
        return _entries_only(folded, lines, at)
    first = marks[0]
    again = [m for m in marks[1:] if m.style == first.style and m.number == first.number]
    same = [m for m in again if _title_head(folded, m) == _title_head(folded, first)]
    # Contents that begin anywhere but with their first entry tell nothing by a number.
    for body in (*same[:1], *(again if first.number == 1 else ())):
        if _reads_like_entries(folded, first.start, body.start):
            titles = _titles(folded, marks, body.start)
            return Contents(lines[at].start, body.start, titles)
    return _entries_only(folded, lines, at)


def _marks_after(folded: str, lines: Sequence[Line], first: int, start: int) -> list[Marker]:
    marks: list[Marker] = []
    for line in islice(lines, first, None):
        if line.start > start + _LONGEST_CONTENTS:
            break
        begin = max(line.start, start)
        marks += find_markers(folded, begin, min(line.end, start + _LONGEST_CONTENTS))
    return marks


def _title_head(folded: str, marker: Marker) -> str:
    """The first characters after a label, over a line break, blanks left out."""
    return re.sub(r"\s+", "", folded[marker.end : marker.end + _TITLE_CHARACTERS])[:4]


def _reads_like_entries(folded: str, start: int, end: int) -> bool:
    """No sentence stands between: entries are titles."""
    return "。" not in folded[start:end] and ";" not in folded[start:end]


def _titles(folded: str, marks: Sequence[Marker], end: int) -> tuple[str, ...]:
    inside = [m for m in marks if m.start < end]
    stops = [*(m.start for m in inside[1:]), end]
    return tuple(
        bare(folded[m.end : stop].split("\n", 1)[0]) for m, stop in zip(inside, stops, strict=True)
    )


def _entries_only(folded: str, lines: Sequence[Line], at: int) -> Contents | None:
    """Contents whose entries never come again with their numbers: the lines on its page."""
    entries: list[Line] = []
    for line in islice(lines, at + 1, None):
        if not line.opens_page and line.end - line.start > _LONGEST_ENTRY:
            entries = _without_headings(folded, entries)
            break
        if line.opens_page or not _could_be_entry(folded, line):
            break
        entries.append(line)
    if not entries:
        return None
    titles = tuple(_without_label(folded, line) for line in entries)
    return Contents(lines[at].start, entries[-1].end, titles)


def _could_be_entry(folded: str, line: Line) -> bool:
    return _is_entry(folded, line) or any(find_markers(folded, line.start, line.end))


def _without_headings(folded: str, entries: list[Line]) -> list[Line]:
    """The entries without the headings right above a paragraph: 一、项目基本情况, (一)概况."""
    end = len(entries)
    style: Style | None = None
    while end and not _is_entry(folded, entries[end - 1]):
        line = entries[end - 1]
        first = next(find_markers(folded, line.start, line.end), None)
        if first is None or (style is not None and first.style >= style):
            break
        style = first.style
        end -= 1
    return entries[:end]


def _without_label(folded: str, line: Line) -> str:
    marker = next(find_markers(folded, line.start, line.end), None)
    return bare(folded[marker.end if marker else line.start : line.end])


def is_attachment_list(folded: str, marker: Marker) -> bool:
    """Whether the mark opens a list of attachments (附件：1.收入决算总表.xls).

    >>> text = "附件: 1.收入决算总表"
    >>> is_attachment_list(text, next(find_markers(text, 0, len(text))))
    True
    """
    if marker.number != 1 or marker.style not in (Style.DIGIT, Style.DIGIT_PAREN, Style.HAN):
        return False
    return bool(_ATTACHMENTS.search(folded, max(0, marker.start - 12), marker.start))


def without_attachments(folded: str, marks: Sequence[Marker]) -> list[Marker]:
    """The marks that do not number attachments."""
    kept: list[Marker] = []
    style, expected = Style.TITLE, 0
    for mark in marks:
        if is_attachment_list(folded, mark):
            style, expected = mark.style, 2
        elif expected and (mark.style, mark.number) == (style, expected):
            expected += 1
        else:
            expected = 0
            kept.append(mark)
    return kept
