"""What stands on a page: boxes, lines and tables."""

from dataclasses import dataclass

from pipeline.readers.builder import CellText


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points, from the page's top left corner as the page is shown."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """Distance from top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Height of the horizontal centre line."""
        return (self.top + self.bottom) / 2

    def holds(self, other: "Box") -> bool:
        """Whether the centre of ``other`` lies inside this box."""
        centre = (other.left + other.right) / 2
        return self.left <= centre <= self.right and self.top <= other.middle <= self.bottom


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line.

    Attributes:
        size: font size of its first character as it is shown, in points.
        weight: font weight of its first character, 400 is normal, 700 bold; 0 unknown.
        confidence: of what character recognition read, 0 to 1; None where text was there.
    """

    text: str
    box: Box
    size: float
    weight: int
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table on one page.

    Attributes:
        columns: left edges of its columns, in points.
        cells: texts at their places; merged cells once.
    """

    box: Box
    columns: tuple[float, ...]
    cells: tuple[CellText, ...]

    @property
    def row_count(self) -> int:
        """Number of rows, merged ones counted singly."""
        return max((cell.row + cell.row_span for cell in self.cells), default=0)
