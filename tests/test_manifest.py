"""What people declare about reports: found, understood, and its mistakes named."""

from pathlib import Path

import pytest

from extractors.fold import fold
from extractors.identity.identify import identify
from models.identity import AdminLevel, Identity, ReportType, Scope
from models.problem import Problem
from pipeline.lists.manifest import declared_for, mistakes_for, read_manifest, report_type_of
from pipeline.readers import document_of_text


def manifest(folder: Path, *rows: str, head: str = "文件,部门,地区,年度,报告类型,口径") -> Path:
    path = folder / "manifest.csv"
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    return path


def declared(path: Path) -> Identity:
    found = declared_for(path)
    assert found is not None
    return found


def test_every_field_can_be_declared(tmp_path: Path) -> None:
    manifest(tmp_path, "a.txt,应急局,130207,2024年度,部门整体自评,单位")
    found = declared(tmp_path / "a.txt")
    assert (found.department, found.department_id) == ("唐山市丰南区应急管理局", "130207-emergency")
    assert (found.region_code, found.admin_level) == ("130207", AdminLevel.COUNTY)
    assert (found.fiscal_year, found.scope) == (2024, Scope.UNIT)
    assert found.report_type is ReportType.DEPT_OVERALL_SELF
    assert {source for _, source in found.sources} == {"manifest"}


def test_a_manifest_above_speaks_of_folders_below(tmp_path: Path) -> None:
    manifest(tmp_path, "2024/教育/a.txt,,,2023,,", "b.txt,,,2022,,")
    assert declared(tmp_path / "2024" / "教育" / "a.txt").fiscal_year == 2023
    assert declared(tmp_path / "2024" / "b.txt").fiscal_year == 2022
    assert declared_for(tmp_path / "2024" / "c.txt") is None


def test_the_nearest_manifest_counts(tmp_path: Path) -> None:
    manifest(tmp_path, "a.txt,,,2022,,")
    (tmp_path / "2024").mkdir()
    manifest(tmp_path / "2024", "a.txt,,,2024,,")
    assert declared(tmp_path / "2024" / "a.txt").fiscal_year == 2024


def test_without_a_manifest_nothing_is_declared(tmp_path: Path) -> None:
    assert declared_for(tmp_path / "a.txt") is None
    assert mistakes_for([tmp_path / "a.txt"]) == []


def test_a_changed_manifest_is_read_anew(tmp_path: Path) -> None:
    manifest(tmp_path, "a.txt,,,2022,,")
    assert declared(tmp_path / "a.txt").fiscal_year == 2022
    manifest(tmp_path, "a.txt,,,2023,,", "b.txt,,,2023,,")
    assert declared(tmp_path / "a.txt").fiscal_year == 2023


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("a.txt,鼓楼区教育局,,2024,,", "cannot be told"),
        ("a.txt,教育局,,2024,,", "cannot be told"),
        ("a.txt,教育局,999999,2024,,", "no division"),
        ("a.txt,唐山市丰南区教育局,310107,2024,,", "does not lie in"),
        ("a.txt,,,去年,,", "no fiscal year"),
        ("a.txt,,,,通知,", "no type of report"),
        ("a.txt,平江县三教九流,,2024,,", "write its name in full"),
        ("a.txt,,,,,全部", "no scope"),
        ("a.txt,,,,,", "declares nothing"),
        (",唐山市丰南区教育局,,2024,,", "names no file"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_its_row_left_out(
    tmp_path: Path, row: str, reason: str
) -> None:
    path = manifest(tmp_path, "good.txt,,,2024,,", row)
    listed = read_manifest(path)
    assert [entry.path for entry in listed.rows] == ["good.txt"]
    assert [mistake.line for mistake in listed.mistakes] == [3]
    assert reason in str(listed.mistakes[0])
    files = [tmp_path / name for name in ("a.txt", "b.txt", "good.txt")]
    assert mistakes_for(files) == list(listed.mistakes)


def test_a_row_for_a_file_that_is_not_there_is_named_with_what_is_like_it(tmp_path: Path) -> None:
    manifest(tmp_path, "教育局自评报告.txt,,,2024,,", "以前.txt,,,2023,,", "b/a.txt,,,2023,,")
    (tmp_path / "以前.txt").touch()  # there, though not of this run
    files = [tmp_path / "教育局自评报告2024.txt", tmp_path / "b" / "a.txt"]
    assert [(one.line, one.reason) for one in mistakes_for(files)] == [
        (2, "there is no file 教育局自评报告.txt. Is it 教育局自评报告2024.txt?")
    ]
    assert mistakes_for([*files, tmp_path / "全部.zip"]) == []  # it may lie in the archive


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("决算", ReportType.FINAL_ACCOUNT),
        ("2024年度部门决算公开", ReportType.FINAL_ACCOUNT),
        ("部门整体支出绩效自评报告", ReportType.DEPT_OVERALL_SELF),
        ("项目支出绩效自评", ReportType.PROJECT_SELF),
        ("budget", ReportType.BUDGET),
    ],
)
def test_a_type_may_be_written_as_titles_have_it(printed: str, kind: ReportType) -> None:
    assert report_type_of(printed) is kind


def test_a_file_declared_twice_is_a_mistake(tmp_path: Path) -> None:
    path = manifest(tmp_path, "a.txt,,,2024,,", "./a.txt,,,2023,,")
    assert "line 2" in read_manifest(path).mistakes[0].reason
    assert declared(tmp_path / "a.txt").fiscal_year == 2024


def test_a_list_without_heads_is_refused_by_name(tmp_path: Path) -> None:
    manifest(tmp_path, "a.txt,2024", head="甲,乙")
    with pytest.raises(Problem, match=r"manifest\.csv has no row of heads with: path"):
        declared_for(tmp_path / "a.txt")


def test_a_manifest_saved_by_excel_in_gbk_is_read(tmp_path: Path) -> None:
    path = tmp_path / "manifest.csv"
    path.write_bytes("文件,部门\r\n自评.docx,唐山市丰南区财政局\r\n".encode("gbk"))
    assert declared(tmp_path / "自评.docx").department == "唐山市丰南区财政局"


def test_what_is_declared_wins_and_settles_the_conflict() -> None:
    text = "鼓楼区教育局2021年度部门决算\n一、概况\n"
    document = document_of_text(text)
    alone = identify(document, fold(text), ())
    assert alone.region_code is None
    assert ("region_code", "350102") in alone.conflicts
    said = Identity(
        region_code="350102",
        region_name="鼓楼区",
        sources=(("region_code", "manifest"), ("region_name", "manifest")),
    )
    settled = identify(document, fold(text), (), said)
    assert settled.department == "福州市鼓楼区教育局"
    assert settled.department_id == "350102-education"
    assert settled.fiscal_year == 2021
    assert settled.conflicts == ()
    assert ("region_code", "manifest") in settled.sources


def test_a_declared_department_brings_its_region_along() -> None:
    text = "2021年度部门决算\n"
    said = Identity(
        department="唐山市丰南区教育局",
        department_id="130207-education",
        region_code="130207",
        sources=(("department", "manifest"),),
    )
    found = identify(document_of_text(text), fold(text), (), said)
    assert (found.department, found.region_code) == ("唐山市丰南区教育局", "130207")
    assert found.report_type is ReportType.FINAL_ACCOUNT
