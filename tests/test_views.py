"""The views have the contract's columns, and say what they promise."""

import sqlite3
from dataclasses import replace

import pytest
from sqlalchemy import Engine, inspect

from models.columns import PLACES
from models.finding import Finding, Severity, Verdict
from models.identity import ReportType, Scope
from models.mention import CellPlace, Comparator
from models.observation import Point
from models.tables.facts import FIGURE
from models.tables.figures import FIGURES
from models.views import ORDER, view_source
from tests.databases import rows, store
from tests.factories import Figure, make_identity, make_report

CONTRACT = {
    "v_report": """report_id file_name source_path sha256 format department department_id
        region_code region_name admin_level fiscal_year report_type scope title char_count
        is_current ingested_at""",
    "v_section": """report_id section_id parent_id ordinal depth kind label title path
        char_start char_end""",
    "v_quantity": """report_id quantity_id section_id section_path file_name department
        region_code fiscal_year report_type origin printed printed_unit printed_decimals
        char_start char_end quote table_title row_label column_label kind value value_upper
        unit comparator role direction is_target is_threshold label metric_code metric_name
        value_year point fund_type fund_level budget_book line_item parent_quantity_id
        is_primary""",
    "v_finding": """report_id finding_id rule_id verdict severity message stated expected
        tolerance char_start char_end quantity_ids other_report_id status reviewer_note""",
}
BEYOND = {
    "v_report": "is_corrected",
    "v_quantity": "value_scaled value_upper_scaled scale_factor is_corrected confidence",
}
"""Columns of ours behind those of the contract."""


@pytest.mark.parametrize("view", CONTRACT)
def test_a_view_has_exactly_the_columns_of_the_contract(engine: Engine, view: str) -> None:
    names = [column["name"] for column in inspect(engine).get_columns(view)]
    assert names == (CONTRACT[view] + " " + BEYOND.get(view, "")).split()


def test_the_wide_view_names_the_unit_of_every_figure(engine: Engine) -> None:
    names = [column["name"] for column in inspect(engine).get_columns("v_department_year")]
    for name in names:
        if "rate" in name or "share" in name:
            assert name.endswith(("_stated_pct", "_recomputed_pct"))
    assert sum(name.endswith("_wan") for name in names) > 20


def test_every_view_is_explained() -> None:
    assert all(view_source(name).startswith("-- ") for name in ORDER)


def test_index_and_view_of_figures_say_the_same() -> None:
    said = view_source("v_stored_figure").split("WHERE", 1)[1].replace("q.", "").split()
    assert said[: len(FIGURE.split())] == FIGURE.split()


def test_the_view_scales_as_the_columns_do(engine: Engine) -> None:
    figures = ("1万元", "1%", "1人", "1个", "1分")
    store(engine, make_report(*(Figure("数", printed) for printed in figures)))
    found = rows(engine, "SELECT kind, scale_factor FROM v_quantity")
    assert {row["kind"]: row["scale_factor"] for row in found} == {
        kind.value: 10**places for kind, places in PLACES.items()
    }


def test_origin_and_labels_of_cells(engine: Engine) -> None:
    place = CellPlace(0, 2, 3, "基本支出", "支出/决算数", "附表1")
    store(engine, make_report(Figure("", "12.5万元", cell=place), Figure("支出", "3万元")))
    columns = "origin, row_label, column_label, table_title"
    assert [tuple(r.values()) for r in rows(engine, f"SELECT {columns} FROM v_quantity")] == [
        ("table", "基本支出", "支出/决算数", "附表1"),
        ("text", None, None, None),
    ]


def test_only_current_reports_are_shown_but_for_the_list_of_reports(engine: Engine) -> None:
    older, newer = store(
        engine, make_report(Figure("支出", "1万元")), make_report(Figure("支出", "2万元"))
    )
    with engine.begin() as connection:
        connection.exec_driver_sql(
            f"UPDATE report SET is_current = (1 = 0), superseded_by = {newer} WHERE id = {older}"
        )
    for view in ("v_section", "v_quantity"):
        found = rows(engine, f"SELECT DISTINCT report_id FROM {view}")
        assert found == [{"report_id": newer}]
    assert len(rows(engine, "SELECT * FROM v_report")) == 2


