"""Characters of a page as lines of chunks: what stands together, with blanks between."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.readers.layout.grids import Glyph
from pipeline.readers.layout.parts import Box

GAP = 0.8
"""Texts of one line this many heights of a character apart are in different columns."""

TIGHT = 0.2
"""Heads of neighbouring columns stand at least so far apart."""

TIGHTEST = 0.08
"""A label may follow the figure in the column before it more closely."""

REACH = 1.5
"""Heads are this much wider, on either side, than what stands below them."""

_BEFORE_UNIT = re.compile(r"[万亿千百元个人项辆台套次家户件%％]")


SAME_LINE = 0.5
"""Characters whose middles lie less than this part of their height apart stand in one line."""

SAME_HEAD_LINE = 0.25
"""Heads centred in cells of different heights stand at nearly the same one."""

_TWO_DECIMALS = re.compile(r"\d\.\d\d$")
_SPREAD = re.compile(r"(?!类款|款项|项目编)[\u4e00-\u9fff]{2}")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Characters that stand together."""

    glyphs: tuple[Glyph, ...]
    box: Box
    text: str

    def parts(self, columns: Iterable[tuple[float, float]]) -> list["Chunk"]:
        """The chunk cut where a small gap in it parts two columns."""
        gutters = [(a, b) for (_, a), (b, _) in pairwise(columns)]
        groups: list[list[Glyph]] = [[self.glyphs[0]]]
        for before, after in pairwise(self.glyphs):
            near = REACH * after.box.height
            middle = (before.box.right + after.box.left) / 2
            is_gap = after.box.left - before.box.right >= TIGHT * after.box.height
            if is_gap and any(a - near < middle < b + near for a, b in gutters):
                groups.append([])
            groups[-1].append(after)
        return [chunk_of(group) for group in groups]


@dataclass(frozen=True, slots=True)
class TextRow:
    """The chunks of one line, from left to right."""

    box: Box
    chunks: tuple[Chunk, ...]


def rows_of(glyphs: Iterable[Glyph]) -> list[TextRow]:
    """The lines of a page from top to bottom."""
    lines: list[list[Glyph]] = []
    inked = (glyph for glyph in glyphs if glyph.text.strip())
    for glyph in sorted(inked, key=lambda glyph: glyph.box.middle):
        if lines and glyph.box.middle - lines[-1][0].box.middle < SAME_LINE * glyph.box.height:
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return [_row(sorted(line, key=lambda glyph: glyph.box.left)) for line in lines]


def head_rows(rows: Sequence[TextRow], columns: Sequence[tuple[float, float]]) -> list[TextRow]:
    """Lines of heads with those parted that stand close, and those joined that are spread out.

    经营收入 附属单位上缴收入 is two heads, 收     入 is one.
    """
    glyphs = [glyph for row in rows for chunk in row.chunks for glyph in chunk.glyphs]
    lines = _head_lines(glyphs)
    return [_split(row, columns, lines[:index]) for index, row in enumerate(lines)]


def _head_lines(glyphs: Iterable[Glyph]) -> list[TextRow]:
    """Lines in which no character stands upon another, as heads of unlike height may."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.box.middle):
        near = SAME_HEAD_LINE * glyph.box.height
        alike = lines and glyph.box.middle - lines[-1][0].box.middle < near
        if alike and not any(_cover(glyph.box, other.box) for other in lines[-1]):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return [_row(sorted(line, key=lambda glyph: glyph.box.left)) for line in lines]


def _cover(one: Box, other: Box) -> bool:
    common = min(one.right, other.right) - max(one.left, other.left)
    return common > 0.3 * min(one.right - one.left, other.right - other.left)


def _split(
    row: TextRow, columns: Sequence[tuple[float, float]], above: Sequence[TextRow]
) -> TextRow:
    chunks: list[Chunk] = []
    for chunk in row.chunks:
        spread = chunks and _SPREAD.fullmatch(chunks[-1].text + chunk.text)
        if spread and _end_heads(chunks[-1], chunk, above):
            spread = None
        if spread and chunk.box.left - chunks[-1].box.right < 12 * chunk.box.height:
            chunks[-1] = chunk_of([*chunks[-1].glyphs, *chunk.glyphs])
        else:
            chunks += chunk.parts(columns)
    return TextRow(row.box, tuple(chunks))


def _end_heads(one: Chunk, other: Chunk, above: Sequence[TextRow]) -> bool:
    """Whether both are the ends of heads right above them: 基本支|出 and 项目支|出."""
    near = [c for row in above for c in row.chunks]
    begun = [
        [
            c
            for c in near
            if _cover(c.box, end.box) and 0 < end.box.middle - c.box.middle < 1.6 * c.box.height
        ]
        for end in (one, other)
    ]
    return bool(begun[0] and begun[1] and begun[0] != begun[1])


def chunk_of(glyphs: Sequence[Glyph]) -> Chunk:
    """Glyphs from left to right as one chunk."""
    return Chunk(tuple(glyphs), _outline(glyphs), "".join(glyph.text for glyph in glyphs))


def _row(line: Sequence[Glyph]) -> TextRow:
    groups: list[list[Glyph]] = []
    for glyph in line:
        if groups and not _is_apart(groups[-1], glyph):
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
    return TextRow(_outline(line), tuple(chunk_of(group) for group in groups))


def _is_apart(before: Sequence[Glyph], after: Glyph) -> bool:
    """Whether a column ends before a character: 12.50|二、外交支出 and 12.50|30201."""
    gap = (after.box.left - before[-1].box.right) / after.box.height
    if gap < TIGHTEST or gap >= GAP:
        return gap >= GAP
    if after.text.isdigit() and before[-1].text.isdigit() and gap >= TIGHT:
        return True  # 12|3,890.11: an ordinal and the figure of the next column
    if after.text.isdigit():
        return bool(_TWO_DECIMALS.search("".join(glyph.text for glyph in before[-4:])))
    is_word = "\u4e00" <= after.text <= "\u9fff" and not _BEFORE_UNIT.match(after.text)
    return before[-1].text.isdigit() and is_word


def _outline(glyphs: Sequence[Glyph]) -> Box:
    return Box(
        min(glyph.box.left for glyph in glyphs),
        min(glyph.box.top for glyph in glyphs),
        max(glyph.box.right for glyph in glyphs),
        max(glyph.box.bottom for glyph in glyphs),
    )
