"""Rows into Parquet files, part by part, with one exact type a column, the same in every export.

Types follow from the columns' names, as the data dictionary uses them: a file of a year without
any figure of a kind then joins with that of the next year.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from models.problem import Problem

BATCH = 20_000
"""Rows that are in memory at once; each batch becomes a row group of the file."""

# Type, and the whole names of columns that have it, the first that fits; all others are text.
TYPES = (
    ("integer", r"(?:report|quantity|section|finding|result|parent|\w+_quantity|other_report)_id"),
    ("integer", r"ordinal|depth|char_\w+|\w+_year|printed_decimals|\w+_scaled|scale_factor"),
    # persons, vehicles, projects: staff_actual_begin, selfeval_project_count, open_findings_hard
    ("integer", r"(?:staff|official)_(?!\w+_pct)\w+|\w+_count|open_findings\w*"),
    ("boolean", r"is_\w+"),
    ("moment", r"\w+_at"),
    ("wan", r"\w+_wan"),
    ("exact", r"value|value_upper|\w+_value|\w+_pct|weight|(?:\w+_)?score"),
    ("fraction", r"confidence"),
)

# Decimal places: ten-thousandths of a 元 in 万元, millionths of a percent; see models.columns.
PLACES = {"wan": 8, "exact": 6}
DIGITS = 24

# Columns whose exact value stands in another one, as a whole number of steps.
SCALED = {"value": "value_scaled", "value_upper": "value_upper_scaled"}


def type_of(column: str) -> str:
    """The type of a column of the views.

    >>> [type_of(name) for name in ("quantity_id", "department_id", "value", "staff_actual")]
    ['integer', 'text', 'exact', 'integer']
    >>> type_of("staff_control_rate_stated_pct"), type_of("ingested_at"), type_of("value_year")
    ('exact', 'moment', 'integer')
    """
    return next((kind for kind, names in TYPES if re.fullmatch(names, column)), "text")


def write_parquet(path: Path, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> int:
    """Write a Parquet file; memory does not grow with the number of rows.

    Returns:
        The number of rows written.

    Raises:
        Problem: pyarrow is missing.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise Problem(
            "Parquet needs pyarrow. Install it with: pip install 'jixiao[parquet]'"
        ) from error
    arrow = {
        "text": pa.string(),
        "integer": pa.int64(),
        "boolean": pa.bool_(),
        "moment": pa.timestamp("ms"),
        "fraction": pa.float64(),
        **{kind: pa.decimal128(DIGITS, places) for kind, places in PLACES.items()},
    }
    schema = pa.schema([(name, arrow[type_of(name)]) for name in columns])
    count, source = 0, iter(rows)
    with pq.ParquetWriter(path, schema, compression="zstd") as file:
        while batch := list(islice(source, BATCH)):
            values = dict(zip(columns, zip(*batch, strict=True), strict=True))
            arrays = [pa.array(_converted(name, values), arrow[type_of(name)]) for name in columns]
            file.write_table(pa.table(arrays, schema=schema))
            count += len(batch)
    return count


def _converted(name: str, values: dict[str, tuple[Any, ...]]) -> Iterable[Any]:
    """The values of a column as its type takes them."""
    if SCALED.get(name) in values:
        scaled = zip(values[SCALED[name]], values["scale_factor"], strict=True)
        return [None if steps is None else Decimal(steps) / factor for steps, factor in scaled]
    kind, column = type_of(name), values[name]
    if kind in PLACES:
        return [None if one is None else as_decimal(one, PLACES[kind]) for one in column]
    if kind == "moment":
        return [one and datetime.fromisoformat(one).replace(tzinfo=None) for one in column]
    if kind == "boolean":
        return [None if one is None else bool(one) for one in column]
    return column


def as_decimal(value: float | Decimal, places: int) -> Decimal:
    """The decimal number that a database's number stands for.

    >>> as_decimal(2538.12, 8), as_decimal(0.1 + 0.2, 6), as_decimal(3, 6)
    (Decimal('2538.12000000'), Decimal('0.300000'), Decimal('3.000000'))
    """
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-places))
