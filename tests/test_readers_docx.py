"""Reading Word documents: what Word shows, in document order, each thing once."""

import zipfile
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.document import Block, BlockKind, Document
from models.refusal import RefusalReason, RefusedFile
from pipeline.formats import format_of
from pipeline.readers import read_bytes, read_file
from tests.docx_factory import (
    NAMESPACES,
    STRICT,
    W,
    Word,
    field_runs,
    in_list,
    level,
    lists,
    p,
    r,
    styled,
    tbl,
    tc,
    tr,
    zipped,
)


def read(body: str, **parts: str | list[str]) -> Document:
    return read_bytes(Word(body, parts).bytes(), "报告.docx")


def lines(body: str, **parts: str | list[str]) -> list[str]:
    return read(body, **parts).text.split("\n")


def refused(data: bytes) -> tuple[RefusalReason, str]:
    with pytest.raises(RefusedFile) as caught:
        read_bytes(data, "a b.docx")
    return caught.value.reason, caught.value.message


def kinds(document: Document) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.span.of(document.text)) for block in document.blocks]


# --- automatic numbers ---------------------------------------------------------------

NOTHING, SPACE = '<w:suff w:val="nothing"/>', '<w:suff w:val="space"/>'
REPORT_LIST = "".join(
    (
        level(0, "%1、", "chineseCountingThousand", more=NOTHING),
        level(1, "（%2）", "chineseCounting", more=NOTHING),
        level(2, "%3．", "decimalFullWidth", more=SPACE),
        level(3, "%4", "decimalEnclosedCircleChinese", more=NOTHING),
    )
)


def test_report_numbering_as_word_shows_it() -> None:
    order = [(0, "部门概况"), (1, "职能"), (1, "人员"), (2, "在职"), (2, "离休"), (3, "局长")]
    order += [(0, "预算执行"), (1, "收入"), (2, "财政拨款")]
    body = "".join(p(text, properties=in_list(1, depth)) for depth, text in order)
    assert lines(body, numbering=lists({0: REPORT_LIST}, {1: 0})) == [
        "一、部门概况",
        "（一）职能",
        "（二）人员",
        "１． 在职",
        "２． 离休",
        "①局长",
        "二、预算执行",
        "（一）收入",
        "１． 财政拨款",
    ]


def test_label_is_marked_in_the_block() -> None:
    document = read(p("概况", properties=in_list(1)), numbering=lists({7: REPORT_LIST}, {1: 7}))
    (block,) = document.blocks
    assert block.label_span is not None
    assert block.label_span.of(document.text) == "一、"
    assert block.numbering == "7/0"


@pytest.mark.parametrize(
    ("form", "pattern", "shown"),
    [
        ("decimal", "%1.", ["1.", "2.", "3."]),
        ("decimalZero", "%1", ["01", "02", "03"]),
        ("decimalFullWidth", "%1．", ["１．", "２．", "３．"]),
        ("decimalEnclosedCircle", "%1", ["①", "②", "③"]),
        ("decimalEnclosedFullstop", "%1", ["⒈", "⒉", "⒊"]),
        ("upperLetter", "%1.", ["A.", "B.", "C."]),
        ("lowerLetter", "%1)", ["a)", "b)", "c)"]),
        ("upperRoman", "%1.", ["I.", "II.", "III."]),
        ("lowerRoman", "%1.", ["i.", "ii.", "iii."]),
        ("chineseCounting", "第%1章", ["第一章", "第二章", "第三章"]),
        ("chineseLegalSimplified", "%1、", ["壹、", "贰、", "叁、"]),
        ("ideographDigital", "%1、", ["一、", "二、", "三、"]),
        ("ideographTraditional", "%1、", ["甲、", "乙、", "丙、"]),
        ("ideographZodiac", "%1、", ["子、", "丑、", "寅、"]),
        ("japaneseCounting", "%1、", ["一、", "二、", "三、"]),
        ("bullet", "\uf06c", ["", "", ""]),
        ("none", "", ["", "", ""]),
    ],
)
def test_number_forms(form: str, pattern: str, shown: list[str]) -> None:
    numbering = lists({0: level(0, pattern, form, more=NOTHING)}, {1: 0})
    body = "".join(p("文", properties=in_list(1)) for _ in shown)
    assert lines(body, numbering=numbering) == [f"{label}文" for label in shown]


