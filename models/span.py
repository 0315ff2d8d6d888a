"""A place in a text."""

from typing import NamedTuple


class Span(NamedTuple):
    """Half-open character offsets ``[start, end)`` into ``Document.text``.

    Folding keeps length, so one span serves the stored text and its folded form.

    >>> Span(2, 5).of("预算97.5%")
    '97.'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of ``text`` that this span covers."""
        return text[self.start : self.end]

    def contains(self, other: "Span") -> bool:
        """Whether ``other`` lies wholly inside this span.

        >>> Span(0, 9).contains(Span(3, 9))
        True
        """
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share at least one character.

        >>> Span(0, 3).overlaps(Span(3, 5))
        False
        """
        return self.start < other.end and other.start < self.end
