"""The outline on structures seen in the field; the words are invented.

Structures: templates of provinces (T1 to T16), and the slips a parser must survive.
"""

import pytest

from tests.outlines import headings, outline, shape


def test_first_number_typed_in_another_style_keeps_its_depth() -> None:
    """The example report: Word's automatic 一、 and （一） came out as 1、 and （1）."""
    text = (
        "1、部门概况\n（1）职责及人员\n1、主要职能\n负责。\n2、人员情况\n共3人。\n"
        "（二）执行\n好。\n二、组织\n好。"
    )
    assert headings(text) == [
        (1, "部门概况"),
        (2, "职责及人员"),
        (3, "主要职能"),
        (3, "人员情况"),
        (2, "执行"),
        (1, "组织"),
    ]


def test_doubled_skipped_and_misprinted_numbers_stay_with_their_siblings() -> None:
    text = "\n正文如此。\n".join(
        [
            "一、甲概况",
            "二、乙概况",
            "二、丙概况",
            "五、丁概况",
            "(一）戊情况",
            "(三)己情况",
            "六、、庚概况",
            "7、辛概况",
            "八、壬概况",
        ]
    )
    assert [depth for depth, _ in headings(text)] == [1, 1, 1, 1, 2, 2, 1, 1, 1]


def test_a_report_nested_in_a_section_ends_where_the_outer_numbers_go_on() -> None:
    text = (
        "一、职责\n好。\n二、单位\n好。\n三、工作总结\n重点完成了以下工作：\n"
        "一、抓好教育\n好。\n二、抓好卫生\n好。\n三、抓好农业\n好。\n四、收支情况\n好。"
    )
    assert [depth for depth, _ in headings(text)] == [1, 1, 1, 2, 2, 2, 1]


def test_the_same_number_twice_closes_the_inner_list_first() -> None:
    text = (
        "一、职责 好。 二、单位 好。 三、工作总结 完成以下工作： 一、抓教育 "
        "（一）办学校。 （二）育人才。 "
        "二、抓卫生 （一）建医院。 （二）防疾病。 三、抓农业 好。 四、抓党建 好。 "
        "四、收支情况 好。 " + "正文。" * 100
    )
    depths = [(d, t) for d, t in headings(text) if t in ("抓党建", "收支情况")]
    assert depths == [(2, "抓党建"), (1, "收支情况")]


def test_whole_sentences_are_items_and_titles_are_headings() -> None:
    text = (
        "（一）预算管理\n"
        "1、公用经费控制率≤100%，年底结余上缴国库;\n"
        "2、预算完成率为97.50%。本年预算合计2538.12万元；\n"
        "3、管理制度健全性很好。各项制度完善。\n"
        "（二）履职效益。\n"
        "1、社会公众满意度为优；\n"
        "（三）其他"
    )
    assert [kind for _, kind, _, _ in shape(text)] == ["h", "i", "i", "i", "h", "i", "h"]
    assert headings(text)[1] == (1, "履职效益")


def test_titles_closed_by_a_full_stop_all_the_way_down() -> None:
    text = (
        "一、绩效情况分析\n（一）资金情况分析。\n1.资金到位情况分析。\n到位100%。\n"
        "2.资金执行情况分析。\n执行100%。\n（二）目标完成情况分析。\n（1）数量指标。\n完成3个。"
    )
    assert [depth for depth, _ in headings(text)] == [1, 2, 3, 3, 2, 3]


def test_duties_and_definitions_are_items() -> None:
    text = (
        "一、主要职责\n1.贯彻执行国家法律法规\n2.负责全县工作\n3.完成交办的其他任务。\n"
        "二、名词解释\n（一）基本支出：指保障机构运转的支出。\n"
        "（二）机关运行经费：为保障运行的资金。"
    )
    assert [kind for _, kind, _, _ in shape(text)] == ["h", "i", "i", "i", "h", "i", "i"]


def test_names_listed_after_a_colon_are_items() -> None:
    text = (
        "（二）决算单位构成\n纳入编报的单位共2个，分别是：\n1.某县某局\n2.某县某中心\n"
        "（三）人员情况\n10人。"
    )
    assert [kind for _, kind, _, _ in shape(text)] == ["h", "i", "i", "h"]


def test_run_in_text_after_a_blank_or_a_colon() -> None:
    text = "一、绩效目标：\n（一）绩效评价组织情况 本次评价项目21个，占100%。\n（二）问题\n无"
    assert headings(text) == [(1, "绩效目标"), (2, "绩效评价组织情况"), (2, "问题")]


def test_prose_enumerations_are_no_sections() -> None:
    text = (
        "一、问题\n一是编制不细。二是进度偏慢。三是其他，见第三条规定，金额2.5万元。\n"
        "2.5万元已支出。"
    )
    assert headings(text) == [(1, "问题")]
    assert len(outline(text)) == 1


CONTENTS = "第一部分 概况{0}\n一、职能{0}\n二、人员{0}\n第二部分 说明{0}\n一、收入情况{0}"
BODY = "第一部分 概况\n一、职能\n负责。\n二、人员\n3人。\n第二部分 说明\n一、收入情况\n好。"


