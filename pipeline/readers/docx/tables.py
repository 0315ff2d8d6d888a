"""The grid of a Word table: rows, columns, and merged cells once."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from pipeline.readers.builder import CellText
from pipeline.readers.docx import names as n
from pipeline.readers.docx.names import Element, text_of
from pipeline.readers.residue import INVISIBLE

# Elements that may stand between a table and its rows, or a row and its cells.
_BETWEEN = frozenset((n.CONTROL, n.CONTROL_CONTENT, *n.WRAPPERS))


def cells_of(table: Element, cell_text: Callable[[Element], str]) -> list[CellText]:
    """The cells of a table in reading order.

    Args:
        table: a ``w:tbl``.
        cell_text: reads a ``w:tc``; called once for each cell, in document order, so that
            automatic numbers count on.
    """
    cells: list[CellText] = []
    above: dict[int, int] = {}
    row_number = 0
    for row in _children(table, n.ROW):
        properties = row.find(n.ROW_PROPERTIES)
        if properties is not None and _is_gone(properties):
            continue
        column = 0 if properties is None else _count(properties.find(n.GRID_BEFORE), least=0)
        # Column: index of the cell that begins there, in this row or merged from above.
        here: dict[int, int] = {}
        for cell in _children(row, n.CELL):
            width, vertical, horizontal = _merging(cell)
            if horizontal == "continue" and cells and cells[-1].row == row_number:
                cells[-1] = replace(cells[-1], column_span=cells[-1].column_span + width)
            elif width:
                top = above.get(column) if vertical == "continue" else None
                here[column] = _place(cells, top, cell, cell_text, (row_number, column, width))
            column += width
        above = here
        row_number += 1
    return cells


def _place(
    cells: list[CellText],
    top: int | None,
    cell: Element,
    cell_text: Callable[[Element], str],
    place: tuple[int, int, int],
) -> int:
    """Add a cell, or extend the one at index ``top`` that it continues; the cell's index.

    Some programs do not mark where a merged cell begins, so any cell above can be
    continued. What Word shows of a continued cell is nothing; where it holds text all the
    same, that is kept as a cell of its own.
    """
    row, column, width = place
    text = cell_text(cell)
    if top is not None and not text.strip():
        cells[top] = replace(cells[top], row_span=row - cells[top].row + 1)
        return top
    cells.append(CellText(text, row, column, 1, width))
    return len(cells) - 1


# What makes a grid irregular or its rows and cells stand elsewhere than directly below.
_IRREGULAR = (
    n.GRID_BEFORE, n.GRID_SPAN, n.VERTICAL_MERGE, n.HORIZONTAL_MERGE, n.CELL_DELETED,
    n.DELETED, n.HIDDEN, n.CONTROL, n.TABLE,
)  # fmt: skip
# What makes a cell print more than the plain text of its runs, or less.
_RICH = (
    n.NUMBERING, n.RUN_STYLE, n.VANISH, n.MOVED_AWAY,
    n.FIELD_MARK, n.SIMPLE_FIELD, n.TAB, n.POSITIONED_TAB, n.BREAK, n.CARRIAGE_RETURN,
    n.NO_BREAK_HYPHEN, n.SYMBOL, n.RUBY, n.MATH_TEXT, n.ALTERNATIVES, n.DRAWING, n.PICTURE,
    n.OBJECT, n.NOTE_REFERENCE, n.END_NOTE_REFERENCE, n.FOREIGN_CHUNK,
)  # fmt: skip
SPECIAL = (*_IRREGULAR, *_RICH)

_UNWANTED = re.compile(f"[\t\n]|{INVISIBLE.pattern}")


def special_tags(roots: Sequence[Element]) -> tuple[str, ...]:
    """Those that keep a table from being plain, as far as the document has them at all."""
    return tuple(
        tag for tag in SPECIAL if any(next(root.iter(tag), None) is not None for root in roots)
    )


def plain_rows(
    table: Element, special: Sequence[str], is_plain_style: Callable[[str | None], bool]
) -> list[list[str]] | None:
    """The cells' texts, row by row, of a table without anything special; else None.

    Most tables are such, and reading them in one pass is several times as fast.

    Args:
        table: a ``w:tbl``.
        special: what ``special_tags`` gives for the document.
        is_plain_style: whether a paragraph style, or the default one (None), neither
            numbers nor hides its paragraphs.
    """
    if special and next(table.iterdescendants(*special), None) is not None:
        return None
    styles = {style.get(n.VAL) for style in table.iter(n.PARAGRAPH_STYLE)} | {None}
    if not all(map(is_plain_style, styles)):
        return None
    rows = _rows(table)
    if _UNWANTED.search("".join(chain.from_iterable(rows))):
        rows = [[_cleaned(text) for text in row] for row in rows]
    return rows


def _rows(table: Element) -> list[list[str]]:
    """The text of each cell as it comes, its paragraphs parted by line feeds."""
    row_tag, paragraph_tag, text_tag = n.ROW, n.PARAGRAPH, n.TEXT
    rows: list[list[str]] = []
    text: str | None = None
    for element in table.iter(row_tag, n.CELL, paragraph_tag, text_tag):
        tag = element.tag
        if tag == text_tag:
            piece = element.text or ""
            text = (text or "") + (piece if piece.strip() == piece else text_of(element))
        elif tag == paragraph_tag:
            if text:
                text += "\n"
        else:
            if text is not None:
                rows[-1].append(text)
            text = None if tag == row_tag else ""
            if tag == row_tag:
                rows.append([])
    if text is not None:
        rows[-1].append(text)
    return rows


def _cleaned(text: str) -> str:
    return INVISIBLE.sub("", text).replace("\t", " ").strip("\n")


def _children(parent: Element, tag: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also those inside content controls."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _BETWEEN:
            yield from _children(child, tag)


def _is_gone(properties: Element) -> bool:
    """Whether a row was deleted (tracked) or is hidden."""
    return properties.find(n.DELETED) is not None or n.is_on(properties.find(n.HIDDEN))


def _count(element: Element | None, *, least: int) -> int:
    """A number of columns; files made by hand may say less than there can be."""
    return max(n.number(element) or least, least)


def _merging(cell: Element) -> tuple[int, str | None, str | None]:
    """Width in columns (0 for a deleted cell), and the part it plays in merged cells."""
    properties = cell.find(n.CELL_PROPERTIES)
    if properties is None:
        return 1, None, None
    width, vertical, horizontal = 1, None, None
    for child in properties:
        tag = child.tag
        if tag == n.GRID_SPAN:
            width = _count(child, least=1)
        elif tag == n.VERTICAL_MERGE:
            vertical = child.get(n.VAL) or "continue"
        elif tag == n.HORIZONTAL_MERGE:
            horizontal = child.get(n.VAL) or "continue"
        elif tag == n.CELL_DELETED:
            return 0, None, None
    return width, vertical, horizontal
