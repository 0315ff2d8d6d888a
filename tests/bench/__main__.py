"""``make bench``: every measurement in one table."""

import sys
from importlib import import_module

from rich import box
from rich.console import Console
from rich.table import Table

PARTS = (
    "readers",
    "formats",
    "extraction",
    "growth",
    "ingest",
    "storing",
    "nightly",
    "scale",
    "audit",
    "queries",
    "killed",
    "search",
    "pages",
)
"""Modules of this folder, each with ``measures()``."""


def main() -> int:
    """Print the table; 1 if a bound is not kept."""
    table = Table(box=box.SIMPLE)
    for heading in ("measured", "against", "ratio", "wanted", ""):
        table.add_column(heading)
    kept = True
    for part in sys.argv[1:] or PARTS:
        for measure in import_module(f"tests.bench.{part}").measures():
            kept &= measure.holds
            table.add_row(
                measure.what,
                measure.baseline,
                f"{measure.ratio:.2f}",
                measure.wanted,
                "yes" if measure.holds else "NO",
            )
    Console(width=120).print(table)
    return 0 if kept else 1


sys.exit(main())
