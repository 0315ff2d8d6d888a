"""The sample reports: reproducible, readable, and wrong only where they are meant to be."""

import zipfile
from decimal import Decimal
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest

from models.document import Document
from models.finding import Verdict
from models.identity import ReportType
from pipeline.analyse import analyse_file
from pipeline.readers import read_file
from tests.samples.__main__ import RAW, render
from tests.samples.figures import Report
from tests.samples.prose import lines, title
from tests.samples.truth import CLEAN, PLANTED
from tests.samples.years import REPORTS, SAFETY_AFTER, SAFETY_BEFORE

# Rules that compare a report with the one of the year before: they need the database.
BETWEEN_YEARS = ("D01", "D05")
EACH = pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.stem)


def read(report: Report) -> Document:
    return read_file(RAW / report.file_name)


def unpacked(data: bytes) -> dict[str, bytes] | bytes:
    """A package's members: how well they are packed depends on the version of zlib."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@EACH
def test_file_is_what_the_generator_writes(report: Report) -> None:
    written = (RAW / report.file_name).read_bytes()
    assert unpacked(written) == unpacked(render(report))


def test_nothing_else_lies_in_the_folder_and_all_is_marked() -> None:
    names = {path.name for path in RAW.iterdir() if not path.name.startswith(".")}
    assert names == {report.file_name for report in REPORTS}
    assert all("（样例）" in name for name in names)


@EACH
def test_reading_gives_every_line_with_its_number(report: Report) -> None:
    printed = read(report).text.split("\n")
    assert title(report) in printed
    place = 0
    for node in lines(report):
        place = next(i for i in range(place, len(printed)) if printed[i].endswith(node.text)) + 1
    assert sum("（样例数据，地区、单位和数字均为虚构）" in line for line in printed) == 1


@EACH
def test_word_and_text_number_alike(report: Report) -> None:
    text = read(report).text
    for expected in (
        "\n二、绩效评价组织情况\n",
        "\n（二）分项绩效目标\n",
        "\n六、其他需要说明的问题\n",
    ):
        assert text.count(expected) == 1, expected


def test_numbers_in_word_come_from_lists() -> None:
    safety = next(r for r in REPORTS if r.department == SAFETY_AFTER and r.year == 2024)
    document = read(safety)
    labels = [b.label_span.of(document.text) for b in document.blocks if b.label_span]
    assert labels[:9] == [
        "一、",
        "（一）",
        "1．",
        "（1）",
        "（2）",
        "（3）",
        "（4）",
        "2．",
        "（二）",
    ]


def test_tracked_change_leaves_only_the_new_figure() -> None:
    schools = next(r for r in REPORTS if "tracked" in r.features)
    text = read(schools).text
    assert f"全年实际支出{schools.spent}万元" in text
    assert f"{schools.spent - Decimal('74.64')}" not in text


def test_encodings_and_residue() -> None:
    notes = {r.form: read(r).notes for r in REPORTS if r.form != "docx"}
    assert notes == {
        "gb18030": ("decoded as gb18030", "2 form feeds left out", "2 page marks left out"),
        "utf-8-sig": ("decoded as utf-8-sig",),
        "utf-8": ("decoded as utf-8",),
    }


@EACH
def test_merged_form_cells_stand_once(report: Report) -> None:
    if report.form != "docx":
        return
    document = read(report)
    form = document.tables[-1]
    texts = [cell.span.of(document.text) for cell in form.cells]
    output = texts.index("产出指标")
    assert form.cells[output].row_span == 4
    assert texts.count("产出指标") == 1
    assert texts[-3:] == ["100", f"{report.score}", ""]
    assert form.cells[-4].column_span == 5


@EACH
def test_figures_hold_together(report: Report) -> None:
    assert report.basic <= report.adjusted - report.project_budget
    assert all(project.actual <= project.budget for project in report.projects)
    for fund in report.funds:
        assert all(a <= b for a, b in zip(fund.actual, fund.budget, strict=True))
    assert sum(indicator.weight for indicator in report.indicators) == 90


def test_planted_contradictions_are_printed_and_the_rest_is_clean() -> None:
    texts = {report.file_name: read(report).text for report in REPORTS}
    assert len(CLEAN) == 7
    for planted in PLANTED:
        assert planted.quote in texts[planted.file], planted
    assert {r.file_name for r in REPORTS if r.stated} == set(texts) - set(CLEAN)


def test_years_follow_one_another_except_where_planted() -> None:
    order = {SAFETY_BEFORE: SAFETY_AFTER}
    departments: dict[str, list[Report]] = {}
    for report in REPORTS:
        departments.setdefault(order.get(report.department, report.department), []).append(report)
    broken = []
    for reports in departments.values():
        assert [report.year for report in reports] == [2022, 2023, 2024]
        for before, after in pairwise(reports):
            assert after.staff_at_start == before.staff.on_posts
            if after.prior_travel != before.travel.total:
                broken.append(after.file_name)
    assert broken == [planted.file for planted in PLANTED if planted.rule == "D01"]


def test_generator_writes_into_any_folder(tmp_path: Path) -> None:
    from tests.samples.__main__ import main

    main(tmp_path / "out")
    assert len(list((tmp_path / "out").iterdir())) == len(REPORTS)


@EACH
def test_report_is_recognised(report: Report) -> None:
    result = analyse_file(RAW / report.file_name)
    identity = result.identity
    assert identity.department == f"样例省青禾市云岫县{report.department}"
    assert (identity.region_code, identity.fiscal_year) == ("990101", report.year)
    assert identity.report_type is ReportType.DEPT_OVERALL_SELF
    headings = [node for node in lines(report) if node.depth in (1, 2)]
    shallow = [s.title for s in result.sections if s.depth <= 2 and s.title != title(report)]
    assert shallow == [node.text for node in headings]


def test_rename_keeps_the_department_together() -> None:
    ids = {
        analyse_file(RAW / report.file_name).identity.department_id
        for report in REPORTS
        if report.department in (SAFETY_BEFORE, SAFETY_AFTER)
    }
    assert len(ids) == 1


def test_audit_finds_what_was_planted_and_nothing_hard_in_clean_reports() -> None:
    found = {r.file_name: analyse_file(RAW / r.file_name).findings for r in REPORTS}
    hard = {
        name: [finding.message for finding in findings if finding.verdict is Verdict.HARD]
        for name, findings in found.items()
    }
    assert {name: messages for name, messages in hard.items() if messages and name in CLEAN} == {}
    for planted in PLANTED:
        if planted.rule in BETWEEN_YEARS:
            continue
        # One figure's faults are told together: "相关：C01 …" stands in another's message.
        rules = " ".join(f"{f.rule_id} {f.message}" for f in found[planted.file])
        assert planted.rule in rules, planted
