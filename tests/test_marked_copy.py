"""A marked copy says each finding at its place, leaves none out, and changes no original."""

from collections.abc import Iterator
from pathlib import Path

import docx
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from sqlalchemy import Engine

from models.database import open_database
from models.problem import Problem
from pipeline.exporting.marked_copy import mark
from pipeline.ingesting.executors import Processes
from pipeline.ingesting.ingest import ingest
from tests import pdf_factory
from tests.databases import rows

SAMPLE = "应急管理局2024年度"
SENTENCES = (
    "云溪县应急管理局2024年度部门整体绩效自评报告",
    "一、预算执行情况",
    "全年预算100.00万元，实际支出80.00万元，预算执行率为97.00%。",
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A sample in Word and a report of our own as a PDF."""
    folder = tmp_path_factory.mktemp("marked")
    raw = Path(__file__).parents[1] / "data" / "raw"
    (sample,) = raw.glob(f"*{SAMPLE}*.docx")
    (folder / "reports").mkdir()
    (folder / "reports" / "sample.docx").write_bytes(sample.read_bytes())
    pages = pdf_factory.pdf(pdf_factory.prose(*SENTENCES))
    (folder / "reports" / "own.pdf").write_bytes(pages)
    (folder / "reports" / "own.txt").write_text("\n".join(SENTENCES), encoding="utf-8")
    url = f"sqlite:///{folder}/test.db"
    ingest([folder / "reports"], url, executor=Processes(0))
    engine = open_database(url)
    yield engine
    engine.dispose()


def report(engine: Engine, name: str) -> int:
    found = rows(engine, f"SELECT report_id FROM v_report WHERE file_name = '{name}'")
    return int(str(found[0]["report_id"]))


def messages(engine: Engine, report_id: int) -> set[str]:
    found = rows(engine, f"SELECT message FROM v_finding WHERE report_id = {report_id}")
    return {str(row["message"]) for row in found}


def test_each_finding_is_a_comment_at_its_figures(engine: Engine, tmp_path: Path) -> None:
    number = report(engine, "sample.docx")
    with engine.connect() as connection:
        done = mark(connection, number, tmp_path / "a.docx")
    document = docx.Document(str(tmp_path / "a.docx"))
    words = [comment.text for comment in document.comments]
    assert done.placed + done.unplaced == len(words)
    assert done.placed >= 0.9 * len(words)
    assert all(any(one in text for text in words) for one in messages(engine, number))
    surplus = next(one.comment_id for one in document.comments if "年末结余" in one.text)
    commented = _commented(document, surplus)
    assert "0万元" in commented


def _commented(document: "docx.document.Document", number: int) -> str:
    """The text between the marks of a comment."""
    inside, text = False, ""
    for element in document.element.body.iter():
        name = element.tag.rpartition("}")[2]
        if name in {"commentRangeStart", "commentRangeEnd"} and element.get(
            element.tag.rpartition("}")[0] + "}id"
        ) == str(number):
            inside = name == "commentRangeStart"
        elif inside and name == "t":
            text += element.text or ""
    return text


def test_each_finding_is_a_highlight_over_its_figures(engine: Engine, tmp_path: Path) -> None:
    number = report(engine, "own.pdf")
    assert any("97.00%" in one for one in messages(engine, number))
    with engine.connect() as connection:
        mark(connection, number, tmp_path / "a.pdf")
    pdf = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    page = pdf[0]
    lit = []
    for at in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, at)
        frame = pdfium.FS_RECTF()
        pdfium.FPDFAnnot_GetRect(annotation, frame)
        if pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_HIGHLIGHT:
            box = (frame.left - 1, frame.bottom - 1, frame.right + 1, frame.top + 1)
            lit.append(page.get_textpage().get_text_bounded(*box))
        pdfium.FPDFPage_CloseAnnot(annotation)
    pdf.close()
    assert any("97.00%" in one for one in lit)
    assert all(len(one) < 30 for one in lit)


def test_what_cannot_be_marked_is_said(engine: Engine, tmp_path: Path) -> None:
    text_report, number = report(engine, "own.txt"), report(engine, "own.pdf")
    query = f"SELECT source_path FROM v_report WHERE report_id = {number}"
    path = Path(str(rows(engine, query)[0]["source_path"]))
    with engine.connect() as connection:
        with pytest.raises(Problem, match=r"only \.docx and \.pdf"):
            mark(connection, text_report, tmp_path / "a.txt")
        with pytest.raises(Problem, match="not written over"):
            mark(connection, number, path)
        content = path.read_bytes()
        path.write_bytes(content + b"\n")
        with pytest.raises(Problem, match="no longer the file"):
            mark(connection, number, tmp_path / "a.pdf")
        path.write_bytes(content)
    assert list(tmp_path.iterdir()) == []
