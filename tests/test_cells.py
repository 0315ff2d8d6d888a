"""Quantities in the cells of tables: values, units, and the labels that govern them."""

import re
import time
from decimal import Decimal

import pytest

from extractors.fold import fold
from extractors.tables.cells import find_cell_mentions
from extractors.tables.words import raw_table_words
from models.document import SourceFile
from models.mention import Direction, Kind, Role
from pipeline.readers.builder import CellText, DocumentBuilder
from tests.cell_helpers import mentions_of, summary, values
from tests.table_factory import document_of

# 收入支出决算总表 of 上海市普陀区财政局 2024, shortened.
TWO_SIDED = [
    ["收入", "<", "支出", "<"],
    ["项目", "决算数", "项目", "决算数"],
    ["一、一般公共预算财政拨款收入", "2,940.05", "一、一般公共服务支出", "2,106.66"],
    ["", "", "九、卫生健康支出", "60.99"],
    ["二、政府性基金预算财政拨款收入", "", "二、外交支出", ""],
    ["总计", "2,995.39", "总计", "2,995.39"],
]


def test_two_sided_table_takes_the_words_of_its_own_side() -> None:
    assert summary(document_of(TWO_SIDED, above=["收入支出决算总表", "单位：万元"])) == [
        ("2,940.05", "29400500", "元", "一、一般公共预算财政拨款收入", "收入/决算数"),
        ("2,106.66", "21066600", "元", "一、一般公共服务支出", "支出/决算数"),
        ("60.99", "609900", "元", "九、卫生健康支出", "支出/决算数"),
        ("2,995.39", "29953900", "元", "总计", "收入/决算数"),
        ("2,995.39", "29953900", "元", "总计", "支出/决算数"),
    ]


def test_heads_that_lost_their_merging() -> None:
    rows = [["收入", "", "支出", ""], *TWO_SIDED[1:3]]
    found = summary(document_of(rows, above=["收入支出决算总表", "单位：万元"]))
    assert [column for *_, column in found] == ["收入/决算数", "支出/决算数"]


# 收入决算表, the same report; 类 款 项 stand in the first row of the body.
BY_FUNCTION = [
    ["项目", "<", "<", "<", "本年收入合计", "其他收入"],
    ["支出功能分类科目编码", "<", "<", "科目名称", "^", "^"],
    ["类", "款", "项", "合计", "2,946.25", "6.20"],
    ["201", "", "", "一般公共服务支出", "2,112.86", "6.20"],
    ["201", "06", "01", "行政运行", "1,511.90", "0.01"],
    ["合计", "<", "<", "<", "2,946.25", "6.20"],
]


def test_subject_codes_are_neither_figures_nor_labels() -> None:
    rows = summary(document_of(BY_FUNCTION, above=["收入决算表", "单位：万元"]))
    assert [(value, row, column) for _, value, _, row, column in rows] == [
        ("29462500", "合计", "本年收入合计"),
        ("62000", "合计", "其他收入"),
        ("21128600", "一般公共服务支出", "本年收入合计"),
        ("62000", "一般公共服务支出", "其他收入"),
        ("15119000", "行政运行", "本年收入合计"),
        ("100", "行政运行", "其他收入"),
        ("29462500", "合计", "本年收入合计"),
        ("62000", "合计", "其他收入"),
    ]


def test_codes_in_one_column_are_no_figures() -> None:
    rows = [
        ["科目编码", "科目名称", "决算数"],
        ["2010601", "行政运行", "1511"],
        ["30102", "津贴补贴", "1238"],
    ]
    assert values(document_of(rows, above=["单位：元"])) == ["1511", "1238"]


# 公开07表 as the national form has it: three sides, each with code, name and figure.
THREE_SIDED = [
    ["人员经费", "<", "<", "公用经费", "<", "<"],
    ["科目编码", "科目名称", "决算数", "科目编码", "科目名称", "决算数"],
    ["301", "工资福利支出", "12.50", "302", "商品和服务支出", "3.00"],
    ["30101", "基本工资", "12.50", "30201", "办公费", "3.00"],
    ["人员经费合计", "<", "12.50", "公用经费合计", "<", "3.00"],
]


