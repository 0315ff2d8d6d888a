"""Marks: what numbers a heading or item, and what only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.fold import fold
from extractors.outline.headings import Place, Style, find_markers, marker_at, number_of


@pytest.mark.parametrize(
    ("line", "label", "style", "number"),
    [
        ("一、部门概况", "一、", Style.HAN, 1),
        ("十、、名词解释", "十、、", Style.HAN, 10),  # doubled point
        ("二十三、其他支出", "二十三、", Style.HAN, 23),
        ("三.绩效", "三.", Style.HAN, 3),
        ("（二）预算执行", "（二）", Style.HAN_PAREN, 2),
        ("(四）预算绩效开展", "(四）", Style.HAN_PAREN, 4),  # example report, mixed widths
        ("（三）、预算管理", "（三）、", Style.HAN_PAREN, 3),
        ("〔五〕其他", "〔五〕", Style.HAN_PAREN, 5),
        ("㈡基本情况", "㈡", Style.HAN_PAREN, 2),
        ("1、 部门整体概况", "1、", Style.DIGIT, 1),
        ("１．全区一般公共预算", "１．", Style.DIGIT, 1),
        ("2.2017年财政决算", "2.", Style.DIGIT, 2),  # a year, no decimal
        ("1.2012901行政运行", "1.", Style.DIGIT, 1),  # a subject code, no decimal
        ("（12）依法行使", "（12）", Style.DIGIT_PAREN, 12),
        ("⑶组织协调", "⑶", Style.DIGIT_PAREN, 3),
        ("2）组织协调", "2）", Style.DIGIT_CLOSE, 2),
        ("③完成任务", "③", Style.CIRCLED, 3),
        ("第一部分 部门概况", "第一部分", Style.PART, 1),
        ("第三章 财政支出绩效评价", "第三章", Style.CHAPTER, 3),
        ("第二条上海市普陀区财政局", "第二条", Style.ARTICLE, 2),
        ("2.3 项目产出", "2.3", Style.DECIMAL, 3),
    ],
)
def test_a_line_opens_with_a_mark(line: str, label: str, style: Style, number: int) -> None:
    folded = fold(line)
    marker = marker_at(folded, 0, len(folded))
    assert marker is not None
    assert line[marker.start : marker.end] == label
    assert (marker.style, marker.number) == (style, number)


@pytest.mark.parametrize(
    "line",
    [
        "一是按照结果导向原则",
        "一、二、三产业协调发展",
        "1个专项预案",
        "2.5万元",
        "0.94万元。决算数与预算数基本持平",
        "161.62万元，支出决算为160.75万元",
        "2.5个百分点",
        "2025.1.1-2025.12.31",
        "2024年12月31日",
        "（2018年7月26日在常务委员会会议上）",
        "（项）。主要用于",
        "〔2019〕14号",
        "第三条、第四条规定",
        "1,466万元",
    ],
)
def test_a_line_opens_with_no_mark(line: str) -> None:
    folded = fold(line)
    assert marker_at(folded, 0, len(folded)) is None


def test_places_within_a_line() -> None:
    folded = fold("一、概况 本局职责是： （一）起草规划。2、编制表 （三）其他")
    found = [(marker.number, marker.place) for marker in find_markers(folded, 0, len(folded))]
    assert found == [(1, Place.LINE), (1, Place.SENTENCE), (2, Place.SENTENCE), (3, Place.BLANK)]


def test_residue_of_a_web_export_before_the_mark_is_passed_over() -> None:
    folded = fold("<!--[if !supportLists]-->（一）<!--[endif]-->抓健康事业")
    (marker,) = find_markers(folded, 0, len(folded))
    assert (marker.number, marker.place) == (1, Place.LINE)


@pytest.mark.parametrize(("numeral", "value"), [("十", 10), ("二十", 20), ("九十九", 99)])
def test_chinese_list_numbers(numeral: str, value: int) -> None:
    assert number_of(numeral) == value


@given(
    st.text(
        alphabet="一二三十百第部分章条、.．（）()1234567890①⑵㈢ 。；：\n万元年目录…<!->概况",
        max_size=200,
    )
)
def test_marks_are_in_order_and_re_slice(text: str) -> None:
    folded = fold(text)
    end = 0
    for marker in find_markers(folded, 0, len(folded)):
        assert end <= marker.start < marker.end <= len(text)
        assert marker.number > 0
        end = marker.start + 1
