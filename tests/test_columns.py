"""Decimals go into the database and come out the same."""

from decimal import ROUND_HALF_EVEN, Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import Column, MetaData, Table, create_engine, insert, literal_column, select

from models.columns import LARGEST, PLACES, ScaledDecimal, from_scaled, to_scaled
from models.mention import Kind

table = Table("t", MetaData(), Column("value", ScaledDecimal(4)))


@given(st.integers(-LARGEST, LARGEST), st.sampled_from(sorted(set(PLACES.values()))))
def test_every_stored_integer_is_a_decimal_and_back(scaled: int, places: int) -> None:
    assert to_scaled(from_scaled(scaled, places), places) == scaled


@given(st.decimals(allow_nan=False, allow_infinity=False, places=9, min_value=-1e9, max_value=1e9))
@example(Decimal("0.00005"))
@example(Decimal("-0.00015"))
def test_digits_beyond_the_step_are_rounded_half_to_even(value: Decimal) -> None:
    scaled = to_scaled(value, 4)
    assert scaled is not None
    assert from_scaled(scaled, 4) == value.quantize(Decimal("0.0001"), ROUND_HALF_EVEN)


@pytest.mark.parametrize("value", ["1e15", "-1e15", "9" * 300, "1e400"])
def test_a_value_too_large_is_unknown_rather_than_wrong(value: str) -> None:
    assert to_scaled(Decimal(value), 4) is None


def test_the_largest_value_is_kept() -> None:
    assert to_scaled(from_scaled(LARGEST, 4), 4) == LARGEST


def test_every_kind_has_its_places() -> None:
    assert set(PLACES) == set(Kind)


def test_sums_in_the_database_are_exact() -> None:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        table.create(connection)
        values = [Decimal("0.10"), Decimal("0.20"), None]
        connection.execute(insert(table), [{"value": v} for v in values])
        assert connection.scalar(select(literal_column("sum(value) = 3000")).select_from(table))
        assert connection.scalars(select(table.c.value)).all() == [
            Decimal("0.1"),
            Decimal("0.2"),
            None,
        ]
