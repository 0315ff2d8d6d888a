"""Every named query gives its known answer on a small county made by hand."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, insert

from models.finding import Finding, IndicatorResult, Severity, Verdict
from models.identity import AdminLevel, ReportType
from models.problem import Problem
from models.queries import named_queries, named_query
from models.refusal import RefusalReason, RefusedFile
from models.result import ReportResult
from models.span import Span
from models.tables import region, review_score
from models.views import run_plain
from pipeline.asking.query import ask, sql_of
from pipeline.asking.tabular import plain
from pipeline.ingesting.ledger import Ledger
from tests.databases import emptied, opened, store
from tests.factories import Figure, make_identity, make_report

BONDS = "treasury_additional"
TRANSFERS = "common_fiscal_transfer"


def finding(rule: str, other: int | None = None, span: Span | None = None) -> Finding:
    message = f"{rule}：请核实{span.start if span else ''}"
    return Finding(rule, Verdict.HARD, Severity.MEDIUM, message, other_report_id=other, span=span)


def with_problems(report: ReportResult) -> ReportResult:
    """The report with last year's words twice: among its problems, and before them."""
    length = len(report.document.text)
    [head] = report.sections
    problems = replace(head, index=1, title="存在的问题", span=Span(length - 9, length))
    copied = (Span(length - 8, length - 2), Span(8, 12))
    return replace(
        report,
        sections=(replace(head, span=Span(0, length - 9)), problems),
        findings=(*report.findings, *(finding("D05", 2, span) for span in copied)),
    )


def line_of_a_form(indicator: str, target: int | None, actual: int | None) -> IndicatorResult:
    return IndicatorResult(
        "产出指标",
        "数量指标",
        indicator,
        "≥20个",
        "18个",
        Decimal("59.5"),
        Decimal("59.5"),
        "",
        Span(0, 5),
        target_observation=target,
        actual_observation=actual,
    )


def emergency_2024() -> ReportResult:
    """Report 1: over quota, unspent, adding up wrongly; once called by another name."""
    report = make_report(
        Figure("年初预算", "2000万元", "budget_initial"),
        Figure("追加预算", "500万元", "budget_supplement"),
        Figure("调整后预算", "2500万元", "budget_adjusted"),
        Figure("其中共同财政事权转移支付", "100万元", "budget_adjusted", fund_type=TRANSFERS),
        Figure("增发国债", "400万元", "budget_adjusted", fund_type=BONDS),
        Figure("中央", "300万元", "budget_adjusted", fund_type=BONDS, fund_level="central"),
        Figure("省", "90万元", "budget_adjusted", fund_type=BONDS, fund_level="province"),
        Figure("实际支出", "2400万元", "expenditure_actual"),
        Figure("国债支出", "200万元", "expenditure_actual", fund_type=BONDS),
        Figure("预算执行率为", "96.50%", "budget_execution_rate"),
        Figure("执行率又为", "96.00%", "budget_execution_rate", is_primary=False),
        Figure("年末结余", "0万元", "carryover_end"),
        Figure("三公经费预算", "8万元", "sangong_budget"),
        Figure("三公经费", "9万元", "sangong_actual"),
        Figure("上年三公经费", "7万元", "sangong_actual", year=2023),
        Figure("编制人数", "65人", "staff_quota_total"),
        Figure("在职人员", "68人", "staff_actual"),
        Figure("编外人员", "3人", "staff_off_quota"),
        Figure("项目", "21个", "project_count"),
        Figure("开展自评", "20个", "selfeval_project_count"),
        Figure("自评得分", "92.5分", "selfeval_score"),
        Figure("防汛项目预算", "100万元", "project_budget", line_item="防汛", is_primary=False),
        Figure("防汛项目支出", "50万元", "project_actual", line_item="防汛", is_primary=False),
        year=2024,
        findings=(finding("J02"),),
    )
    return with_problems(report)


def emergency_2023() -> ReportResult:
    """Report 2: the same department a year before, under its older name."""
    return make_report(
        Figure("三公经费", "7.50万元", "sangong_actual"),
        Figure("满意度", "95%", "satisfaction_rate"),
        identity=make_identity("安全生产监督管理局", 2023, department_id="999901-应急管理局"),
        year=2023,
        path="/reports/安监2023.txt",
    )


def education_2024() -> ReportResult:
    """Report 3: another department, with a form."""
    return make_report(
        Figure("调整后预算", "1000万元", "budget_adjusted"),
        Figure("实际支出", "980万元", "expenditure_actual"),
        Figure("预算执行率为", "98%", "budget_execution_rate"),
        Figure("目标", "20个", is_target=True),
        Figure("完成", "18个"),
        department="教育局",
        identity=make_identity("教育局", 2024, admin_level=AdminLevel.COUNTY),
        indicators=(line_of_a_form("培训班数", 3, 4), line_of_a_form("满意度", None, None)),
        findings=(finding("I10", other=1), finding("J06")),
    )


