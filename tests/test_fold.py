"""Folding keeps every offset and settles one spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.fold import fold


@given(st.text())
def test_length_is_kept(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_every_single_character_keeps_its_length() -> None:
    everything = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x110000))))
    assert len(fold(everything)) == len(everything)


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("９７．５％", "97.5%"),
        ("（２１，０００）：－＋", "(21,000):-+"),
        ("≦≧⩽⩾", "≤≥≤≥"),
        ("a\u3000b\u00a0c\u2003d\u200be", "a b c d e"),
        ("￥5～6〜7", "¥5~6~7"),
        ("⼈⼀⽅", "人一方"),
        ("萬億個點兩餘", "万亿个点两余"),
        ("A&nbsp;5&shy;6", "A      5     6"),
    ],
)
def test_shapes_are_folded(printed: str, folded: str) -> None:
    assert fold(printed) == folded


@pytest.mark.parametrize("text", ["￣", "①②", "㎡℃", "〔2019〕14号", "“三公”", "、。《》", "&amp;"])
def test_what_is_left_alone(text: str) -> None:
    assert fold(text) == text
