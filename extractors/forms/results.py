"""Self-evaluation forms as indicator results."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.forms.project import project_of
from extractors.forms.words import is_form_word, role_in_form, without_form_words
from extractors.tables.grid import Words, grid_of, row_spans
from extractors.tables.heads import Band, Frame, frame_of
from extractors.tables.numbers import parse_bare
from models.document import Document, Table
from models.finding import IndicatorResult
from models.observation import Observation
from models.span import Span

_NOTHING = Words("", "")


def find_indicator_results(
    document: Document, folded: str, observations: tuple[Observation, ...]
) -> tuple[IndicatorResult, ...]:
    """One result for every indicator line of every form in the document.

    Levels that a form prints once, merged or not, are carried down. Rows that the template
    offers and nobody filled, rows that do not apply, and totals are none.
    """
    by_place: dict[tuple[int, int, int], int] = {}
    for index, observation in enumerate(observations):
        if place := observation.mention.cell:
            by_place.setdefault((place.table, place.row, place.column), index)
    return tuple(
        result
        for number, table in enumerate(document.tables)
        if "指标" in table.span.of(folded)
        for result in _in_table(document, folded, number, table, by_place)
    )


def _in_table(
    document: Document,
    folded: str,
    number: int,
    table: Table,
    by_place: Mapping[tuple[int, int, int], int],
) -> Iterator[IndicatorResult]:
    frame = frame_of(grid_of(table, folded, document.text))
    project = project_of(table, document.text) or None
    spans = row_spans(table)
    for band in frame.bands:
        columns = _columns(band)
        if columns is not None:
            reader = _BandReader(frame, band, columns, number, by_place, project, spans)
            yield from reader.results()


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


@dataclass(frozen=True, slots=True)
class _BandReader:
    frame: Frame
    band: Band
    columns: _Columns
    table: int
    by_place: Mapping[tuple[int, int, int], int]
    project: str | None
    spans: Mapping[int, Span]

    def results(self) -> Iterator[IndicatorResult]:
        """The indicators below one row of heads."""
        levels = ["", "", ""]
        for row in range(self.band.body, self.band.end):
            texts = [self._text(row, self.columns.of(f"level{level}")) for level in (1, 2, 3)]
            levels = _carried(levels, [words.printed for words in texts])
            name = self._name(texts)
            if name:
                yield self._result(row, levels, name)

    def _name(self, texts: Sequence[Words]) -> str:
        """The indicator's own name, "" for a row that is no indicator or was not filled."""
        inner = texts[2] if self.columns.of("level3") else texts[1]
        bare = without_form_words("numbered", inner.text)
        outer_is_total = any(is_form_word("not_indicator", words.text) for words in texts)
        if not bare or is_form_word("nothing", bare) or outer_is_total:
            return ""
        return inner.printed[len(inner.text) - len(bare) :]

    def _result(self, row: int, levels: Sequence[str], name: str) -> IndicatorResult:
        target, target_place = self._first(row, "target", from_right=True)
        actual, actual_place = self._first(row, "actual")
        level2 = levels[1] if self.columns.of("level3") else ""
        return IndicatorResult(
            level1=levels[0],
            level2=level2,
            level3=name,
            target=target,
            actual=actual,
            weight=_points(self._text(row, self.columns.of("weight"))),
            score=_points(self._text(row, self.columns.of("score"))),
            deviation_reason=_filled(self._text(row, self.columns.of("reason"))),
            span=self._span(row),
            project=self.project,
            target_observation=self.by_place.get(target_place),
            actual_observation=self.by_place.get(actual_place),
        )

    def _first(
        self, row: int, role: str, *, from_right: bool = False
    ) -> tuple[str, tuple[int, int, int]]:
        """The first filled cell of a role; an adjusted target stands right of the first one."""
        places = self.columns.of(role)
        for column in reversed(places) if from_right else places:
            number = self.frame.grid.at(row, column)
            if number >= 0 and (text := _filled(self.frame.grid.words(number))):
                cell = self.frame.grid.cells[number]
                return text, (self.table, cell.row, cell.column)
        return "", (-1, -1, -1)

    def _text(self, row: int, columns: Sequence[int]) -> Words:
        """The words of the innermost of some columns, each cell once."""
        for column in reversed(columns):
            number = self.frame.grid.at(row, column)
            if number >= 0 and self.frame.grid.texts[number]:
                return self.frame.grid.words(number)
        return _NOTHING

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


def _filled(words: Words) -> str:
    return "" if is_form_word("nothing", words.text) else words.printed


def _points(words: Words) -> Decimal | None:
    """Points of a cell (10, 10分, 10%), None where it holds no number."""
    parsed = parse_bare(words.text.rstrip("分%"))
    return parsed[0] if parsed else None