DEPARTMENT = (
    Figure("年初预算", "2141.75万元", "budget_initial"),
    Figure("追加预算", "396.37万元", "budget_supplement"),
    Figure("调整后预算", "2538.12万元", "budget_adjusted"),
    Figure("其中国债", "542.59万元", "budget_adjusted", fund_type="treasury_additional"),
    Figure("实际支出", "2474.64万元", "expenditure_actual"),
    Figure("行政运行支出", "900.00万元", "expenditure_actual", line_item="行政运行（项）"),
    Figure("上年三公经费", "7.28万元", "sangong_actual", year=2023),
    Figure("三公经费", "6.59万元", "sangong_actual"),
    Figure("预算执行率为", "97.50%", "budget_execution_rate"),
    Figure("又称预算执行率", "97.05%", "budget_execution_rate", is_primary=False),
    Figure("在职人员控制率", "100%", "staff_control_rate", comparator=Comparator.AT_MOST),
    Figure("编制人数", "65人", "staff_quota_total"),
    Figure("年初在职", "66人", "staff_actual", point=Point.START),
    Figure("年末在职", "68人", "staff_actual", point=Point.END),
    Figure("目标满意度", "90%", "satisfaction_rate", is_target=True),
)
OPEN = Finding("B04", Verdict.HARD, Severity.HIGH, "结余不符")


def test_the_wide_row_of_a_department(engine: Engine) -> None:
    store(engine, make_report(*DEPARTMENT, findings=(OPEN,)))
    [row] = rows(engine, "SELECT * FROM v_department_year")
    figures = {
        "function_code": "应急管理局",
        "budget_initial_wan": 2141.75,
        "budget_adjusted_wan": 2538.12,
        "expenditure_actual_wan": 2474.64,
        "unspent_recomputed_wan": 63.48,
        "budget_execution_rate_stated_pct": 97.5,
        "budget_execution_rate_recomputed_pct": 97.5,
        "budget_control_rate_recomputed_pct": 18.51,
        "sangong_actual_wan": 6.59,
        "sangong_prior_wan": 7.28,
        "sangong_change_rate_recomputed_pct": -9.48,
        "staff_actual": 68,
        "staff_control_rate_recomputed_pct": 104.62,
        "open_findings": 1,
        "open_findings_hard": 1,
        "open_findings_high": 1,
    }
    shown = {k: row[k] if isinstance(row[k], str) else float(str(row[k])) for k in figures}
    assert shown == figures
    # A bound is no result, a goal is no result.
    assert row["staff_control_rate_stated_pct"] is None
    assert row["satisfaction_rate_stated_pct"] is None


def test_one_report_speaks_for_a_department_and_year(engine: Engine) -> None:
    def report(kind: ReportType, printed: str, **fields: object) -> object:
        identity = make_identity("财政局", 2024, report_type=kind, **fields)
        figure = Figure("支出", printed, "expenditure_actual")
        return make_report(figure, identity=identity, path=f"/{kind}{printed}.txt")

    store(
        engine,
        report(ReportType.BUDGET, "1万元"),
        report(ReportType.DEPT_OVERALL_SELF, "2万元", scope=Scope.UNIT),
        report(ReportType.DEPT_OVERALL_SELF, "3万元", scope=Scope.DEPARTMENT),
        report(ReportType.DEPT_OVERALL_SELF, "4万元", scope=Scope.DEPARTMENT),
        report(ReportType.PROJECT_SELF, "5万元"),
        replace(
            make_report(Figure("支出", "6万元", "expenditure_actual")),
            identity=make_identity("财政局", 2024, department_id=None),
        ),
    )
    found = rows(engine, "SELECT expenditure_actual_wan AS wan FROM v_department_year")
    assert [float(str(row["wan"])) for row in found] == [4.0]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT budget_initial_wan FROM v_department_year WHERE region_code = '1' "
        "AND fiscal_year = 2024",
        "SELECT * FROM v_quantity WHERE report_id = 1",
    ],
)
def test_questions_about_a_few_reports_do_not_scan_all_quantities(engine: Engine, sql: str) -> None:
    if engine.dialect.name != "sqlite":
        pytest.skip("the planner of PostgreSQL scans small tables whatever the index")
    with sqlite3.connect(str(engine.url.database)) as connection:
        plan = [row[3] for row in connection.execute("EXPLAIN QUERY PLAN " + sql)]
    assert not [step for step in plan if step.startswith("SCAN") and "quantity" in step]
    assert not [step for step in plan if step.startswith("SCAN q")]


def test_the_kept_figures_are_those_of_the_quantities(engine: Engine) -> None:
    store(engine, make_report(*DEPARTMENT), make_report(*DEPARTMENT[:5], department="财政局"))
    columns = ", ".join(("report_id", *FIGURES))
    kept = rows(engine, f"SELECT {columns} FROM report_figures ORDER BY report_id")
    assert kept == rows(engine, "SELECT * FROM v_report_figures ORDER BY report_id")
    assert kept[0]["staff_actual"] == 680000
