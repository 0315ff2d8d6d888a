"""OFD, the national fixed-layout format (GB/T 33190-2016): a zip of XML, page by page."""

import posixpath
import zipfile
from collections.abc import Iterator

from lxml import etree

from models.document import Document, SourceFile
from models.refusal import RefusalReason
from pipeline.readers.layout.assemble import assemble
from pipeline.readers.layout.parts import Box, Line
from pipeline.readers.packages import BROKEN_MEMBER, MAX_XML_PART, checked_zip, damaged
from pipeline.readers.refusing import refusal

Element = etree._Element

POINTS_PER_MILLIMETRE = 72 / 25.4
A4 = (0.0, 0.0, 210.0, 297.0)

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def read(data: bytes, source: SourceFile) -> Document:
    """Read the pages of all documents in the file, in order.

    Raises:
        RefusedFile: the package is damaged or unsafe, or its pages hold no text.
    """
    sizes: list[tuple[float, float]] = []
    lines: list[list[Line]] = []
    with checked_zip(data, source.path) as archive:
        package = _Package(archive, source.path)
        for content, area in _pages(package):
            sizes.append((_points(area[2]), _points(area[3])))
            lines.append(_lines(content))
    if not any(lines):
        raise refusal(
            RefusalReason.NO_TEXT,
            source.path,
            f"its {len(sizes)} pages hold no text",
            "It is probably a scan",
            "Ask the department for the document it was printed from",
        )
    return assemble(sizes, lines, {}, {}, source)


class _Package:
    """Parts of an OFD archive, by paths relative to the part that names them."""

    def __init__(self, archive: zipfile.ZipFile, path: str) -> None:
        self._archive = archive
        self._path = path
        self._names = {name.lstrip("/"): name for name in archive.namelist()}

    def part(self, location: str, base: str = "") -> tuple[Element, str]:
        """The XML at ``location`` (as named by the part ``base``), and its full path."""
        full = location.lstrip("/") if location.startswith("/") else f"{_folder(base)}{location}"
        full = posixpath.normpath(full)
        name = self._names.get(full)
        if name is None or self._archive.getinfo(name).file_size > MAX_XML_PART:
            raise damaged(self._path, f"its part {full} is missing or far too large")
        try:
            return etree.fromstring(self._archive.read(name), _PARSER), full
        except (*BROKEN_MEMBER, etree.XMLSyntaxError) as error:
            raise damaged(self._path, f"its part {full} is broken") from error


def _folder(path: str) -> str:
    folder = posixpath.dirname(path)
    return f"{folder}/" if folder else ""


def _pages(package: _Package) -> Iterator[tuple[Element, tuple[float, ...]]]:
    """Content and physical box, in millimetres, of every page."""
    root, root_path = package.part("OFD.xml")
    for location in root.iterfind(".//{*}DocRoot"):
        document, path = package.part((location.text or "").strip(), root_path)
        area = _numbers(document.findtext(".//{*}PageArea/{*}PhysicalBox")) or A4
        for page in document.iterfind("./{*}Pages/{*}Page"):
            content, _ = package.part(page.get("BaseLoc") or "", path)
            yield content, _numbers(content.findtext("./{*}Area/{*}PhysicalBox")) or area


def _lines(content: Element) -> list[Line]:
    """The page's texts, those beside each other on one height as one line, top to bottom."""
    pieces = [piece for item in content.iterfind(".//{*}TextObject") if (piece := _piece(item))]
    pieces.sort(key=lambda piece: (round(piece.box.middle / 3), piece.box.left))
    rows: list[Line] = []
    for piece in pieces:
        if (
            rows
            and abs(rows[-1].box.middle - piece.box.middle) < min(rows[-1].size, piece.size) / 2
        ):
            rows[-1] = _beside(rows[-1], piece)
        else:
            rows.append(piece)
    return rows


def _piece(item: Element) -> Line | None:
    text = "".join(code.text or "" for code in item.iterfind("./{*}TextCode")).strip()
    boundary = _numbers(item.get("Boundary"))
    if not text or len(boundary) != 4:
        return None
    left, top, width, height = map(_points, boundary)
    size = _points(float(item.get("Size") or 0)) or height
    matrix = _numbers(item.get("CTM"))
    if len(matrix) == 6 and matrix[3]:
        size *= abs(matrix[3])
    return Line(
        text, Box(left, top, left + width, top + height), size, int(item.get("Weight") or 0)
    )


def _beside(left: Line, right: Line) -> Line:
    gap = " " if right.box.left - left.box.right > left.size else ""
    box = Box(
        min(left.box.left, right.box.left),
        min(left.box.top, right.box.top),
        max(left.box.right, right.box.right),
        max(left.box.bottom, right.box.bottom),
    )
    return Line(left.text + gap + right.text, box, left.size, left.weight)


def _numbers(text: str | None) -> tuple[float, ...]:
    """Numbers separated by blanks, as OFD writes boxes; none where it is broken.

    >>> _numbers("0 0 210 297"), _numbers("0 x")
    ((0.0, 0.0, 210.0, 297.0), ())
    """
    try:
        return tuple(float(part) for part in (text or "").split())
    except ValueError:
        return ()


def _points(millimetres: float) -> float:
    return millimetres * POINTS_PER_MILLIMETRE
