"""Files to measure on: many Word reports of a real report's size, each with figures of its own."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from tests.samples.__main__ import render
from tests.samples.years import REPORTS


def word_reports(folder: Path, count: int) -> list[Path]:
    """So many Word files, of some 2,700 characters, 140 figures and three tables each."""
    folder.mkdir(parents=True, exist_ok=True)
    originals = [one for one in REPORTS if one.form == "docx"]
    paths = []
    for number in range(count):
        original = originals[number % len(originals)]
        # A cent more for each: no two files have the same content.
        one = replace(original, prior_travel=original.prior_travel + Decimal(number) / 100)
        path = folder / f"{number:05}_{original.file_name}"
        path.write_bytes(render(one))
        paths.append(path)
    return paths
