"""Flavours of Word packages, and those that are refused."""

import zipfile
from io import BytesIO
from time import process_time

import pytest

from models.document import Block, BlockKind
from models.refusal import RefusalReason, RefusedFile
from pipeline.readers import read_bytes
from pipeline.readers.formats import format_of
from tests.docx_factory import (
    NAMESPACES,
    STRICT,
    W,
    Word,
    in_list,
    level,
    lists,
    p,
    tbl,
    tr,
    zipped,
)
from tests.docx_reading import REPORT_LIST, read


def refused(data: bytes) -> tuple[RefusalReason, str]:
    with pytest.raises(RefusedFile) as caught:
        read_bytes(data, "a b.docx")
    return caught.value.reason, caught.value.message


def test_strict_flavour_is_read() -> None:
    members = Word(
        p("严格", properties=in_list(1)), {"numbering": lists({0: REPORT_LIST}, {1: 0})}
    ).members()
    strict = {name: content.replace(W, STRICT) for name, content in members.items()}
    assert read_bytes(zipped(strict), "a.docx").text == "一、严格"


def test_missing_picture_costs_nothing() -> None:
    word = Word(p("正文"), dangling=[("image", "NULL"), ("styles", "gone.xml")])
    assert read_bytes(word.bytes(), "a.docx").text == "正文"


def test_left_out_things_are_noted() -> None:
    document = read(p("甲\u200b乙", "<w:r><w:object/></w:r>") + '<w:altChunk r:id="x"/>')
    assert document.notes == (
        "1 invisible characters left out",
        "1 embedded objects left out",
        "1 embedded documents left out",
    )


def test_truncated_at_any_place_is_refused_as_damaged() -> None:
    whole = Word("".join(p(f"第{i}段") for i in range(200))).bytes()
    for length in (10, 100, len(whole) // 2, len(whole) - 30, len(whole) - 1):
        assert refused(whole[:length])[0] in (RefusalReason.DAMAGED, RefusalReason.UNSUPPORTED), (
            length
        )


def test_truncated_message() -> None:
    assert refused(Word(p("文")).bytes()[:-30]) == (
        RefusalReason.DAMAGED,
        'Cannot read "a b.docx": the package is damaged: its directory of contents cannot be read. '
        "The copy or upload probably broke off, or the file was changed by another program. Try to "
        "open it in Word or WPS and save it anew, or ask the department to send it again.",
    )


def test_broken_xml_is_damaged() -> None:
    members = Word(p("文")).members()
    members["word/document.xml"] = members["word/document.xml"].removesuffix("</w:document>")
    reason, message = refused(zipped(members))
    assert reason is RefusalReason.DAMAGED
    assert "the package is damaged: Premature end of data" in message


def test_flipped_bits_are_refused_or_read_but_never_crash() -> None:
    whole = bytearray(Word("".join(p(f"第{i}段支出{i}万元") for i in range(50))).bytes())
    for place in range(0, len(whole), 37):
        flipped = bytes(whole[:place] + bytes([whole[place] ^ 0x41]) + whole[place + 1 :])
        try:
            read_bytes(flipped, "a.docx")
        except RefusedFile as error:
            assert error.message.startswith('Cannot read "a.docx": ')  # noqa: PT017


def test_zip_that_is_no_document() -> None:
    assert format_of(zipped({"readme.txt": "x"}), "a.docx").code == "zip"


def test_package_without_a_body() -> None:
    members = Word(p("文")).members()
    members["word/document.xml"] = f"<w:document {NAMESPACES}/>"
    reason, message = refused(zipped(members))
    assert reason is RefusalReason.DAMAGED
    assert "its main document /word/document.xml has no body" in message


OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def test_password_protected_document() -> None:
    reason, message = refused(OLE2 + "EncryptedPackage".encode("utf-16-le"))
    assert reason is RefusalReason.ENCRYPTED
    assert message.startswith('Cannot read "a b.docx": it is a password-protected Office document')
    assert message.endswith(" Ask the department for a copy without a password.")


def test_zip_members_locked_with_a_password() -> None:
    data = bytearray(Word(p("文")).bytes())
    with zipfile.ZipFile(BytesIO(bytes(data))) as archive:
        places = [info.header_offset for info in archive.infolist()]
    central = data.index(b"PK\x01\x02")
    for place in places:
        data[place + 6] |= 1
    while central >= 0:
        data[central + 8] |= 1
        central = data.find(b"PK\x01\x02", central + 4)
    assert refused(bytes(data))[0] is RefusalReason.ENCRYPTED


def test_zip_bomb_is_not_unpacked() -> None:
    members: dict[str, bytes | str] = dict(Word(p("文")).members())
    members["word/document.xml"] = b"<w:document>" + b" " * 60_000_000
    reason, message = refused(zipped(members))
    assert reason is RefusalReason.UNSAFE
    assert message.startswith(
        'Cannot read "a b.docx": its part word/document.xml would unpack from '
    )
    assert message.endswith(
        " to 60,000,012 bytes. No report is that large; the file was probably made to exhaust the "
        "reader. Do not open it; ask the department what it sent."
    )


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    for doctype in (bomb, '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'):
        members = Word(p("文")).members()
        members["word/document.xml"] = members["word/document.xml"].replace("?>", f"?>{doctype}", 1)
        reason, message = refused(zipped(members))
        assert reason is RefusalReason.UNSAFE
        assert "its part word/document.xml declares entities" in message


def test_endless_nesting_is_refused() -> None:
    body = "<w:tbl><w:tr><w:tc>" * 300 + "</w:tc></w:tr></w:tbl>" * 300
    assert refused(Word(body).bytes())[0] is RefusalReason.DAMAGED


def test_deep_nesting_within_the_limit_is_read() -> None:
    body = "<w:tbl><w:tr><w:tc>" * 60 + p("深") + "</w:tc></w:tr></w:tbl>" * 60
    assert read(body).text.strip() == "深"


def test_document_without_text() -> None:
    assert refused(Word(p("") + tbl(tr("", " "))).bytes()) == (
        RefusalReason.NO_TEXT,
        'Cannot read "a b.docx": it holds no text. It is probably an empty form, or its pages are '
        "pictures. Have the pictures read by OCR, or ask the department for the text.",
    )


def test_paragraphs_are_blocks_with_plain_defaults() -> None:
    document = read(p("一、概况"))
    assert document.blocks == (Block(BlockKind.PARAGRAPH, document.blocks[0].span),)


def test_time_grows_with_the_document_and_no_faster() -> None:
    def seconds(count: int) -> float:
        keys = range(1, count + 1)
        body = "".join(p("文", properties=in_list(key)) for key in keys)
        numbering = lists(dict.fromkeys(keys, level(0, "%1.")), {key: key for key in keys})
        packed = Word(body, {"numbering": numbering}).bytes()
        start = process_time()
        read_bytes(packed, "a.docx")
        return process_time() - start

    # Each paragraph has a list of its own. Twelve times as many may take 36 times as long
    # on a busy machine; looking through all lists each time would take 144 times.
    assert min(seconds(3000) for _ in range(2)) < 36 * min(seconds(250) for _ in range(3))
