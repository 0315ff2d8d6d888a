"""Quantities in the cells of tables: values, units, and the labels that govern them."""

import json
import re
import time
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.cell_numbers import parse_bare
from extractors.cells import find_cell_mentions
from extractors.fold import fold
from extractors.table_words import raw_table_words
from models.document import Document, SourceFile
from models.mention import Direction, Kind, Mention, Role
from pipeline.readers import read_file
from pipeline.readers.builder import CellText, DocumentBuilder
from tests.table_factory import REPORTS, SHARED, document_of

PUTUO = "上海市普陀区财政局2024年度部门决算.pdf"
BUDGETS = ["上海市普陀区商务委员会25年预算.pdf", "上海市普陀区商务委员会单位25年预算.pdf"]
needs_reports = pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports are not here")


def mentions_of(document: Document) -> tuple[Mention, ...]:
    return find_cell_mentions(document, fold(document.text))


def summary(document: Document) -> list[tuple[str, str, str, str, str]]:
    """Printed text, value, unit, row label and column label of every mention."""
    return [
        (
            found.span.of(document.text),
            format(found.value.normalize(), "f"),
            found.unit,
            found.cell.row_label,
            found.cell.column_label,
        )
        for found in mentions_of(document)
        if found.cell
    ]


def values(document: Document) -> list[str]:
    return [value for _, value, *_ in summary(document)]


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


@pytest.mark.parametrize(
    ("head", "cell", "kind", "value"),
    [
        ("金额（万元）", "12.50", Kind.AMOUNT, "125000"),
        ("执行率（%）", "97.5", Kind.PERCENT, "97.5"),
        ("预算执行率", "97.5", Kind.PERCENT, "97.5"),
        ("执行率（B/A）", "97.5%", Kind.PERCENT, "97.5"),
        ("在职人数", "36", Kind.HEADCOUNT, "36"),
        ("人员编制数", "40", Kind.HEADCOUNT, "40"),
        ("车辆数（辆）", "3", Kind.COUNT, "3"),
        ("项目个数", "21", Kind.COUNT, "21"),
        ("分值", "10", Kind.SCORE, "10"),
        ("自评得分", "9.8", Kind.SCORE, "9.8"),
        ("权重（%）", "10", Kind.PERCENT, "10"),
        ("金额", "12.50", Kind.AMOUNT, "12.5"),
    ],
)
def test_unit_from_the_head_of_the_column(head: str, cell: str, kind: Kind, value: str) -> None:
    rows = [["项目", head], ["某项目", cell], ["另一项目", ""]]
    (found,) = mentions_of(document_of(rows, above=["单位：元"]))
    assert (found.kind, found.value) == (kind, Decimal(value))


# 部门决算公开表 CS05 机构运行信息表: money by the unit line, the rest by the row.
OPERATION = [
    ["项目", "统计数"],
    ["一、“三公”经费支出", "4.50"],
    ["1.公务用车保有量（辆）", "3"],
    ["2.国内公务接待批次（个）", "12"],
    ["3.国内公务接待人次（人）", "96"],
    ["4.因公出国（境）人次数（人）", "0"],
    ["二、机关运行经费", "36.20"],
    ["三、办公用房面积（平方米）", "1200"],
]


def test_unit_from_the_words_of_the_row() -> None:
    found = summary(document_of(OPERATION, above=["机构运行信息表", "单位：万元"]))
    assert [(value, unit) for _, value, unit, *_ in found] == [
        ("45000", "元"),
        ("3", "辆"),
        ("12", "个"),
        ("96", "人"),
        ("0", "人"),
        ("362000", "元"),
    ]


def test_unit_from_a_column_of_units() -> None:
    rows = [
        ["指标名称", "计量单位", "年初值", "全年完成值", "权重"],
        ["培训人数", "人", "100", "120", "10"],
        ["办公设备", "台", "5", "5", "10"],
        ["投入资金", "万元", "30", "28.5", "10"],
    ]
    units = [unit for _, _, unit, *_ in summary(document_of(rows))]
    assert units == ["人", "人", "分", "台", "台", "分", "元", "元", "分"]


@pytest.mark.parametrize(
    ("above", "title", "lead"),
    [
        (["收入决算表", "编制单位：某局 单位：万元"], "", []),
        ([], "收入决算表（万元）", []),
        (["收入决算表", "2024年度　　金额单位：人民币万元"], "", []),
        ([], "", [["收入决算表", "<"], ["编制单位：某局", "单位：万元"]]),
    ],
)
def test_unit_line_before_inside_or_in_the_title(
    above: list[str], title: str, lead: list[list[str]]
) -> None:
    rows = [*lead, ["项目", "决算数"], ["某项目", "12.50"]]
    (found,) = mentions_of(document_of(rows, above=above, title=title))
    assert found.value == 125000
    assert found.cell is not None
    assert found.cell.table_title.startswith("收入决算表")