def test_gap_after_the_number() -> None:
    levels = level(0, "%1.") + level(1, "%2.", more=SPACE) + level(2, "%3.", more=NOTHING)
    body = "".join(p("5个", properties=in_list(1, depth)) for depth in (0, 1, 2))
    assert lines(body, numbering=lists({0: levels}, {1: 0})) == ["1.\t5个", "1. 5个", "1.5个"]


def test_numbers_of_several_levels_and_legal_form() -> None:
    levels = "".join(
        (
            level(0, "第%1条", "chineseCounting", more=NOTHING),
            level(1, "%1.%2", more=NOTHING),
            level(2, "%1.%2.%3", more=f"<w:isLgl/>{NOTHING}"),
        )
    )
    body = "".join(p("文", properties=in_list(1, depth)) for depth in (0, 1, 1, 2, 0, 1))
    assert lines(body, numbering=lists({0: levels}, {1: 0})) == [
        "第一条文",
        "一.1文",
        "一.2文",
        "1.2.1文",
        "第二条文",
        "二.1文",
    ]


def test_deeper_level_before_any_upper_one_counts_that_as_begun() -> None:
    # Word does so by design (Microsoft's article Q110380), and so does LibreOffice.
    levels = level(0, "%1", start=3, more=NOTHING) + level(1, "%1.%2 ", more=NOTHING)
    body = p("文", properties=in_list(1, 1)) + p("文", properties=in_list(1, 0))
    assert lines(body, numbering=lists({0: levels}, {1: 0})) == [
        "3.1 文",
        "4文",
    ]


def test_lists_of_one_kind_go_on_counting_unless_told_to_restart() -> None:
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = lists({0: level(0, "%1.", more=NOTHING)}, {1: 0, 2: 0, 3: (0, restart)})
    body = "".join(p("文", properties=in_list(key)) for key in (1, 1, 2, 3, 3, 1))
    assert lines(body, numbering=numbering) == ["1.文", "2.文", "3.文", "1.文", "2.文", "3.文"]


def test_level_that_never_restarts_and_level_overridden() -> None:
    never = level(1, "(%2)", more=f'<w:lvlRestart w:val="0"/>{NOTHING}')
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "%1)", "upperLetter", more=NOTHING)}'
    numbering = lists(
        {0: level(0, "%1.", more=NOTHING) + never}, {1: 0, 2: (0, f"{other}</w:lvlOverride>")}
    )
    order = [(1, 0), (1, 1), (1, 0), (1, 1), (2, 0)]
    body = "".join(p("文", properties=in_list(key, depth)) for key, depth in order)
    assert lines(body, numbering=numbering) == ["1.文", "(1)文", "2.文", "(2)文", "C)文"]


STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="32"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr>'
    '<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr>'
    "<w:rPr><w:b/></w:rPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="1"/>'
    '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="mine"><w:name w:val="我的标题"/>'
    '<w:basedOn w:val="2"/></w:style>'
    '<w:style w:type="table" w:styleId="t"><w:name w:val="grid"/><w:rPr><w:vanish/></w:rPr>'
    "</w:style>"
    '<w:style w:type="character" w:styleId="hid"><w:name w:val="h"/><w:rPr><w:vanish/></w:rPr>'
    "</w:style>"
    '<w:style w:type="paragraph" w:styleId="11"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="numbering" w:styleId="lst"><w:name w:val="lst"/><w:pPr><w:numPr>'
    '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)
STYLED_LIST = level(0, "%1、", "chineseCounting", more=f'<w:pStyle w:val="1"/>{NOTHING}') + level(
    1, "（%2）", "chineseCounting", more=f'<w:pStyle w:val="2"/>{NOTHING}'
)


def test_number_and_level_come_from_the_style_and_what_it_is_based_on() -> None:
    body = "".join(p("文", properties=styled(style)) for style in ("1", "2", "mine", "1", "a"))
    document = read(body, styles=STYLES, numbering=lists({0: STYLED_LIST}, {1: 0}))
    assert document.text.split("\n") == ["一、文", "（一）文", "（二）文", "二、文", "文"]
    assert [block.outline_level for block in document.blocks] == [1, 2, 2, 1, None]


