"""Where the unit of a bare number in a cell comes from."""

from decimal import Decimal

import pytest

from models.mention import Kind
from tests.cell_helpers import mentions_of, summary, values
from tests.table_factory import document_of


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
