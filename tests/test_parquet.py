"""Parquet files: one exact type a column, the same from either database, written part by part."""

import tracemalloc
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from models.columns import LARGEST
from models.database import open_database
from pipeline.exporting.files import VIEWS, export
from pipeline.exporting.parquet import TYPES, type_of, write_parquet
from pipeline.operating.copying import copy_database
from tests.databases import emptied, rows

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
parquet = pytest.importorskip("pyarrow.parquet")


@pytest.fixture
def folder(filled: Path, tmp_path: Path) -> Path:
    export(tmp_path / "parquet", str(filled), parquet=True)
    return tmp_path / "parquet"


def test_values_are_exact(filled: Path, folder: Path) -> None:
    table = parquet.read_table(folder / "v_quantity.parquet").to_pylist()
    engine = open_database(str(filled))
    expected = rows(
        engine, "SELECT value_scaled, scale_factor FROM v_quantity ORDER BY quantity_id"
    )
    engine.dispose()
    assert len(table) == len(expected) > 100
    for row, one in zip(table, expected, strict=True):
        assert isinstance(row["value"], Decimal)
        assert row["value"] * one["scale_factor"] == one["value_scaled"]


def test_numbers_as_large_as_the_column_holds_keep_their_last_digit(tmp_path: Path) -> None:
    steps = (LARGEST, -LARGEST, 1, None)
    columns = ("value", "value_scaled", "scale_factor", "budget_initial_wan")
    lines = [(float(n) if n else None, n, 10_000, None if n is None else 0.07) for n in steps]
    assert write_parquet(tmp_path / "a.parquet", columns, lines) == 4
    read = parquet.read_table(tmp_path / "a.parquet").to_pydict()
    assert read["value"][:3] == [Decimal(n) / 10_000 for n in steps[:3]]  # type: ignore[operator]
    assert read["value"][0] == Decimal("922337203685477.5807")
    assert read["value"][3] is None
    assert read["budget_initial_wan"] == [Decimal("0.07")] * 3 + [None]


def test_types_are_those_of_the_columns_whatever_the_rows(folder: Path, tmp_path: Path) -> None:
    written = {}
    for view in VIEWS:
        schema = parquet.read_schema(folder / f"{view.name}.parquet")
        empty = tmp_path / "empty.parquet"
        assert write_parquet(empty, schema.names, []) == 0
        assert parquet.read_schema(empty).equals(schema)
        written |= {name: str(schema.field(name).type) for name in schema.names}
    assert written["department_id"] == "string"
    assert written["fiscal_year"] == written["char_start"] == written["staff_actual"] == "int64"
    assert written["is_primary"] == "bool"
    assert written["ingested_at"] == "timestamp[ms]"
    assert written["value"] == written["budget_execution_rate_stated_pct"] == "decimal128(24, 6)"
    assert written["budget_initial_wan"] == "decimal128(24, 8)"
    assert {type_of(name) for name in written} == {kind for kind, _ in TYPES} | {"text"}


def test_either_database_gives_the_same_files(
    filled: Path, folder: Path, tmp_path: Path, postgresql_url: str
) -> None:
    server = emptied(postgresql_url)
    copy_database(str(filled), server)
    counts = export(tmp_path / "server", server, parquet=True)
    assert counts == export(tmp_path / "file", str(filled), parquet=True)
    for view in VIEWS:
        one, other = (
            parquet.read_table(tmp_path / place / f"{view.name}.parquet")
            for place in ("server", "file")
        )
        assert one.equals(other), view.name


def test_moments_are_those_of_the_database(folder: Path) -> None:
    moments = parquet.read_table(folder / "v_report.parquet")["ingested_at"].to_pylist()
    assert all(isinstance(moment, datetime) and moment.year > 2024 for moment in moments)


def test_duckdb_adds_amounts_to_the_last_digit(folder: Path, filled: Path) -> None:
    ((total,),) = duckdb.sql(
        f"SELECT sum(value) FROM '{folder}/v_quantity.parquet' WHERE kind = 'amount'"
    ).fetchall()
    engine = open_database(str(filled))
    (row,) = rows(engine, "SELECT sum(value_scaled) AS n FROM v_quantity WHERE kind = 'amount'")
    engine.dispose()
    assert total == Decimal(str(row["n"])) / 10_000


def test_memory_does_not_grow_with_the_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.exporting.parquet.BATCH", 2_000)
    target = tmp_path / "a.parquet"

    def lines(count: int) -> Iterator[tuple[Any, ...]]:
        # Of one length, so that later rows are no larger than earlier ones.
        return ((n, f"{n:06}" * 8, n / 7) for n in range(count))

    def peak(batches: int) -> int:
        tracemalloc.start()
        write_parquet(target, ("report_id", "quote", "value"), lines(2_000 * batches))
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert parquet.ParquetFile(target).metadata.num_row_groups == batches
        return found

    peak(1)  # what is imported is not counted
    # All ten batches held at once would be five times as much.
    assert peak(10) < 1.5 * peak(2)
