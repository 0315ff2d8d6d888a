"""A Word document as a ``Document``: walked, then laid out into one text."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from models.document import BlockKind, Document, SourceFile
from models.refusal import RefusalReason
from pipeline.readers.builder import DocumentBuilder
from pipeline.readers.docx import package as parts
from pipeline.readers.docx.fields import PAGE_FIELDS, Fields
from pipeline.readers.docx.items import Grid, Item, Paragraph, Rows
from pipeline.readers.docx.numbering import Numberer
from pipeline.readers.docx.package import WordPackage, open_package
from pipeline.readers.docx.styles import StyleSheet
from pipeline.readers.docx.walk import Walk, notes_by_id
from pipeline.readers.refusing import refusal

# What is left of a page mark when its field is out: "- -", "第 页 共 页", "Page of".
_PAGE_MARK_REST = re.compile(r"[\s\d\-—–－/第页共]*|page\s*(?:of)?\s*", re.IGNORECASE)


def read(data: bytes, source: SourceFile) -> Document:
    """Read a .docx file.

    Raises:
        RefusedFile: it is damaged, encrypted or unsafe, or holds no text.
    """
    package = open_package(data, source.path)
    walk = _walk_of(package, Fields())
    items = walk.document(package.body)
    notes = [f"{count} {what}" for what, count in walk.left_out.items()]
    if walk.fields.depth:
        # Codes of a field that never ends would hide all the text after it.
        items = _walk_of(package, _AllVisible()).document(package.body)
        notes.append("a field never ends: field codes were taken for text")
    if not any(text.strip() for item in items for text in item.texts):
        raise refusal(
            RefusalReason.NO_TEXT,
            source.path,
            "it holds no text",
            "It is probably an empty form, or its pages are pictures",
            "Have the pictures read by OCR, or ask the department for the text",
        )
    builder = DocumentBuilder()
    _lay_out(items, builder)
    return builder.build(
        source, reader="docx", running_heads=tuple(_running_heads(package)), notes=notes
    )


class _AllVisible(Fields):
    """Fields that hide nothing, for documents whose field marks do not match."""

    def mark(self, kind: str) -> str:
        """Pass over the mark."""
        return ""


def _walk_of(package: WordPackage, fields: Fields) -> Walk:
    styles = StyleSheet(package.parts.get(parts.STYLES))
    return Walk(
        styles,
        Numberer(package.parts.get(parts.LISTS), styles.list_of_style),
        fields,
        notes_by_id(package.parts.get(parts.FOOTNOTES)),
        notes_by_id(package.parts.get(parts.ENDNOTES)),
    )


def _lay_out(items: Sequence[Item], builder: DocumentBuilder) -> None:
    """Give every item its place; each printed line is a block of its own."""
    body_size = _body_size(items)
    for item in items:
        if isinstance(item, Grid):
            builder.add_table(item.cells)
            continue
        if isinstance(item, Rows):
            builder.add_rows(item.rows)
            continue
        lines = item.text.split("\n")
        for index, line in enumerate(lines):
            is_first = index == 0
            builder.add_paragraph(
                line,
                kind=item.kind,
                outline_level=item.outline_level if is_first else None,
                is_emphasised=item.is_bold or item.size > body_size > 0,
                is_contents=item.is_contents,
                label=item.label if is_first else "",
                numbering=item.origin if is_first else None,
            )


def _body_size(items: Iterable[Item]) -> int:
    """The size that most characters of paragraphs have; 0 where there are none."""
    characters: Counter[int] = Counter()
    for item in items:
        if isinstance(item, Paragraph) and item.kind is BlockKind.PARAGRAPH and item.size:
            characters[item.size] += len(item.text)
    return characters.most_common(1)[0][0] if characters else 0


def _running_heads(package: WordPackage) -> Iterator[str]:
    """Texts of headers and footers, each once, without page marks."""
    seen = set()
    for root in package.running:
        walk = _walk_of(package, Fields(hidden=PAGE_FIELDS))
        items: list[Item] = []
        walk.container(root, items)
        lines = (line for item in items for text in item.texts for line in text.split("\n"))
        for line in map(str.strip, lines):
            if line not in seen and not _PAGE_MARK_REST.fullmatch(line):
                seen.add(line)
                yield line
