"""Reading plain text, deciding formats by content, and refusing what is no report."""

import codecs
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.refusal import RefusalReason, RefusedFile
from pipeline.analyse import analyse_file, analyse_text
from pipeline.readers import document_of_text, read_bytes, read_file
from pipeline.readers.decoding import decode
from pipeline.readers.formats import FORMATS, format_of
from pipeline.readers.txt import clean
from tests.docx_factory import zipped
from tests.shared import SHARED

REPORT = " 部门整体绩效自评情况\n1、 部门概况\n[bookmark: _GoBack]支出2474.64万元，≦100%；①镕喆。\n"
EXAMPLE = SHARED / "reports" / "000_45c0309bc3cdb8d6.txt"


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def refused(path: Path) -> RefusedFile:
    with pytest.raises(RefusedFile) as caught:
        read_file(path)
    return caught.value


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_every_encoding_gives_the_same_text(tmp_path: Path, encoding: str) -> None:
    document = read_file(write(tmp_path / "报告.txt", REPORT.encode(encoding)))
    assert document.text == REPORT
    assert document.notes == (f"decoded as {encoding}",)
    assert (document.source.format, document.reader) == ("txt", "txt")


def test_big_endian_utf_16_with_mark_is_read() -> None:
    assert decode(codecs.BOM_UTF16_BE + REPORT.encode("utf-16-be")) == (REPORT, "utf-16")


