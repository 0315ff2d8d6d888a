"""Lays out blocks and tables into one text, and keeps their places."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from models.document import Block, BlockKind, Cell, Document, SourceFile, Table
from models.span import Span
from models.value import value


@value
class CellText:
    """A cell's text at its place, before it has a span."""

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    number_format: str | None = None
    confidence: float | None = None


_READING_ORDER = attrgetter("row", "column")


@dataclass(slots=True)
class DocumentBuilder:
    r"""Collects blocks in reading order; ``build`` joins them by line breaks.

    >>> builder = DocumentBuilder()
    >>> builder.add_paragraph("一、概况")
    >>> builder.add_table([CellText("项目", 0, 0), CellText("12.50", 0, 1)])
    >>> document = builder.build(SourceFile("a.pdf", "", 0, "pdf"), reader="pdf")
    >>> document.text
    '一、概况\n项目\t12.50'
    >>> document.tables[0].cells[1].span.of(document.text)
    '12.50'
    """

    _texts: list[str] = field(default_factory=list)
    _blocks: list[Block] = field(default_factory=list)
    _tables: list[Table] = field(default_factory=list)
    _confidence: list[tuple[Span, float]] = field(default_factory=list)
    _length: int = 0

    @property
    def position(self) -> int:
        """Where the next block will start."""
        return self._length

    def add_paragraph(
        self,
        text: str,
        *,
        kind: BlockKind = BlockKind.PARAGRAPH,
        page: int | None = None,
        outline_level: int | None = None,
        is_emphasised: bool = False,
        is_contents: bool = False,
        label: str = "",
        numbering: str | None = None,
        confidence: Sequence[tuple[Span, float]] = (),
    ) -> None:
        """Add one paragraph or note; ``text`` begins with its automatic ``label``, if any.

        ``confidence`` has the places in ``text`` that character recognition read.
        """
        start = self._length
        for span, score in confidence:
            self._confidence.append((Span(start + span.start, start + span.end), score))
        block = Block(
            kind,
            Span(start, start + len(text)),
            page=page,
            outline_level=outline_level,
            label_span=Span(start, start + len(label)) if label else None,
            numbering=numbering,
            is_emphasised=is_emphasised,
            is_contents=is_contents,
        )
        self._append(text, block)

    def add_table(
        self,
        cells: Iterable[CellText],
        *,
        title: str = "",
        page: int | None = None,
    ) -> None:
        """Add one table: cells of a row are joined by tabs, rows by line breaks."""
        ordered = sorted(cells, key=_READING_ORDER)
        text, placed = _lay_out(ordered, self._length)
        for given, cell in zip(ordered, placed, strict=True):
            if given.confidence is not None and given.text:
                self._confidence.append((cell.span, given.confidence))
        span = Span(self._length, self._length + len(text))
        self._tables.append(Table(span, placed, title=title, page=page))
        self._append(text, Block(BlockKind.TABLE, span, page=page))

    def add_rows(self, rows: Sequence[Sequence[str]]) -> None:
        r"""Add a table without merged cells: its rows, each with the texts of its cells.

        >>> builder = DocumentBuilder()
        >>> builder.add_rows([["项目", "金额"], ["合计", ""]])
        >>> builder.build(SourceFile("", "", 0, "docx"), reader="docx").text
        '项目\t金额\n合计\t'
        """
        lines, cells, position = [], [], self._length
        for row, texts in enumerate(rows):
            lines.append("\t".join(texts))
            for column, text in enumerate(texts):
                end = position + len(text)
                cells.append(Cell(Span(position, end), row, column))
                position = end + 1
            position += not texts
        text = "\n".join(lines)
        span = Span(self._length, self._length + len(text))
        self._tables.append(Table(span, tuple(cells)))
        self._append(text, Block(BlockKind.TABLE, span))

    def build(
        self,
        source: SourceFile,
        *,
        reader: str,
        running_heads: Sequence[str] = (),
        notes: Sequence[str] = (),
        pages: Sequence[Span] = (),
    ) -> Document:
        """The finished document."""
        return Document(
            source=source,
            text="\n".join(self._texts),
            blocks=tuple(self._blocks),
            tables=tuple(self._tables),
            running_heads=tuple(running_heads),
            reader=reader,
            notes=tuple(notes),
            pages=tuple(pages),
            confidence=tuple(self._confidence),
        )

    def _append(self, text: str, block: Block) -> None:
        self._texts.append(text)
        self._blocks.append(block)
        self._length += len(text) + 1


def _lay_out(ordered: Sequence[CellText], start: int) -> tuple[str, tuple[Cell, ...]]:
    """The text of a table's cells in order, and each cell at its place from ``start``."""
    pieces: list[str] = []
    placed: list[Cell] = []
    position = start
    previous_row: int | None = None
    for cell in ordered:
        text, row = cell.text, cell.row
        if previous_row is not None:
            pieces.append("\t" if row == previous_row else "\n")
            position += 1
        end = position + len(text)
        placed.append(
            Cell(
                Span(position, end),
                row,
                cell.column,
                cell.row_span,
                cell.column_span,
                cell.number_format,
            )
        )
        pieces.append(text)
        position, previous_row = end, row
    return "".join(pieces), tuple(placed)
