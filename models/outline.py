"""The outline of a report: its headings and numbered items as a tree."""

from enum import StrEnum

from models.span import Span
from models.value import value


class SectionKind(StrEnum):
    """A heading names what follows; an item is a numbered whole sentence."""

    HEADING = "heading"
    ITEM = "item"


@value
class Section:
    """A heading or numbered item and the text it governs.

    Attributes:
        index: position in reading order, from 0; also its place in the tuple of sections.
        parent: index of the section above, or None at the top.
        depth: 1 at the top. The logical depth: a misnumbered heading has the depth of
            its true siblings.
        label: its number as printed or as Word would show it (``一、`` ``(四）``), or "".
        title: the words of a heading without number and without trailing ``：:。.``;
            for an item the first clause, for people to recognise it by.
        label_span, title_span: where these stand (an empty span where there is none).
        span: from its label to the next section of the same or a lesser depth.
        rule: what made it a section, for provenance.
    """

    index: int
    parent: int | None
    depth: int
    kind: SectionKind
    label: str
    title: str
    label_span: Span
    title_span: Span
    span: Span
    rule: str = ""
