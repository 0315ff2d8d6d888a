"""``make bench``: every measurement in one table."""

import sys
from importlib import import_module

from rich import box
from rich.console import Console
from rich.table import Table

from tests.bench.measure import Measure
from tests.bench.releases import earlier, keep

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
    """Print the table and keep it for this release; 1 if a bound is not kept."""
    table = Table(box=box.SIMPLE)
    for heading in ("measured", "against", "ratio", "before", "wanted", ""):
        table.add_column(heading)
    before, measures = earlier(), list[Measure]()
    for part in sys.argv[1:] or PARTS:
        for measure in import_module(f"tests.bench.{part}").measures():
            measures.append(measure)
            known = before.get(measure.what)
            table.add_row(
                measure.what,
                measure.baseline,
                f"{measure.ratio:.2f}",
                "" if known is None else f"{known:.2f}",
                measure.wanted,
                "yes" if measure.holds else "NO",
            )
    console = Console(width=120)
    console.print(table)
    console.print(f"Kept in {keep(measures)}; before: the release before this one.")
    return 0 if all(measure.holds for measure in measures) else 1


sys.exit(main())
