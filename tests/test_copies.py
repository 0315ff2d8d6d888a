"""Several files with one content: one report, whatever becomes of any of them meanwhile."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.ingesting.executors import ReadAll
from pipeline.ingesting.ingest import ingest
from pipeline.ingesting.task import Task
from pipeline.ingesting.workers import Reading, read_all

TEXT = "2024年度部门整体绩效自评报告\n实际支出2474.64万元。\n"


@dataclass
class Meddling:
    """Reads in this process, after something was done to the files that were already hashed."""

    meddle: Callable[[], object]

    @contextmanager
    def reading(self) -> Iterator[ReadAll]:
        def read(tasks: Sequence[Task]) -> Iterator[Reading]:
            self.meddle()
            return read_all(tasks, 0)

        yield read

    def options(self) -> tuple[str, ...]:
        return ()


@pytest.mark.parametrize("what", ["changed", "removed"])
def test_a_copy_is_read_where_its_like_was_another_when_it_was_read(
    tmp_path: Path, what: str
) -> None:
    folder = tmp_path / "raw"
    folder.mkdir()
    first, copy = folder / "a.txt", folder / "b.txt"
    for path in (first, copy):
        path.write_text(TEXT, encoding="utf-8")

    def meddle() -> None:
        if first.exists() and what == "removed":
            first.unlink()
        elif what == "changed":
            first.write_text(TEXT.replace("2474.64", "2400.00"), encoding="utf-8")

    summary = ingest([folder], f"sqlite:///{tmp_path}/test.db", executor=Meddling(meddle))
    refused = [one.path for one in summary.refused]
    assert (summary.read, [Path(path).name for path in refused]) == (
        (2, []) if what == "changed" else (1, ["a.txt"])
    )
