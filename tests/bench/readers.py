"""Reading Word documents, against python-docx's own walk."""

from collections.abc import Iterator

from tests import bench_readers
from tests.bench.measure import Measure


def measures() -> Iterator[Measure]:
    """All measurements of this file."""
    for (name, ratio), wanted in zip(bench_readers.run(), ("≥ 3", "≥ 8"), strict=True):
        yield Measure(name.split(",")[0], "python-docx's own walk", ratio, wanted)