def unknown() -> ReportResult:
    """Report 4: of nobody knows whom."""
    identity = make_identity("财政局", 2024, report_type=ReportType.OTHER, title="无名报告")
    other = replace(identity, department=None, department_id=None)
    return make_report(Figure("支出", "1万元"), identity=other, path="/reports/无名.txt")


# Of every answer the columns that tell it, row by row.
ANSWERS: dict[str, tuple[str, list[tuple[object, ...]]]] = {
    "execution-ranking": (
        "place department execution_pct unspent_wan",
        [(1, "云溪县教育局", 98, 20), (2, "云溪县应急管理局", 96, 100)],
    ),
    "stated-rate-differs": (
        "rate stated_pct recomputed_pct difference report_id",
        [("预算执行率", 96.5, 96, 0.5, 1)],
    ),
    "two-values": (
        "metric_name n_values lowest highest",
        [("预算执行率", 2, 96, 96.5)],
    ),
    "prior-year-differs": (
        "says_prior last_report_said unit report_id last_report_id",
        [(70000, 75000, "元", 1, 2)],
    ),
    "sangong-through-renames": (
        "fiscal_year department sangong_actual_wan change_wan",
        [(2023, "云溪县安全生产监督管理局", 7.5, None), (2024, "云溪县应急管理局", 9, 1.5)],
    ),
    "sangong-over-or-rising": ("report_id control_pct change_pct", [(1, 112.5, 28.57)]),
    "over-quota": (
        "staff_quota_total staff_actual control_pct off_quota_pct",
        [(65, 68, 104.62, 4.41)],
    ),
    "largest-additions": ("report_id added_pct", [(1, 25)]),
    "treasury-bonds-by-level": (
        "fund_level budget_wan spent_wan execution_pct",
        [("all", 400, 200, 50), ("central", 300, None, None), ("province", 90, None, None)],
    ),
    "transfer-share": ("transfers_wan share_pct report_id", [(100, 4, 1)]),
    "funding-parts": ("fund_type total_wan parts_wan", [(BONDS, 400, 390)]),
    "zero-carryover": ("report_id unspent_wan", [(1, 100)]),
    "same-function": (
        "function_code fiscal_year execution_pct",
        [("应急管理局", 2023, None), ("应急管理局", 2024, 96), ("教育局", 2024, 98)],
    ),
    "grades": (
        "fiscal_year admin_level grade departments",
        [(2023, None, "未报", 1), (2024, "county", "未报", 1), (2024, None, "优", 1)],
    ),
    "self-minus-review": ("selfeval_score review_score difference", [(92.5, 85, 7.5)]),
    "missed-but-full-marks": ("indicator report_id", [("培训班数", 3)]),
    "weights-not-100": ("indicators weights report_id", [(2, 119, 3)]),
    "frequent-findings": (
        "rule_id findings still_open",
        [("D05", 2, 2), ("I10", 1, 1), ("J02", 1, 1), ("J06", 1, 1)],
    ),
    "missing-elements": ("rule_id report_id", [("J02", 1), ("J06", 3)]),
    "copied-between-departments": (
        "department other_department other_report_id",
        [("云溪县教育局", "云溪县应急管理局", 1)],
    ),
    "repeated-problems": ("report_id last_report_id", [(1, 2)]),
    "slow-projects": ("project budget_wan spent_wan execution_pct", [("防汛", 100, 50, 50)]),
    "projects-not-evaluated": ("project_count selfeval_project_count", [(21, 20)]),
    "satisfaction": (
        "report_id given_as satisfaction_pct",
        [(2, "number", 95), (1, "nothing", None), (3, "words", None)],
    ),
    "where-from": (
        "printed report_id char_start",
        [("2500万元", 1, 37), ("2400万元", 1, 0), ("96.50%", 1, 0)],
    ),
    "refused": ("path reason", [("/reports/坏.doc", "damaged")]),
    "unidentified": ("report_id title", [(4, "无名报告")]),
    "reports": ("report_id", [(3,), (2,), (1,), (4,)]),
    "changed-regions": (
        "report_id valid_to succession successor_name",
        [(n, 2024, "rename", "云溪市") for n in (2, 1, 3)],
    ),
}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def county(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """A database with the four reports, and a file that was refused; tests only read it."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('county')}/test.db"
    else:
        url = emptied(request.getfixturevalue("postgresql_url"))
    with opened(url) as engine:
        fill(engine)
        yield engine


CHANGED = {
    "code": "999901",
    "name": "云溪县",
    "admin_level": "county",
    "valid_to": 2024,
    "successor_code": "999981",
    "successor_name": "云溪市",
    "succession": "rename",
    "lineage": "999981",
}
"""The invented county becomes a city after the reports' last year."""


def fill(engine: Engine) -> None:
    """Store what the answers are about."""
    store(engine, emergency_2024_without_link(), emergency_2023())
    store(engine, education_2024(), unknown(), emergency_2024())
    with engine.begin() as connection:
        connection.execute(
            insert(review_score).values(
                department_id="999901-应急管理局",
                fiscal_year=2024,
                project="",
                department="云溪县应急管理局",
                score=Decimal(85),
                grade="良",
                sheet="复核.xlsx",
                line=2,
                imported_at="2025-06-01T00:00:00Z",
            )
        )
        connection.execute(insert(region).values(**CHANGED, ordinal=1))
        refusal = RefusedFile(RefusalReason.DAMAGED, "broken")
        Ledger.load(connection, 1, "test").refuse(
            connection, "/reports/坏.doc", "0" * 64, None, refusal
        )


def emergency_2024_without_link() -> ReportResult:
    """The first report as it is before the second, to which its finding refers, is there."""
    return replace(emergency_2024(), findings=())


def answer(engine: Engine, name: str) -> list[dict[str, Any]]:
    with engine.connect() as connection:
        result = run_plain(connection, named_query(name).sql)
        return [{k: plain(v) for k, v in row.items()} for row in result.mappings()]


@pytest.mark.parametrize("name", ANSWERS)
def test_a_named_query_gives_its_known_answer(county: Engine, name: str) -> None:
    columns, expected = ANSWERS[name]
    names = columns.split()
    found = [tuple(row[column] for column in names) for row in answer(county, name)]
    if name == "where-from":  # only the first place was counted by hand
        found = [row if place == 0 else (*row[:2], 0) for place, row in enumerate(found)]
        found = found[:3]
    if name in {"same-function", "reports"}:  # the order of Chinese words is the database's own
        assert sorted(found, key=repr) == sorted(expected, key=repr)
    else:
        assert found == expected


def test_every_query_has_a_known_answer() -> None:
    assert set(ANSWERS) == set(named_queries())


@pytest.mark.parametrize("name", named_queries())
def test_a_query_begins_with_its_question(name: str) -> None:
    query = named_query(name)
    assert query.sql.startswith(f"-- {query.chinese}\n-- {query.english}\n")
    assert any("\u4e00" <= character <= "\u9fff" for character in query.chinese)
    assert query.english.endswith("?")
    assert len(query.sql.splitlines()) < 60


def test_no_query_looks_at_every_quantity(county: Engine) -> None:
    if county.dialect.name != "sqlite":
        pytest.skip("the planner of PostgreSQL scans small tables whatever the index")
    with county.connect() as connection:
        for query in named_queries().values():
            called = {"quantity", *re.findall(r"quantity AS (\w+)", query.sql)}
            plan = run_plain(connection, f"EXPLAIN QUERY PLAN {query.sql}")
            scanned = {row[3].split()[1] for row in plan if row[3].startswith("SCAN ")}
            assert not scanned & called, query.name


def test_names_are_forgiving_and_mistakes_are_helped() -> None:
    assert named_query("over_quota") is named_query("over-quota")
    with pytest.raises(Problem, match="Did you mean over-quota"):
        named_query("overquota")
    assert sql_of("SELECT 1") == "SELECT 1"


def test_a_query_cannot_change_anything(county: Engine) -> None:
    url = county.url.render_as_string(hide_password=False)
    for sql in ("DELETE FROM report", "DROP TABLE quantity", "UPDATE report SET title = 'x'"):
        with pytest.raises(Problem), ask(sql, url) as result:
            list(result.rows)
    assert len(answer(county, "reports")) == 4


def test_wrong_sql_is_answered_in_a_sentence(county: Engine) -> None:
    url = county.url.render_as_string(hide_password=False)
    with pytest.raises(Problem, match="jixiao query views"), ask("SELECT x FROM y", url):
        pass


def test_percent_signs_and_colons_are_plain_sql(county: Engine) -> None:
    url = county.url.render_as_string(hide_password=False)
    sql = (
        "SELECT count(*) AS n FROM v_quantity WHERE printed LIKE '%\\%%' ESCAPE '\\' AND ':x' <> ''"
    )
    with ask(sql, url) as result:
        assert list(result.rows) == [(4,)]


def test_a_missing_database_is_named(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="jixiao ingest"), ask("SELECT 1", str(tmp_path / "a.db")):
        pass
