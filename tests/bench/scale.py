"""Ten times the reports: time for each, the parent's memory, and the truth of what is read."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pipeline.analyse import analyse_file
from tests.bench.measure import Measure
from tests.synthetic import synthetic, write_text

LARGE = "JIXIAO_BENCH_LARGE" in os.environ
"""Set it to measure on ten times as many, which takes minutes."""

SMALL, MANY = (1_000, 10_000) if LARGE else (100, 1_000)
MEGABYTES = 400

RUN = """
import json, sys, time
from pipeline.ingesting.executors import Processes
from pipeline.ingesting.ingest import ingest
from pipeline.ingesting.usage import peak_memory
raw, url, workers = sys.argv[1:]
start = time.process_time()
summary = ingest([raw], url, executor=Processes(int(workers)))
print(json.dumps([time.process_time() - start, peak_memory(), summary.read]))
"""


def _run(raw: Path, database: Path, workers: int) -> tuple[float, int]:
    """Seconds of one process, or the parent's alone, and its peak memory in bytes."""
    command = [sys.executable, "-c", RUN, str(raw), f"sqlite:///{database}", str(workers)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, memory, read = json.loads(done.stdout)
    assert read == len(list(raw.iterdir()))
    return seconds, memory


def _write(folder: Path, count: int) -> Path:
    folder.mkdir()
    for seed in range(count):
        write_text(synthetic(seed), folder)
    return folder


def _accuracy(folder: Path, count: int) -> Iterator[Measure]:
    values = metrics = right_values = right_metrics = 0
    for seed in range(count):
        report = synthetic(seed)
        result = analyse_file(folder / f"{report.name}.txt")
        read = {o.mention.span.start: o for o in result.observations}
        values += max(len(read), len(report.facts))
        for fact in report.facts:
            one = read.get(fact.start)
            right_values += one is not None and one.mention.value == fact.value
            if fact.metric:
                metrics += 1
                right_metrics += one is not None and one.metric_code == fact.metric
    of = f"{count} synthetic reports"
    yield Measure(f"figures of {of} read exactly, share", "all", right_values / values, "≥ 1")
    yield Measure(f"metrics of {of}, share", "all", right_metrics / metrics, "≥ 0.98")


def measures() -> Iterator[Measure]:
    """All measurements of this file."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        few, many = _write(folder / "few", SMALL), _write(folder / "many", MANY)
        start = _run(_write(folder / "one", 1), folder / "one.db", 0)[0]
        seconds = {
            raw: min(_run(raw, folder / f"{raw.name}{turn}.db", 0)[0] for turn in range(2)) - start
            for raw in (few, many)
        }
        growth = (seconds[many] / MANY) / (seconds[few] / SMALL)
        yield Measure(f"time a report of {MANY} reports", f"of {SMALL}", growth, "≤ 1.15")
        memory = _run(many, folder / "parent.db", 2)[1]
        share = memory / (MEGABYTES * 1e6)
        yield Measure(f"parent's peak memory at {MANY} reports", f"{MEGABYTES} MB", share, "≤ 1")
        yield from _accuracy(few, SMALL)
