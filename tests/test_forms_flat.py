"""Evaluation forms that an exporter flattened to text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.fold import fold
from extractors.forms.results import find_indicator_results
from pipeline.readers import document_of_text

# The same form as exporters flatten it: one cell a line, and all in one line.
FLAT = [
    "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分",
    "偏差原因分析及改进措施",
    "产出指标", "数量指标", "维修养护水库数量", "≥10座", "10座", "20", "20",
    "时效指标", "完成及时率", "≥95%", "90%", "10", "9", "雨季影响施工",
    "效益指标", "社会效益指标", "受益人口", "2.5万人", "2.6万人", "30", "30",
    "满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", "95%", "10", "10",
    "总分", "100", "98.75",
]  # fmt: skip


@pytest.mark.parametrize("between", ["\n", " ", "\t", "  "])
def test_form_flattened_to_text(between: str) -> None:
    document = document_of_text(f"附件\n项目支出绩效自评表\n{between.join(FLAT)}\n注：略")
    found = find_indicator_results(document, fold(document.text), ())
    assert [
        (one.level1, one.level2, one.level3, one.target, one.actual, one.weight, one.score)
        for one in found
    ] == [
        ("产出指标", "数量指标", "维修养护水库数量", "≥10座", "10座", 20, 20),
        ("产出指标", "时效指标", "完成及时率", "≥95%", "90%", 10, 9),
        ("效益指标", "社会效益指标", "受益人口", "2.5万人", "2.6万人", 30, 30),
        ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", "95%", 10, 10),
    ]
    assert found[1].deviation_reason == "雨季影响施工"
    for one in found:
        assert one.span.of(document.text).startswith(one.level3)


@pytest.mark.parametrize(
    "text",
    [
        "本部门设定一级指标、二级指标、三级指标，年度指标值均已完成，得分100分。",
        "一级指标 二级指标 三级指标",
        "三级指标\n年度指标值\n实际完成值\n分值\n得分",
        "",
    ],
)
def test_prose_about_indicators_is_no_form(text: str) -> None:
    assert find_indicator_results(document_of_text(text), fold(text), ()) == ()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*FLAT, "……", "指标1：", "/", "100%", "。"]), max_size=60))
def test_any_order_of_words_is_read(tokens: list[str]) -> None:
    document = document_of_text("\n".join(tokens))
    for one in find_indicator_results(document, fold(document.text), ()):
        assert one.level3
        assert one.level3 in one.span.of(document.text)
