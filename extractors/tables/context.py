"""What stands around a table: its title, the unit of its figures, the table it continues."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.fold import fold
from extractors.quantities.units import Unit
from extractors.tables.grid import Words, bare, grid_of
from extractors.tables.heads import Frame, continued, frame_of
from extractors.tables.units import head_unit, units_of_line
from extractors.tables.words import table_words
from models.document import Document
from models.mention import Kind

_LINES_ABOVE = 6
_REACH = 400
_LONGEST_TITLE = 60
_LONGEST_GAP = 60
# Sheet1, 工作表 2: names that a program gave.
_NAMELESS = re.compile(r"(?:sheet|工作表|table|表格?)\d*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table with its heads and what the text around says of it.

    Attributes:
        title: its caption as found, without blanks; "" where there is none.
        units: of its unit line; empty where nothing says in which unit its figures are.
    """

    frame: Frame
    title: str = ""
    units: tuple[Unit, ...] = ()


def frames_of(document: Document, folded: str) -> tuple[Frame, ...]:
    """The rows, columns and heads of every table, ``document.tables[i]`` at place i.

    Cells and results of forms are both read by them.
    """
    return tuple(frame_of(grid_of(table, folded, document.text)) for table in document.tables)


def place_tables(
    document: Document, folded: str, frames: Sequence[Frame] | None = None
) -> tuple[PlacedTable, ...]:
    """Every table of the document, in order, ``document.tables[i]`` at place i.

    ``frames`` are those of ``frames_of``, where they are at hand.
    """
    placed: list[PlacedTable] = []
    behind = 0
    for frame in frames_of(document, folded) if frames is None else frames:
        table = frame.grid.table
        gap = slice(max(behind, table.span.start - _REACH), table.span.start)
        above = _lines(document.text[gap])
        placed.append(_place(frame, above, placed[-1] if placed else None))
        behind = table.span.end
    return _with_common_unit(placed)


def _place(frame: Frame, above: list[Words], before: PlacedTable | None) -> PlacedTable:
    if before and _continues(frame, above, before.frame):
        return PlacedTable(continued(frame, before.frame), before.title, before.units)
    inside = _lead_lines(frame)
    name = _words(frame.grid.table.title)
    title = _title([*inside, *reversed(above)], name)
    captions = (line for line in inside if _is_caption(line.text))
    near = (*captions, name, *reversed(above))
    units = next((units for line in near if (units := units_of_line(line.text))), ())
    return PlacedTable(frame, title, units or _unit_in_heads(frame))


def _is_caption(text: str) -> bool:
    """Whether a text above the heads is a title or a unit line, and no field of a form."""
    return "单位:" in text or table_words().title.search(text) is not None


def _unit_in_heads(frame: Frame) -> tuple[Unit, ...]:
    """The one unit of money that some head names: 部门预算执行情况(万元)."""
    columns = (column for band in frame.bands for column in band.columns)
    hints = (head_unit(word.text) for column in columns for word in column.path)
    units = {hint.unit for hint in hints if hint and hint.is_explicit and hint.unit}
    money = tuple(unit for unit in units if unit.kind is Kind.AMOUNT)
    return money if len(money) == 1 else ()


def _words(line: str) -> Words:
    return Words(bare(fold(line)), bare(line))


def _lines(text: str) -> list[Words]:
    # Strokes that part the cells of a lost table may stand behind its title.
    lines = (_words(line.strip("| ")) for line in text.splitlines()[-4 * _LINES_ABOVE :])
    return [line for line in lines if line.text][-_LINES_ABOVE:]


def _continues(frame: Frame, above: list[Words], before: Frame) -> bool:
    """Whether a table is the rest of the one before it, on another page."""
    gap = "".join(line.text for line in above)
    return (
        not frame.bands
        and bool(before.bands)
        and frame.grid.width == before.grid.width
        and len(gap) <= _LONGEST_GAP
        and not any(table_words().title.search(line.text) for line in above)
        and not units_of_line(gap)
    )


def _lead_lines(frame: Frame) -> list[Words]:
    """The texts above the first heads, where some readers put title and unit line."""
    if not frame.bands:
        return []
    grid = frame.grid
    rows = range(frame.bands[0].start)
    return [grid.words(cell) for row in rows for cell in grid.row_cells(row) if grid.texts[cell]]


def _title(nearest_first: Sequence[Words], name: Words) -> str:
    words = table_words()
    short = [line for line in nearest_first if len(line.text) <= _LONGEST_TITLE]
    lines = [line for line in short if not words.not_title.search(line.text)]
    titles = [line for line in lines if words.title.search(line.text)]
    named = [] if _NAMELESS.fullmatch(name.text) else [name]
    return next((line.printed for line in (*titles, *named, *lines) if line.text), "")


def _with_common_unit(placed: Sequence[PlacedTable]) -> tuple[PlacedTable, ...]:
    """Tables that name no unit take the unit of money that all others of the report name."""
    money = Counter(unit for table in placed for unit in table.units if unit.kind is Kind.AMOUNT)
    if len(money) != 1:
        return tuple(placed)
    common = tuple(money)
    return tuple(
        table if table.units or not _is_about_money(table) else replace(table, units=common)
        for table in placed
    )


def _is_about_money(table: PlacedTable) -> bool:
    columns = (column for band in table.frame.bands for column in band.columns)
    heads = (word.text for column in columns for word in column.path)
    return any(table_words().amount.search(word) for word in (table.title, *heads))
