"""What paragraphs of Word documents print, and what hangs on them."""

import pytest

from models.document import BlockKind, Document
from tests.docx_factory import (
    field_runs,
    p,
    r,
    styled,
)
from tests.docx_reading import STYLES, read


def kinds(document: Document) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.span.of(document.text)) for block in document.blocks]


def deleted(text: str) -> str:
    return f'<w:del w:id="1"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        # Plain-text exporters print both: 2474.64万元2400.00万元.
        (deleted("2474.64万元") + f'<w:ins w:id="2">{r("2400.00万元")}</w:ins>', "2400.00万元"),
        (f'<w:moveFrom w:id="3">{r("旧处")}</w:moveFrom>{r("留")}', "留"),
        (f'<w:moveTo w:id="3">{r("新处")}</w:moveTo>', "新处"),
        (f"<w:sdt><w:sdtContent>{r('控件')}</w:sdtContent></w:sdt>", "控件"),
        (f'<w:hyperlink w:anchor="x">{r("链接")}</w:hyperlink>', "链接"),
        (f'<w:smartTag w:element="d">{r("2024年")}</w:smartTag>', "2024年"),
        (field_runs(' HYPERLINK "http://x" ', "结果"), "结果"),
        (f'<w:fldSimple w:instr="DATE">{r("5月")}</w:fldSimple>', "5月"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", "甲\t乙"),
        ("<w:r><w:t>2024</w:t><w:noBreakHyphen/><w:t>2025</w:t></w:r>", "2024-2025"),
        ("<w:r><w:t>定</w:t><w:softHyphen/><w:t>额</w:t></w:r>", "定额"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>95%</w:t></w:r>', "≥95%"),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="F052"/><w:t>是</w:t></w:r>', "☑是"),
        (r("隐", "<w:vanish/>") + r("见", '<w:vanish w:val="0"/>'), "见"),
        (r("隐", '<w:rStyle w:val="hid"/>') + r("见"), "见"),
        (f"<w:r><w:ruby><w:rt>{r('y')}</w:rt><w:rubyBase>{r('亿')}</w:rubyBase></w:ruby></w:r>",
         "亿"),
        ("<m:oMath><m:f><m:num><m:r><m:t>支出</m:t></m:r></m:num><m:den><m:r><m:t>预算</m:t></m:r>"
         "</m:den></m:f></m:oMath>", "支出/预算"),
        ("<w:r><w:t>  两端空白  </w:t></w:r>", "两端空白"),
        (r(" 两端 "), " 两端 "),
        (r("支\u200b出\ufeff3万元"), "支出3万元"),
        (r("上标") + '<w:r><w:footnoteReference w:id="9"/></w:r>' + r("2474.64"), "上标2474.64"),
    ],
)  # fmt: skip
def test_what_a_paragraph_prints(content: str, shown: str) -> None:
    assert read(p(content), styles=STYLES).text == shown


def test_number_in_a_circle_drawn_by_a_field() -> None:
    code = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + "".join(
        f"<w:r><w:instrText>{piece}</w:instrText></w:r>"
        for piece in ("eq \\o\\ac(", "○,", "12", ")")
    )
    assert (
        read(p(code + '<w:r><w:fldChar w:fldCharType="end"/></w:r>', "、办公费")).text
        == "⑫、办公费"
    )


def test_field_over_several_paragraphs_and_table_of_contents() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o </w:instrText>'
    begin += '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    entry = r("一、概况") + "<w:r><w:tab/></w:r>" + field_runs(" PAGEREF _Toc1 \\h ", "1")
    body = p(begin + entry) + p(r("二、执行") + "<w:r><w:tab/></w:r>" + r("2"))
    body += p('<w:r><w:fldChar w:fldCharType="end"/></w:r>') + p("一、概况")
    document = read(body)
    assert document.text == "一、概况\t1\n二、执行\t2\n\n一、概况"
    assert [block.is_contents for block in document.blocks] == [True, True, False, False]


