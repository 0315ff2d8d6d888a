"""What ``make bench`` measured, a file for each release, so that changes show."""

import json
import os
import platform
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from tests.bench.measure import Measure

FOLDER = Path(__file__).parents[2] / "docs" / "bench"


def earlier(folder: Path = FOLDER) -> dict[str, float]:
    """Ratios of the release before this one, by what was measured; empty if there was none."""
    releases = sorted(
        (path for path in folder.glob("*.json") if path.stem != version("jixiao")), key=_number
    )
    if not releases:
        return {}
    record = json.loads(releases[-1].read_text(encoding="utf-8"))
    return {one["what"]: one["ratio"] for one in record["measures"]}


def keep(measures: Sequence[Measure], folder: Path = FOLDER) -> Path:
    """Write down what was measured of this release; what was not measured now stays as it was."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{version('jixiao')}.json"
    known = json.loads(path.read_text(encoding="utf-8"))["measures"] if path.exists() else []
    rows = {one["what"]: one for one in known} | {one.what: _row(one) for one in measures}
    record = {
        "version": version("jixiao"),
        "date": date.today().isoformat(),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}",
        "python": platform.python_version(),
        "measures": list(rows.values()),
    }
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def _row(one: Measure) -> dict[str, object]:
    return {
        "what": one.what,
        "baseline": one.baseline,
        "ratio": round(one.ratio, 3),
        "wanted": one.wanted,
    }


def _number(path: Path) -> tuple[int, ...]:
    """The order of releases: 0.10.0 comes after 0.9.0."""
    return tuple(int(part) for part in path.stem.split(".") if part.isdecimal())
