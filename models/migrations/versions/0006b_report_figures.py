"""The main figures of each report in one row."""

import sqlalchemy as sa
from alembic import op

revision = "0006b"
down_revision = "0006"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

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


def upgrade() -> None:
    """Create the table; it is filled when the views have been made."""
    op.create_table(
        "report_figures",
        sa.Column("report_id", ID, autoincrement=False, nullable=False),
        *(sa.Column(name, sa.BigInteger()) for name in FIGURES),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name="fk_report_figures_report_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", name="pk_report_figures"),
    )