def test_economic_classes_side_by_side() -> None:
    found = summary(document_of(THREE_SIDED, above=["一般公共预算基本支出决算表", "单位：万元"]))
    assert [(row, column) for *_, row, column in found] == [
        ("工资福利支出", "人员经费/决算数"),
        ("商品和服务支出", "公用经费/决算数"),
        ("基本工资", "人员经费/决算数"),
        ("办公费", "公用经费/决算数"),
        ("人员经费合计", "人员经费/决算数"),
        ("公用经费合计", "公用经费/决算数"),
    ]


# “三公”经费支出决算表, the same report: three rows of heads, nothing that names the row.
SANGONG = [
    ["财政拨款“三公”经费", "<", "<", "<", "<", "<"],
    ["合计", "<", "公务用车购置及运行费", "<", "公务接待费", "<"],
    ["^", "<", "小计", "<", "^", "<"],
    ["预算数", "决算数", "预算数", "决算数", "预算数", "决算数"],
    ["0.95", "", "", "", "0.95", "0"],
]


def test_heads_in_three_rows_and_no_words_before_the_row() -> None:
    found = summary(document_of(SANGONG, above=["财政拨款“三公”经费支出决算表", "单位:万元"]))
    assert [(value, row, column) for _, value, _, row, column in found] == [
        ("9500", "", "合计/预算数"),
        ("9500", "", "公务接待费/预算数"),
        ("0", "", "公务接待费/决算数"),
    ]


def test_rows_of_ordinals_and_columns_of_numbers_are_left_out() -> None:
    rows = [
        ["项目", "行次", "金额", "项目", "行次", "金额"],
        ["栏次", "", "1", "栏次", "", "2"],
        ["一、财政拨款", "1", "365", "一、公共安全支出", "12", "365"],
    ]
    assert values(document_of(rows, above=["金额单位：万元"])) == ["3650000", "3650000"]


def test_ordinals_of_rows_are_no_figures_even_without_a_head() -> None:
    rows = [["", "设备", "数量"], ["1", "电脑", "20"], ["2", "打印机", "3"], ["3", "桌", "9"]]
    assert values(document_of(rows)) == ["20", "3", "9"]


def test_table_over_two_pages_keeps_heads_title_and_unit() -> None:
    first = [["项目", "<", "决算数"], ["编码", "名称", "^"], ["201", "行政运行", "5.00"]]
    second = [["208", "社会保障和就业支出", "6.00"], ["210", "卫生健康支出", "7.00"]]
    document = document_of(first, second, above=["支出决算表", "单位：万元"])
    assert summary(document)[1:] == [
        ("6.00", "60000", "元", "社会保障和就业支出", "决算数"),
        ("7.00", "70000", "元", "卫生健康支出", "决算数"),
    ]
    assert {found.cell.table_title for found in mentions_of(document) if found.cell} == {
        "支出决算表"
    }


def test_heads_repeated_inside_a_table() -> None:
    page = [["项目", "决算数"], ["行政运行", "5.00"]]
    found = summary(document_of([*page, *page], above=["单位：万元"]))
    assert [(row, column) for *_, row, column in found] == [("行政运行", "决算数")] * 2


@pytest.mark.parametrize(
    "cell",
    ["", "-", "/", "—", "……", "0-6", "2024-05-06", "13800000000", "440306231391500000173", "无"],
)
def test_what_states_no_quantity(cell: str) -> None:
    rows = [["项目", "数量"], ["某项目", cell], ["另一项目", ""]]
    assert values(document_of(rows)) == []


