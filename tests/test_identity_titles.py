"""Titles as they stand over reports of all kinds of departments and places."""

from pathlib import Path

import pytest

from extractors.fold import fold
from extractors.identity.identify import identify
from extractors.identity.title import title_of
from pipeline.readers import document_of_text

LINES = (Path(__file__).parent / "cases" / "report_titles.txt").read_text(encoding="utf-8")
CASES = [line for line in LINES.splitlines() if not line.startswith("#")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.split("|")[0][:40])
def test_a_title_gives_department_year_type_and_region(case: str) -> None:
    printed, department, year, kind, region = case.split("|")
    text = printed.replace("/", "\n").replace("\\t", "\t") + "\n"
    found = identify(document_of_text(text), fold(text), ())
    assert str(found.department) == department
    assert str(found.fiscal_year) == year
    assert found.report_type.value == kind
    assert str(found.region_code) == region


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        # A file's ending, and a heading that the page cut short.
        ("平江县水利局2021年度部门决算.pdf/一、概况", "平江县水利局2021年度部门决算"),
        ("平江县水利局2021/平江县水利局2021年度部门决算/一、概况", "平江县水利局2021年度部门决算"),
        ("平江县水利局/2021年度部门决算/一、概况", "平江县水利局2021年度部门决算"),
        # A report to the congress goes on behind the words that end other titles.
        ("关于平江县2020年财政预算/执行情况的报告", "关于平江县2020年财政预算执行情况的报告"),
        ("关于平江县2020年财政决算/一、收入", "关于平江县2020年财政决算"),
        ("平江县2020年财政预算/执行情况良好的说明", "平江县2020年财政预算"),
        # Behind its own contents; a sentence or another's document there is none.
        (
            "目录/一、概况/二、收支/2021年平江县水利局预算公开/一、概况",
            "2021年平江县水利局预算公开",
        ),
        ("目录/一、概况/二、收支/按2021年平江县水利局通知公开/一、概况", ""),
        ("目录/一、概况/二、收支/平江县水利局通知公开/一、概况", ""),
        ("根据平江县财政局批复的2016年度部门决算,现公开如下。", ""),
        # A report to the congress that names its place alone, behind contents.
        (
            "目录/一、概况/关于平江县2022年预算执行情况的报告/平江县财政局",
            "关于平江县2022年预算执行情况的报告",
        ),
        ("目录/一、概况/关于2022年预算执行情况的报告/平江县财政局", ""),
        # What a page prints over the title, and a year that stands behind a field of the page.
        ("法定主动公开内容/政府信息公开年报/平江县2022年部门决算", "平江县2022年部门决算"),
        ("字体:[ ]/2021年度/平江县水利局/部门决算/目录", "2021年度平江县水利局部门决算"),
        ("公开方式:/主动公开/平江县水利局/部门决算/目录", "平江县水利局部门决算"),
        # A table's row is none, the cells behind a title no part of it.
        ("资金绩效自评表 | | |/(2022年度) | |", "资金绩效自评表"),
        ("宣传成本预算 | ≤ | 100 | 元/一、概况", ""),
        ("标 题 平江县水利局2020年部门预算/目录", "平江县水利局2020年部门预算"),
        ("标 题: | 平江县水利局2020年部门预算 |/目录", "平江县水利局2020年部门预算"),
    ],
)
def test_where_a_title_begins_and_ends(printed: str, title: str) -> None:
    assert title_of(printed.replace("/", "\n") + "\n")[0] == title
