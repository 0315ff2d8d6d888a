"""What a reader makes of a file: one text, and where its blocks and tables stand in it."""

from dataclasses import dataclass, field
from enum import StrEnum

from models.span import Span
from models.value import value


class BlockKind(StrEnum):
    """What a block of the text is."""

    PARAGRAPH = "paragraph"
    TABLE = "table"
    TEXT_BOX = "text_box"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The bytes a report was read from.

    Attributes:
        path: where the file was found, as given; for a member of an archive
            ``outer.zip!/inner/name.docx``.
        sha256: hex digest of the bytes.
        size: number of bytes.
        format: code from the table of formats, such as ``docx`` or ``txt``.
    """

    path: str
    sha256: str
    size: int
    format: str

    @property
    def name(self) -> str:
        """The file's base name.

        >>> SourceFile("年报.zip!/一局/自评.docx", "", 0, "docx").name
        '自评.docx'
        """
        return self.path.replace("\\", "/").rsplit("/", 1)[-1]


@value
class Block:
    """A paragraph, a note or a whole table, in reading order.

    Attributes:
        kind: what it is.
        span: its place in ``Document.text``.
        page: 1-based page, where the format has pages.
        outline_level: 1 to 9 where the file itself says "heading" (Word style or
            outline level, PDF bookmark, HTML h1 to h6).
        label_span: the automatic number the reader wrote into the text as Word shows
            it (一、), where the paragraph has one.
        numbering: the list and level that automatic number comes from (``"3/0"``).
        is_emphasised: the whole paragraph is set bold or larger than the body.
        is_contents: the file itself marks the paragraph as table of contents.
    """

    kind: BlockKind
    span: Span
    page: int | None = None
    outline_level: int | None = None
    label_span: Span | None = None
    numbering: str | None = None
    is_emphasised: bool = False
    is_contents: bool = False


@value
class Cell:
    """One cell of a table; a merged cell stands once, at its top left place.

    Attributes:
        number_format: a spreadsheet's own format of the cell (``0.00%``), else None.
    """

    span: Span
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    number_format: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its cells' texts stand in ``Document.text``, row by row.

    Cells of one row are separated by a tab, rows by a line break. A cell's own paragraphs
    are separated by line breaks, and tabs inside it are blanks. A table nested in a cell
    is a table of its own, placed after the one that holds it.

    Attributes:
        span: its place in the text (the span of its block).
        cells: in reading order.
        title: caption or sheet name where the file gives one; empty otherwise (the
            extractors also look at the lines before the table).
    """

    span: Span
    cells: tuple[Cell, ...]
    title: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read. ``text`` never changes length after this.

    Attributes:
        text: the blocks' texts joined by one line break each.
        blocks: in reading order, not overlapping; each table is one block.
        tables: in reading order.
        running_heads: texts of page headers and footers, kept out of ``text``.
        reader: which reader made it, for provenance.
        notes: what the reader repaired or left out, in English, for the log.
        pages: the span of each page, where the format has pages.
        confidence: spans read by OCR with the confidence of each, 0 to 1.
    """

    source: SourceFile
    text: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    running_heads: tuple[str, ...] = ()
    reader: str = ""
    notes: tuple[str, ...] = ()
    pages: tuple[Span, ...] = ()
    confidence: tuple[tuple[Span, float], ...] = field(default=())
