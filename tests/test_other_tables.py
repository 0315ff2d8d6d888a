"""Tables that reports draw themselves: comparisons, assets, counts."""

from tests.cell_helpers import observations_of
from tests.table_factory import document_of


def test_counts_by_grade_are_no_count_of_all() -> None:
    rows = [["评价等级", "优", "良"], ["项目个数", "12", "3"]]
    found = observations_of(document_of(rows, above=["项目自评结果分布"]))
    assert [one.metric_code for one in found] == [None, None]
    assert [one.mention.cell.column_label for one in found if one.mention.cell] == ["优", "良"]


def test_changes_of_persons_and_of_money() -> None:
    rows = [
        ["指标", "2022年", "2023年", "增长率（%）"],
        ["在职人数", "30", "28", "-6.67"],
        ["三公经费（万元）", "5.00", "4.50", "-10.00"],
    ]
    found = observations_of(document_of(rows, above=["主要指标对比"]), 2023)
    assert [(one.metric_code, one.value_year) for one in found] == [
        ("staff_actual", 2022),
        ("staff_actual", 2023),
        ("staff_actual", 2023),
        ("sangong_actual", 2022),
        ("sangong_actual", 2023),
        ("sangong_actual", 2023),
    ]


def test_things_counted_in_a_column_of_numbers() -> None:
    rows = [
        ["项目", "数量", "金额（万元）"],
        ["房屋（平方米）", "1200", "300.00"],
        ["公务用车（辆）", "3", "45.00"],
    ]
    found = observations_of(document_of(rows, above=["国有资产占用情况表"]))
    assert [(one.mention.unit, one.metric_code) for one in found] == [
        ("元", None),
        ("辆", "official_vehicles"),
        ("元", None),
    ]