@pytest.mark.parametrize("head", ["年度", "联系电话", "项目编码", "实施期限", "序号", "完成时间"])
def test_columns_of_dates_codes_and_numbers_of_telephones(head: str) -> None:
    rows = [["项目", head, "金额（元）"], ["某项目", "2023", "5"], ["另一项目", "2024", "6"]]
    assert values(document_of(rows)) == ["5", "6"]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("-36.5", "-365000"),
        ("(0.31)", "-3100"),
        ("１，２３４．５０", "12345000"),
        ("371,514,65\n5.00", "3715146550000"),
        ("2 940.05", "29400500"),
        ("≥95", "950000"),
    ],
)
def test_ways_to_print_a_number(cell: str, value: str) -> None:
    rows = [["项目", "决算数"], ["某项目", cell], ["另一项目", "1.00"]]
    assert values(document_of(rows, above=["单位：万元"]))[0] == value


def test_percent_by_the_format_of_the_sheet() -> None:
    builder = DocumentBuilder()
    builder.add_table(
        [
            CellText("项目", 0, 0),
            CellText("占用", 0, 1),
            CellText("某项目", 1, 0),
            CellText("0.1851", 1, 1, number_format="0.00%"),
        ]
    )
    (found,) = mentions_of(builder.build(SourceFile("a.xlsx", "", 0, "xlsx"), reader="test"))
    assert (found.kind, found.value, found.half_step) == (
        Kind.PERCENT,
        Decimal("18.51"),
        Decimal("0.005"),
    )


def test_changes_take_role_and_direction_from_head_and_sign() -> None:
    rows = [
        ["项目", "本年数", "比上年增减额", "增长率（%）"],
        ["某项目", "10.00", "-2.50", "20.0"],
        ["另一项目", "10.00", "2.50", "-20.0"],
    ]
    found = mentions_of(document_of(rows, above=["单位：万元"]))
    assert [(one.role, one.direction) for one in found] == [
        (Role.LEVEL, None),
        (Role.CHANGE, Direction.DECREASE),
        (Role.CHANGE_RATE, Direction.INCREASE),
        (Role.LEVEL, None),
        (Role.CHANGE, Direction.INCREASE),
        (Role.CHANGE_RATE, Direction.DECREASE),
    ]


def test_targets_are_told_from_results() -> None:
    rows = [
        ["三级指标", "年度指标值", "实际完成值", "分值"],
        ["培训人数", "≥100人", "102人", "10"],
        ["满意度", "≥95%", "96%", "10"],
    ]
    found = mentions_of(document_of(rows))
    assert [one.is_target for one in found] == [True, False, False, True, False, False]


@pytest.mark.parametrize(
    ("pattern", "words", "never"),
    [
        (entry["pattern"], entry["matches"], entry.get("never", []))
        for entries in raw_table_words().values()
        for entry in entries
    ],
)
def test_patterns_match_what_they_say(pattern: str, words: list[str], never: list[str]) -> None:
    assert [word for word in words if not re.search(pattern, word)] == []
    assert [word for word in never if re.search(pattern, word)] == []


def test_time_grows_with_the_cells_and_no_faster() -> None:
    def seconds(rows: int) -> float:
        head = ["项目", *(f"{2000 + year}年决算数" for year in range(9))]
        body = [[f"项目{row}", *(["1,234.56"] * 9)] for row in range(rows)]
        document = document_of([head, *body], above=["单位：万元"])
        folded = fold(document.text)
        start = time.process_time()
        assert len(find_cell_mentions(document, folded)) == 9 * rows
        return time.process_time() - start

    # Ten times the rows: looking at all for each would take a hundred times as long.
    assert min(seconds(1000) for _ in range(2)) < 35 * min(seconds(100) for _ in range(3))


def test_figures_in_a_column_of_words_are_kept_where_their_row_says_what_they_are() -> None:
    rows = [["项目", "内容"], ["单位名称", "某局"], ["编制数", "20"], ["地址", "某路1号"]]
    assert summary(document_of(rows)) == [("20", "20", "人", "编制数", "内容")]
