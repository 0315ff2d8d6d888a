"""Sketches of many passages in a temporary file, so that memory does not grow with them."""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from types import TracebackType
from typing import NamedTuple, Self

from pipeline.audit.similarity import COMMON, FEWEST_SHARED, TRIED


class Kept(NamedTuple):
    """A passage that was put in."""

    report_id: int
    department: str
    words: str


class Sketches:
    """Passages by the smallest of their hashes; a context, whose end removes the file."""

    def __enter__(self) -> Self:
        # The empty name: a private file that SQLite keeps in memory while it is small.
        self._file = sqlite3.connect("", isolation_level=None)
        self._file.executescript(
            """
            PRAGMA journal_mode = OFF;
            PRAGMA synchronous = OFF;
            BEGIN;
            CREATE TABLE passage (number INTEGER PRIMARY KEY, report_id, department, words);
            CREATE TABLE mark (hash, passage, PRIMARY KEY (hash, passage)) WITHOUT ROWID;
            """
        )
        self._size = 0
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def __len__(self) -> int:
        """How many passages were put in."""
        return self._size

    def add(self, marks: Sequence[int], passage: Kept, before: int) -> list[Kept]:
        """Put a passage in.

        Args:
            marks: its smallest hashes.
            passage: to be kept.
            before: only the first so many passages are compared with it.

        Returns:
            Earlier passages that share most marks with it, at least two.
        """
        slots = ",".join("?" * len(marks))
        same = f"SELECT hash, passage FROM mark WHERE hash IN ({slots})"  # noqa: S608
        found = self._file.execute(same, marks).fetchall()
        shared = Counter(number for _, number in found if number < before)
        used = Counter(mark for mark, _ in found)
        rows = [(mark, self._size) for mark in marks if used[mark] < COMMON]
        self._file.executemany("INSERT INTO mark VALUES (?, ?)", rows)
        self._file.execute("INSERT INTO passage VALUES (?, ?, ?, ?)", (self._size, *passage))
        self._size += 1
        best = [n for n, count in shared.most_common(TRIED) if count >= FEWEST_SHARED]
        return [self._passage(number) for number in best]

    def _passage(self, number: int) -> Kept:
        wanted = "SELECT report_id, department, words FROM passage WHERE number = ?"
        return Kept(*self._file.execute(wanted, (number,)).fetchone())
