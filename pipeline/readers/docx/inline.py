"""The text of one paragraph: what its runs print, and what hangs on them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.readers.docx import names as n
from pipeline.readers.docx.fields import Fields, field_type
from pipeline.readers.docx.names import Element
from pipeline.readers.docx.styles import Style, StyleSheet
from pipeline.readers.docx.symbols import symbol

# Run content that always prints the same.
_FIXED = {
    n.TAB: "\t",
    n.POSITIONED_TAB: "\t",
    n.CARRIAGE_RETURN: "\n",
    n.NO_BREAK_HYPHEN: "-",
}
PAGE_BREAKS = frozenset(("page", "column"))


@dataclass(slots=True)
class Inline:
    """What a paragraph's content comes to.

    Attributes:
        pieces: its text; joined, soft line breaks are line feeds.
        boxes: contents of the text boxes anchored in it.
        notes: ids of the footnotes it refers to; ``end_notes`` likewise.
        is_bold: whether all printed text so far is bold.
        size: half-points of the smallest printed text; 0 before there is any.
        is_contents: whether any of it is the result of a table of contents.
        objects: how many embedded objects were met.
    """

    pieces: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    end_notes: list[str] = field(default_factory=list)
    is_bold: bool = True
    size: int = 0
    is_contents: bool = False
    objects: int = 0

    @property
    def has_attachments(self) -> bool:
        """Whether anything hangs on the paragraph besides its text."""
        return bool(self.boxes or self.notes or self.end_notes or self.objects)


@dataclass(slots=True)
class InlineReader:
    """Reads paragraphs' content; the state of fields runs on between them."""

    styles: StyleSheet
    fields: Fields

    def read(self, paragraph: Element, style: Style, into: Inline) -> None:
        """Add what the paragraph prints to ``into``."""
        self._content(paragraph, style, into)
        into.is_contents = into.is_contents or self.fields.is_contents or style.is_contents

    def _content(self, parent: Element, style: Style, into: Inline) -> None:
        for child in parent:
            tag = child.tag
            if tag == n.RUN:
                self._run(child, style, into)
            elif tag in n.WRAPPERS or tag == n.CONTROL:
                self._content(child, style, into)
            elif tag == n.SIMPLE_FIELD:
                if field_type(child.get(n.INSTRUCTION) or "") not in self.fields.hidden:
                    self._content(child, style, into)
            elif tag == n.ALTERNATIVES:
                self._content(chosen(child), style, into)
            elif tag == n.MATH_TEXT:
                into.pieces.append(child.text or "")
            elif tag == n.FRACTION:
                self._fraction(child, style, into)

    def _fraction(self, fraction: Element, style: Style, into: Inline) -> None:
        for index, part in enumerate(fraction.iterchildren(n.NUMERATOR, n.DENOMINATOR)):
            if index:
                into.pieces.append("/")
            self._content(part, style, into)

    def _run(self, run: Element, style: Style, into: Inline) -> None:
        properties: Element | None = None
        is_hidden = style.is_hidden
        for child in run:
            tag = child.tag
            if tag == n.TEXT:
                text = n.text_of(child)
                if text and not is_hidden and self.fields.is_visible:
                    into.pieces.append(text)
                    self._note_format(properties, style, text, into)
            elif tag == n.RUN_PROPERTIES:
                properties = child
                is_hidden = self._is_hidden(child, style)
            elif tag == n.FIELD_CODE:
                self.fields.add_code(child.text or "")
            elif tag == n.FIELD_MARK:
                into.pieces.append(self.fields.mark(child.get(n.FIELD_TYPE) or ""))
                into.is_contents = into.is_contents or self.fields.is_contents
            elif not is_hidden:
                self._other(child, into)

    def _other(self, child: Element, into: Inline) -> None:
        """Run content that is rare, in the order of how rare it is."""
        tag = child.tag
        if tag in (n.DRAWING, n.PICTURE, n.ALTERNATIVES, n.OBJECT):
            into.boxes.extend(text_boxes(child))
            into.objects += tag == n.OBJECT
        elif not self.fields.is_visible:
            return
        elif tag in _FIXED:
            into.pieces.append(_FIXED[tag])
        elif tag == n.BREAK:
            is_page = child.get(n.TYPE) in PAGE_BREAKS
            into.pieces.append(PAGE_BREAK if is_page else "\n")
        elif tag == n.NOTE_REFERENCE:
            into.notes.append(child.get(n.ID) or "")
        elif tag == n.END_NOTE_REFERENCE:
            into.end_notes.append(child.get(n.ID) or "")
        elif tag == n.SYMBOL:
            into.pieces.append(symbol(child.get(n.FONT) or "", child.get(n.CHARACTER) or ""))
        elif tag == n.RUBY:
            for base in child.iterchildren(n.RUBY_BASE):
                self._content(base, Style(), into)

    def _is_hidden(self, properties: Element, style: Style) -> bool:
        own = properties.find(n.VANISH)
        if own is not None:
            return n.is_on(own)
        named = properties.find(n.RUN_STYLE)
        is_hidden_by_name = named is not None and self.styles.of(named.get(n.VAL)).is_hidden
        return style.is_hidden or is_hidden_by_name

    def _note_format(
        self, properties: Element | None, style: Style, text: str, into: Inline
    ) -> None:
        """Keep whether all text is bold, and the size of the smallest."""
        if text.isspace():
            return
        is_bold, size = style.is_bold, style.size
        if properties is not None:
            bold, own_size = properties.find(n.BOLD), n.number(properties.find(n.SIZE))
            named = properties.find(n.RUN_STYLE)
            if bold is not None:
                is_bold = n.is_on(bold)
            elif named is not None:
                is_bold = is_bold or self.styles.of(named.get(n.VAL)).is_bold
            size = own_size or size
        into.is_bold = into.is_bold and is_bold
        into.size = min(size, into.size) if into.size else size


PAGE_BREAK = "\f"
"""Stands for a page break among the pieces until the paragraph is put together."""


def chosen(alternatives: Element) -> Element:
    """The one branch of ``mc:AlternateContent`` to read: what new versions of Word show."""
    choice = alternatives.find(n.CHOICE)
    fallback = alternatives.find(n.FALLBACK)
    branch = fallback if choice is None else choice
    return alternatives if branch is None else branch


def text_boxes(element: Element) -> Iterator[Element]:
    """The outermost text boxes in a drawing, each once."""
    if element.tag == n.TEXT_BOX:
        yield element
        return
    for child in chosen(element) if element.tag == n.ALTERNATIVES else element:
        yield from text_boxes(child)