def test_list_zero_switches_the_styles_number_off() -> None:
    body = p("文", properties=styled("1") + in_list(0)) + p("文", properties=styled("1"))
    numbering = lists({0: STYLED_LIST}, {1: 0})
    assert lines(body, styles=STYLES, numbering=numbering) == ["文", "一、文"]


def test_list_that_points_to_a_numbering_style() -> None:
    numbering = lists({0: STYLED_LIST, 1: '<w:numStyleLink w:val="lst"/>'}, {1: 0, 2: 1})
    assert lines(p("文", properties=in_list(2)), styles=STYLES, numbering=numbering) == ["一、文"]


def test_numbers_that_lead_nowhere_are_left_out() -> None:
    circle = {1: '<w:numStyleLink w:val="lst"/>'}
    body = p("甲", properties=in_list(9)) + p("乙", properties=in_list(1, 8))
    assert lines(body, styles=STYLES, numbering=lists(circle, {1: 1})) == ["甲", "乙"]
    assert lines(body) == ["甲", "乙"]


def test_deleted_paragraph_is_not_counted() -> None:
    gone = '<w:del w:id="1"><w:r><w:delText>删</w:delText></w:r></w:del>'
    mark = in_list(1) + '<w:rPr><w:del w:id="2"/></w:rPr>'
    body = p("甲", properties=in_list(1)) + p(gone, properties=mark)
    body += p("乙", properties=in_list(1))
    numbering = lists({0: level(0, "%1.", more=NOTHING)}, {1: 0})
    assert lines(body, numbering=numbering) == ["1.甲", "2.乙"]


# --- what runs print -------------------------------------------------------------------


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


# --- text boxes, notes, headers ----------------------------------------------------------


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


# --- tables ------------------------------------------------------------------------------


def cells(document: Document) -> list[list[tuple[str, int, int, int, int]]]:
    return [
        [
            (c.span.of(document.text), c.row, c.column, c.row_span, c.column_span)
            for c in table.cells
        ]
        for table in document.tables
    ]


def test_table_text_and_places() -> None:
    document = read(p("前") + tbl(tr("项目", "金额"), tr("合计", "12.50"), tr("空", "")) + p("后"))
    assert document.text == "前\n项目\t金额\n合计\t12.50\n空\t\n后"
    assert [block.kind for block in document.blocks] == ["paragraph", "table", "paragraph"]
    assert document.tables[0].span == document.blocks[1].span
    assert cells(document)[0][2:4] == [("合计", 1, 0, 1, 1), ("12.50", 1, 1, 1, 1)]


def test_merged_cells_stand_once() -> None:
    def merged(kind: str) -> str:
        return f'<w:vMerge w:val="{kind}"/>' if kind else "<w:vMerge/>"

    wide = tc("预算数", properties='<w:gridSpan w:val="2"/>')
    first = tr(tc("项目", properties=merged("restart")), wide)
    second = tr(tc("", properties=merged("")), "年初", "全年")
    third = tr(tc("", properties=merged("continue")), "1", "2")
    again = tr(
        tc("另", properties=merged("restart")), "3", "4", properties="<w:gridBefore w:val='1'/>"
    )
    document = read(tbl(first, second, third, again))
    assert document.text == "项目\t预算数\n年初\t全年\n1\t2\n另\t3\t4"
    assert cells(document)[0][:5] == [
        ("项目", 0, 0, 3, 1),
        ("预算数", 0, 1, 1, 2),
        ("年初", 1, 1, 1, 1),
        ("全年", 1, 2, 1, 1),
        ("1", 2, 1, 1, 1),
    ]
    assert cells(document)[0][6] == ("另", 3, 1, 1, 1)


def test_old_horizontal_merge_and_continuation_without_beginning() -> None:
    row = tr(
        tc("宽", properties='<w:hMerge w:val="restart"/>'),
        tc("", properties="<w:hMerge/>"),
        tc("孤", properties="<w:vMerge/>"),
    )
    assert cells(read(tbl(row))) == [[("宽", 0, 0, 1, 2), ("孤", 0, 2, 1, 1)]]


