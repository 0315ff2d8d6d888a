"""Small lists that people keep beside the reports: manifest, expected departments, scores.

The first row that holds every required head is the head; rows above it (a title) are skipped.
Heads may be Chinese or English. A row with a mistake is left out and named with its line.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from models.problem import Problem
from pipeline.readers.decoding import decode

Heads = Mapping[str, tuple[str, ...]]
"""For each field the words that its column may be headed with; the first is shown to people."""

T = TypeVar("T")

_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
TEXT_ENDINGS = {".csv", ".txt", ".tsv"}
HEAD_ROWS = 10


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list: its line in the file, from 1, and its filled fields."""

    line: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong in a list, fit to be shown to whoever keeps it."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Listed(Generic[T]):
    """What a list says, row by row, and the rows that are left out with their reasons."""

    rows: tuple[T, ...]
    mistakes: tuple[Mistake, ...]


class RowMistake(Exception):
    """Raised while one row is understood; the list goes on with the next."""


def read_rows(path: Path, heads: Heads, required: Sequence[str]) -> Iterator[Row]:
    """Rows of a .csv, .xlsx, .xls or .et file that hold anything.

    Args:
        path: the list.
        heads: columns to look for; others are passed over.
        required: fields without whose column the file cannot be this list.

    Raises:
        Problem: it cannot be opened, or no row holds the required heads.
    """
    columns: dict[int, str] | None = None
    for line, cells in _cells_of(path):
        if columns is None:
            columns = _columns(cells, heads, required)
            if columns is None and line > HEAD_ROWS:
                break
            continue
        values = {name: cells[i] for i, name in columns.items() if i < len(cells) and cells[i]}
        if values:
            yield Row(line, values)
    if columns is None:
        wanted = ", ".join(f"{name} ({heads[name][0]})" for name in required)
        raise Problem(f"{path} has no row of heads with: {wanted}. Add one as its first row.")


def _columns(cells: Sequence[str], heads: Heads, required: Sequence[str]) -> dict[int, str] | None:
    names = {word: field for field, words in heads.items() for word in (field, *words)}
    columns: dict[int, str] = {}
    for index, cell in enumerate(cells):
        field = names.get(cell.strip().lower().replace(" ", ""))
        if field and field not in columns.values():
            columns[index] = field
    return columns if set(required) <= set(columns.values()) else None


def _cells_of(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        if path.suffix.lower() in TEXT_ENDINGS:
            return _text_cells(path)
        return _sheet_cells(path)
    except OSError as error:
        raise Problem(f"{path} cannot be read: {error.strerror}. Check its name.") from error


def _text_cells(path: Path) -> Iterator[tuple[int, list[str]]]:
    decoded = decode(path.read_bytes())
    if decoded is None:
        raise Problem(f"{path} is no text in any known encoding. Save it as CSV (UTF-8).")
    delimiter = "\t" if "\t" in decoded[0].split("\n", 1)[0] else ","
    reader = csv.reader(io.StringIO(decoded[0], newline=""), delimiter=delimiter)
    return ((reader.line_num, [cell.strip() for cell in cells]) for cells in reader)


def _sheet_cells(path: Path) -> Iterator[tuple[int, list[str]]]:
    # Imported here: most runs have no list of this kind.
    from python_calamine import CalamineError, CalamineWorkbook

    data = path.read_bytes()
    try:
        rows = (
            CalamineWorkbook.from_filelike(io.BytesIO(data))
            .get_sheet_by_index(0)
            .to_python(skip_empty_area=False)
        )
    except (CalamineError, OSError, IndexError) as error:
        raise Problem(f"{path} is no workbook that can be opened. Save it as .xlsx.") from error
    return ((line, [_shown(cell) for cell in cells]) for line, cells in enumerate(rows, 1))


def _shown(cell: object) -> str:
    """A cell as text; 2024.0 is 2024.

    >>> _shown(2024.0), _shown(95.5), _shown(" 优 ")
    ('2024', '95.5', '优')
    """
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def year_in(printed: str) -> int:
    """A fiscal year as written in a list (2024, 2024年, 2024年度, 二〇二四年).

    Raises:
        RowMistake: it is none.
    """
    digits = printed.removesuffix("度").removesuffix("年").strip().translate(_CHINESE_DIGITS)
    if not (digits.isascii() and digits.isdigit() and 1990 <= int(digits) <= 2099):
        raise RowMistake(f"{printed!r} is no fiscal year; write it like 2024.")
    return int(digits)
