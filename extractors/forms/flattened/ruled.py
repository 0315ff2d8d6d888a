"""Tables whose cells strokes part: | a | b |, with or without a rule below the heads."""

import re
from collections.abc import Sequence
from itertools import groupby

from extractors.forms.flattened.tokens import Cut, Token
from models.document import Cell, Table
from models.span import Span

# --- | :--: | the rule below the heads of a table in Markdown
_RULE = re.compile(r":?-{2,}:?")
_FEWEST_COLUMNS = 3


def ruled_tables(cut: Cut, forms: Sequence[Table]) -> list[Table]:
    """Tables of any other kind whose cells strokes part: lines of as many cells each."""
    if not cut.is_by_line:
        return []
    tables: list[Table] = []
    run: list[list[Token]] = []
    for _, line in groupby(cut.tokens, key=lambda token: token.line):
        row = list(line)
        is_inside = any(row[0].span.overlaps(form.span) for form in forms)
        is_next = run and len(row) == len(run[-1]) and row[0].line == run[-1][0].line + 1
        if run and (is_inside or not is_next):
            tables += _plain(run)
            run = []
        if not is_inside and len(row) >= _FEWEST_COLUMNS:
            run.append(row)
    return tables + _plain(run)


def _plain(rows: Sequence[Sequence[Token]]) -> list[Table]:
    """A table of the rows, none of a single one."""
    if len(rows) < 2:
        return []
    cells = tuple(
        Cell(token.span, number, column)
        for number, row in enumerate(rows)
        for column, token in enumerate(row)
        if token.text and not _RULE.fullmatch(token.text)
    )
    return [Table(Span(cells[0].span.start, cells[-1].span.end), cells)] if cells else []
