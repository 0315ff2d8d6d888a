"""Old formats, made by LibreOffice from one Word document and read back."""

import hashlib
import shutil
import subprocess
from pathlib import Path

import docx
import pytest

from models.document import Document, SourceFile
from models.refusal import RefusalReason, RefusedFile
from pipeline.readers import office, read_bytes, read_file

needs_libreoffice = pytest.mark.skipif(
    shutil.which(office.PROGRAM) is None, reason="LibreOffice is not installed"
)

FORMATS = {"doc": "MS Word 97", "odt": "writer8", "rtf": "Rich Text Format"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One report as .docx, .doc, .odt and .rtf."""
    place = tmp_path_factory.mktemp("office")
    word = docx.Document()
    word.add_heading("一、部门概况", level=1)
    word.add_paragraph("本年度申请预算资金2538.12万元，实际支出2474.64万元，预算执行率97.50%。")
    table = word.add_table(rows=2, cols=2)
    for cell, text in zip(
        table._cells, ("项目", "金额（万元）", "基本支出", "1,234.56"), strict=True
    ):
        cell.text = text
    word.add_paragraph("以上为全部内容。")  # a table at the very end is lost in export to .doc
    word.save(str(place / "报告.docx"))
    for extension, kind in FORMATS.items():
        subprocess.run(
            [
                office.PROGRAM,
                f"-env:UserInstallation={(place / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                f"{extension}:{kind}",
                "--outdir",
                str(place),
                str(place / "报告.docx"),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
    return place


def shape(document: Document) -> tuple[list[str], list[str]]:
    cells = [cell.span.of(document.text) for table in document.tables for cell in table.cells]
    return document.text.rstrip().split("\n"), cells


@needs_libreoffice
@pytest.mark.parametrize("extension", FORMATS)
def test_an_old_format_reads_like_its_word_document(folder: Path, extension: str) -> None:
    document = read_file(folder / f"报告.{extension}")
    assert shape(document) == shape(read_file(folder / "报告.docx"))
    assert document.source.format == extension
    assert document.blocks[0].outline_level == 1


@needs_libreoffice
def test_the_content_decides_whatever_the_name(folder: Path) -> None:
    document = read_bytes((folder / "报告.doc").read_bytes(), "报告.docx")
    assert document.source.format == "doc"


@needs_libreoffice
def test_many_files_are_turned_in_one_run_and_a_bad_one_costs_only_itself(folder: Path) -> None:
    good = (folder / "报告.doc").read_bytes()
    made = office.convert({"a": (good, "doc"), "bad": (good[:700], "doc"), "b": (good, "doc")})
    assert {"a", "b"} <= made.keys()
    source = SourceFile("报告.doc", hashlib.sha256(good).hexdigest(), len(good), "doc")
    assert "2538.12万元" in office.read_converted(made["b"], source).text


@needs_libreoffice
def test_garbage_under_the_signature_is_refused(folder: Path) -> None:
    good = (folder / "报告.doc").read_bytes()
    broken = good[:600] + b"\xff" * 4000 + "WordDocument".encode("utf-16-le")
    with pytest.raises(RefusedFile) as caught:
        read_bytes(broken, "坏.doc")
    assert caught.value.reason in (RefusalReason.DAMAGED, RefusalReason.NO_TEXT)


def test_without_libreoffice_the_refusal_names_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(RefusedFile) as caught:
        read_bytes(b"{\\rtf1 hello}", "报告.rtf")
    assert caught.value.reason is RefusalReason.TOOL_MISSING
    assert caught.value.message == (
        "LibreOffice is needed to read .doc, .wps, .rtf and .odt and is not installed. "
        "On Debian or Ubuntu type `make system-deps`; elsewhere install LibreOffice Writer."
    )
