"""Web pages as government sites serve them and people save them."""

from email.message import EmailMessage

import pytest

from models.document import Document
from models.refusal import RefusalReason, RefusedFile
from pipeline.readers import read_bytes


def read(page: str, encoding: str = "utf-8") -> Document:
    return read_bytes(
        f"<!DOCTYPE html><html><body>{page}</body></html>".encode(encoding), "页.html"
    )


def lines(page: str) -> list[str]:
    return read(page).text.split("\n")


def test_elements_of_their_own_are_lines_and_inline_ones_are_not() -> None:
    assert lines("<p>本年收入<span>3832.36</span><b>万元</b>。</p>二<br>三<div>四</div>") == [
        "本年收入3832.36万元。",
        "二",
        "三",
        "四",
    ]


def test_blanks_are_folded_but_an_indent_is_kept() -> None:
    assert lines("<p>\u3000\u3000支出\n   502.4&nbsp;万元</p>") == ["\u3000\u3000支出 502.4 万元"]


def test_headings_are_evidence() -> None:
    document = read("<h2>一、概况</h2><p>正文。</p>")
    assert [block.outline_level for block in document.blocks] == [2, None]


def test_scripts_styles_comments_and_hidden_parts_are_no_text() -> None:
    page = "<style>p{}</style><script>var x='9万元'</script><!-- 8万元 --><p hidden>7万元</p>"
    hidden = "<div style='DISPLAY : none'>6万元</div><template>5万元</template><p>正文</p>"
    assert lines(page + hidden) == ["正文"]


def test_conditional_comments_of_word_are_no_text() -> None:
    assert lines("<p><!--[if !supportLists]-->（一）<!--[endif]-->抓健康</p>") == ["（一）抓健康"]


def test_menus_are_left_out_and_said() -> None:
    menu = "<ul>" + "".join(f"<li><a href=#>栏目{n}</a></li>" for n in range(8)) + "</ul>"
    document = read(menu + "<p>正文见<a href=#>附件</a>。</p>")
    assert document.text == "正文见附件。"
    assert document.notes == ("1 menus left out",)


def test_a_list_with_few_links_is_no_menu() -> None:
    assert "附件1" in read("<ul><li><a>附件1</a></li><li>说明</li></ul>").text


def test_tables_keep_cells_and_extents() -> None:
    document = read(
        "<table><tr><th rowspan=2>项目<th colspan=2>金额"
        "<tr><th>预算<th>决算<tr><td>基本支出<td>1.5<td>1,2<br>00</table>"
    )
    cells = {
        (c.row, c.column): (c.span.of(document.text), c.row_span, c.column_span)
        for c in document.tables[0].cells
    }
    assert cells == {
        (0, 0): ("项目", 2, 1),
        (0, 1): ("金额", 1, 2),
        (1, 1): ("预算", 1, 1),
        (1, 2): ("决算", 1, 1),
        (2, 0): ("基本支出", 1, 1),
        (2, 1): ("1.5", 1, 1),
        (2, 2): ("1,2\n00", 1, 1),
    }


def test_a_table_that_lays_out_the_page_is_read_through() -> None:
    inner = "<table><tr><td>科目<td>金额<tr><td>甲<td>1</table>"
    document = read(f"<table><tr><td>栏<td><p>正文</p>{inner}</table>")
    assert len(document.tables) == 1
    assert "正文" in document.text


@pytest.mark.parametrize(
    ("declared", "real"),
    [("gb2312", "gb18030"), ("utf-8", "gb18030"), ("gb2312", "utf-8"), ("big5", "big5")],
)
def test_the_real_encoding_decides(declared: str, real: str) -> None:
    text = "朱镕基签署，预算執行率九十七點五" if real != "big5" else "預算執行率"
    page = f"<html><head><meta charset={declared}></head><body><p>{text}</p></body></html>"
    assert read_bytes(page.encode(real), "页.html").text == text


def test_a_page_saved_as_one_file() -> None:
    message = EmailMessage()
    message.set_content("<html><body><p>本年支出100万元</p></body></html>", subtype="html")
    assert read_bytes(bytes(message), "页.mht").text == "本年支出100万元"


def test_endless_nesting_is_read_and_ends() -> None:
    document = read("<div>" * 20_000 + "支出5万元")
    assert "支出5万元" in document.text


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(RefusedFile) as caught:
        read("<script>load()</script>")
    assert caught.value.reason is RefusalReason.NO_TEXT
