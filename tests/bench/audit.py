"""The audit against reading: within a report, and between the reports of a whole database."""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.analyse import analyse_text
from pipeline.audit import audit_report
from tests.bench.measure import Measure, best_seconds
from tests.synthetic import Synthetic, synthetic, write_text

LARGE = "JIXIAO_BENCH_LARGE" in os.environ
"""Set it to measure between 5,000 reports too, which takes minutes."""

COUNTS = (100, 1_000, 5_000) if LARGE else (100, 1_000)
WITHIN = 100
YEARS = 3
_YEAR = re.compile(r"20\d\d(?=年度)")
MEGABYTES = 250

INGEST = """
import sys, time
from pipeline.ingesting.executors import Processes
from pipeline.ingesting.ingest import ingest
raw, url = sys.argv[1:]
start = time.process_time()
ingest([raw], url, executor=Processes(0))
print(time.process_time() - start)
"""

BETWEEN = """
import json, sys, time
from models.database import open_database
from pipeline.audit.history import audit_across
from pipeline.ingesting.usage import peak_memory
engine = open_database(sys.argv[1])
start = time.process_time()
found = audit_across(engine)
print(json.dumps([time.process_time() - start, peak_memory(), found]))
"""


def within() -> Measure:
    """The rules within a report against all that is done before them, on the same texts."""
    texts = [synthetic(seed).text for seed in range(WITHIN)]
    bare = [replace(analyse_text(text), findings=(), outcomes=()) for text in texts]
    audit = best_seconds(lambda: [audit_report(one) for one in bare], rounds=3)
    whole = best_seconds(lambda: [analyse_text(text) for text in texts], rounds=3)
    what = f"audit within {WITHIN} reports, share of the time"
    return Measure(what, "sectioning, extracting, interpreting", audit / (whole - audit), "≤ 1")


def _output(code: str, *arguments: str) -> str:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _of_a_lineage(number: int) -> Synthetic:
    """A report of a department that says the same in each of three years."""
    report = synthetic(number // YEARS)
    year = int(_YEAR.search(report.text)[0])  # type: ignore[index]
    lines = tuple(line.replace(str(year), str(year - number % YEARS)) for line in report.lines)
    return replace(report, name=f"{number}_{report.name}", lines=lines)


def _database(folder: Path, count: int) -> tuple[str, float]:
    """A database of so many reports, and the seconds that reading and storing them took."""
    raw = folder / str(count)
    raw.mkdir()
    for number in range(count):
        write_text(_of_a_lineage(number), raw)
    url = f"sqlite:///{folder}/{count}.db"
    return url, float(_output(INGEST, str(raw), url).splitlines()[-1])


def between(folder: Path) -> Iterator[Measure]:
    """The rules between reports: time for each, time against reading, memory."""
    seconds, memory = {}, {}
    for count in COUNTS:
        url, reading = _database(folder, count)
        runs = [json.loads(_output(BETWEEN, url)) for _ in range(2)]
        seconds[count], memory[count] = min(run[0] for run in runs), min(run[1] for run in runs)
        what = f"audit between {count} reports, share of the time"
        yield Measure(what, "reading and storing them", seconds[count] / reading, "≤ 0.5")
    few, many = COUNTS[0], COUNTS[-1]
    growth = (seconds[many] / many) / (seconds[few] / few)
    yield Measure(f"audit between {many} reports, time a report", f"of {few}", growth, "≤ 1.5")
    share = memory[many] / (MEGABYTES * 1e6)
    yield Measure(f"peak memory of it at {many} reports", f"{MEGABYTES} MB", share, "≤ 1")


def measures() -> Iterator[Measure]:
    """All measurements of this file."""
    yield within()
    with tempfile.TemporaryDirectory() as name:
        yield from between(Path(name))
