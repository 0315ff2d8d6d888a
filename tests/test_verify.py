"""A whole database is said to be whole, and each kind of harm is noticed."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from models.problem import Problem
from models.tables.digests import DIGESTS, missed_target
from pipeline.cli import build
from pipeline.operating.copying import copy_database
from pipeline.operating.verify import verify
from tests.databases import emptied


def faults(url: str) -> list[str]:
    return [check.name for check in verify(url) if check.fault]


def test_a_whole_database_is_whole_on_both_engines(filled: Path, postgresql_url: str) -> None:
    assert faults(str(filled)) == []
    server = emptied(postgresql_url)
    copy_database(str(filled), server)
    assert faults(server) == []
    assert len(verify(server)) == len(verify(str(filled))) - 1


@pytest.mark.parametrize(
    ("harm", "noticed"),
    [
        ("UPDATE quantity SET char_start = char_start - 1 WHERE char_start > 1 AND id % 7 = 0",
         "every printed quantity re-slices from its report"),
        ("UPDATE quantity SET quote_start = char_start + 1", "every quotation holds its quantity"),
        ("UPDATE section SET char_end = 999999999", "every section lies in its report"),
        ("UPDATE finding SET char_end = 999999999", "every finding lies in its report"),
        ("UPDATE report SET char_count = char_count + 1", "every report has its text, whole"),
        ("UPDATE run SET seen = seen + 1",
         "every run has seen what it read, left, refused and missed"),
        ("UPDATE report SET superseded_by = 1 WHERE is_current AND id <> 1",
         "no report both holds and is superseded"),
        ("UPDATE quantity SET metric_code = 'no_such' WHERE metric_code IS NOT NULL",
         "every quantity's metric is in the catalogue"),
        ("DELETE FROM section WHERE parent_id IS NULL", "every reference leads somewhere"),
        ("DELETE FROM report_content", "every report has its text, whole"),
        ("DELETE FROM report_search_docsize WHERE id = 1", "every report's words are in the index"),
        *((f"DELETE FROM {table.name}", "every short list says what the rows of its reports say")
          for table in (*DIGESTS, missed_target)),
        ("UPDATE report_fund SET budget = 1",
         "every short list says what the rows of its reports say"),
        ("DROP TABLE two_values", "every short list says what the rows of its reports say"),
        ("DROP VIEW v_finding", "every view can be read"),
    ],
)  # fmt: skip
def test_harm_is_noticed(filled: Path, harm: str, noticed: str) -> None:
    with closing(sqlite3.connect(filled)) as connection:
        connection.execute(harm)
        connection.commit()
    assert noticed in faults(str(filled))


def test_a_torn_file_is_noticed(filled: Path) -> None:
    size = filled.stat().st_size
    with filled.open("r+b") as file:
        file.seek(size // 2 // 4096 * 4096)
        file.write(b"\0" * 40_960)
    assert "the file is whole" in faults(str(filled))


def test_no_database_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="There is no database"):
        verify(str(tmp_path / "none.db"))


def test_the_command_ends_with_its_code(filled: Path) -> None:
    run = CliRunner().invoke
    assert run(build(), ["verify", "--db", str(filled)]).exit_code == 0
    with closing(sqlite3.connect(filled)) as connection:
        connection.execute("DROP VIEW v_finding")
    done = run(build(), ["verify", "--db", str(filled)])
    assert done.exit_code == 1
    assert "not so  every view can be read" in done.stdout
