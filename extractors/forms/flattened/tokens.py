"""What may have been cells: the pieces of a flattened table."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.tables.grid import bare
from extractors.tables.numbers import parse_bare
from models.span import Span
from models.value import value

# How the cells of a form are parted: each on a line of its own, by tabs, by any blank.
_CELLS = (re.compile(r"[^\n]+"), re.compile(r"[^\t\n]+"), re.compile(r"\S+"))
_FEWEST_PIPES = 8
_FEWEST_IN_LINE = 3
_LONGEST_PIECE = 300
# (万元), 指标: what narrow cells part from the words before them.
_TAIL = re.compile(r"\((?:单位:?)?[千百]?[万亿]?元\)|指标|\([A-Z](?:/[A-Z])?\)")
# 预算执行情况 (20分), 得分 (20分*执行率): the same, but no part of 标 of an upright 产出指标
_POINTS = re.compile(r"\(\d{1,3}分(?:[*×][^()\d]{2,6})?\)")
# 100.00 · 95% · 8分 · 854万元 · — · /: what may stand in a column of figures.
_FIGURE = re.compile(r"[≥≤<>=]?[-+]?\d[\d,]*(?:\.\d+)?(?:%|分|[万亿]?元|万|亿)?|[-—–/\\×*]+|")


@value
class Token:
    """What may have been a cell.

    Attributes:
        text, printed: its words without blanks, folded and as printed; "" for a cell that
            only the marks around it show.
        span: its place, without blanks around it.
        line: the number of its line among those looked at.
    """

    text: str
    printed: str
    span: Span
    line: int

    @property
    def points(self) -> Decimal | None:
        """The points that it prints (10, 8分), None where it prints none."""
        parsed = parse_bare(self.text.removesuffix("分")) if self.text else None
        return parsed[0] if parsed else None

    @property
    def is_figure(self) -> bool:
        """Whether it may stand in a column of figures: a number, a stroke, or nothing."""
        return _FIGURE.fullmatch(self.text) is not None


@dataclass(frozen=True, slots=True)
class Cut:
    """The pieces of a text, cut in one way.

    Attributes:
        is_exact: empty cells can be told, so that every column has its token.
        is_by_line: every line is a row.
    """

    tokens: Sequence[Token]
    is_exact: bool
    is_by_line: bool


def cuts_of(text: str, folded: str, places: Sequence[Span]) -> Iterator[Cut]:
    """The text of ``places`` in pieces, cut in every way in which exporters part cells."""
    if sum(folded.count("|", *place) for place in places) >= _FEWEST_PIPES:
        yield _by_pipes(text, folded, places)
    before: list[tuple[Span, int]] = []
    for pattern in _CELLS:
        pieces = _parted(pattern, folded, places)
        # Text without tabs, or without blanks, is cut as it was before.
        if pieces != before:
            yield Cut(_tokens(text, folded, pieces), is_exact=False, is_by_line=False)
        before = pieces


def _parted(
    pattern: re.Pattern[str], folded: str, places: Sequence[Span]
) -> list[tuple[Span, int]]:
    """What the pattern finds in the lines, without blanks around it, and in which line."""
    found = (
        (_stripped(folded, Span(*match.span())), line)
        for line, place in enumerate(places)
        for match in pattern.finditer(folded, *place)
    )
    return [(piece, line) for piece, line in found if piece.start < piece.end]


def _by_pipes(text: str, folded: str, places: Sequence[Span]) -> Cut:
    """Cells ended by strokes, one or several a line; what follows the last stroke is none."""
    tokens: list[Token] = []
    lines = [line for line in places if "|" in folded[line.start : line.end]]
    widths = sorted(folded.count("|", *line) for line in lines)
    is_by_line = widths[len(widths) // 2] >= _FEWEST_IN_LINE
    if is_by_line:
        for number, line in enumerate(lines):
            cells = [_stripped(folded, piece) for piece in _pieces(folded, *line)]
            while cells and cells[-1].start == cells[-1].end:
                cells.pop()
            tokens += [_token(text, folded, cell, number) for cell in cells]
        return Cut(tokens, is_exact=True, is_by_line=True)
    for number, piece in enumerate(_pieces(folded, places[0].start, places[-1].end)):
        place = _stripped(folded, piece)
        if (
            not number or place.end - place.start > _LONGEST_PIECE
        ):  # text stands above the first cell
            place = Span(max(place.start, folded.rfind("\n", *place) + 1), place.end)
        tokens.append(_token(text, folded, place, number))
    return Cut(tokens, is_exact=True, is_by_line=False)


def _pieces(folded: str, start: int, end: int) -> Iterator[Span]:
    last = folded.rfind("|", start, end)
    behind = folded[last + 1 : end].strip()
    at = start
    while at <= last:
        stop = folded.find("|", at, end)
        yield Span(at, stop)
        at = stop + 1
    if behind:
        yield Span(at, end)


def _tokens(text: str, folded: str, pieces: Iterable[tuple[Span, int]]) -> list[Token]:
    """Tokens of the pieces; what belongs to the one before lengthens it."""
    tokens: list[Token] = []
    for place, line in pieces:
        token = _token(text, folded, place, line)
        if tokens and _is_tail(tokens[-1], token):
            token = _token(text, folded, Span(tokens[-1].span.start, place.end), tokens.pop().line)
        tokens.append(token)
    return tokens


def _is_tail(before: Token, token: Token) -> bool:
    if before.is_figure:
        return False
    is_points = len(before.text) > 1 and _POINTS.fullmatch(token.text) is not None
    return is_points or _TAIL.fullmatch(token.text) is not None


def _token(text: str, folded: str, place: Span, line: int) -> Token:
    return Token(bare(place.of(folded)), bare(place.of(text)), place, line)


def _stripped(folded: str, place: Span) -> Span:
    start, end = place
    while start < end and folded[start].isspace():
        start += 1
    while end > start and folded[end - 1].isspace():
        end -= 1
    return Span(start, end)
