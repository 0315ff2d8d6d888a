"""Makes the forms in a text that lost its tables tables again."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.forms.flattened.bands import Band, Row
from extractors.forms.flattened.fields import Line, fields_of
from extractors.forms.flattened.heads import heads_at
from extractors.forms.flattened.indicators import indicator_rows
from extractors.forms.flattened.money import money_rows
from extractors.forms.flattened.pairs import paired_tables
from extractors.forms.flattened.ruled import ruled_tables
from extractors.forms.flattened.tokens import Cut, Token, cuts_of
from extractors.forms.words import is_form_word
from models.document import Block, BlockKind, Cell, Document, Table
from models.span import Span

# One of these heads stands in every form.
_HINT = re.compile(r"[二三]级\s*指标|指标\s*名称|执行率|执行数|\|.*\|")
_KEYS_BEFORE = 60
_REACH = 1_500


def rebuild_forms(document: Document, folded: str) -> Document:
    """The document with each flattened form as a table; the text stays as it is.

    A form is known by the run of its heads: those of the indicators (三级指标, 指标值, 得分) or
    those of the money (年初预算数, 全年执行数, 执行率). Its rows are read as far as it is plain
    which token stands in which column; what stands between is kept as rows of one cell.
    """
    places = _text_lines(document, folded)
    tables: list[Table] = []
    if any(_HINT.search(folded, *place) for place in places):
        for cut in cuts_of(document.text, folded, places):
            tables = [_table(cut, form) for form in _forms(cut)]
            tables += ruled_tables(cut, tables)
            if tables:
                break
    tables += paired_tables(folded, places, tables)
    if not tables:
        return document
    return _with_tables(document, sorted(tables, key=lambda table: table.span))


def _text_lines(document: Document, folded: str) -> list[Span]:
    """The lines of all paragraphs."""
    lines: list[Span] = []
    for block in document.blocks:
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        start, end = block.span
        while start < end:
            stop = folded.find("\n", start, end)
            stop = end if stop < 0 else stop
            lines.append(Span(start, stop))
            start = stop + 1
    return lines


@dataclass(slots=True)
class _Form:
    """Tokens ``[start, end)`` and the bands among them."""

    start: int
    end: int
    bands: list[Band]


def _forms(cut: Cut) -> list[_Form]:
    forms: list[_Form] = []
    place = behind = 0
    while place < len(cut.tokens):
        band = _band_at(cut, place)
        if band is None:
            place += 1
            continue
        start = _start(cut.tokens, place, behind)
        if forms and start >= place and _belongs(cut.tokens, forms[-1], place):
            forms[-1].bands.append(band)
            forms[-1].end = band.end
        else:
            forms.append(_Form(start, band.end, [band]))
        place = behind = max(band.end, place + 1)
    return [form for form in forms if _is_sure(form)]


def _band_at(cut: Cut, place: int) -> Band | None:
    """The heads at a place with their rows; None where there are none."""
    heads = heads_at(cut, place)
    if heads is None:
        return None
    band = Band(heads, end=heads.end)
    band.rows.extend((money_rows if heads.is_money else indicator_rows)(cut, band))
    return band if band.rows else None


def _is_sure(form: _Form) -> bool:
    return any(len(row) > 1 for band in form.bands for row in band.rows)


def _start(tokens: Sequence[Token], heads: int, floor: int) -> int:
    """Where the fields above the first heads begin: 项目名称, 主管部门."""
    low = max(floor, heads - _KEYS_BEFORE)
    near = tokens[heads].span.start - _REACH
    for place in range(low, heads):
        if tokens[place].span.start >= near and is_form_word("form_start", tokens[place].text):
            return place
    return heads


def _belongs(tokens: Sequence[Token], form: _Form, place: int) -> bool:
    """Whether heads go on with the form before them: its goals at most stand between."""
    return tokens[place].span.start - tokens[form.end - 1].span.end <= _REACH


# -- tables


def _table(cut: Cut, form: _Form) -> Table:
    lines: list[Line] = []
    place = form.start
    for band in form.bands:
        lines += fields_of(cut.tokens[place : band.heads.place])
        heads = {band.shift + column: token for column, token in enumerate(band.heads.tokens)}
        lines.append(Line(heads, band.width))
        lines += _body(band)
        place = band.end
    width = max(line.edge for line in lines)
    cells = [
        Cell(
            token.span,
            number,
            column,
            line.heights.get(column, 1),
            width - column if column == line.edge - 1 else 1,
        )
        for number, line in enumerate(lines)
        for column, token in sorted(line.row.items())
        if token.text
    ]
    return Table(Span(cells[0].span.start, cells[-1].span.end), tuple(cells))


def _body(band: Band) -> Iterator[Line]:
    """The rows of a band, its levels merged down to the next one of the same or a higher level."""
    for number, row in enumerate(band.rows):
        below = band.rows[number + 1 :]
        levels = range(0 if band.heads.is_money else band.name_column)
        heights = {column: 1 + _rows_without(below, column) for column in levels if column in row}
        yield Line(row, band.width, heights)


def _rows_without(rows: Sequence[Row], column: int) -> int:
    """How many rows leave a column and all before it empty."""
    return next((n for n, row in enumerate(rows) if min(row) <= column), len(rows))


def _with_tables(document: Document, tables: Sequence[Table]) -> Document:
    blocks: list[Block] = []
    starts = [table.span.start for table in tables]
    for block in document.blocks:
        blocks += _outside(block, tables, starts)
    blocks += [Block(BlockKind.TABLE, table.span) for table in tables]
    blocks.sort(key=lambda block: block.span)
    every = sorted((*document.tables, *tables), key=lambda table: table.span)
    return replace(document, blocks=tuple(blocks), tables=tuple(every))


def _outside(block: Block, tables: Sequence[Table], starts: Sequence[int]) -> list[Block]:
    """What of a block stands in none of the tables."""
    start, end = block.span
    parts: list[Block] = []
    for table in tables[max(0, bisect_left(starts, start) - 1) :]:
        if table.span.start >= end:
            break
        if table.span.end <= start:
            continue
        if table.span.start > start:
            parts.append(replace(block, span=Span(start, table.span.start)))
        start = table.span.end
    if start == block.span.start:
        return [block]
    return [*parts, replace(block, span=Span(start, end))] if start < end else parts
