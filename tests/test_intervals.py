"""Interval arithmetic: exact, and never too narrow."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.catalogue import Operand
from pipeline.audit.formula import formula, interval_value, point_value
from pipeline.audit.intervals import Agreement, Interval, compare, rounded, shown, total

CENTS = st.integers(-(10**9), 10**9).map(lambda n: Decimal(n).scaleb(-2))
POSITIVE = st.integers(1, 10**9).map(lambda n: Decimal(n).scaleb(-2))
# Where in its rounding interval the true value of a printed number lies.
WITHIN = st.fractions(Fraction(-1), Fraction(1))
HALF = Decimal("0.005")


def printed(value: Decimal) -> Interval:
    return Interval.around(value, HALF)


@given(st.lists(st.tuples(CENTS, WITHIN), min_size=1, max_size=20))
def test_a_sum_holds_the_sum_of_any_true_values(parts):
    true = sum(Fraction(value) + at * Fraction(HALF) for value, at in parts)
    slack = total(printed(value) for value, _ in parts)
    assert slack.low <= true <= slack.high
    assert slack.half == len(parts) * Fraction(HALF)


@given(POSITIVE, POSITIVE, WITHIN, WITHIN)
def test_a_ratio_holds_the_ratio_of_any_true_values(numerator, divisor, at, other):
    rate = formula("a / b * 100")
    operands = {Operand("a"): printed(numerator), Operand("b"): printed(divisor)}
    if operands[Operand("b")].low <= 0:
        return
    half = Fraction(HALF)
    true = (Fraction(numerator) + at * half) / (Fraction(divisor) + other * half) * 100
    computed = interval_value(rate, operands)
    assert computed.low <= true <= computed.high


@given(CENTS, st.integers(0, 4))
def test_rounding_is_half_up_and_within_half_a_step(value, decimals):
    result = rounded(Fraction(value), decimals)
    assert abs(Fraction(result) - Fraction(value)) <= Fraction(1, 2 * 10**decimals)


@pytest.mark.parametrize(
    ("numerator", "divisor", "stated", "agreement"),
    [
        ("2474.64", "2538.12", "97.50", Agreement.EXACT),  # 示例报告 预算执行率
        ("2474.64", "2538.12", "97.05", Agreement.CONTRADICTION),  # 示例报告 预算完成率
        ("483.22", "487.24", "99.17", Agreement.EXACT),  # 益阳市工商联 2019
        ("6.59", "7.96", "82.79", Agreement.EXACT),  # 示例报告 三公经费控制率
        ("6.59", "7.96", "82.85", Agreement.WITHIN_ROUNDING),
    ],
)
def test_rates_of_real_reports(numerator, divisor, stated, agreement):
    rate = formula("a / b * 100")
    operands = {
        Operand("a"): printed(Decimal(numerator)),
        Operand("b"): printed(Decimal(divisor)),
    }
    point, computed = point_value(rate, operands), interval_value(rate, operands)
    assert compare(printed(Decimal(stated)), point, computed) is agreement


def test_a_divisor_that_may_be_zero_is_refused():
    operands = {Operand("a"): Interval.around(1), Operand("b"): Interval.around(0)}
    with pytest.raises(ZeroDivisionError):
        interval_value(formula("a / b"), operands)


def test_the_size_of_a_negative_interval():
    assert Interval.around(-3, 1).absolute() == Interval.around(3, 1)
    assert Interval.around(0, 1).absolute() == Interval(Fraction(0), Fraction(1))


def test_numbers_are_shown_without_needless_zeros():
    assert shown(Fraction(-9478, 1000)) == "-9.48"
    assert shown(Decimal("-0.001")) == "0"
