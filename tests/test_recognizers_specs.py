"""Cases that others wrote: the Chinese specs of microsoft/Recognizers-Text (MIT).

The scope, stated as rules on what is printed:

- currency: amounts in RMB; foreign currencies and bare names of currencies are not ours,
  and 人民币 around an amount is not part of our spans;
- percent: everything printed with %, 百分之, 千分之, ‰ or 个百分点. Not 折 and 成, nor
  thousands as k; a range (5-20%) is one quantity with us, two numbers there;
- number: Arabic and Chinese numerals. Not fractions (分之, 又, 3/5), powers and exponents,
  dozens (打), 半百, nor k and M.
"""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extractors.fold import fold
from extractors.quantities.mentions import find_in_text
from extractors.quantities.numerals import parse_number
from models.mention import Kind, Mention
from models.span import Span

SPECS = Path(__file__).parents[1].parent / "shared" / "eval" / "specs" / "recognizers"
pytestmark = pytest.mark.skipif(
    not SPECS.is_dir(), reason="the cases of Recognizers-Text lie outside this repository"
)


def load(name: str) -> list[dict[str, Any]]:
    if not SPECS.is_dir():
        return []
    cases: list[dict[str, Any]] = json.loads((SPECS / name).read_text("utf-8-sig"))
    return cases


def printed(case: dict[str, Any], result: dict[str, Any]) -> str:
    text: str = case["Input"]
    return text[result["Start"] : result["End"] + 1]


def found(text: str, kind: Kind) -> list[Mention]:
    mentions = find_in_text(fold(text), Span(0, len(text)))
    return [mention for mention in mentions if mention.kind is kind]


def value_of(result: dict[str, Any]) -> Decimal:
    return Decimal(result["Resolution"]["value"].rstrip("%"))


def in_rmb(result: dict[str, Any]) -> bool:
    resolution = result["Resolution"]
    return resolution.get("isoCurrency") == "CNY" and resolution["value"] is not None


CURRENCY = [case for case in load("NumberWithUnit/CurrencyModel.json") if case["Results"]]


@pytest.mark.parametrize("case", [pytest.param(c, id=c["Input"][:20]) for c in CURRENCY])
def test_all_amounts_in_rmb_and_no_others(case: dict[str, Any]) -> None:
    ours = found(case["Input"], Kind.AMOUNT)
    theirs = [result for result in case["Results"] if in_rmb(result)]
    # The first of their cases leaves the bare "1600万" and "36.57亿" out; for us they are money.
    ours = [mention for mention in ours if mention.rule != "bare"]
    assert [mention.value for mention in ours] == [value_of(result) for result in theirs]
    for mention, result in zip(ours, theirs, strict=True):
        assert Span(result["Start"], result["End"] + 1).contains(mention.span)


def is_percent_in_scope(case: dict[str, Any]) -> bool:
    text = "".join(fold(case["Input"]).split())
    has_range = re.search(r"\d-\d+%", text) is not None
    return not re.search(r"[折成]|[0-9]k|http", text, re.IGNORECASE) and not has_range


PERCENT = [case for case in load("Number/PercentModel.json") if is_percent_in_scope(case)]


@pytest.mark.parametrize("case", [pytest.param(c, id=c["Input"][:20]) for c in PERCENT])
def test_all_percentages(case: dict[str, Any]) -> None:
    ours = found(case["Input"], Kind.PERCENT)
    assert [mention.value for mention in ours] == [value_of(r) for r in case["Results"]]
    for mention, result in zip(ours, case["Results"], strict=True):
        assert mention.span == (result["Start"], result["End"] + 1)


OUT_OF_SCOPE = re.compile(r"[a-z^/打]|分\s*之|又|半百", re.IGNORECASE)


def test_numerals() -> None:
    numerals = [
        (printed(case, result), value_of(result))
        for case in load("Number/NumberModel.json")
        for result in case["Results"]
        if not OUT_OF_SCOPE.search(fold(printed(case, result)))
    ]
    assert len(numerals) > 300
    wrong = [text for text, value in numerals if parse_number(text) != value]
    assert len(wrong) <= 0.02 * len(numerals), wrong
