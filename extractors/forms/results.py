"""Self-evaluation forms as indicator results."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from extractors.forms.project import project_of
from extractors.forms.several import indicators_in, values_in
from extractors.forms.words import is_form_word, role_in_form, without_form_words
from extractors.tables.context import frames_of
from extractors.tables.grid import Words, bare, row_spans
from extractors.tables.heads import Band, Frame
from extractors.tables.numbers import parse_bare
from models.document import Document
from models.finding import IndicatorResult
from models.observation import Observation
from models.span import Span

_NOTHING = Words("", "")


def find_indicator_results(
    document: Document,
    folded: str,
    observations: tuple[Observation, ...],
    frames: Sequence[Frame] | None = None,
) -> tuple[IndicatorResult, ...]:
    """One result for every indicator line of every form in the document.

    Levels that a form prints once, merged or not, are carried down. Rows that the template
    offers and nobody filled, rows that do not apply, and totals are none. ``frames`` are
    those of ``frames_of``, where they are at hand.
    """
    by_place: dict[_Place, list[int]] = {}
    for index, observation in enumerate(observations):
        if place := observation.mention.cell:
            by_place.setdefault((place.table, place.row, place.column), []).append(index)
    found = _Found(document.text, folded, observations, by_place)
    return tuple(
        result
        for number, frame in enumerate(frames or frames_of(document, folded))
        if "指标" in frame.grid.table.span.of(folded)
        for result in _in_table(found, number, frame)
    )


_Place = tuple[int, int, int]
"""Table, row and column of a cell."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A report's text, and its observations by the cell that they stand in."""

    text: str
    folded: str
    observations: Sequence[Observation]
    by_place: Mapping[_Place, Sequence[int]]

    def first_in(self, place: _Place, span: Span) -> int | None:
        """The first observation of a cell that stands within a part of it."""
        inside = (
            index
            for index in self.by_place.get(place, ())
            if span.contains(self.observations[index].mention.span)
        )
        return next(inside, None)


def _in_table(found: _Found, number: int, frame: Frame) -> Iterator[IndicatorResult]:
    table = frame.grid.table
    project = project_of(table, found.text) or None
    spans = row_spans(table)
    for band in frame.bands:
        columns = _columns(band)
        if columns is not None:
            yield from _BandReader(frame, band, columns, number, found, project, spans).results()


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the parts of an indicator stand; several columns may hold one."""

    by_role: Mapping[str, tuple[int, ...]]

    def of(self, role: str) -> tuple[int, ...]:
        """The columns of a role, from left to right."""
        return self.by_role.get(role, ())


def _columns(band: Band) -> _Columns | None:
    """The parts of an indicator by column; None where the heads are of another table."""
    by_role: dict[str, list[int]] = {}
    for place, column in enumerate(band.columns):
        roles = (role_in_form(head.text) for head in reversed(column.path))
        role = next((role for role in roles if role), None)
        if role:
            by_role.setdefault(role, []).append(place)
    has_name = by_role.keys() & {"level3", "level2"}
    has_value = by_role.keys() & {"target", "actual", "score"}
    if not has_name or not has_value:
        return None
    return _Columns({role: tuple(places) for role, places in by_role.items()})


class _Part(NamedTuple):
    """One of the indicators that share the cells of a row."""

    place: int
    among: int


class _Value(NamedTuple):
    """What an indicator has in a column, and the observation that reads it."""

    words: Words = _NOTHING
    observation: int | None = None


@dataclass(frozen=True, slots=True)
class _BandReader:
    frame: Frame
    band: Band
    columns: _Columns
    table: int
    found: _Found
    project: str | None
    spans: Mapping[int, Span]

    def results(self) -> Iterator[IndicatorResult]:
        """The indicators below one row of heads."""
        levels = ["", "", ""]
        for row in range(self.band.body, self.band.end):
            texts = [self._words(row, f"level{level}") for level in (1, 2, 3)]
            levels = _carried(levels, [words.printed for words in texts])
            if any(is_form_word("not_indicator", words.text) for words in texts):
                continue
            for name, part in self._names(row):
                yield self._result(row, levels, name, part)

    def _names(self, row: int) -> Iterator[tuple[str, _Part | None]]:
        """The indicators of a row by name; none where the row was not filled."""
        number = self._cell(row, "level3" if self.columns.of("level3") else "level2")
        if number < 0:
            return
        parts = indicators_in(self.found.folded, self.frame.grid.cells[number].span)
        for place, span in enumerate(parts):
            words = self._words_of(span)
            name = without_form_words("numbered", words.text)
            if name and not is_form_word("nothing", name):
                part = _Part(place, len(parts)) if len(parts) > 1 else None
                yield words.printed[len(words.text) - len(name) :], part

    def _result(
        self, row: int, levels: Sequence[str], name: str, part: _Part | None
    ) -> IndicatorResult:
        # An adjusted target stands right of the first one.
        target = self._value(row, self.columns.of("target")[::-1], part)
        actual = self._value(row, self.columns.of("actual"), part)
        weight, score, reason = (
            self._value(row, self.columns.of(role)[::-1], part).words
            for role in ("weight", "score", "reason")
        )
        return IndicatorResult(
            level1=levels[0],
            level2=levels[1] if self.columns.of("level3") else "",
            level3=name,
            target=target.words.printed,
            actual=actual.words.printed,
            weight=_points(weight),
            score=_points(score),
            deviation_reason=reason.printed,
            span=self._span(row),
            project=self.project,
            target_observation=target.observation,
            actual_observation=actual.observation,
        )

    def _value(self, row: int, columns: Sequence[int], part: _Part | None) -> _Value:
        """What the first filled of some cells holds for an indicator."""
        for column in columns:
            number = self.frame.grid.at(row, column)
            if number < 0 or is_form_word("nothing", self.frame.grid.texts[number]):
                continue
            cell = self.frame.grid.cells[number]
            span: Span | None = cell.span
            if part:
                values = values_in(self.found.folded, cell.span, part.among)
                span = values[part.place] if values else None
            if span is None or is_form_word("nothing", (words := self._words_of(span)).text):
                continue
            place = (self.table, cell.row, cell.column)
            return _Value(words, self.found.first_in(place, span))
        return _Value()

    def _cell(self, row: int, role: str) -> int:
        """The innermost filled cell of a role, -1 where there is none."""
        for column in reversed(self.columns.of(role)):
            number = self.frame.grid.at(row, column)
            if number >= 0 and self.frame.grid.texts[number]:
                return number
        return -1

    def _words(self, row: int, role: str) -> Words:
        number = self._cell(row, role)
        return self.frame.grid.words(number) if number >= 0 else _NOTHING

    def _words_of(self, span: Span) -> Words:
        return Words(bare(span.of(self.found.folded)), bare(span.of(self.found.text)))

    def _span(self, row: int) -> Span:
        grid = self.frame.grid
        own = [grid.cells[number] for number in grid.row_cells(row)]
        return self.spans[max(cell.row for cell in own)]


def _carried(levels: Sequence[str], texts: Sequence[str]) -> list[str]:
    """Levels of a row: an empty outer one is that of the row above."""
    carried = list(texts)
    for place in (0, 1):
        if not texts[place]:
            carried[place] = levels[place]
    if texts[0] and texts[0] != levels[0]:
        carried[1] = texts[1]
    return carried


def _points(words: Words) -> Decimal | None:
    """Points of a cell (10, 10分, 10%), None where it holds no number."""
    parsed = parse_bare(words.text.rstrip("分%"))
    return parsed[0] if parsed else None
