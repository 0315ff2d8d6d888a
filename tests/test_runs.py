"""Runs compared: quantities gained and lost by metric and report, findings new and gone."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from models.database import open_database
from models.problem import Problem
from pipeline.cli import build
from pipeline.ingesting.executors import Processes
from pipeline.ingesting.ingest import ingest
from pipeline.ingesting.runs import EMPTY, Difference, difference
from tests.databases import rows

BEFORE = """云溪县应急管理局2024年度部门整体绩效自评报告
一、部门概况
年初预算2141.75万元，实际支出2474.64万元，年末在职人员68人。
"""
AFTER = """云溪县应急管理局2024年度部门整体绩效自评报告
一、部门概况
年初预算2141.75万元，全年预算数2538.12万元，实际支出2474.64万元，预算执行率为77.50%。
"""


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A database after three runs: a report, its changed version, nothing new."""
    url = f"sqlite:///{tmp_path}/test.db"
    raw = tmp_path / "raw"
    raw.mkdir()
    for text in (BEFORE, AFTER, AFTER):
        (raw / "甲.txt").write_text(text, encoding="utf-8")
        ingest([raw], url, executor=Processes(0))
    return url


def changes(url: str, before: int, after: int) -> Difference:
    engine = open_database(url)
    with engine.connect() as connection:
        found = difference(connection, before, after)
    engine.dispose()
    return found


def test_a_changed_file_gains_and_loses(url: str) -> None:
    found = changes(url, 1, 2)
    assert found.by_metric["budget_adjusted"] == (1, 0)
    assert found.by_metric["staff_actual"] == (0, 1)
    # The older report holds no more, the newer one holds now.
    assert {
        (g.report_id, g.before, g.after) for g in found.gains if g.metric_code == "budget_initial"
    } == {
        (1, 1, 0),
        (2, 0, 1),
    }
    assert (found.gained, found.lost) == (4, 3)
    assert found.new_findings
    assert all(report_id == 2 for report_id, _ in found.new_findings)


def test_nothing_new_is_no_difference(url: str) -> None:
    assert changes(url, 2, 3) == Difference()


def test_backwards_is_the_reverse(url: str) -> None:
    there, back = changes(url, 1, 3), changes(url, 3, 1)
    assert (back.gained, back.lost) == (there.lost, there.gained)
    assert back.gone_findings == there.new_findings


def test_since_the_beginning_everything_is_gained(url: str) -> None:
    assert changes(url, EMPTY, 3).lost == 0
    engine = open_database(url)
    (row,) = rows(engine, "SELECT count(*) AS n FROM v_quantity")
    engine.dispose()
    assert changes(url, EMPTY, 3).gained == row["n"]


def test_a_run_that_never_was(url: str) -> None:
    with pytest.raises(Problem, match="There is no run 9"):
        changes(url, 1, 9)


def test_the_commands_print_history_and_changes(url: str) -> None:
    run = CliRunner().invoke
    listed = run(build(), ["runs", "--db", url], env={"COLUMNS": "160"}).stdout
    assert listed.count("finished") == 3
    shown = run(build(), ["runs", "diff", "1", "2", "--db", url], env={"COLUMNS": "160"}).stdout
    assert "budget_adjusted" in shown
    assert "Quantities +4 −3" in shown
