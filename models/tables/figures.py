"""The main figures of each report in one row, so that wide questions need no lookups."""

from sqlalchemy import BigInteger, Column, Connection, Table, text

from models.tables.base import metadata, report_key

FIGURES = (
    "budget_initial",
    "budget_supplement",
    "budget_adjusted",
    "expenditure_actual",
    "carryover_prior",
    "carryover_end",
    "surplus_returned",
    "revenue_total",
    "revenue_current",
    "fiscal_appropriation",
    "basic_actual",
    "personnel_actual",
    "public_budget",
    "public_actual",
    "project_budget",
    "project_actual",
    "organ_operating_cost",
    "sangong_budget",
    "sangong_actual",
    "sangong_abroad_actual",
    "sangong_reception_actual",
    "sangong_vehicle_actual",
    "sangong_vehicle_purchase_actual",
    "sangong_vehicle_operation_actual",
    "meeting_cost",
    "training_cost",
    "procurement_budget",
    "procurement_actual",
    "fixed_assets_total",
    "selfeval_project_amount",
    "staff_quota_total",
    "staff_actual",
    "staff_off_quota",
    "staff_retired",
    "project_count",
    "selfeval_project_count",
    "official_vehicles",
    "selfeval_score",
    "review_score",
    "budget_execution_rate",
    "budget_completion_rate",
    "budget_control_rate",
    "project_execution_rate",
    "sangong_control_rate",
    "sangong_change_rate",
    "staff_control_rate",
    "public_expense_control_rate",
    "procurement_execution_rate",
    "carryover_rate",
    "selfeval_coverage_rate",
    "satisfaction_rate",
    "staff_actual_begin",
    "sangong_prior",
    "expenditure_prior",
)
"""Columns of ``report_figures``: metrics of the report's own year, and a few of the year
before; ``v_report_figures`` says what each is."""

report_figures = Table(
    "report_figures",
    metadata,
    report_key(primary=True),
    *(Column(name, BigInteger) for name in FIGURES),
)


def refresh_figures(connection: Connection, report_id: int | None = None) -> None:
    """Work out the row of a report, or of all reports, from its quantities as they are now."""
    which = "" if report_id is None else " WHERE report_id = :report_id"
    columns = ", ".join(("report_id", *FIGURES))
    # Names of tables and columns are our own; no word of it comes from outside.
    take = f"SELECT {columns} FROM v_report_figures{which}"  # noqa: S608
    for sql in (
        f"DELETE FROM report_figures{which}",  # noqa: S608
        f"INSERT INTO report_figures ({columns}) {take}",
    ):
        connection.execute(text(sql), {} if report_id is None else {"report_id": report_id})
