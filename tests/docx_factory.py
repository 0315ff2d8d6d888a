"""Builds real Word packages, byte for byte the same each time, from the XML of their parts."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMESPACES = " ".join(
    (
        f'xmlns:w="{W}"',
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
        'xmlns:v="urn:schemas-microsoft-com:vml"',
        f'xmlns:r="{OFFICE}/relationships"',
    )
)
# Part kind (the end of its relationship's type): root element.
ROOTS = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "header": "hdr",
    "footer": "ftr",
}
COLUMN_WIDTH = 1100
EPOCH = (2024, 1, 1, 0, 0, 0)


def zipped(members: Mapping[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive with fixed time stamps."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = compression
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return buffer.getvalue()


def part(root: str, content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {NAMESPACES}>{content}</w:{root}>'


def relationships(targets: Sequence[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{i}" Type="{OFFICE}/relationships/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


@dataclass
class Word:
    """A Word document in the making: the inner XML of each of its parts.

    Attributes:
        body: of ``w:body``.
        parts: by kind, see ``ROOTS``; headers and footers may be lists.
        dangling: relationships to parts that are not there.
    """

    body: str
    parts: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    dangling: Sequence[tuple[str, str]] = ()

    def members(self) -> dict[str, str]:
        """All files of the package."""
        targets, files = [], {}
        for kind, content in self.parts.items():
            for index, inner in enumerate([content] if isinstance(content, str) else content):
                name = f"{kind}{index or ''}.xml"
                targets.append((kind, name))
                files[f"word/{name}"] = part(ROOTS[kind], inner)
        types = {"word/document.xml": "document.main"}
        types |= {name: name[5:].rstrip(".xml0123456789") for name in files}
        kinds = "".join(
            f'<Override PartName="/{name}" ContentType="{WORD_TYPE}.{kind}+xml"/>'
            for name, kind in types.items()
        )
        return {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
            'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            f"{kinds}</Types>",
            "_rels/.rels": relationships([("officeDocument", "word/document.xml")]),
            "word/_rels/document.xml.rels": relationships([*targets, *self.dangling]),
            "word/document.xml": part("document", f"<w:body>{self.body}</w:body>"),
            **files,
        }

    def bytes(self) -> bytes:
        """The finished .docx file."""
        return zipped(self.members())


def r(text: str, properties: str = "") -> str:
    """A run; ``properties`` is the inner XML of ``w:rPr``."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*content: str, properties: str = "") -> str:
    """A paragraph of runs; plain words become a run."""
    inner = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    runs = (piece if piece.startswith("<") else r(piece) for piece in content if piece)
    return f"<w:p>{inner}{''.join(runs)}</w:p>"


def in_list(list_id: int | str, level: int = 0) -> str:
    """Paragraph properties: member of a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def styled(style_id: str) -> str:
    """Paragraph properties: a style."""
    return f'<w:pStyle w:val="{style_id}"/>'


def tc(*content: str, properties: str = "") -> str:
    """A table cell of paragraphs; plain words become a paragraph."""
    inner = f"<w:tcPr>{properties}</w:tcPr>" if properties else ""
    return f"<w:tc>{inner}{''.join(c if c.startswith('<') else p(c) for c in content)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A table row; plain words become a cell."""
    inner = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{inner}{''.join(c if c.startswith('<') else tc(c) for c in cells)}</w:tr>"


def tbl(*rows: str, columns: int = 1) -> str:
    """A table."""
    grid = f"<w:tblGrid>{'<w:gridCol/>' * columns}</w:tblGrid>"
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    width = (
        f'<w:tblPr><w:tblW w:w="{COLUMN_WIDTH * columns}" w:type="dxa"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
    )
    return f"<w:tbl>{width}{grid}{''.join(rows)}</w:tbl>"


def level(
    index: int, pattern: str, form: str = "decimal", *, start: int = 1, more: str = ""
) -> str:
    """One level of a list."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def lists(abstracts: Mapping[int, str], nums: Mapping[int, int | tuple[int, str]]) -> str:
    """The part of numbering: abstract lists, then lists with optional overrides."""
    out = [
        f'<w:abstractNum w:abstractNumId="{key}">{levels}</w:abstractNum>'
        for key, levels in abstracts.items()
    ]
    for key, target in nums.items():
        abstract, overrides = (target, "") if isinstance(target, int) else target
        out.append(
            f'<w:num w:numId="{key}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'
        )
    return "".join(out)


def field_runs(code: str, result: str) -> str:
    """A complex field: its code and its result."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escape(code)}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{r(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
