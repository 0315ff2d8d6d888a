"""Where in a report a correction belongs, said so that a newer reading finds the place again.

A place is known by its printed words and the words around it. Blanks and line ends do not
count: they are what readers differ in most.
"""

from dataclasses import dataclass

from models.span import Span

CONTEXT = 16
"""Characters kept before and after the printed words, blanks not counted."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place by its words.

    Attributes:
        printed: the words themselves.
        occurrence: which of their occurrences in the text, from 1; decides where the words
            around do not.
        before, after: the words around, without blanks.
    """

    printed: str
    occurrence: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A text without its blanks, and where each remaining character stood."""

    text: str
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Squeezed":
        """The text without blanks.

        >>> Squeezed.of("a b")
        Squeezed(text='ab', offsets=(0, 2))
        """
        offsets = tuple(at for at, character in enumerate(text) if not character.isspace())
        return cls("".join(text[at] for at in offsets), offsets)

    def places(self, words: str) -> list[int]:
        """Where the words begin, in order; none for no words."""
        found, at = [], self.text.find(words) if words else -1
        while at >= 0:
            found.append(at)
            at = self.text.find(words, at + 1)
        return found


def _squeeze(words: str) -> str:
    return "".join(words.split())


def anchor_of(text: str, span: Span) -> Anchor:
    """How the place is told from all others of the text.

    >>> anchor_of("预算5万元，支出5万元。", Span(8, 11))
    Anchor(printed='5万元', occurrence=2, before='预算5万元，支出', after='。')
    """
    squeezed = Squeezed.of(text)
    printed = span.of(text)
    words = _squeeze(printed)
    start = next(n for n, at in enumerate(squeezed.offsets) if at >= span.start)
    end = start + len(words)
    return Anchor(
        printed,
        squeezed.places(words).index(start) + 1,
        squeezed.text[max(0, start - CONTEXT) : start],
        squeezed.text[end : end + CONTEXT],
    )


def locate(text: Squeezed, anchor: Anchor) -> Span | None:
    r"""The place in a text that may have been read anew; None where it is gone.

    It is the occurrence with the most of its surroundings as they were, at least half of them;
    among equals the one with the same number.

    >>> anchor = anchor_of("预算5万元，支出5万元。", Span(8, 11))
    >>> locate(Squeezed.of("预 算 5 万元，\n支出5万\n元。"), anchor)
    Span(start=12, end=16)
    >>> locate(Squeezed.of("收入5万元，结余5万元"), anchor) is None
    True
    """
    words = _squeeze(anchor.printed)
    places = text.places(words)
    alike = [_likeness(text.text, at, at + len(words), anchor) for at in places]
    best = max(alike, default=0)
    if not places or 2 * best < len(anchor.before) + len(anchor.after):
        return None
    equals = [n for n, likeness in enumerate(alike) if likeness == best]
    if len(equals) > 1 and anchor.occurrence - 1 not in equals:
        return None
    chosen = places[equals[0] if len(equals) == 1 else anchor.occurrence - 1]
    return Span(text.offsets[chosen], text.offsets[chosen + len(words) - 1] + 1)


def _likeness(text: str, start: int, end: int, anchor: Anchor) -> int:
    """How many characters next to the place are those of the anchor."""
    before = text[max(0, start - CONTEXT) : start]
    return _common(before[::-1], anchor.before[::-1]) + _common(
        text[end : end + CONTEXT], anchor.after
    )


def _common(one: str, other: str) -> int:
    """Length of the beginning that both share."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