def test_contents_by_control_and_by_style() -> None:
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    body = f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{p('目录')}</w:sdtContent></w:sdt>"
    document = read(body + p("一、概况 1", properties=styled("11")) + p("正文"), styles=STYLES)
    assert [block.is_contents for block in document.blocks] == [True, True, False]


def test_field_that_never_ends_hides_nothing() -> None:
    open_field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>X</w:instrText></w:r>'
    )
    document = read(p("甲", open_field) + p("乙支出3万元"))
    assert document.text == "甲\n乙支出3万元"
    assert document.notes == ("a field never ends: field codes were taken for text",)


def test_soft_breaks_make_lines_and_page_breaks_none_of_their_own() -> None:
    body = p("<w:r><w:t>标题</w:t><w:br/><w:t>副题</w:t></w:r>", properties=styled("2"))
    body += p('<w:r><w:br w:type="page"/><w:t>次页</w:t></w:r>')
    document = read(body, styles=STYLES)
    assert document.text == "标题\n副题\n次页"
    assert [block.outline_level for block in document.blocks] == [2, None, None]


def test_paragraph_whose_mark_is_deleted_joins_the_next() -> None:
    body = p("预算2474.", properties='<w:rPr><w:del w:id="1"/></w:rPr>') + p("64万元")
    assert read(body).text == "预算2474.64万元"


def test_emphasis_is_of_whole_paragraphs() -> None:
    body = (
        p(r("全粗", "<w:b/>"), r(" "))
        + p(r("半粗", "<w:b/>"), r("文"))
        + p(r("大", '<w:sz w:val="44"/>'))
    )
    body += p("正文正文正文") + p("样式粗", properties=styled("1")) + p("")
    document = read(body, styles=STYLES)
    assert [b.is_emphasised for b in document.blocks] == [True, False, True, False, True, False]


def test_text_box_once_although_the_file_holds_it_twice() -> None:
    box = f"<w:txbxContent>{p('框内3万元')}</w:txbxContent>"
    shape = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    old = f"<w:r><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>"
    assert kinds(read(p("前", shape, "后") + p(old))) == [
        (BlockKind.PARAGRAPH, "前后"),
        (BlockKind.TEXT_BOX, "框内3万元"),
        (BlockKind.PARAGRAPH, ""),
        (BlockKind.TEXT_BOX, "框内3万元"),
    ]


def test_notes_are_blocks_of_their_own() -> None:
    def note(tag: str, key: int, text: str, kind: str = "") -> str:
        return f'<w:{tag} w:id="{key}"{kind}>{p("<w:r><w:footnoteRef/></w:r>", text)}</w:{tag}>'

    footnotes = note("footnote", 0, "分隔", ' w:type="separator"') + note(
        "footnote", 2, "脚注5万元"
    )
    body = p("甲", '<w:r><w:footnoteReference w:id="2"/></w:r>', "尾")
    body += p("乙", '<w:r><w:endnoteReference w:id="3"/></w:r>') + p("丙")
    assert kinds(read(body, footnotes=footnotes, endnotes=note("endnote", 3, "尾注"))) == [
        (BlockKind.PARAGRAPH, "甲尾"),
        (BlockKind.FOOTNOTE, "脚注5万元"),
        (BlockKind.PARAGRAPH, "乙"),
        (BlockKind.PARAGRAPH, "丙"),
        (BlockKind.ENDNOTE, "尾注"),
    ]


def test_headers_and_footers_are_kept_apart_once_and_without_page_numbers() -> None:
    head = p("云溪县财政局") + p(" ")
    foot = p("第", field_runs(" PAGE ", "3"), "页 共", field_runs("NUMPAGES", "9"), "页")
    document = read(
        p("正文"), header=[head, head], footer=[foot, p("内部资料 ", field_runs("PAGE", "1"))]
    )
    assert document.text == "正文"
    assert document.running_heads == ("云溪县财政局", "内部资料")
