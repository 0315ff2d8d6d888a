"""Automatic numbers of Word documents, as Word shows them."""

import pytest

from tests.docx_factory import (
    in_list,
    level,
    lists,
    p,
    styled,
)
from tests.docx_reading import NOTHING, REPORT_LIST, SPACE, STYLES, lines, read


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


def test_a_lists_own_start_holds_at_every_restart() -> None:
    fifth = '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride>'
    levels = level(0, "%1.", more=NOTHING) + level(1, "%1.%2", more=NOTHING)
    body = "".join(p("文", properties=in_list(1, depth)) for depth in (0, 1, 1, 0, 1))
    assert lines(body, numbering=lists({0: levels}, {1: (0, fifth)})) == [
        "1.文",
        "1.5文",
        "1.6文",
        "2.文",
        "2.5文",
    ]


def test_paragraph_may_take_the_list_from_its_style_and_the_level_from_itself() -> None:
    own_level = f'{styled("1")}<w:numPr><w:ilvl w:val="1"/></w:numPr>'
    body = p("文", properties=styled("1")) + p("文", properties=own_level)
    numbering = lists({0: STYLED_LIST}, {1: 0})
    assert lines(body, styles=STYLES, numbering=numbering) == ["一、文", "（一）文"]


def test_nonsense_in_numbers_costs_the_number_only() -> None:
    levels = level(0, "%1.", more=NOTHING).replace('w:ilvl="0"', 'w:ilvl="x"')
    body = p("甲", properties=in_list(1)) + p("乙", properties=in_list("x", -3))
    assert lines(body, numbering=lists({0: levels}, {1: 0})) == ["1.甲", "乙"]
