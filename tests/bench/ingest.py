"""The whole of an ingest, against python-docx alone walking the same files; and two workers."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from pipeline.ingesting.executors import Processes
from pipeline.ingesting.ingest import ingest
from tests.bench.corpus import word_reports
from tests.bench.measure import Measure, best_seconds
from tests.bench_readers import python_docx_walk

REPORTS = 500
ROUNDS = 3


def against_python_docx(files: list[Path], folder: Path) -> Measure:
    """Read, section, extract, interpret, audit, store; one process against one process."""
    databases = iter(range(2 * ROUNDS))

    def ours() -> None:
        ingest(files, f"sqlite:///{folder}/one{next(databases)}.db", executor=Processes(0))

    def theirs() -> None:
        for path in files:
            python_docx_walk(path)

    ours()  # loads the catalogue
    ratio = best_seconds(ours, ROUNDS) / best_seconds(theirs, ROUNDS)
    what = f"whole ingest of {len(files)} Word reports, times as long"
    return Measure(what, "python-docx alone, walking them", ratio, "≤ 2")


def two_workers(files: list[Path], folder: Path) -> Iterator[Measure]:
    """By the clock on the wall; the process that workers are forked from is loaded before.

    One process reads, analyses and writes in turn; with workers, the process that writes is
    one of its own, so that even one worker keeps more than one core busy.
    """
    ingest(files[:2], f"sqlite:///{folder}/warm.db", executor=Processes(2))
    seconds = {0: [], 1: [], 2: []}  # type: dict[int, list[float]]
    for turn in range(ROUNDS):
        for workers, times in seconds.items():
            start = perf_counter()
            ingest(files, f"sqlite:///{folder}/{workers}-{turn}.db", executor=Processes(workers))
            times.append(perf_counter() - start)
    best = {workers: min(times) for workers, times in seconds.items()}
    what = "two workers, times as fast"
    yield Measure(what, "one process that does everything", best[0] / best[2], "≥ 1.7")
    yield Measure(what, "one worker and the process that writes", best[1] / best[2], "≥ 1.7")


def measures() -> Iterator[Measure]:
    """All measurements of this file."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = word_reports(folder / "raw", REPORTS)
        yield against_python_docx(files, folder)
        yield from two_workers(files, folder)
