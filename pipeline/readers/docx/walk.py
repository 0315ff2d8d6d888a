"""One walk over a Word document's XML, in document order."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from models.document import BlockKind
from pipeline.readers.docx import names as n
from pipeline.readers.docx.fields import Fields
from pipeline.readers.docx.inline import PAGE_BREAK, Inline, InlineReader, chosen
from pipeline.readers.docx.items import Grid, Item, Paragraph, Rows
from pipeline.readers.docx.names import Element
from pipeline.readers.docx.numbering import NO_LIST, Label, Numberer
from pipeline.readers.docx.styles import Style, StyleSheet, outline_level_of
from pipeline.readers.docx.tables import SPECIAL, cells_of, plain_rows, special_tags
from pipeline.readers.residue import INVISIBLE, INVISIBLE_NOTE

_CONTENTS_GALLERY = "Table of Contents"


@dataclass(slots=True)
class Walk:
    """Walks bodies, cells, text boxes and notes alike.

    Attributes:
        notes, end_notes: contents of footnotes and endnotes by id.
        left_out: what was met and not read, counted for the log.
    """

    styles: StyleSheet
    numberer: Numberer
    fields: Fields
    notes: dict[str, Element] = field(default_factory=dict)
    end_notes: dict[str, Element] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)
    _cited_end_notes: list[str] = field(default_factory=list)
    # What precedes a paragraph mark that was deleted: it belongs to the next paragraph.
    _carried: Inline | None = None
    _inline: InlineReader = field(init=False)
    # Headers are walked without a document around them: anything may stand in those.
    _special: Sequence[str] = SPECIAL

    def __post_init__(self) -> None:
        self._inline = InlineReader(self.styles, self.fields)

    def document(self, body: Element) -> list[Item]:
        """All of the body, with endnotes at its end."""
        items: list[Item] = []
        self._special = special_tags([body, *self.notes.values(), *self.end_notes.values()])
        self.container(body, items)
        for note_id in self._cited_end_notes:
            self._note(self.end_notes, note_id, BlockKind.ENDNOTE, items)
        return items

    def container(
        self,
        parent: Element,
        items: list[Item],
        kind: BlockKind = BlockKind.PARAGRAPH,
        is_contents: bool = False,
    ) -> None:
        """Add the paragraphs and tables of a body, cell, text box or note to ``items``."""
        for child in parent:
            tag = child.tag
            if tag == n.PARAGRAPH:
                self._paragraph(child, items, kind, is_contents)
            elif tag == n.TABLE:
                self._table(child, items)
            elif tag == n.CONTROL:
                in_contents = is_contents or _is_contents_control(child)
                for content in child.iterchildren(n.CONTROL_CONTENT):
                    self.container(content, items, kind, in_contents)
            elif tag in n.WRAPPERS:
                self.container(child, items, kind, is_contents)
            elif tag == n.ALTERNATIVES:
                self.container(chosen(child), items, kind, is_contents)
            elif tag == n.FOREIGN_CHUNK:
                self.left_out["embedded documents left out"] += 1

    def _paragraph(
        self, paragraph: Element, items: list[Item], kind: BlockKind, is_contents: bool
    ) -> None:
        properties = next(paragraph.iterchildren(n.PARAGRAPH_PROPERTIES), None)
        style = self.styles.paragraph(_value(properties, n.PARAGRAPH_STYLE))
        inline, self._carried = self._carried or Inline(), None
        self._inline.read(paragraph, style, inline)
        if properties is not None and _is_mark_deleted(properties):
            self._carried = inline
            return
        text = self._printed(inline)
        if not text and _is_mark_hidden(properties, style):
            return
        label = self._label(properties, style)
        level = n.number(None if properties is None else properties.find(n.OUTLINE_LEVEL))
        items.append(
            Paragraph(
                kind,
                f"{label.text}{label.suffix}{text}" if label else text,
                label.text if label else "",
                label.origin if label else None,
                style.outline_level if level is None else outline_level_of(level),
                inline.is_bold and inline.size > 0,
                inline.size,
                is_contents or inline.is_contents,
            )
        )
        if inline.has_attachments:
            self._attachments(inline, items)

    def _printed(self, inline: Inline) -> str:
        """The text of the collected pieces, without what prints nothing."""
        text = "".join(inline.pieces)
        if PAGE_BREAK in text:
            # A page break parts lines only where there is text on both its sides.
            text = "\n".join(part for part in text.split(PAGE_BREAK) if part)
        if text.isascii():
            return text
        text, count = INVISIBLE.subn("", text)
        if count:
            self.left_out[INVISIBLE_NOTE] += count
        return text

    def _label(self, properties: Element | None, style: Style) -> Label | None:
        """The automatic number: of the paragraph itself, else of its style."""
        list_id, level = None, None
        own = None if properties is None else properties.find(n.NUMBERING)
        if own is not None:
            list_id, level = _value(own, n.LIST_ID), n.number(own.find(n.LIST_LEVEL))
        if list_id is None:
            if style.list_id is None:
                return None
            list_id = style.list_id
            if level is None:
                level = self.numberer.level_for_style(list_id, style.chain, style.list_level)
        return None if list_id == NO_LIST else self.numberer.next_label(list_id, level or 0)

    def _attachments(self, inline: Inline, items: list[Item]) -> None:
        """Text boxes and footnotes, after the paragraph that they hang on."""
        if inline.objects:
            self.left_out["embedded objects left out"] += inline.objects
        for box in inline.boxes:
            self.container(box, items, BlockKind.TEXT_BOX)
        for note_id in inline.notes:
            self._note(self.notes, note_id, BlockKind.FOOTNOTE, items)
        self._cited_end_notes.extend(inline.end_notes)

    def _note(
        self, notes: dict[str, Element], note_id: str, kind: BlockKind, items: list[Item]
    ) -> None:
        # A note that cites itself, or is cited twice, is printed once.
        note = notes.pop(note_id, None)
        if note is not None:
            self.container(note, items, kind)

    def _table(self, table: Element, items: list[Item]) -> None:
        """The table, then what its cells hold besides text: nested tables, boxes, notes."""
        after: list[Item] = []

        def cell_text(cell: Element) -> str:
            inside: list[Item] = []
            self.container(cell, inside)
            lines = []
            for item in inside:
                if isinstance(item, Paragraph) and item.kind is BlockKind.PARAGRAPH:
                    lines.append(item.text)
                else:
                    after.append(item)
            text = lines[0] if len(lines) == 1 else "\n".join(lines).strip("\n")
            return text.replace("\t", " ") if "\t" in text else text

        rows = plain_rows(table, self._special, self._is_plain_style)
        if rows is not None:
            items.append(Rows(rows))
            return
        cells = cells_of(table, cell_text)
        if cells:
            items.append(Grid(cells))
        items.extend(after)

    def _is_plain_style(self, style_id: str | None) -> bool:
        style = self.styles.paragraph(style_id)
        return style.list_id is None and not style.is_hidden


def notes_by_id(root: Element | None) -> dict[str, Element]:
    """The notes of a part by id; separators have a type and are no notes."""
    found: Iterable[Element] = () if root is None else root.iterchildren(n.NOTE, n.END_NOTE)
    return {note.get(n.ID) or "": note for note in found if note.get(n.TYPE) in (None, "normal")}


def _value(parent: Element | None, tag: str) -> str | None:
    found = None if parent is None else parent.find(tag)
    return None if found is None else found.get(n.VAL)


def _is_contents_control(control: Element) -> bool:
    properties = control.find(n.CONTROL_PROPERTIES)
    galleries = () if properties is None else properties.iter(n.GALLERY)
    return any(gallery.get(n.VAL) == _CONTENTS_GALLERY for gallery in galleries)


def _is_mark_deleted(properties: Element) -> bool:
    """Whether a tracked change deletes or moves away the paragraph's end."""
    mark = properties.find(n.RUN_PROPERTIES)
    return mark is not None and (
        mark.find(n.DELETED) is not None or mark.find(n.MOVED_AWAY) is not None
    )


def _is_mark_hidden(properties: Element | None, style: Style) -> bool:
    mark = None if properties is None else properties.find(n.RUN_PROPERTIES)
    own = None if mark is None else mark.find(n.VANISH)
    return style.is_hidden if own is None else n.is_on(own)
