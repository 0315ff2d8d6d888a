"""What the walk over a Word document yields, before it has places in a text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from models.document import BlockKind
from pipeline.readers.builder import CellText


@dataclass(slots=True)  # not frozen: there are many, and those take three times as long to make
class Paragraph:
    """A paragraph as printed.

    Attributes:
        text: begins with ``label`` and the gap after it; soft line breaks are line feeds.
        label, origin: its automatic number and the list and level that gives it.
        size: half-points of its smallest text; 0 where it prints nothing.
    """

    kind: BlockKind
    text: str
    label: str = ""
    origin: str | None = None
    outline_level: int | None = None
    is_bold: bool = False
    size: int = 0
    is_contents: bool = False

    @property
    def texts(self) -> Iterator[str]:
        """Its text alone, so that all items can be asked alike."""
        return iter((self.text,))


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, some of whose cells may be merged."""

    cells: Sequence[CellText]

    @property
    def texts(self) -> Iterator[str]:
        """Of its cells, in reading order."""
        return (cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Rows:
    """A table without merged cells."""

    rows: Sequence[Sequence[str]]

    @property
    def texts(self) -> Iterator[str]:
        """Of its cells, in reading order."""
        return chain.from_iterable(self.rows)


Item = Paragraph | Grid | Rows
