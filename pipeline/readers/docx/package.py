"""Opens a Word package and parses the parts that hold text, styles and lists."""

import re
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Protocol, cast

from docx.opc.exceptions import OpcError
from docx.opc.packuri import PACKAGE_URI, PackURI
from docx.opc.phys_pkg import PhysPkgReader
from lxml import etree

from models.refusal import RefusalReason
from pipeline.readers.docx import names as n
from pipeline.readers.docx.names import Element
from pipeline.readers.packages import checked_zip, damaged
from pipeline.readers.refusing import refusal

# The last part of a relationship's type; the namespaces before it differ between the
# transitional and the strict flavour of the format.
MAIN, STYLES, LISTS = "officeDocument", "styles", "numbering"
FOOTNOTES, ENDNOTES, HEADER, FOOTER = "footnotes", "endnotes", "header", "footer"
_WANTED = frozenset((STYLES, LISTS, FOOTNOTES, ENDNOTES, HEADER, FOOTER))

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OpcError,
    ValueError,
    etree.XMLSyntaxError,
)
"""What reading raises on packages that are cut off, patched or made by hand."""

# '<w:style w:type="table" w:styleId="a1">'
_TABLE_STYLE = re.compile(rb'<w:style [^>]*w:type="table"[^>]*[^/]>')
_END_OF_STYLE = b"</w:style>"
_END_OF_LATENT = b"</w:latentStyles>"

# No entities, no network, no trees deeper than 256 levels.
_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
)


class _Reader(Protocol):
    """What python-docx's reader of packages can do; it comes without types."""

    def blob_for(self, pack_uri: PackURI) -> bytes: ...

    def rels_xml_for(self, source_uri: PackURI) -> bytes | None: ...


@dataclass(frozen=True, slots=True)
class WordPackage:
    """The parsed parts of a Word document.

    Attributes:
        body: its ``w:body``.
        parts: the first part of each kind, by the constants above.
        running: the parts of its headers and footers.
    """

    body: Element
    parts: dict[str, Element]
    running: tuple[Element, ...]


def open_package(data: bytes, path: str) -> WordPackage:
    """Open a .docx and parse what reading needs, leaving pictures packed.

    python-docx opens the package and resolves names in it, but its ``Document`` parses
    parts that a reader never looks at, which takes longer than all the rest of reading;
    it also fails where a picture is missing.

    Raises:
        RefusedFile: the package is damaged, encrypted, unsafe, or holds no document.
    """
    checked_zip(data, path).close()
    try:
        reader = cast(_Reader, PhysPkgReader(BytesIO(data)))  # type: ignore[no-untyped-call]
        return _parsed(reader, path)
    except _BROKEN as error:
        raise damaged(path, str(error).strip("'\"") or type(error).__name__) from error


def _parsed(reader: _Reader, path: str) -> WordPackage:
    main = _targets(reader, PACKAGE_URI).get(MAIN)
    if not main:
        raise damaged(path, "it names no main document")
    body = _parse(reader, main[0], path).find(n.BODY)
    if body is None:
        raise damaged(path, f"its main document {main[0]} has no body")
    targets = _targets(reader, main[0])
    found: dict[str, list[Element]] = {
        kind: [root for uri in uris if (root := _parse_if_there(reader, uri, path)) is not None]
        for kind, uris in targets.items()
    }
    parts = {kind: roots[0] for kind, roots in found.items() if roots}
    return WordPackage(body, parts, (*found.get(HEADER, ()), *found.get(FOOTER, ())))


def _targets(reader: _Reader, source: PackURI) -> dict[str, list[PackURI]]:
    """The parts that a part refers to, by the kind of relationship."""
    blob = reader.rels_xml_for(source)
    found: dict[str, list[PackURI]] = {}
    if blob is None:
        return found
    wanted = {MAIN} if source == PACKAGE_URI else _WANTED
    for relation in etree.fromstring(blob, _PARSER):
        kind = (relation.get("Type") or "").rsplit("/", 1)[-1]
        target = relation.get("Target")
        if kind in wanted and target and relation.get("TargetMode") != "External":
            found.setdefault(kind, []).append(PackURI.from_rel_ref(source.baseURI, target))
    return found


def _parse_if_there(reader: _Reader, uri: PackURI, path: str) -> Element | None:
    """A side part's root, or None where the package names a part that it lacks."""
    try:
        return _parse(reader, uri, path)
    except KeyError:
        return None


def _parse(reader: _Reader, uri: PackURI, path: str) -> Element:
    """The root element of a part."""
    blob = reader.blob_for(uri)
    if n.STRICT_NAMESPACE in blob[:4096]:
        blob = blob.replace(n.STRICT_NAMESPACE, n.TRANSITIONAL_NAMESPACE)
    if uri.filename.startswith(STYLES):
        blob = _without_unused_styles(blob)
    root = etree.fromstring(blob, _PARSER)
    if root.getroottree().docinfo.internalDTD is not None:
        raise refusal(
            RefusalReason.UNSAFE,
            path,
            f"its part {uri.membername} declares entities",
            "Word never writes those; the file was probably made to attack the reader",
            "Do not open it; ask the department what it sent",
        )
    return root


def _without_unused_styles(blob: bytes) -> bytes:
    r"""The part of styles without those that set no text: of tables, and latent ones.

    They are most of it, and parsing them would take longer than reading a short report.

    >>> _without_unused_styles(b'<a><w:style w:type="table" x="1"><b/></w:style><w:style/></a>')
    b'<a><w:style/></a>'
    """
    start, end = blob.find(b"<w:latentStyles"), blob.find(_END_OF_LATENT)
    if 0 <= start < end:
        blob = blob[:start] + blob[end + len(_END_OF_LATENT) :]
    kept, position = [], 0
    for mark in _TABLE_STYLE.finditer(blob):
        end = blob.find(_END_OF_STYLE, mark.end())
        if mark.start() >= position and end >= 0:
            kept.append(blob[position : mark.start()])
            position = end + len(_END_OF_STYLE)
    return b"".join((*kept, blob[position:]))
