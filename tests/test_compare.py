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
    whats = ["reports", "quantities", "sections", "findings"]
    assert [line.split(":")[0] for line in lines] == whats
    assert all(line.endswith(("+0 −0 ~0", ", 0 with another text")) for line in lines)


def test_gains_losses_and_changes_are_told(filled: Path, tmp_path: Path) -> None:
    one = "(SELECT min(quantity_id) FROM v_quantity WHERE metric_code = 'budget_initial')"
    after = altered(
        filled,
        tmp_path / "after.db",
        f"UPDATE quantity SET metric_code = 'budget_adjusted' WHERE id = {one}",
        "UPDATE section SET depth = 5 WHERE id = (SELECT min(section_id) FROM v_section)",
    )
    lines = list(report(filled, after))[1:]
    assert lines[0].endswith("+0 −0 ~1")
    assert lines[1].endswith("metric_code budget_initial → budget_adjusted")
    assert any(line.startswith("  budget_initial: ") for line in lines)
    assert lines[-2].endswith("depth 1 → 5")
    moved = altered(
        filled,
        tmp_path / "moved.db",
        f"UPDATE quantity SET char_start = char_start + 1 WHERE id = {one}",
    )
    lines = list(report(filled, moved))[1:]
    assert lines[0].endswith("+1 −1 ~0")
    assert lines[1].startswith("  − ")
    assert lines[2].startswith("  + ")


def test_findings_and_reports_are_told(filled: Path, tmp_path: Path) -> None:
    after = altered(
        filled,
        tmp_path / "after.db",
        "UPDATE finding SET message = '改过' WHERE id = (SELECT min(finding_id) FROM v_finding)",
        "UPDATE report SET is_current = 0 WHERE id = (SELECT max(id) FROM report)",
    )
    lines = list(report(filled, after))
    assert lines[0].startswith("reports: ")
    assert lines[1].startswith("  − ")
    findings = lines[next(n for n, line in enumerate(lines) if line.startswith("findings")) :]
    assert any(line.startswith("  + ") and "改过" in line for line in findings)


def test_a_text_that_is_read_otherwise_does_not_move_everything(
    filled: Path, tmp_path: Path
) -> None:
    one = "(SELECT min(report_id) FROM v_quantity)"
    after = altered(
        filled,
        tmp_path / "after.db",
        f"UPDATE report_content SET text = ' ' || text WHERE report_id = {one}",
        f"UPDATE quantity SET char_start = char_start + 1 WHERE report_id = {one}",
        f"UPDATE section SET char_start = char_start + 1 WHERE report_id = {one}",
        f"UPDATE finding SET char_start = char_start + 1 WHERE report_id = {one}",
    )
    lines = list(report(filled, after))
    assert lines[0].endswith("1 with another text")
    assert lines[1].startswith("  ~ ")
    assert all(line.endswith("+0 −0 ~0") for line in lines[2:])


def test_a_base_that_is_none(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["no-such-revision"])
    assert ended.value.code == (
        "There is no revision no-such-revision. Name one: git log --oneline"
    )
    assert capfd.readouterr().err == ""


def test_without_a_base_it_says_what_to_type(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert capsys.readouterr().err == (
        "Name the revision to compare with: make compare BASE=HEAD~1\n"
    )
