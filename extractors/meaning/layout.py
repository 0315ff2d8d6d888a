"""Where sentences, statements and sections begin and end around the figures of a report."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from models.document import Document
from models.outline import Section
from models.span import Span

_SENTENCE_END = re.compile(r"[。!?]+[\"')]*|\n")

# Marks of enumerations in running text: "…如下: 1.财政拨款收入…", "(二)公务接待费", "一是…".
_MARK = re.compile(
    r"(?=[(\d一二三四五六七八九十①-⑳])(?:(?<=[。;:,\s])|(?<=--\]>)|^)"
    r"(?:\([一二三四五六七八九十]{1,3}\)|\(\d{1,2}\)|[一二三四五六七八九十]{1,3}[、.]"
    r"|\d{1,2}[、.](?![\d%])|[①-⑳]|[一二三四五六七八九十]是(?=[^,。;]))"
)
# A line that ends otherwise may have been broken in the middle of its sentence by a printer.
_LINE_DONE = re.compile(r"[。;:!?]\s*$")
# 机构运行110万元,其中:|基本支出: the list goes on with the next line, however short the first
_LIST_OPENS = re.compile(r"其中:\s*$")
# What stands before the first of them are titles, a line each.
_MARK_IN_SENTENCE = re.compile(r"[,。;]")
_BLANK_LINE = re.compile(r"\n[ \t\u3000]*\n\Z")


@dataclass(frozen=True, slots=True)
class Layout:
    """A report's text cut into sentences and statements.

    A statement is a paragraph or one member of an enumeration: what is said in one does
    not carry over to the next, except as ``is_loose`` tells.

    Attributes:
        text: folded and normalised, of the same length as the stored text.
        sentences, statements: where each starts, ascending from 0.
        loose: starts of statements that still belong to the sentence before them
            (members of a list after a colon or semicolon).
    """

    text: str
    sections: tuple[Section, ...]
    sentences: list[int]
    statements: list[int]
    loose: frozenset[int]
    section_starts: list[int]

    def sentence(self, position: int) -> Span:
        """The sentence around ``position``, without blanks at its ends."""
        index = bisect_right(self.sentences, position)
        start = self.sentences[index - 1]
        end = self.sentences[index] if index < len(self.sentences) else len(self.text)
        return _trimmed(self.text, start, end)

    def unbroken(self, start: int, end: int) -> str:
        """The text ``[start, end)`` without the line breaks that a printer made in a sentence."""
        piece = self.text[start:end]
        if "\n" not in piece:
            return piece
        first, *lines = piece.split("\n")
        pieces, at = [first], start + len(first)
        for line in lines:
            at += 1
            begins = self.sentences[bisect_right(self.sentences, at) - 1] == at
            pieces += "\n" if begins else "", line
            at += len(line)
        return "".join(pieces)

    def statement_start(self, position: int) -> int:
        """Where the statement around ``position`` starts."""
        return self.statements[bisect_right(self.statements, position) - 1]

    def chapter(self, section: int | None) -> int | None:
        """The topmost section above a section, by index."""
        while section is not None and self.sections[section].parent is not None:
            section = self.sections[section].parent
        return section

    def section(self, position: int) -> Section | None:
        """The innermost section around ``position``."""
        index = bisect_right(self.section_starts, position) - 1
        section = self.sections[index] if index >= 0 else None
        while section and not section.span.start <= position < section.span.end:
            section = self.sections[section.parent] if section.parent is not None else None
        return section


def lay_out(document: Document, text: str, sections: tuple[Section, ...]) -> Layout:
    """Cut ``text`` (folded and normalised) into sentences and statements."""
    first = _MARK_IN_SENTENCE.search(text)
    ends = [first.start() if first else len(text), *(section.span.start for section in sections)]
    hard = _hard_breaks(document, text, titles_end=min(ends))
    hard.update(section.span.start for section in sections)
    hard.update(table.span.end for table in document.tables)
    sentences = {0, *hard}
    for match in _SENTENCE_END.finditer(text):
        if text[match.start()] != "\n" or match.end() in hard:
            sentences.add(match.end())
    marks = {match.start() for match in _MARK.finditer(text)}
    loose = {
        mark
        for mark in marks - hard
        if text[max(0, mark - 5) : mark].rstrip()[-1:] in (":", ";", ",")
    }
    return Layout(
        text=text,
        sections=sections,
        sentences=sorted(sentences),
        statements=sorted({0} | hard | marks),
        loose=frozenset(loose),
        section_starts=[section.span.start for section in sections],
    )


def _hard_breaks(document: Document, text: str, titles_end: int) -> set[int]:
    """Starts of paragraphs, but for those that merely continue a broken line.

    The lines before ``titles_end`` are titles, none of which goes on with the next.
    """
    breaks = set()
    for block in document.blocks:
        start = block.span.start
        before = text[max(0, start - 60) : start]
        line = before.rstrip("\n").rpartition("\n")[2]
        is_apart = start <= titles_end or _BLANK_LINE.search(before) is not None
        if not is_apart and _LIST_OPENS.search(line):
            continue
        if is_apart or len(line) < 25 or _LINE_DONE.search(line):
            breaks.add(start)
    return breaks


def _trimmed(text: str, start: int, end: int) -> Span:
    # Without copying: a report in one endless sentence asks for it at every figure.
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
