"""What ``make compare`` says of two databases."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.compare import main, report


def altered(source: Path, target: Path, *statements: str) -> Path:
    shutil.copy(source, target)
    connection = sqlite3.connect(target)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return target


def test_a_database_does_not_differ_from_itself(filled: Path) -> None:
    lines = list(report(filled, filled))
    assert [line.split(":")[0] for line in lines] == ["quantities", "sections"]
    assert all(line.endswith("+0 −0 ~0") for line in lines)


def test_gains_losses_and_changes_are_told(filled: Path, tmp_path: Path) -> None:
    one = "(SELECT min(quantity_id) FROM v_quantity WHERE metric_code = 'budget_initial')"
    after = altered(
        filled,
        tmp_path / "after.db",
        f"UPDATE quantity SET metric_code = 'budget_adjusted' WHERE id = {one}",
        "UPDATE section SET depth = 5 WHERE id = (SELECT min(section_id) FROM v_section)",
    )
    lines = list(report(filled, after))
    assert lines[0].endswith("+0 −0 ~1")
    assert lines[1].endswith("metric_code budget_initial → budget_adjusted")
    assert any(line.startswith("  budget_initial: ") for line in lines)
    assert lines[-1].endswith("depth 1 → 5")
    moved = altered(
        filled,
        tmp_path / "moved.db",
        f"UPDATE quantity SET char_start = char_start + 1 WHERE id = {one}",
    )
    lines = list(report(filled, moved))
    assert lines[0].endswith("+1 −1 ~0")
    assert lines[1].startswith("  − ")
    assert lines[2].startswith("  + ")


def test_without_a_base_it_says_what_to_type(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert capsys.readouterr().err == (
        "Name the revision to compare with: make compare BASE=HEAD~1\n"
    )
