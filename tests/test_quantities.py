"""Quantities of prose: gold sentences, whole gold reports, and properties of any text."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.fold import fold
from extractors.quantities.mentions import find_in_text, find_mentions
from models.document import Block, BlockKind, Document, SourceFile
from models.mention import Comparator, Kind, Mention, Role
from models.span import Span

GOLD = Path(__file__).parent / "gold"


def cases(name: str) -> list[Any]:
    listed = json.loads((GOLD / name).read_text("utf-8"))
    return [pytest.param(case, id=case["text"][:24]) for case in listed]


def found_in(text: str) -> tuple[Mention, ...]:
    return find_in_text(fold(text), Span(0, len(text)))


def as_gold(mention: Mention, text: str) -> dict[str, Any]:
    """A mention in the form of the gold files."""
    record: dict[str, Any] = {
        "text": mention.span.of(text),
        "kind": mention.kind.value,
        "value": format(mention.value.normalize(), "f"),
        "unit": mention.unit,
    }
    if mention.value_upper is not None:
        record["value_upper"] = format(mention.value_upper.normalize(), "f")
    if mention.comparator is not Comparator.EQUAL:
        record["comparator"] = mention.comparator.value
    if mention.direction is not None:
        record |= {"role": mention.role.value, "direction": mention.direction.value}
    if mention.is_target:
        record["target"] = True
    if mention.is_threshold:
        record["threshold"] = True
    return record


def assert_case(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [as_gold(mention, text) for mention in found_in(text)] == case["quantities"]


@pytest.mark.parametrize("case", cases("in_the_wild.json"))
def test_in_the_wild(case: dict[str, Any]) -> None:
    assert_case(case)


@pytest.mark.parametrize("case", cases("synthetic.json"))
def test_synthetic(case: dict[str, Any]) -> None:
    assert_case(case)


@pytest.mark.parametrize("case", cases("negative.json"))
def test_negative(case: dict[str, Any]) -> None:
    assert case["quantities"] == []
    assert_case(case)


@pytest.mark.parametrize("case", cases("known_failures.json"))
@pytest.mark.xfail(strict=True, reason="known failure, see tests/gold/README.md")
def test_known_failures(case: dict[str, Any]) -> None:
    assert_case(case)


def document_of(*blocks: tuple[BlockKind, str]) -> Document:
    spans, position = [], 0
    for kind, text in blocks:
        spans.append(Block(kind, Span(position, position + len(text))))
        position += len(text) + 1
    text = "\n".join(text for _, text in blocks)
    return Document(SourceFile("a.txt", "", 0, "txt"), text, tuple(spans))


def test_tables_are_left_to_the_reader_of_cells() -> None:
    document = document_of(
        (BlockKind.PARAGRAPH, "共3人"), (BlockKind.TABLE, "5人\t7人"), (BlockKind.FOOTNOTE, "另2人")
    )
    mentions = find_mentions(document, fold(document.text))
    assert [mention.span.of(document.text) for mention in mentions] == ["3人", "2人"]


def test_number_and_unit_may_stand_in_two_blocks() -> None:
    document = document_of(
        (BlockKind.PARAGRAPH, "支出3832.36"), (BlockKind.PARAGRAPH, "万元,增长5%")
    )
    first, second = find_mentions(document, fold(document.text))
    assert (first.value, second.role) == (38323600, Role.CHANGE_RATE)


def test_a_stretch_does_not_look_beyond_its_ends() -> None:
    text = "增加\t5万元\t以上"
    (mention,) = find_in_text(text, Span(3, 6))
    assert (mention.comparator, mention.direction) == (Comparator.EQUAL, None)


@pytest.mark.parametrize("text", ["单价5元\n(元)", "单价5元 (元)"])
def test_a_unit_whose_bracket_counts_nothing_ends_before_the_break(text: str) -> None:
    assert [mention.span.of(text) for mention in found_in(text)] == ["5元"]


def test_printed_unit_scale_and_decimals_give_the_rounding_interval() -> None:
    (mention,) = found_in("补助1.25余万元")
    assert (mention.printed_unit, mention.scale, mention.printed_decimals) == ("万元", 10000, 2)
    assert mention.half_step == 50
    (points,) = found_in("增长0.5‰")
    assert (points.kind, points.half_step * 200) == (Kind.PERCENT, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("合格率≥100百分比", [("100百分比", "%", 100)]),
        ("提高5百分点，共3百人", [("5百分点", "百分点", 5), ("3百人", "人", 300)]),
        ("护岸工程共4段，归档20卷", [("4段", "段", 4), ("20卷", "卷", 20)]),
        ("接种疫苗3.2万剂次", [("3.2万剂次", "剂次", 32000)]),
        # 5段时间 is none, and 4项目立项相关性 a mark before a name
        ("分5段时间，明确4项目立项相关性4", []),
        ("完成4项目标任务", [("4项", "项", 4)]),
    ],
)
def test_units_that_look_like_others(text: str, expected: list[tuple[str, str, int]]) -> None:
    found = found_in(text)
    assert [(one.span.of(text), one.unit, one.value) for one in found] == expected


WORDS = """
1 2 35 0.5 1,234 ５ ％ ， 。 、 ; : ( ) % ‰ 万 亿 元 万元 角 ¥ 人 名 个 台（套） 人次 批次 分 项 目
约 不低于 以上 左右 增加 下降 了 到 至 - — ～ 一 三 十 二百 余 多 半 百分之 个百分点 比上年 分别 和
第 年 月 日 〔 〕 号 计划 目标 “ ” &nbsp; 收入
"""
PIECES = st.sampled_from([*WORDS.split(), " ", "\n"])


@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60))
@settings(max_examples=400, deadline=None)
def test_spans_lie_in_order_within_the_text(text: str) -> None:
    folded = fold(text)
    end = 0
    for mention in find_in_text(folded, Span(0, len(text))):
        assert end <= mention.span.start < mention.span.end <= len(text)
        printed = mention.span.of(text)
        assert printed == printed.strip()
        assert any(mark.isnumeric() for mark in printed)
        end = mention.span.end


@given(st.lists(PIECES, max_size=20).map("".join), st.integers(0, 3))
@settings(max_examples=200, deadline=None)
def test_a_sentence_before_changes_nothing(text: str, repeats: int) -> None:
    """What one sentence states does not depend on finished ones before it."""
    before = "本年支出5万元。" * repeats
    alone = find_in_text(fold(text), Span(0, len(text)))
    behind = find_in_text(fold(before + text), Span(len(before), len(before + text)))
    shift = len(before)
    assert [(m.span.start + shift, m.span.end + shift) for m in alone] == [m.span for m in behind]
    assert [(m.value, m.role, m.is_target) for m in alone] == [
        (m.value, m.role, m.is_target) for m in behind
    ]
