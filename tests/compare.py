"""Gains and losses between two revisions over the reports at hand: ``make compare BASE=REV``.

Both read the same files, each with its own code into a database of its own; then their reports,
quantities, sections and findings are compared by file and place. Where a report's text itself is
read otherwise, places say nothing: there the first 3万元 is compared with the first, and so on.
``python -m tests.compare BASE [FOLDER…]``.
"""

import os
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

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
"""File, place in it, and what stands there."""

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
        if not _git("rev-parse", "--quiet", "--verify", f"{self._revision}^{{commit}}"):
            raise SystemExit(f"There is no revision {self._revision}. Name one: git log --oneline")
        if not _git("worktree", "add", "--quiet", "--detach", str(self._folder), self._revision):
            raise SystemExit(f"{self._revision} could not be checked out; see above.")
        return self._folder

    def __exit__(self, *_: object) -> None:
        _git("worktree", "remove", "--force", str(self._folder))


def _git(*arguments: str) -> bool:
    """Whether git did what it was told."""
    command = ["git", "-C", str(ROOT), *arguments]
    return subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode == 0


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
    old_texts, new_texts = texts(before), texts(after)
    moved = {name for name in old_texts if new_texts.get(name, old_texts[name]) != old_texts[name]}
    yield f"reports: {len(old_texts)} → {len(new_texts)}, {len(moved)} with another text"
    yield from (f"  − {name}" for name in sorted(old_texts.keys() - new_texts.keys()))
    yield from (f"  + {name}" for name in sorted(new_texts.keys() - old_texts.keys()))
    yield from (f"  ~ {name}" for name in sorted(moved))
    for what, (sql, names) in COMPARED.items():
        old, new = (_rows(database, sql, moved) for database in (before, after))
        yield from _differences(what, names, old, new)
        if what == "quantities":
            yield from _by_metric(old, new)


def _differences(what: str, names: tuple[str, ...], old: Rows, new: Rows) -> Iterator[str]:
    lost, gained = old.keys() - new.keys(), new.keys() - old.keys()
    changed = [key for key in old.keys() & new.keys() if old[key] != new[key]]
    yield f"{what}: {len(old)} → {len(new)}, +{len(gained)} −{len(lost)} ~{len(changed)}"
    lines = [f"  − {_told(key, old[key])}" for key in sorted(lost)]
    lines += [f"  + {_told(key, new[key])}" for key in sorted(gained)]
    lines += [f"  ~ {_changes(key, old[key], new[key], names)}" for key in sorted(changed)]
    yield from lines[:SHOWN]
    if len(lines) > SHOWN:
        yield f"  … and {len(lines) - SHOWN} more"


COMPARED = {
    "quantities": (
        f"SELECT source_path, q.char_start, printed, {', '.join(f'q.{one}' for one in ATTRIBUTES)}"
        " FROM v_quantity AS q JOIN v_report USING (report_id)",
        ATTRIBUTES,
    ),
    "sections": (
        "SELECT source_path, s.char_start, s.label || s.title, depth, kind FROM v_section AS s"
        " JOIN v_report USING (report_id)",
        ("depth", "kind"),
    ),
    "findings": (
        "SELECT source_path, coalesce(f.char_start, 0), f.rule_id || ' ' || f.message, verdict,"
        " severity FROM v_finding AS f JOIN v_report USING (report_id)",
        ("verdict", "severity"),
    ),
}
"""What is compared: its file, place and words, and then what is said of it, by these names."""


def texts(database: Path) -> dict[str, str]:
    """The text of each current report, by its file."""
    sql = (
        "SELECT source_path, text FROM v_report JOIN report_content USING (report_id)"
        " WHERE is_current"
    )
    return dict(_fetched(database, sql))


def _rows(database: Path, sql: str, moved: set[str]) -> Rows:
    rows: Rows = {}
    count = Counter[tuple[str, str]]()
    for path, place, words, *said in sorted(_fetched(database, sql), key=lambda row: row[:3]):
        count[path, words] += 1
        rows[path, count[path, words] if path in moved else place, words] = tuple(said)
    return rows


def _fetched(database: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(sql).fetchall()


def _by_metric(old: Rows, new: Rows) -> Iterator[str]:
    """Metrics of which more or fewer figures are known."""
    at = ATTRIBUTES.index("metric_code")
    before, after = (Counter(row[at] for row in rows.values()) for rows in (old, new))
    for code in sorted(before.keys() | after.keys(), key=str):
        if before[code] != after[code]:
            yield f"  {code or '(meaning unknown)'}: {before[code]} → {after[code]}"


def _told(key: Key, row: tuple[object, ...]) -> str:
    said = " ".join(str(value) for value in row if value not in {None, "all", 0})
    return f"{_place(key)}  {said}"


def _changes(
    key: Key, old: tuple[object, ...], new: tuple[object, ...], names: tuple[str, ...]
) -> str:
    pairs = zip(names, old, new, strict=True)
    told = ", ".join(f"{name} {one} → {other}" for name, one, other in pairs if one != other)
    return f"{_place(key)}  {told}"


def _place(key: Key) -> str:
    return f"{Path(key[0]).name}:{key[1]} {' '.join(key[2].split())}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
