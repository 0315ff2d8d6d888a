"""Charts of a Word document that can be edited in Word: drawn there, with their data in a sheet.

XlsxWriter writes the data and the chart of it; both are laid into the Word package, where the
chart is drawn in the text and its data opens in Excel.
"""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal
from xml.sax.saxutils import quoteattr

import xlsxwriter
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Cm

WIDTH = Cm(16)
ROW, EDGES = Cm(0.75), Cm(3)
"""Height of a category of bars, and of what is around them."""

COLUMNS_HEIGHT = Cm(7.5)
COLOURS = ("#0B5CAD", "#C77700")
FONT = {"name": "宋体", "size": 9}

# Where the sheet that the chart is drawn from is named; before printSettings, as the schema asks.
_DATA = b'<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData>'

# Only the value: programs other than Excel show what is not denied.
_LABELS = (
    b'<c:showVal val="1"/>',
    b'<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
    b'<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>',
)

_INLINE = """
<w:drawing
    xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
    xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"
    xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
  <wp:inline distT="0" distB="0" distL="0" distR="0">
    <wp:extent cx="{width}" cy="{height}"/>
    <wp:docPr id="{number}" name="图{number}" descr={title}/>
    <wp:cNvGraphicFramePr/>
    <a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">
      <c:chart r:id="{chart}"/>
    </a:graphicData></a:graphic>
  </wp:inline>
</w:drawing>
"""


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn.

    Attributes:
        kind: ``bar`` lying, the first category on top, or ``column`` standing.
        unit: of all values, on their axis.
        series: names, and a value for each category; None leaves a gap.
    """

    kind: Literal["bar", "column"]
    title: str
    unit: str
    categories: Sequence[str]
    series: Sequence[tuple[str, Sequence[Decimal | int | None]]]


def add_chart(document: WordDocument, chart: Chart) -> None:
    """Add the chart in a paragraph of its own, its title below it."""
    package = document.part.package
    number = 1 + sum(part.partname.startswith("/word/charts/") for part in package.iter_parts())
    sheet, drawing = _made(chart)
    data = Part(
        PackURI(f"/word/embeddings/chart{number}.xlsx"), CONTENT_TYPE.SML_SHEET, sheet, package
    )
    part = Part(
        PackURI(f"/word/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART, drawing, package
    )
    part.relate_to(data, RELATIONSHIP_TYPE.PACKAGE)  # the first relation of a part is rId1
    relation = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    inline = _INLINE.format(
        width=WIDTH,
        height=_height(chart),
        number=number,
        title=quoteattr(chart.title),
        chart=relation,
    )
    paragraph.add_run()._r.append(parse_xml(inline))
    paragraph.paragraph_format.keep_with_next = True
    caption = document.add_paragraph(f"图{number}  {chart.title}")
    caption.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _height(chart: Chart) -> int:
    if chart.kind == "column":
        return int(COLUMNS_HEIGHT)
    return int(EDGES + ROW * len(chart.categories) * (0.5 + 0.5 * len(chart.series)))


def _made(chart: Chart) -> tuple[bytes, bytes]:
    """The workbook of the data, and the chart of it as DrawingML."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("数据")
        _write_data(sheet, chart)
        drawn = book.add_chart({"type": chart.kind})
        _describe(drawn, chart)
        sheet.insert_chart(0, len(chart.series) + 2, drawn)
    with zipfile.ZipFile(out) as archive:
        drawing = archive.read("xl/charts/chart1.xml")
    drawing = drawing.replace(b"<c:printSettings>", _DATA + b"<c:printSettings>")
    return out.getvalue(), drawing.replace(_LABELS[0], _LABELS[1])


def _write_data(sheet: Any, chart: Chart) -> None:
    sheet.set_column(0, 0, 36)
    for place, (name, values) in enumerate(chart.series, 1):
        sheet.write_string(0, place, name)
        for line, value in enumerate(values, 1):
            if value is not None:
                sheet.write_number(line, place, float(value))
    for line, category in enumerate(chart.categories, 1):
        sheet.write_string(line, 0, category)


def _describe(drawn: Any, chart: Chart) -> None:
    last = len(chart.categories)
    for place, (_, values) in enumerate(chart.series, 1):
        is_whole = all(isinstance(value, int) for value in values)
        drawn.add_series(
            {
                "name": ["数据", 0, place],
                "categories": ["数据", 1, 0, last, 0],
                "values": ["数据", 1, place, last, place],
                "fill": {"color": COLOURS[(place - 1) % len(COLOURS)]},
                "gap": 60,
                "data_labels": {
                    "value": True, "num_format": "0" if is_whole else "#,##0.00", "font": FONT,
                },
            }
        )  # fmt: skip
    scale = {"name": chart.unit, "name_font": FONT, "num_font": FONT, "min": 0, "max": _end(chart),
             "major_gridlines": {"visible": True, "line": {"color": "#D5DBE3"}}}  # fmt: skip
    if chart.kind == "bar":
        # The first of lying bars is at the bottom unless their axis is turned, which takes the
        # scale to the other side unless that is said, too.
        drawn.set_x_axis(scale)
        drawn.set_y_axis({"num_font": FONT, "reverse": True, "crossing": "max",
                          "major_gridlines": {"visible": False}})  # fmt: skip
    else:
        drawn.set_x_axis({"num_font": FONT})
        drawn.set_y_axis(scale)
    drawn.set_legend({"position": "top", "font": FONT} if len(chart.series) > 1 else {"none": True})
    drawn.set_title({"none": True})


def _end(chart: Chart) -> float:
    """Where the scale ends: far enough behind the longest bar for its label."""
    values = [float(value) for _, data in chart.series for value in data if value is not None]
    return float(f"{1.13 * max(values, default=0):.1e}") or 1.0