@pytest.mark.skipif(not EXAMPLE.exists(), reason="the real example report is not at hand")
@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le", "utf-16-be"])
def test_real_report_survives_every_encoding(encoding: str) -> None:
    original = EXAMPLE.read_text(encoding="utf-8")
    assert decode(original.encode(encoding)) == (original, encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
def test_text_cut_inside_its_last_character_keeps_the_rest(encoding: str) -> None:
    whole = "本年支出2474.64万元，执行率97.50%，其余项目" * 20
    document = read_bytes(whole.encode(encoding)[:-1], "cut.txt")
    assert document.text.startswith(whole[:-1])
    assert "1 undecodable places replaced by U+FFFD" in document.notes


@given(st.text(st.characters(codec="gb18030", categories=("Lu", "Ll", "Nd")), min_size=1))
def test_utf_8_is_never_taken_for_another_encoding(text: str) -> None:
    found = decode(("预算执行情况" * 30 + text).encode())
    assert found is None or found == ("预算执行情况" * 30 + text, "utf-8")


@pytest.mark.parametrize(
    ("raw", "text", "notes"),
    [
        ("一\r\n二\r三\n四", "一\n二\n三\n四", ()),
        ("一\x0b二\u2028三", "一\n二\n三", ()),
        ("末行\n\f首行", "末行\n首行", ("1 form feeds left out",)),
        ("末行\f首行", "末行\n首行", ("1 form feeds made line breaks",)),
        ("支\u200b出\ufeff3万元", "支出3万元", ("2 invisible characters left out",)),
        ("支出\x003万元\x07", "支出3万元", ("2 control characters left out",)),
        ("甲\n- 12 -\n乙", "甲\n乙", ("1 page marks left out",)),
        ("甲\n— 3 —\n第 4 页 共 20 页\n乙", "甲\n乙", ("2 page marks left out",)),
        # No page marks: figures of a flattened table, a negative number, a sentence.
        ("12\n-3.5\n-12\n3/20\n第3页的表", "12\n-3.5\n-12\n3/20\n第3页的表", ()),
        ("\u3000\u3000一、 概况\t\n\n", "\u3000\u3000一、 概况\t\n\n", ()),
    ],
)
def test_only_residue_is_left_out(raw: str, text: str, notes: tuple[str, ...]) -> None:
    assert clean(raw) == (text, notes)


@given(st.text())
def test_lines_are_blocks_and_spans_reslice(text: str) -> None:
    document = document_of_text(text)
    assert [block.span.of(document.text) for block in document.blocks] == text.split("\n")


def messages(path: Path) -> tuple[RefusalReason, str]:
    error = refused(path)
    return error.reason, error.message.replace(str(path), path.name)


def test_empty_file(tmp_path: Path) -> None:
    assert messages(write(tmp_path / "空 'x\".txt", b"")) == (
        RefusalReason.EMPTY,
        'Cannot read "空 \'x".txt": the file is empty (0 bytes). The copy or upload probably '
        "broke off before anything was written. Ask the department to send it again.",
    )


def test_blank_file(tmp_path: Path) -> None:
    assert messages(write(tmp_path / "a.txt", "\ufeff \u3000\r\n\n".encode())) == (
        RefusalReason.NO_TEXT,
        'Cannot read "a.txt": it holds nothing but blanks. The report\'s text was probably never '
        "pasted in. Ask the department to send it again.",
    )


def test_binary_called_txt(tmp_path: Path) -> None:
    binary = bytes((i * 37 + i // 251) % 256 for i in range(4000))
    assert messages(write(tmp_path / "a.txt", binary)) == (
        RefusalReason.UNDECODABLE,
        'Cannot read "a.txt": its bytes are no text in any encoding that reports come in. It is '
        "probably a binary file under the wrong name, or a text saved twice over in two "
        "encodings. Open it in the program that wrote it and save it as .docx or as UTF-8 text.",
    )


def test_binary_word_file_turned_into_utf_16_text_is_refused(tmp_path: Path) -> None:
    # A converter took a binary .doc for UTF-16 and saved that as UTF-8 text.
    body = bytes((i * 73 + i // 7) % 256 for i in range(6000)).decode("utf-16-le", "ignore")
    error = refused(write(tmp_path / "a.txt", ("部门概况" * 50 + body).encode()))
    assert error.reason is RefusalReason.UNDECODABLE


def test_vanished_path(tmp_path: Path) -> None:
    assert messages(tmp_path / "gone.txt") == (
        RefusalReason.NOT_FOUND,
        'Cannot read "gone.txt": there is no such file. It was probably moved or deleted after '
        "the run had listed it, or the name is mistyped. Check the path and run again.",
    )


def test_folder_and_pipe_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    for path in (tmp_path, tmp_path / "pipe.txt"):
        assert refused(path).reason is RefusalReason.NOT_A_FILE


def test_link_that_leads_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    assert refused(tmp_path / "a.txt").reason is RefusalReason.NOT_A_FILE


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_private_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", b"x")
    path.chmod(0)
    assert refused(path).reason is RefusalReason.NO_PERMISSION


def test_huge_file_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(300 * 1024 * 1024)  # sparse: takes no room on the disk
    assert messages(path) == (
        RefusalReason.TOO_LARGE,
        'Cannot read "a.txt": it has 314,572,800 bytes, more than the 268,435,456 allowed. It '
        "probably holds large pictures or several reports. Remove the pictures or split it, then "
        "submit the parts.",
    )


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"%PDF-1.4\n", "a.docx", "pdf"),
        (b"\n\n%PDF-1.4\n", "a.pdf", "pdf"),
        (b"{\\rtf1\\ansi", "a.doc", "rtf"),
        (b"7z\xbc\xaf\x27\x1c\0\4", "a.zip", "7z"),
        (b"Rar!\x1a\x07\x01\0", "a.rar", "rar"),
        (b"PK\x03\x04 cut off", "a.docx", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "a.docx", "doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "a.et", "xls"),
        (b"\xff\xd8\xff\xe0", "a.pdf", "image"),
        ("<!DOCTYPE html><html>".encode("utf-16"), "a.txt", "html"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "a.doc", "mht"),
        (b"<?xml version='1.0'?><w:wordDocument/>", "a.doc", "xml"),
        ("项目,金额\n".encode(), "a.CSV", "csv"),
        ("项目,金额\n".encode(), "a.b/c", "txt"),
    ],
)
def test_content_decides_the_format(data: bytes, name: str, code: str) -> None:
    assert format_of(data, name).code == code


def test_table_of_formats_is_sound() -> None:
    codes = [entry.code for entry in FORMATS]
    assert len(codes) == len(set(codes))
    for entry in FORMATS:
        assert entry.reader is None or callable(entry.load_reader())


def test_unsupported_format_says_what_to_do(tmp_path: Path) -> None:
    slides = zipped({"ppt/presentation.xml": "<p/>"})
    assert messages(write(tmp_path / "a.docx", slides)) == (
        RefusalReason.UNSUPPORTED,
        'Cannot read "a.docx": it is a PowerPoint presentation (.pptx), which cannot be read. Its '
        "content decides, whatever its name says. Submit the report as .docx or .txt.",
    )


def test_library_calls_work_on_a_file_and_on_a_string(tmp_path: Path) -> None:
    text = "一、部门概况\n本年支出2474.64万元。"
    path = write(tmp_path / "a.txt", text.encode("gb18030"))
    from_file, from_text = analyse_file(str(path)), analyse_text(text.replace("\n", "\r\n"))
    assert read_file(str(path)).text == from_file.document.text == from_text.document.text == text
    for result in (from_file, from_text):
        printed = [o.mention.span.of(text) for o in result.observations]
        assert printed == ["2474.64万元"]
        assert [section.title for section in result.sections] == ["部门概况"]
