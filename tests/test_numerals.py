"""Numerals round-trip, and what is no numeral gives nothing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.quantities.numerals import parse_number

COMMON = ("零一二三四五六七八九", "十百千")
FINANCIAL = ("零壹贰叁肆伍陆柒捌玖", "拾佰仟")


def write_group(group: int, digits: str, places: str) -> str:
    """A number below ten thousand as it is written out: 1005 is 一千零五."""
    written, gap = "", False
    for power in (3, 2, 1, 0):
        digit = group // 10**power % 10
        if not digit:
            gap = bool(written)
            continue
        written += ("零" if gap else "") + digits[digit] + (places[power - 1] if power else "")
        gap = False
    return written


def write_chinese(number: int, digits: str, places: str) -> str:
    """A number below 10¹² in Chinese characters, by the rules of schoolbooks."""
    if number == 0:
        return digits[0]
    written = ""
    for power, name in ((8, "亿"), (4, "万"), (0, "")):
        group = number // 10**power % 10**4
        if group:
            has_gap = bool(written) and (group < 1000 or number // 10 ** (power + 4) % 10 == 0)
            written += ("零" if has_gap else "") + write_group(group, digits, places) + name
    return written


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1005, "一千零五"),
        (10250, "一万零二百五十"),
        (300000020, "三亿零二十"),
        (40050000, "四千零五万"),
    ],
)
def test_the_formatter_itself(number: int, written: str) -> None:
    assert write_chinese(number, *COMMON) == written


@given(st.integers(0, 10**12 - 1), st.sampled_from([COMMON, FINANCIAL]))
def test_chinese_round_trip(number: int, characters: tuple[str, str]) -> None:
    assert parse_number(write_chinese(number, *characters)) == number


@given(st.decimals(-(10**12), 10**12, places=2))
def test_arabic_round_trip(number: Decimal) -> None:
    assert parse_number(f"{number:.2f}") == number
    assert parse_number(f"{number:,.2f}") == number
    assert parse_number(f"{number:,.2f}".replace(",", "，")) == number


@given(
    st.decimals(0, 10**6, places=3),
    st.sampled_from([("万", 4), ("亿", 8), ("百万", 6), ("万亿", 12)]),
)
def test_mixed_round_trip(number: Decimal, magnitude: tuple[str, int]) -> None:
    name, power = magnitude
    assert parse_number(f"{number}{name}") == number * 10**power


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1，799.35", "1799.35"),
        ("41. 8亿", "4180000000"),
        ("三百五", "350"),
        ("一万三", "13000"),
        ("一千零五", "1005"),
        ("二百余万", "2000000"),
        ("十几", "10"),
        ("壹佰贰拾叁万肆仟", "1234000"),
        ("两千三百五十", "2350"),
        ("五亿零六", "500000006"),
        ("三点五亿", "350000000"),
        ("二〇二四", "2024"),
        ("7万5千4百", "75400"),
        ("负三十二", "-32"),
        ("一万五千亿", "1500000000000"),
        ("拾萬零五十六點叁叁", "100056.33"),
        (".5", "0.5"),
        ("0", "0"),
    ],
)
def test_read(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "万",
        "亿元",
        "几十",
        "数百",
        "二三十",
        "三五",
        "1.2.3",
        "四川",
        "十分之",
        "-",
        "点五",
        "1-2",
        "abc",
    ],
)
def test_no_numeral(text: str) -> None:
    assert parse_number(text) is None


@given(st.text(alphabet="0123456789.,-负零〇一二两三十百千万亿点余多几 ５，", max_size=20))
def test_any_mixture_gives_a_number_or_nothing(text: str) -> None:
    value = parse_number(text)
    assert value is None or value.is_finite()