def test_merged_cell_whose_beginning_is_not_marked() -> None:
    # LibreOffice leaves out the mark of the first cell of a merged column.
    goes_on = '<w:vMerge w:val="continue"/>'
    rows = [tr("产出", "数量"), tr(tc("", properties=goes_on), tc("质量", properties=goes_on))]
    assert cells(read(tbl(*rows))) == [
        [("产出", 0, 0, 2, 1), ("数量", 0, 1, 1, 1), ("质量", 1, 1, 1, 1)]
    ]


def test_nested_table_follows_the_one_that_holds_it() -> None:
    inner = tbl(tr("内1", "内2"))
    document = read(tbl(tr(tc(p("外"), inner, p("尾")), "邻")) + p("后"))
    assert document.text == "外\n尾\t邻\n内1\t内2\n后"
    assert [[c[0] for c in table] for table in cells(document)] == [
        ["外\n尾", "邻"],
        ["内1", "内2"],
    ]
    spans = [block.span for block in document.blocks]
    assert all(a.end < b.start for a, b in pairwise(spans))


def test_rows_deleted_hidden_and_inside_controls() -> None:
    body = tbl(
        tr("头"),
        tr("删", properties='<w:del w:id="1"/>'),
        tr("隐", properties="<w:hidden/>"),
        f"<w:sdt><w:sdtContent>{tr('控')}</w:sdtContent></w:sdt>",
    )
    assert cells(read(body)) == [[("头", 0, 0, 1, 1), ("控", 1, 0, 1, 1)]]


def test_cells_hold_numbers_lines_and_no_tabs() -> None:
    numbering = lists({0: level(0, "%1.")}, {1: 0})
    row = tr(
        tc(p("甲", properties=in_list(1))), tc(p("乙", properties=in_list(1)), p("上"), p("下"))
    )
    document = read(tbl(row), numbering=numbering)
    assert [c[0] for c in cells(document)[0]] == ["1. 甲", "2. 乙\n上\n下"]


@pytest.mark.parametrize("extra", ["", "<w:gridSpan w:val='1'/>"])
def test_fast_and_careful_ways_agree(extra: str) -> None:
    # The second parameter makes the table irregular, so that it is read the careful way.
    rows = [tr(tc("甲\u200b", "乙"), tc("", "丙", "")), tr(tc(" 丁 ", properties=extra), "")]
    assert cells(read(tbl(*rows))) == [
        [("甲\n乙", 0, 0, 1, 1), ("丙", 0, 1, 1, 1), (" 丁 ", 1, 0, 1, 1), ("", 1, 1, 1, 1)]
    ]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(st.characters(categories=("L", "N", "P")), max_size=12).map(p),
            st.lists(
                st.lists(st.text("12.万元项目", max_size=6), min_size=3, max_size=3),
                min_size=1,
                max_size=3,
            ).map(lambda rows: tbl(*(tr(*row) for row in rows))),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_blocks_tile_the_text_and_cells_reslice(blocks: list[str]) -> None:
    document = read("".join((*blocks, p("末"))))
    pieces = [block.span.of(document.text) for block in document.blocks]
    assert "\n".join(pieces) == document.text
    for table in document.tables:
        assert [c.span.of(document.text) for c in table.cells] == [
            cell for row in table.span.of(document.text).split("\n") for cell in row.split("\t")
        ]


def test_agrees_with_python_docx_where_nothing_special_stands(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("部门概况", 1)
    made.add_paragraph("本年支出2474.64万元。").add_run("执行率97.50%").bold = True
    table = made.add_table(2, 3)
    for index, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"格{index}"
    made.save(str(tmp_path / "a.docx"))
    document = read_file(tmp_path / "a.docx")
    assert (
        document.text == "部门概况\n本年支出2474.64万元。执行率97.50%\n格0\t格1\t格2\n格3\t格4\t格5"
    )
    assert document.blocks[0].outline_level == 1
    assert (document.reader, document.source.format) == ("docx", "docx")


# --- other flavours and bad input ----------------------------------------------------------


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
    assert refused(OLE2 + "EncryptedPackage".encode("utf-16-le")) == (
        RefusalReason.ENCRYPTED,
        'Cannot read "a b.docx": it is a password-protected Office document. Whoever saved it set '
        "a password to open it. Ask the department for a copy without a password.",
    )


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
