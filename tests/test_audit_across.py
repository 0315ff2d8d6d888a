"""Rules between years and departments, over plain values and over the database."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from time import process_time

import docx
import openpyxl
import pytest
from typer.testing import CliRunner

from models.database import open_database
from models.finding import Verdict
from models.problem import Problem
from models.span import Span
from models.tables import finding, finding_review
from pipeline.analyse import analyse_text
from pipeline.audit import audit_years
from pipeline.audit.departments import CopiedPassages
from pipeline.audit.history import audit_across
from pipeline.audit.listing import Wanted, list_findings
from pipeline.audit.similarity import near_copies, resemblance, shingles
from pipeline.audit.years import Passage, Value, YearReport
from pipeline.cli import build
from pipeline.exporting.letter import write_letter
from tests.databases import rows, start_run, store

PROBLEM = (
    "预算编制不够精细，部分项目前期论证不充分，年中调整较多，执行进度前慢后快，"
    "绩效指标设置偏重产出而轻效益。"
)


def value(printed: str, half: str = "50") -> Value:
    number = Decimal(printed.removesuffix("万元")) * 10_000
    return Value(0, number, Decimal(half), printed, Span(0, 1))


def report(number: int, year: int, values=(), department: str = "a", passages=()) -> YearReport:
    return YearReport(number, department, department, year, "", dict(values), passages)


def passage(words: str) -> Passage:
    return Passage(Span(0, len(words)), words, shingles(words))


def test_last_years_figure_must_be_what_last_year_said():
    last = report(1, 2023, {("sangong_actual", 2023): [value("9.95万元")]})
    wrong = report(2, 2024, {("sangong_actual", 2023): [value("10.35万元")]})
    ((owner, found),) = audit_years([wrong, last])
    assert (owner, found.rule_id, found.verdict) == (2, "D01", Verdict.HARD)
    assert (found.stated, found.expected) == ("10.35万元", "9.95万元")
    assert found.tolerance == "±0.01万元"
    assert found.other_report_id == 1


@pytest.mark.parametrize("stated", ["9.95万元", "9.96万元"])
def test_rounding_and_other_lineages_are_no_finding(stated):
    last = report(1, 2023, {("sangong_actual", 2023): [value("9.95万元")]})
    right = report(2, 2024, {("sangong_actual", 2023): [value(stated)]})
    stranger = report(3, 2024, {("sangong_actual", 2023): [value("1.00万元")]}, department="b")
    assert list(audit_years([last, right, stranger])) == []


def test_opening_figures_and_jumps():
    last = report(
        1,
        2023,
        {
            ("carryover_end", 2023): [value("20.00万元")],
            ("expenditure_actual", 2023): [value("100.00万元")],
        },
    )
    this = report(
        2,
        2024,
        {
            ("carryover_prior", 2024): [value("21.00万元")],
            ("expenditure_actual", 2024): [value("160.00万元")],
        },
    )
    found = {f.rule_id: f for _, f in audit_years([last, this])}
    assert set(found) == {"D02", "D03"}
    assert found["D03"].verdict is Verdict.INFO
    assert "60" in found["D03"].message


def test_passages_copied_over_years_and_between_departments():
    same, other = passage(PROBLEM), passage("队伍建设有待加强，业务培训的针对性不足。" * 3)
    reports = [
        report(1, 2023, passages=[same]),
        report(2, 2024, passages=[passage(PROBLEM + "请予支持。")]),
        report(3, 2024, department="b", passages=[same, other]),
    ]
    years = [(owner, f.rule_id) for owner, f in audit_years(reports)]
    assert years == [(2, "D05")]
    with CopiedPassages() as copied:
        # A department's reports are compared with those of departments before it alone.
        assert list(copied.audit(reports[:2])) == []
        between = [(owner, f.other_report_id) for owner, f in copied.audit(reports[2:])]
    assert between == [(3, 1)]


def test_resemblance_is_found_without_comparing_all_with_all():
    texts = [f"{PROBLEM}{PROBLEM[i % 7 :]}第{i % 9}项" for i in range(60)]
    passages = [shingles(text) for text in texts]
    alike = {
        later
        for later in range(60)
        for earlier in range(later)
        if resemblance(passages[earlier], passages[later]) >= 0.85
    }
    found = {later for _, later, _ in near_copies(passages, 0.85)}
    assert len(alike) > 30
    # The sketch may overlook what is barely alike.
    assert found <= alike
    assert len(found) >= 0.9 * len(alike)


def test_time_grows_with_the_number_of_reports():
    def seconds(count: int) -> float:
        made = [
            report(i, 2023 + i % 2, department=f"d{i // 2}", passages=[passage(f"{PROBLEM}{i}")])
            for i in range(count)
        ]
        started = process_time()
        list(audit_years(made))
        with CopiedPassages() as copied:
            for at in range(0, count, 2):
                list(copied.audit(made[at : at + 2]))
        return process_time() - started

    seconds(50)
    # Ten times the reports: a square would be a hundred times the time.
    assert seconds(3000) < 40 * max(seconds(300), 0.002)


def text_of(year: int, travel: str, prior: str) -> str:
    return (
        f"唐山市丰南区应急管理局{year}年度部门整体绩效自评报告\n一、预算执行情况\n"
        f"“三公”经费本年度合计{travel}万元，上年度合计{prior}万元。\n"
        f"二、存在的问题\n{PROBLEM}\n"
    )


@pytest.fixture
def database(tmp_path):
    url = f"sqlite:///{tmp_path / 'audit.db'}"
    engine = open_database(url)
    start_run(engine)
    store(
        engine,
        *(
            _named(analyse_text(text_of(*figures)), str(figures[0]))
            for figures in ((2023, "9.95", "11.00"), (2024, "9.10", "10.35"))
        ),
    )
    return url, engine


def _named(result, digest):
    source = replace(result.document.source, sha256=digest, path=f"{digest}.txt")
    return replace(result, document=replace(result.document, source=source))


def test_the_database_is_audited_across_reports_and_again(database):
    _, engine = database
    assert audit_across(engine) == audit_across(engine)
    found = rows(engine, "SELECT * FROM v_finding WHERE rule_id IN ('D01', 'D05')")
    assert {row["rule_id"] for row in found} == {"D01", "D05"}
    (row,) = (row for row in found if row["rule_id"] == "D01")
    assert (row["stated"], row["expected"]) == ("10.35万元", "9.95万元")
    assert row["other_report_id"] == 1
    assert row["quantity_ids"] != "[]"


def test_a_review_survives_a_new_audit(database):
    _, engine = database
    audit_across(engine)
    with engine.begin() as connection:
        mark = connection.execute(finding.select().where(finding.c.rule_id == "D01")).one()
        connection.execute(
            finding_review.insert().values(
                report_id=mark.report_id,
                fingerprint=mark.fingerprint,
                status="explained",
                reviewer_note="口径调整",
                reviewer="test",
                reviewed_at="2025-04-01T00:00:00Z",
            )
        )
    audit_across(engine)
    (row,) = rows(engine, "SELECT status, reviewer_note FROM v_finding WHERE rule_id = 'D01'")
    assert row == {"status": "explained", "reviewer_note": "口径调整"}


def test_the_command_prints_and_exports(database, tmp_path):
    url, _ = database
    book, letter = tmp_path / "audit.xlsx", tmp_path / "letter.docx"
    command = ["audit", "--year", "2024", "--db", url, "--xlsx", str(book), "--letter", str(letter)]
    done = CliRunner().invoke(build(), command)
    assert done.exit_code == 0, done.output
    assert "D01" in done.output
    sheets = openpyxl.load_workbook(book)
    assert sheets.sheetnames == ["审核发现", "规则结果", "规则说明"]
    assert "D01" in {row[2].value for row in sheets["审核发现"].iter_rows(min_row=2)}
    words = "\n".join(p.text for p in docx.Document(str(letter)).paragraphs)
    assert "唐山市丰南区应急管理局：" in words
    assert "10.35万元" in words


def test_a_letter_is_for_one_report_with_open_points(database, tmp_path):
    _, engine = database
    audit_across(engine)
    with engine.connect() as connection:
        both = list_findings(connection, Wanted())
    with pytest.raises(Problem, match="one report"):
        write_letter(tmp_path / "x.docx", both, date(2025, 4, 1))
    settled = [replace(one, status="explained") for one in both if one.fiscal_year == 2024]
    with pytest.raises(Problem, match="no open point"):
        write_letter(tmp_path / "x.docx", settled, date(2025, 4, 1))
