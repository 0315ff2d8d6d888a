"""How the tests of the outline read a text, and what they compare."""

from extractors.fold import fold
from extractors.outline.sections import find_sections
from models.outline import Section, SectionKind
from pipeline.readers import document_of_text


def outline(text: str) -> tuple[Section, ...]:
    document = document_of_text(text)
    return find_sections(document, fold(document.text))


def shape(text: str) -> list[tuple[int, str, str, str]]:
    """Depth, h or i, label and title of every section."""
    return [(s.depth, s.kind.value[0], s.label, s.title) for s in outline(text)]


def headings(text: str) -> list[tuple[int, str]]:
    return [(s.depth, s.title) for s in outline(text) if s.kind is SectionKind.HEADING]
