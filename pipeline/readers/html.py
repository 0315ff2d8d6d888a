"""Web pages: text and tables, without navigation."""

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from models.document import Document, SourceFile
from models.refusal import RefusalReason
from pipeline.readers.builder import CellText, DocumentBuilder
from pipeline.readers.decoding import decode, undecodable
from pipeline.readers.refusing import refusal

SKIPPED = frozenset(
    re.findall(
        r"\w+",
        "script style noscript template head nav footer aside select option button iframe svg "
        "canvas object input textarea audio video",
    )
)
"""Elements that hold nothing of the report."""

BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article blockquote body br caption center dd details div dl dt fieldset figure "
        "figcaption form h1 h2 h3 h4 h5 h6 header hr legend li main ol p pre section table tbody "
        "td tfoot th thead tr ul",
    )
)
"""Elements that begin and end a line."""

MENU_LINKS = 5
MENU_SHARE = 0.8
"""A list or box with at least so many links, which make up that share of its text, is a menu."""

MAX_DEPTH = 150
"""Elements nested deeper (no page is, unless made to exhaust a reader) are read as plain text."""

_BLANKS = re.compile(r"[ \t\r\n\f]+")  # not U+3000: it indents paragraphs, and is printed
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def read(data: bytes, source: SourceFile) -> Document:
    """Read a web page.

    Raises:
        RefusedFile: it is no text, or holds none.
    """
    tree = LexborHTMLParser(_decoded(data, source.path))
    walk = _Walk()
    if tree.body is not None:
        walk.element(tree.body)
    walk.end_line()
    if not walk.builder.position:
        raise refusal(
            RefusalReason.NO_TEXT,
            source.path,
            "the page holds no text",
            "It loads its text by script, or shows the report as a picture",
            "Open it in a browser and save the report it shows as .docx or .pdf",
        )
    notes = [f"{walk.menus} menus left out"] if walk.menus else []
    return walk.builder.build(source, reader=source.format, notes=notes)


def _decoded(data: bytes, path: str) -> str:
    """The page's text. Declared GB2312 often is GB18030, so only other names are believed."""
    declared = _CHARSET.search(data[:4096])
    name = declared.group(1).decode("ascii").lower() if declared else ""
    if name and not name.startswith(("gb", "utf", "x-gb", "unicode")):
        try:
            return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            pass
    decoded = decode(data)
    if decoded is None:
        raise undecodable(path, "It was probably saved twice over in two encodings")
    return decoded[0]


@dataclass(slots=True)
class _Walk:
    """One pass over the page in document order."""

    builder: DocumentBuilder = field(default_factory=DocumentBuilder)
    menus: int = 0
    _line: list[str] = field(default_factory=list)
    _level: int | None = None

    def element(self, node: LexborNode, depth: int = 0) -> None:
        """Add what the element holds."""
        tag = node.tag or ""
        if tag in SKIPPED or _is_hidden(node):
            return
        if tag in ("ul", "ol", "div", "table", "header") and _is_menu(node):
            self.menus += 1
            return
        if tag == "table" and (cells := _table(node)):
            self.end_line()
            self.builder.add_table(cells)
            return
        if tag in BLOCKS:
            self.end_line()
        if tag in _HEADINGS:
            self._level = int(tag[1])
        self.contents(node, depth)
        if tag in BLOCKS:
            self.end_line()

    def contents(self, node: LexborNode, depth: int = 0) -> None:
        """Add what stands inside the element."""
        if depth > MAX_DEPTH:
            self._line.append(node.text() or "")
            return
        for child in node.iter(include_text=True, skip_empty=False):
            if child.tag == "-text":
                self._line.append(child.text_content or "")
            else:
                self.element(child, depth + 1)

    def end_line(self) -> None:
        """Make a paragraph of the line so far, if it holds anything."""
        text = _BLANKS.sub(" ", "".join(self._line).replace("\u00a0", " ")).strip(" ")
        if text.strip():
            self.builder.add_paragraph(text, outline_level=self._level)
        self._line.clear()
        self._level = None


_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _is_menu(node: LexborNode) -> bool:
    links = node.css("a")
    if len(links) < MENU_LINKS:
        return False
    linked = sum(len((link.text() or "").strip()) for link in links)
    whole = len(_BLANKS.sub("", node.text() or ""))
    return linked >= MENU_SHARE * whole


def _table(node: LexborNode) -> list[CellText]:
    """The cells of a table of data; empty for one that only lays out the page."""
    if any(inner.mem_id != node.mem_id for inner in node.css("table")):
        return []
    cells: list[CellText] = []
    taken: set[tuple[int, int]] = set()
    rows = 0
    for row in node.css("tr"):
        column = 0
        for cell in row.iter():
            if cell.tag not in ("td", "th") or _is_hidden(cell):
                continue
            while (rows, column) in taken:
                column += 1
            height, width = _extent(cell, "rowspan"), _extent(cell, "colspan")
            taken.update((rows + r, column + c) for r in range(height) for c in range(width))
            cells.append(CellText(_cell_text(cell), rows, column, height, width))
            column += width
        rows += 1
    columns = max((cell.column + cell.column_span for cell in cells), default=0)
    return cells if rows > 1 and columns > 1 else []


def _extent(cell: LexborNode, name: str) -> int:
    """A span as browsers take it: a number from 1 to 1,000, else 1."""
    stated = (cell.attributes.get(name) or "").strip()
    return min(int(stated), 1000) or 1 if stated.isdecimal() else 1


def _cell_text(cell: LexborNode) -> str:
    """The lines of a cell."""
    walk = _Walk()
    walk.contents(cell)
    walk.end_line()
    return walk.builder.build(SourceFile("", "", 0, "html"), reader="").text.replace("\t", " ")
