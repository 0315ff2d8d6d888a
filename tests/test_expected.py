"""Who has not filed: lists as people write them, renames, types, mistakes, exit codes."""

from pathlib import Path

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner

from extractors.identity.names import identity_of_name
from models.database import open_database
from models.identity import Identity, ReportType
from models.problem import Problem
from pipeline.cli import build
from pipeline.lists.expected import latest_year, missing, read_expected
from tests.databases import opened, store
from tests.factories import make_report


def identity(name: str, year: int, kind: ReportType = ReportType.DEPT_OVERALL_SELF) -> Identity:
    found = identity_of_name(name, year)
    assert found is not None
    return Identity(
        department=found.department,
        department_id=found.department_id,
        region_code=found.region_code,
        fiscal_year=year,
        report_type=kind,
    )


@pytest.fixture
def url(tmp_path: Path) -> str:
    address = f"sqlite:///{tmp_path / 'test.db'}"
    with opened(address) as engine:
        store(
            engine,
            make_report(identity=identity("唐山市丰南区安监局", 2017), path="/r/a.txt"),
            make_report(identity=identity("唐山市丰南区应急管理局", 2024), path="/r/b.txt"),
            make_report(
                identity=identity("平潭县人民检察院", 2024, ReportType.FINAL_ACCOUNT),
                path="/r/c.txt",
            ),
        )
    return address


def names_missing(engine: Engine, path: Path, year: int) -> list[str]:
    return [one.department for one in missing(engine, read_expected(path, year).rows, year)]


def expected(folder: Path, *rows: str, head: str = "部门,地区,年度,报告类型") -> Path:
    path = folder / "expected.csv"
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    return path


def test_a_renamed_department_has_filed_under_either_name(url: str, tmp_path: Path) -> None:
    path = expected(tmp_path, "唐山市丰南区安监局", "唐山市丰南区教育局")
    engine = open_database(url)
    assert names_missing(engine, path, 2017) == ["唐山市丰南区教育局"]
    assert names_missing(engine, path, 2024) == ["唐山市丰南区教育局"]
    assert len(names_missing(engine, path, 2020)) == 2
    engine.dispose()


def test_year_and_type_narrow_what_is_due(url: str, tmp_path: Path) -> None:
    path = expected(
        tmp_path,
        "检察院,350128,2024,决算",
        "检察院,350128,2024,部门整体自评",
        "检察院,350128,2023,决算",
    )
    engine = open_database(url)
    due = missing(engine, read_expected(path, 2024).rows, 2024)
    assert [one.report_type for one in due] == [ReportType.DEPT_OVERALL_SELF]
    engine.dispose()


def test_a_mistaken_line_is_named_and_the_rest_counts(tmp_path: Path) -> None:
    path = expected(
        tmp_path, "鼓楼区教育局", ",130207", "平潭检察院,,二零", "平潭检察院", "平潭县人民检察院"
    )
    listed = read_expected(path, 2024)
    assert [mistake.line for mistake in listed.mistakes] == [2, 3, 4, 6]
    assert "南京市" in listed.mistakes[0].reason
    assert "line 5" in listed.mistakes[3].reason
    assert [one.department for one in listed.rows] == ["平潭县人民检察院"]


def test_a_year_may_be_written_in_chinese(tmp_path: Path) -> None:
    path = expected(tmp_path, "平潭检察院,,二〇二四年度")
    assert [one.fiscal_year for one in read_expected(path, None).rows] == [2024]


def test_the_latest_year_is_taken_where_none_is_named(url: str, tmp_path: Path) -> None:
    engine = open_database(url)
    assert latest_year(engine) == 2024
    engine.dispose()
    with opened(f"sqlite:///{tmp_path / 'empty.db'}") as empty, pytest.raises(Problem):
        latest_year(empty)


def test_the_command_ends_with_one_if_somebody_has_not_filed(url: str, tmp_path: Path) -> None:
    path = expected(tmp_path, "唐山市丰南区应急管理局", "唐山市丰南区教育局")
    arguments = ["missing", str(path), "--db", url]
    done = CliRunner().invoke(build(), arguments)
    assert done.exit_code == 1
    assert "唐山市丰南区教育局" in done.output
    assert "1 of 2 expected departments have filed for 2024" in done.output
    expected(tmp_path, "唐山市丰南区应急管理局")
    assert CliRunner().invoke(build(), arguments).exit_code == 0


def test_the_command_says_how_to_make_a_list_where_there_is_none(url: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(build(), ["missing", str(tmp_path / "none.csv"), "--db", url])
    assert isinstance(done.exception, Problem)
    assert "column department (部门)" in str(done.exception)


def test_a_list_that_is_not_there_is_a_problem_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="nowhere"):
        read_expected(tmp_path / "nowhere.csv", 2024)