@pytest.mark.parametrize(
    "contents",
    [
        "目录\n" + CONTENTS.format(""),
        "目  录\n" + CONTENTS.format("............3"),
        CONTENTS.format("…………12"),  # no title, told by its leaders
        CONTENTS.format(" PAGEREF _Toc25831 \\h 3"),  # residue of a Word field
        CONTENTS.format("\t7"),
        "目录 第一部分概况一、职能二、人员第二部分说明一、收入情况",  # glued
    ],
)
def test_a_table_of_contents_is_no_section(contents: str) -> None:
    assert headings(f"某局2022年度部门决算\n{contents}\n{BODY}") == headings(BODY)
    assert [depth for depth, _ in headings(BODY)] == [1, 2, 2, 1, 2]


def test_part_and_title_on_two_lines() -> None:
    text = (
        "目录\n第一部分某局概况\n第二部分某局情况说明\n第一部分\n某局概况\n一、职能\n"
        "好。\n第二部分某局情况\n说明\n一、收入\n好。"
    )
    assert headings(text) == [(1, "某局概况"), (2, "职能"), (1, "某局情况说明"), (2, "收入")]


def test_lists_of_attachments_are_no_sections() -> None:
    text = "一、概况\n好。\n附件：1.收支总表.xls\n2.收入决算表.xls\n3.支出决算表.xls"
    assert shape(text) == [(1, "h", "一、", "概况")]


def test_rows_of_a_table_read_as_text_are_no_sections() -> None:
    text = (
        "第二部分 决算表\n收入支出决算总表\n单位：万元\n项目\n决算数\n一、财政拨款收入\n2,940.05\n"
        "一、一般公共服务支出\n2,106.66\n二、事业收入\n二、外交支出\n合计\n2,946.25\n"
        "第三部分 说明\n一、收入情况\n好。"
    )
    assert headings(text) == [(1, "决算表"), (1, "说明"), (2, "收入情况")]


def test_a_second_report_opens_under_its_own_title() -> None:
    text = (
        "某局绩效自评报告\n一、基本情况\n好。\n二、结论\n好。\n项目绩效自评报告\n"
        "一、项目概况\n好。\n二、问题\n无。"
    )
    assert headings(text) == [
        (1, "基本情况"),
        (1, "结论"),
        (1, "项目绩效自评报告"),
        (2, "项目概况"),
        (2, "问题"),
    ]


def test_decimal_numbers_nest() -> None:
    text = (
        "1.概况\n1.1 职责\n负责。\n1.2 人员\n3人。\n2.绩效\n2.1 产出\n2.1.1 数量\n好。\n"
        "2.1.2 质量\n好。"
    )
    assert [depth for depth, _ in headings(text)] == [1, 2, 2, 1, 2, 3, 3]


def test_few_outer_numbers_are_not_lost_among_many_inner_ones() -> None:
    """A government's final account in one line: 一、 to 三、 each hold long lists of lists."""
    account = (
        "（{n}）一般公共预算收支决算 1.收入合计{v}万元，包括： 税收{v}万元。 2.支出合计{v}万元。 "
        "3.收支相抵，结余{v}万元。 "
    )
    part = "".join(account.format(n=n, v=v) for v, n in enumerate("一二三四五", 10))
    text = f"情况良好。 一、全区决算情况 {part}二、本级决算情况 {part}三、主要工作情况 {part}"
    tops = [title for depth, title in headings(text) if depth == 1]
    assert tops == ["全区决算情况", "本级决算情况", "主要工作情况"]


def test_contents_whose_numbers_begin_anywhere_end_before_the_first_heading_with_text() -> None:
    text = (
        "某局2023年度项目评价报告\n目 录\n（二）评价原则和方法\n（二）筹资渠道单一，规则不明确\n"
        "（五）前期准备不扎实，手续不完备\n一、项目基本情况\n（一）概况\n"
        f"{'本项目改造老旧小区，改善居住条件。' * 8}\n二、结论\n好。"
    )
    assert headings(text) == [(1, "项目基本情况"), (2, "概况"), (1, "结论")]


def test_titles_before_a_single_sentence_with_figures_are_headings_like_their_sisters() -> None:
    text = (
        "一、部门概况\n（一）人员结构情况：编制35名。实有32名。\n（二）年度财政收支：收入5万元。支出4万元。\n"
        "（三）年末固定资产状况：年末有固定资产12万元。"
    )
    assert headings(text)[1:] == [(2, "人员结构情况"), (2, "年度财政收支"), (2, "年末固定资产状况")]
    # Names with their values are no titles.
    assert headings("一、收支\n（一）收入：792.22万元。\n（二）支出：785.1万元。") == [(1, "收支")]


def test_a_title_of_this_genre_that_a_full_stop_ends_needs_no_sisters() -> None:
    text = "一、完成情况\n1.产出指标完成情况分析。\n（1）数量。\n完成。\n2.效益指标完成情况分析。"
    assert (2, "产出指标完成情况分析") in headings(text)


def test_sums_with_many_decimals_are_no_list_numbers() -> None:
    assert shape("一、资金\n52.800000 52.800000 100.00%\n二、结论\n好。") == [
        (1, "h", "一、", "资金"),
        (1, "h", "二、", "结论"),
    ]
    assert [one[2] for one in shape("一、支出\n1.2080505机关养老\n2.2101101行政医疗")] == [
        "一、", "1.", "2.",
    ]  # fmt: skip


def test_a_short_line_with_a_figure_that_has_sections_is_their_heading() -> None:
    text = "二、自评\n（一）救灾资金900万元\n1、工作背景\n好。\n2、前期准备\n好。"
    assert headings(text)[1] == (2, "救灾资金900万元")
    assert headings("二、自评\n（一）救灾资金900万元\n（二）抗旱资金30万元") == [(1, "自评")]
