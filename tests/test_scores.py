"""Review scores of the finance bureau: read from sheets, stored, compared with self scores."""

from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from sqlalchemy import Engine
from typer.testing import CliRunner

from models.identity import Identity
from models.problem import Problem
from pipeline.cli import build
from pipeline.lists.scores import read_scores, store_scores
from tests.databases import rows, store
from tests.factories import Figure, make_report

HEAD = ("部门名称", "年度", "复核得分", "等次", "项目名称")
DEPARTMENT = "唐山市丰南区应急管理局"


def csv_sheet(folder: Path, *lines: str, head: str = ",".join(HEAD)) -> Path:
    path = folder / "scores.csv"
    path.write_text("\n".join((head, *lines)), encoding="utf-8")
    return path


def test_a_workbook_with_a_title_above_its_heads_is_read(tmp_path: Path) -> None:
    path = tmp_path / "scores.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["2024年度财政复核结果"])
        sheet.write_row(2, 0, HEAD)
        sheet.write_row(3, 0, [DEPARTMENT, 2024, 91.25, "优", ""])
        sheet.write_row(4, 0, ["平潭检察院", 2024, 88, "", ""])
    listed = read_scores(path, None)
    assert listed.mistakes == ()
    assert [(one.department, one.score, one.line) for one in listed.rows] == [
        (DEPARTMENT, Decimal("91.25"), 4),
        ("平潭县人民检察院", Decimal(88), 5),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (f"{DEPARTMENT},2024,优秀,,", "is no score"),
        (f"{DEPARTMENT},2024,-1,,", "is no score from 0 to 120"),
        (f"{DEPARTMENT},2024,NaN,,", "is no score from 0 to 120"),
        (f"{DEPARTMENT},2024,,,", "neither score nor grade"),
        (f"{DEPARTMENT},,90,,", "no fiscal year"),
        ("教育局,2024,90,,", "cannot be told"),
        (",2024,90,,", "names no department"),
    ],
)
def test_a_mistaken_line_is_named(tmp_path: Path, line: str, reason: str) -> None:
    listed = read_scores(csv_sheet(tmp_path, line), None)
    assert listed.rows == ()
    assert listed.mistakes[0].line == 2
    assert reason in listed.mistakes[0].reason


def test_one_department_twice_is_a_mistake_but_a_project_of_its_is_not(tmp_path: Path) -> None:
    path = csv_sheet(
        tmp_path,
        f"{DEPARTMENT},2024,90,,",
        "唐山市丰南区应急局,2024,91,,",
        f"{DEPARTMENT},2024,85,,防汛物资",
    )
    listed = read_scores(path, None)
    assert [one.project for one in listed.rows] == ["", "防汛物资"]
    assert "line 2" in listed.mistakes[0].reason


def test_scores_stand_beside_the_self_scores(engine: Engine, tmp_path: Path) -> None:
    identity = Identity(
        department=DEPARTMENT,
        department_id="130207-emergency",
        region_code="130207",
        fiscal_year=2024,
    )
    store(
        engine,
        make_report(Figure("自评得分", "98.5分", "selfeval_score"), identity=identity),
    )
    path = csv_sheet(tmp_path, f"{DEPARTMENT},2024,91.25,良,", f"{DEPARTMENT},2024,80,,防汛物资")
    assert store_scores(engine, read_scores(path, None).rows, path.name) == 2
    whole, project = rows(engine, "SELECT * FROM v_review_score ORDER BY project IS NOT NULL")
    assert (whole["review_score"], whole["self_score"]) == (91.25, 98.5)
    assert (whole["difference"], whole["review_grade"]) == (7.25, "良")
    assert (project["project"], project["self_score"]) == ("防汛物资", None)
    [year] = rows(engine, "SELECT review_score FROM v_department_year")
    assert year["review_score"] == 91.25


def test_importing_again_replaces(engine: Engine, tmp_path: Path) -> None:
    for score in ("90", "92"):
        path = csv_sheet(tmp_path, f"{DEPARTMENT},2024,{score},,")
        store_scores(engine, read_scores(path, None).rows, path.name)
    [row] = rows(engine, "SELECT review_score FROM v_review_score")
    assert row["review_score"] == 92


def test_the_command_takes_the_year_and_names_what_it_left_out(tmp_path: Path) -> None:
    path = csv_sheet(tmp_path, f"{DEPARTMENT},,90,,", "某局,,90,,")
    url = f"sqlite:///{tmp_path / 'new.db'}"
    arguments = ["import-scores", str(path), "--db", url]
    done = CliRunner().invoke(build(), [*arguments, "--year", "2024"])
    assert done.exit_code == 1
    assert "line 3" in done.output
    assert "1 review scores stored" in done.output
    assert f"line 2: {DEPARTMENT} has no report for 2024" in done.output
    assert "0 review scores stored" in CliRunner().invoke(build(), arguments).output


def test_what_is_no_sheet_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "scores.xlsx"
    path.write_bytes(b"no workbook")
    with pytest.raises(Problem, match=r"scores\.xlsx"):
        read_scores(path, 2024)
