"""The briefing says what the database says, of the region and year asked for and no other."""

import io
import subprocess
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest
from lxml import etree
from sqlalchemy import Engine

from models.finding import Finding, Severity, Verdict
from models.problem import Problem
from pipeline.exporting.brief import MOST_BARS, BriefScope, write_brief
from pipeline.exporting.brief_charts import Chart, add_chart
from tests.databases import store
from tests.factories import Figure, make_identity, make_report
from tests.office_factory import needs_libreoffice

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def figures(budget: str, spent: str) -> tuple[Figure, Figure]:
    return (
        Figure("全年预算", budget, "budget_adjusted"),
        Figure("实际支出", spent, "expenditure_actual"),
    )


@pytest.fixture
def filled(engine: Engine) -> Engine:
    doubt = Finding("A04", Verdict.HARD, Severity.HIGH, "执行率与金额不符", "97%", "80%", "")
    elsewhere = make_identity("财政局", 2024, region_code="130207", department_id="130207-财政局")
    store(
        engine,
        make_report(*figures("1000.00万元", "800.00万元"), findings=(doubt,)),
        make_report(*figures("0.30万元", "0.30万元"), department="教育局"),
        make_report(department="审计局"),
        make_report(*figures("7.00万元", "1.00万元"), department="旧局", year=2023),
        make_report(*figures("9.00万元", "1.00万元"), department="财政局", identity=elsewhere),
    )
    return engine


def brief(engine: Engine, path: Path, scope: BriefScope) -> tuple[str, list[list[list[str]]]]:
    """The paragraphs and the tables of the briefing."""
    with engine.connect() as connection:
        write_brief(connection, scope, path)
    document = docx.Document(str(path))
    tables = [[[c.text for c in row.cells] for row in table.rows] for table in document.tables]
    return "\n".join(paragraph.text for paragraph in document.paragraphs), tables


def test_it_says_what_the_reports_say(filled: Engine, tmp_path: Path) -> None:
    text, tables = brief(filled, tmp_path / "a.docx", BriefScope("999901", 2024))
    assert "共收到3份报告，涉及3个部门。" in text
    assert "全年预算合计1,000.30万元，实际支出合计800.30万元，总体执行率80.01%" in text
    assert "未同时列明两者的部门1个：云溪县审计局。" in text
    execution, slow, findings = tables
    assert ["云溪县应急管理局", "1,000.00", "800.00", "—", "80.00"] in execution
    assert ["云溪县审计局", "—", "—", "—", "—"] in execution
    assert slow[1:] == [["云溪县应急管理局", "80.00", "200.00", "应急管理局2024.txt"]]
    assert findings[1:] == [["云溪县应急管理局", "执行率与金额不符", "待处理"]]


def charts(path: Path) -> list[tuple[etree._Element, dict[str, list[object]]]]:
    """Each chart's drawing, and the columns of the sheet it is drawn from."""
    document = docx.Document(str(path))
    found = []
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/chart"):
            part = relation.target_part
            drawing = etree.fromstring(part.blob)
            [data] = drawing.iterfind(f"{{{CHART}}}externalData")
            key = data.get(f"{{{RELATION}}}id")
            book = openpyxl.load_workbook(io.BytesIO(part.rels[key].target_part.blob))
            columns = book["数据"].iter_cols(values_only=True)
            found.append((drawing, {str(head): list(rest) for head, *rest in columns}))
    return found


def test_charts_can_be_edited_and_say_what_the_table_says(filled: Engine, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    text, _ = brief(filled, path, BriefScope("999901", 2024))
    assert "图1  各部门预算执行率（重算，%）" in text
    rates, amounts = charts(path)
    assert rates[1] == {
        "None": ["云溪县应急管理局", "云溪县教育局"], "执行率": [80, 100],
    }  # fmt: skip
    assert amounts[1]["全年预算"] == [1000, 0.3]
    for drawing, _ in (rates, amounts):
        drawn = [one.text for one in drawing.iterfind(f".//{{{CHART}}}cat//{{{CHART}}}v")]
        assert drawn[:2] == ["云溪县应急管理局", "云溪县教育局"], "shown without opening the sheet"
        labels = drawing.find(f".//{{{CHART}}}dLbls")
        assert labels is not None
        assert labels.find(f"{{{CHART}}}showCatName").get("val") == "0"


def test_many_departments_are_drawn_by_bands(engine: Engine, tmp_path: Path) -> None:
    store(
        engine,
        *(
            make_report(*figures("100.00万元", f"{60 + n}.00万元"), department=f"第{n}局")
            for n in range(MOST_BARS + 2)
        ),
    )
    path = tmp_path / "a.docx"
    text, _ = brief(engine, path, BriefScope("", 2024))
    assert f"（最低的{MOST_BARS}个部门）" in text
    rates, bands, _ = charts(path)
    assert len(rates[1]["执行率"]) == MOST_BARS
    assert bands[1]["部门数"] == [1, 20, 6, 0, 0, 0]


@needs_libreoffice
def test_charts_are_drawn(tmp_path: Path) -> None:
    """The second chart has twice the bars of the first: another program draws them all."""
    path, document = tmp_path / "a.docx", docx.Document()
    add_chart(document, Chart("bar", "<甲>", "%", ["一", "二"], [("率", [50, None])]))
    document.save(str(path))
    one = _ink(path, tmp_path)
    add_chart(document, Chart("bar", "乙", "%", ["一", "二"], [("率", [50, 50])]))
    document.save(str(path))
    assert one > 500
    assert _ink(path, tmp_path) / one == pytest.approx(3, abs=0.3)


def _ink(path: Path, folder: Path) -> int:
    """Pixels of the colour of the bars in what LibreOffice makes of the document."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=120)
    pages = pypdfium2.PdfDocument(path.with_suffix(".pdf"))
    images = [page.render(scale=0.5).to_pil().convert("RGB") for page in pages]
    return sum(image.tobytes().count(bytes.fromhex("0b5cad")) for image in images)


def test_a_region_holds_what_lies_in_it(filled: Engine, tmp_path: Path) -> None:
    text, tables = brief(filled, tmp_path / "a.docx", BriefScope("130200", 2024))
    assert "河北省唐山市2024年度" in text
    assert [row[0] for row in tables[0][1:]] == ["云溪县财政局"]
    text, tables = brief(filled, tmp_path / "b.docx", BriefScope("", 2024))
    assert len(tables[0]) == 5


def test_nothing_to_tell_is_said(filled: Engine, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="year 2020"):
        brief(filled, tmp_path / "a.docx", BriefScope("", 2020))
    assert not (tmp_path / "a.docx").exists()
