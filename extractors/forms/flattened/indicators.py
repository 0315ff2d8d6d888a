"""Indicators in flattened forms: which token stands in which column."""

import re
from collections.abc import Iterator, Sequence

from extractors.forms.flattened.bands import Band, Row
from extractors.forms.flattened.heads import heads_at
from extractors.forms.flattened.tokens import Cut, Token
from extractors.forms.words import is_form_word, without_form_words
from models.span import Span

_LONGEST_CELL = 120
_LONGEST_LEVEL = 16
_SHORTEST_REASON = 2
_LONGEST_BAND = 2_000


def indicator_rows(cut: Cut, band: Band) -> Iterator[Row]:
    """The indicators behind the heads of ``band``, then their total; ``end`` is moved behind."""
    reader = _IndicatorReader(cut, band)
    yield from reader.rows()
    band.end = reader.place


class _IndicatorReader:
    """Reads the indicators behind one run of heads; ``place`` is where it stopped."""

    def __init__(self, cut: Cut, band: Band) -> None:
        self.cut, self.tokens = cut, cut.tokens
        roles = band.heads.roles
        self.place = band.heads.end
        self.level1 = ""
        self.column: dict[str, int] = {}
        for column, role in enumerate(roles):
            if role:
                self.column.setdefault(role, column)
        self.name = band.name_column
        # Columns behind the name; a reason is often empty and is looked for by itself.
        self.values = [
            column
            for column in range(self.name + 1, len(roles))
            if cut.is_exact or roles[column] != "reason"
        ]
        places = (self.column.get(role) for role in ("weight", "score"))
        self.points = [column for column in places if column in self.values]

    def rows(self) -> Iterator[Row]:
        """The indicators, then the total."""
        levels: list[Token] = []
        end = min(len(self.tokens), self.place + _LONGEST_BAND)
        while self.place < end:
            token = self.tokens[self.place]
            if len(token.text) > _LONGEST_CELL or is_form_word("after_form", token.text):
                return
            if is_form_word("not_indicator", token.text):
                yield self._total()
                return
            if heads_at(self.cut, self.place):
                return
            if not self._is_level(token) and (row := self._row_at(self.place)):
                yield {**self._placed_levels(levels), **row}
                levels = []
                continue
            if not self.points and len(token.text) > _LONGEST_LEVEL and not self._is_level(token):
                return
            levels.append(token)
            self.place += 1

    def _is_level(self, token: Token) -> bool:
        return any(is_form_word(f"flat_level{level}", token.text) for level in (1, 2))

    def _placed_levels(self, levels: Sequence[Token]) -> Row:
        """The levels that stand before a row, by column."""
        names = [t for t in levels if t.text and len(t.text) <= _LONGEST_LEVEL and not t.is_figure]
        names = _upright(names)
        row: Row = {}
        for token in names:
            column = self._column_of_level(token, is_alone=len(names) == 1, is_first=not row)
            if column is None:
                continue
            row = {place: held for place, held in row.items() if place < column}
            row[column] = token
            if column == self.column.get("level1"):
                self.level1 = token.text
        return row

    def _column_of_level(self, token: Token, *, is_alone: bool, is_first: bool) -> int | None:
        first, second = self.column.get("level1"), self.column.get("level2")
        second = None if second == self.name else second
        is_outer = is_form_word("flat_level1", token.text)
        if is_outer and is_form_word("flat_level2", token.text):
            # 成本指标 is a part of 产出指标 where nothing divides it, else a level of its own.
            is_outer = is_first and not (is_alone and "产出" in self.level1)
        if is_outer:
            return first
        return second if second is not None else first

    def _row_at(self, place: int) -> Row | None:
        """The cells of a row by column; None where none stands here."""
        name = self.tokens[place]
        words = without_form_words("numbered", name.text)
        if not words or is_form_word("nothing", words) or name.is_figure:
            return None
        if is_form_word("after_form", name.text):
            return None
        behind = self.tokens[place + 1 : place + 1 + len(self.values)]
        if self.cut.is_by_line:
            behind = [token for token in behind if token.line == name.line]
        fitting = self._fitting(behind)
        if fitting is None:
            return None
        self.place = place + 1 + len(fitting)
        row: Row = {self.name: name, **fitting}
        if reason := self._reason():
            row[self.column["reason"]] = reason
        return row

    def _fitting(self, behind: Sequence[Token]) -> Row | None:
        """The values behind a name by column, as far as the points stand where they should."""
        if self.cut.is_exact:
            row = dict(zip(self.values, behind, strict=False))
            has_all = len(behind) == len(self.values) or self.cut.is_by_line
            fits = all(column not in row or row[column].is_figure for column in self.points)
            is_sure = bool(self.points) or not any(map(self._is_name_of_part, behind))
            return row if has_all and fits and is_sure else None
        if not self.points:
            fits = len(behind) == len(self.values) and not any(map(self._is_name_of_part, behind))
            return dict(zip(self.values, behind, strict=True)) if fits else None
        first = self.values.index(min(self.points))
        for missing in range(first + 1):
            # Left out are the last ones before the points: a target without a result.
            columns = self.values[: first - missing] + self.values[first:]
            row = dict(zip(columns, behind, strict=False))
            if len(row) == len(columns) and all(
                row[column].points is not None for column in self.points
            ):
                return row
        return None

    def _is_name_of_part(self, token: Token) -> bool:
        return self._is_level(token) or is_form_word("after_form", token.text)

    def _reason(self) -> Token | None:
        """The token behind a row, where it can be nothing but the reason for a deviation."""
        if self.cut.is_exact or "reason" not in self.column or self.place >= len(self.tokens):
            return None
        token = self.tokens[self.place]
        is_other = (
            self._is_level(token)
            or is_form_word("not_indicator", token.text)
            or is_form_word("after_form", token.text)
            or len(token.text) > _LONGEST_CELL
            or token.points is not None
            or (len(token.text) < _SHORTEST_REASON and not is_form_word("nothing", token.text))
        )
        place = self.place
        if is_other or heads_at(self.cut, place) or self._row_at_without_reason(place):
            return None
        self.place = place + 1
        return token

    def _row_at_without_reason(self, place: int) -> bool:
        name = self.tokens[place]
        behind = self.tokens[place + 1 : place + 1 + len(self.values)]
        return not name.is_figure and self._fitting(behind) is not None

    def _total(self) -> Row:
        """总分 100 98.75: its points, where all of them are printed."""
        row: Row = {0: self.tokens[self.place]}
        self.place += 1
        points: list[Token] = []
        while self.place < len(self.tokens) and len(points) < len(self.points):
            token = self.tokens[self.place]
            if token.points is None:
                break
            points.append(token)
            self.place += 1
        if len(points) == len(self.points):
            row.update(zip(self.points, points, strict=True))
        return row


def _upright(levels: Sequence[Token]) -> list[Token]:
    """Levels with those joined that stand upright in a narrow cell, a character a line."""
    joined: list[Token] = []
    for token in levels:
        before = joined[-1] if joined else None
        is_weight = re.fullmatch(r"\(\d+分?\)", token.text) is not None
        if before and _is_piece(before) and (len(token.text) == 1 or is_weight):
            joined[-1] = Token(
                before.text + token.text,
                before.printed + token.printed,
                Span(before.span.start, token.span.end),
                before.line,
            )
        else:
            joined.append(token)
    return joined


def _is_piece(token: Token) -> bool:
    """Whether a token is a single character, or several that were joined."""
    return len(token.text) == 1 or token.span.end - token.span.start > len(token.text)
