"""Headings and numbered items as a tree."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from extractors.outline.contents import find_contents
from extractors.outline.headings import Place, Style
from extractors.outline.kinds import Entry, settle
from extractors.outline.lines import Line, body_lines
from extractors.outline.marks import find_marks, join_titles
from extractors.outline.numbering import Placed, place_markers
from extractors.outline.titles import Reading, Title, read_title, styled_title
from models.document import Document
from models.outline import Section, SectionKind
from models.span import Span

# A line with so many numbers set off by blanks is a whole report in one line.
_RUN_ON_MARKS = 3
_RUN_ON_LENGTH = 300


def find_sections(document: Document, folded: str) -> tuple[Section, ...]:
    """The report's sections in reading order; ``folded`` is ``fold(document.text)``.

    A section's depth is that of its parent plus one. Tables hold no sections, and a
    table of contents, a list of attachments and the report's own title are none.

    >>> from extractors.fold import fold
    >>> from models.document import Block, BlockKind, SourceFile
    >>> text = "一、概况 （一）人员情况 （二）负责其他工作。"
    >>> block = Block(BlockKind.PARAGRAPH, Span(0, len(text)))
    >>> document = Document(SourceFile("", "", 0, "txt"), text, (block,))
    >>> [(s.depth, s.label, s.kind.value) for s in find_sections(document, fold(text))]
    [(1, '一、', 'heading'), (2, '（一）', 'heading'), (2, '（二）', 'item')]
    """
    lines = body_lines(document, folded)
    contents = find_contents(folded, lines)
    join_titles(folded, lines, contents)
    placed = place_markers(find_marks(folded, lines, contents))
    entries = _entries(folded, lines, placed)
    return _sections(document.text, entries, settle(folded, entries))


def _entries(folded: str, lines: Sequence[Line], placed: Sequence[Placed]) -> list[Entry]:
    """Every placed mark with its title and what stands below it."""
    line_starts = [line.start for line in lines]
    at_line = [bisect_right(line_starts, item.marker.start) - 1 for item in placed]
    run_on = _run_on_lines(folded, lines, placed, at_line)
    entries: list[Entry] = []
    for index, item in enumerate(placed):
        marker, at = item.marker, at_line[index]
        following = placed[index + 1].marker.start if index + 1 < len(placed) else len(folded)
        end = min(following, _paragraph_end(lines, at))
        title = _title(folded, item, end, is_run_on=at in run_on)
        entries.append(
            Entry(
                placed=item,
                title=title,
                has_body=_has_body(folded, placed, index, title, following),
                has_sections=_has_sections(placed, index),
                is_announced=marker.is_after_colon,
                is_inline=marker.place is not Place.LINE and at not in run_on,
            )
        )
    return entries


def _run_on_lines(
    folded: str, lines: Sequence[Line], placed: Sequence[Placed], at_line: Sequence[int]
) -> set[int]:
    """Lines that hold a whole report, its paragraphs separated by blanks."""
    counts = Counter(
        at
        for item, at in zip(placed, at_line, strict=True)
        if item.marker.place is not Place.LINE and folded[item.marker.start - 1].isspace()
    )
    return {
        at
        for at, count in counts.items()
        if count >= _RUN_ON_MARKS and lines[at].end - lines[at].start >= _RUN_ON_LENGTH
    }


def _paragraph_end(lines: Sequence[Line], at: int) -> int:
    """Where the paragraph that line ``at`` opens ends."""
    while at + 1 < len(lines) and lines[at + 1].continues:
        at += 1
    return lines[at].end


def _title(folded: str, item: Placed, end: int, *, is_run_on: bool) -> Title:
    marker = item.marker
    if marker.style is Style.TITLE:
        return Title(marker.start, end, Reading.HEADING, "unnumbered")
    styled = styled_title(folded, marker.end, end) if marker.outline_level else None
    return styled or read_title(folded, marker.end, end, marker.style, is_run_on=is_run_on)


def _has_sections(placed: Sequence[Placed], index: int) -> bool:
    return index + 1 < len(placed) and placed[index + 1].depth > placed[index].depth


def _has_body(
    folded: str, placed: Sequence[Placed], index: int, title: Title, following: int
) -> bool:
    if _has_sections(placed, index):
        return True
    return any(character.isalnum() for character in folded[title.end : following])


def _sections(
    text: str, entries: Sequence[Entry], is_heading: Sequence[bool]
) -> tuple[Section, ...]:
    ends = _ends(entries, len(text))
    return tuple(
        Section(
            index=index,
            parent=entry.placed.parent,
            depth=entry.placed.depth,
            kind=SectionKind.HEADING if is_heading[index] else SectionKind.ITEM,
            label=text[entry.placed.marker.start : entry.placed.marker.end],
            title="".join(text[entry.title.start : entry.title.end].splitlines()),
            label_span=Span(entry.placed.marker.start, entry.placed.marker.end),
            title_span=Span(entry.title.start, entry.title.end),
            span=Span(entry.placed.marker.start, ends[index]),
            rule=entry.title.rule,
        )
        for index, entry in enumerate(entries)
    )


def _ends(entries: Sequence[Entry], length: int) -> list[int]:
    """For every section the start of the next one of the same or a lesser depth."""
    ends = [length] * len(entries)
    unclosed: list[int] = []
    for index, entry in enumerate(entries):
        while unclosed and entries[unclosed[-1]].placed.depth >= entry.placed.depth:
            ends[unclosed.pop()] = entry.placed.marker.start
        unclosed.append(index)
    return ends