def test_table_without_unit_line_takes_the_one_unit_of_the_report() -> None:
    plain = [["项目", "决算数"], ["某项目", "12.50"]]
    headed = [["项目", "金额（万元）"], ["某项目", "1.00"]]
    document = document_of(headed, plain, above=["支出决算表", "单位：万元"])
    assert values(document) == ["10000", "125000"]


def test_unknown_unit_is_not_guessed() -> None:
    (found,) = mentions_of(document_of([["项目", "决算数"], ["某项目", "12.50"]]))
    assert (found.kind, found.unit, found.value) == (Kind.COUNT, "", Decimal("12.50"))


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


@cache
def read_report(name: str) -> Document:
    return read_file(REPORTS / name)


@needs_reports
def test_gold_cells_of_the_final_account() -> None:
    gold = json.loads((SHARED / "eval/gold/putuo_finance_2024.json").read_text("utf-8"))
    found = {
        (one.value, one.cell.table_title, one.cell.row_label, one.cell.column_label)
        for one in mentions_of(read_report(PUTUO))
        if one.cell
    }
    missed = [
        cell
        for cell in gold["cells"]
        if not any(
            Decimal(cell["value"]) == value
            and cell["table"] in title
            and (row == cell["row"])
            and column.endswith(cell["column"])
            for value, title, row, column in found
        )
    ]
    assert missed == []


@needs_reports
@pytest.mark.parametrize("name", [PUTUO, *BUDGETS])
def test_every_number_with_decimals_in_a_table_is_found(name: str) -> None:
    document = read_report(name)
    folded = fold(document.text)
    found = {one.span for one in mentions_of(document)}
    decimals = [
        cell.span
        for table in document.tables
        for cell in table.cells
        if re.fullmatch(r"[\d,]+\.\d\d", "".join(cell.span.of(folded).split()))
    ]
    assert len(decimals) > 100
    assert [span for span in decimals if span not in found] == []


@needs_reports
@pytest.mark.parametrize("name", [PUTUO, *BUDGETS])
def test_all_figures_of_the_real_tables_are_money_with_both_labels(name: str) -> None:
    for one in mentions_of(read_report(name)):
        assert one.cell is not None
        assert one.kind is Kind.AMOUNT
        assert one.cell.column_label
        assert one.cell.table_title.endswith("表")
        assert one.cell.row_label or "三公" in one.cell.table_title


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


WORDS = re.findall(
    r"\S+",
    "项目 决算数 合计 类 款 201 06 12.5% ≥95 1 2 3 （万元） 单位：万元 97.50万元 栏次 - 一级指标 "
    "计量单位 人 得分 年度指标值 2024",
)
CELL_TEXT = st.one_of(
    st.sampled_from(WORDS),
    st.text("0123456789,.%（）万元年 \n一二收支数率／", max_size=8),
)
CELLS = st.builds(
    CellText,
    CELL_TEXT,
    st.integers(0, 9),
    st.integers(0, 7),
    st.integers(0, 5),
    st.integers(0, 5),
    st.sampled_from([None, "0.00%", "#,##0.00"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=25), max_size=2), CELL_TEXT)
def test_any_table_is_read_and_spans_reslice(tables: list[list[CellText]], title: str) -> None:
    builder = DocumentBuilder()
    for cells in tables:
        builder.add_table(cells, title=title)
    document = builder.build(SourceFile("a.docx", "", 0, "docx"), reader="test")
    found = mentions_of(document)
    assert [one.span for one in found] == sorted(one.span for one in found)
    for one in found:
        assert one.cell is not None
        assert document.tables[one.cell.table].span.contains(one.span)
        printed = "".join(fold(one.span.of(document.text)).split())
        assert printed
        if one.rule in ("cell-head-unit", "cell-no-unit", "cell-format"):
            parsed = parse_bare(printed)
            assert parsed is not None
            assert parsed[0] * one.scale == one.value


def test_ten_thousand_cells_in_well_under_a_second() -> None:
    head = ["项目", *(f"{2000 + year}年决算数" for year in range(9))]
    body = [[f"项目{row}", *(["1,234.56"] * 9)] for row in range(1000)]
    document = document_of([head, *body], above=["单位：万元"])
    folded = fold(document.text)
    start = time.process_time()
    assert len(find_cell_mentions(document, folded)) == 9000
    assert time.process_time() - start < 1
