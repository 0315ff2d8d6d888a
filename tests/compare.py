"""Gains and losses between two revisions over the reports at hand: ``make compare BASE=REV``.

Both read the same files, each with its own code into a database of its own; then their quantities
and sections are compared by report and place. ``python -m tests.compare BASE [FOLDER…]``.
"""

import os
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "reports"
ATTRIBUTES = (
    "kind", "value", "value_upper", "unit", "comparator", "role", "direction", "is_target",
    "is_threshold", "metric_code", "value_year", "point", "fund_type", "fund_level",
    "budget_book", "line_item",
)  # fmt: skip
SHOWN = 40
"""Changes printed one by one; the rest is counted."""

Key = tuple[str, int, str]
Rows = dict[Key, tuple[object, ...]]


def main(arguments: list[str]) -> int:
    """Print what the working tree gains and loses against ``BASE``."""
    if not arguments:
        print("Name the revision to compare with: make compare BASE=HEAD~1", file=sys.stderr)
        return 2
    base, *folders = arguments
    paths = [Path(folder).resolve() for folder in folders] or [ROOT / "data" / "raw", SHARED]
    with TemporaryDirectory(prefix="jixiao-compare-") as folder:
        before, after = Path(folder) / "before.db", Path(folder) / "after.db"
        with _worktree(base, Path(folder) / "base") as tree:
            ingest(tree, paths, before)
        ingest(ROOT, paths, after)
        for line in report(before, after):
            print(line)
    return 0


class _worktree:  # noqa: N801  used like a function
    """A checkout of a revision beside our own, gone afterwards."""

    def __init__(self, revision: str, folder: Path) -> None:
        self._revision, self._folder = revision, folder

    def __enter__(self) -> Path:
        _git("worktree", "add", "--quiet", "--detach", str(self._folder), self._revision)
        return self._folder

    def __exit__(self, *_: object) -> None:
        _git("worktree", "remove", "--force", str(self._folder))


def _git(*arguments: str) -> None:
    subprocess.run(["git", "-C", str(ROOT), *arguments], check=True)


def ingest(tree: Path, paths: Iterable[Path], database: Path) -> None:
    """Read the files with the code of a tree; refused files are no fault here."""
    there = [str(path) for path in paths if path.exists()]
    done = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "ingest", *there, "--db", f"sqlite:///{database}"],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree)},
        stdout=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode not in {0, 1}:
        raise SystemExit(f"The run with the code in {tree} failed; see above.")


def report(before: Path, after: Path) -> Iterator[str]:
    """Lines that tell the differences between two databases."""
    for what, load in (("quantities", quantities), ("sections", sections)):
        old, new = load(before), load(after)
        lost, gained = old.keys() - new.keys(), new.keys() - old.keys()
        changed = [key for key in old.keys() & new.keys() if old[key] != new[key]]
        yield f"{what}: {len(old)} → {len(new)}, +{len(gained)} −{len(lost)} ~{len(changed)}"
        lines = [f"  − {_told(key, old[key])}" for key in sorted(lost)]
        lines += [f"  + {_told(key, new[key])}" for key in sorted(gained)]
        lines += [f"  ~ {_changes(key, old[key], new[key], what)}" for key in sorted(changed)]
        yield from lines[:SHOWN]
        if len(lines) > SHOWN:
            yield f"  … and {len(lines) - SHOWN} more"
        if what == "quantities":
            yield from _by_metric(old, new)


def quantities(database: Path) -> Rows:
    """What is said of each quantity, by file, place and printed characters."""
    return _rows(
        database, f"SELECT file_name, char_start, printed, {', '.join(ATTRIBUTES)} FROM v_quantity"
    )


def sections(database: Path) -> Rows:
    """Depth and kind of each section, by file, place and title."""
    return _rows(
        database,
        "SELECT file_name, char_start, s.label || s.title, depth, kind FROM v_section AS s"
        " JOIN v_report USING (report_id)",
    )


def _rows(database: Path, sql: str) -> Rows:
    connection = sqlite3.connect(database)
    try:
        return {(row[0], row[1], row[2]): tuple(row[3:]) for row in connection.execute(sql)}
    finally:
        connection.close()


def _by_metric(old: Rows, new: Rows) -> Iterator[str]:
    """Metrics of which more or fewer figures are known."""
    at = ATTRIBUTES.index("metric_code")
    before, after = (Counter(row[at] for row in rows.values()) for rows in (old, new))
    for code in sorted(before.keys() | after.keys(), key=str):
        if before[code] != after[code]:
            yield f"  {code or '(meaning unknown)'}: {before[code]} → {after[code]}"


def _told(key: Key, row: tuple[object, ...]) -> str:
    said = " ".join(str(value) for value in row if value not in {None, "all", 0})
    return f"{key[0]}:{key[1]} {' '.join(key[2].split())}  {said}"


def _changes(key: Key, old: tuple[object, ...], new: tuple[object, ...], what: str) -> str:
    names = ATTRIBUTES if what == "quantities" else ("depth", "kind")
    pairs = zip(names, old, new, strict=True)
    told = ", ".join(f"{name} {one} → {other}" for name, one, other in pairs if one != other)
    return f"{key[0]}:{key[1]} {' '.join(key[2].split())}  {told}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
