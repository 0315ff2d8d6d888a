"""OFD files built as the standard has them, and broken ones."""

import io
import zipfile

import pytest

from models.document import Document
from models.refusal import RefusalReason, RefusedFile
from pipeline.readers import read_bytes

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
SIZE = 4.23  # millimetres: 12 points


def text(content: str, x: float, y: float) -> str:
    width = SIZE * sum(1.0 if ord(c) > 255 else 0.5 for c in content)
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y} {width} {SIZE}" Font="1" Size="{SIZE}">'
        f'<ofd:TextCode X="0" Y="{SIZE}">{content}</ofd:TextCode></ofd:TextObject>'
    )


def ofd(*pages: str, root: str = "Doc_0/Document.xml", prolog: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "OFD.xml",
            f"<ofd:OFD {NS}><ofd:DocBody><ofd:DocRoot>{root}</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        )
        listed = "".join(
            f'<ofd:Page ID="{i}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages))
        )
        archive.writestr(
            "Doc_0/Document.xml",
            f"<ofd:Document {NS}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
            f"</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>"
            "</ofd:Document>",
        )
        for i, page in enumerate(pages):
            archive.writestr(
                f"Doc_0/Pages/Page_{i}/Content.xml",
                f"{prolog}<ofd:Page {NS}><ofd:Content><ofd:Layer>{page}</ofd:Layer>"
                "</ofd:Content></ofd:Page>",
            )
    return out.getvalue()


def read(data: bytes) -> Document:
    return read_bytes(data, "报告.ofd")


def test_lines_come_from_top_to_bottom_whatever_their_order_in_the_file() -> None:
    page = text("二、支出100万元", 25, 60) + text("一、概况", 25, 40)
    assert read(ofd(page)).text == "一、概况\n二、支出100万元"


def test_pieces_of_one_line_are_one_text() -> None:
    page = text("实际支出", 25, 40) + text("2474.64", 25 + 4 * SIZE, 40) + text("万元", 57, 40.3)
    assert read(ofd(page)).text == "实际支出2474.64万元"


def test_a_full_line_goes_on_in_the_next() -> None:
    full = "本年度申请预算资金若干万元其中基本支出若干项目支出若干合计如下表"
    page = text(full, 33.5, 40) + text(full + "所列", 25, 48) + text("各项。", 25, 56)
    assert read(ofd(page)).text == f"{full}{full}所列各项。"


def test_pages_are_read_in_order() -> None:
    document = read(ofd(text("甲。", 25, 40), text("乙。", 25, 40)))
    assert document.text == "甲。\n乙。"
    assert [block.page for block in document.blocks] == [1, 2]


def test_a_missing_part_is_refused() -> None:
    with pytest.raises(RefusedFile) as caught:
        read(ofd(text("甲。", 25, 40), root="Doc_9/Document.xml"))
    assert caught.value.reason is RefusalReason.DAMAGED
    assert "Doc_9/Document.xml" in caught.value.message


def test_pages_of_pictures_are_refused() -> None:
    with pytest.raises(RefusedFile) as caught:
        read(ofd("<ofd:ImageObject/>"))
    assert caught.value.reason is RefusalReason.NO_TEXT


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "支出9万元">]>'
    document = read(ofd(text("甲&amp;乙。", 25, 40) + text("&a;", 25, 60), prolog=bomb))
    assert document.text == "甲&乙。"
