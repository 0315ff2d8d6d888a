"""The tables. Analysts read the views made over them (``models/views``)."""

from models.tables.base import metadata, schema_state
from models.tables.corrections import (
    CorrectedField,
    CorrectionState,
    FigureCorrection,
    correction,
    correction_state,
)
from models.tables.digests import (
    missed_target,
    prior_figure,
    report_fund,
    report_project,
    two_values,
)
from models.tables.facts import (
    ROWS_PER_REPORT,
    indicator_result,
    metric,
    quantity,
    section,
)
from models.tables.figures import report_figures
from models.tables.findings import (
    ReviewStatus,
    finding,
    finding_quantity,
    finding_review,
    rule_outcome,
)
from models.tables.records import run_record, run_report
from models.tables.registry import department_succession, region, registry_state
from models.tables.reviews import review_score
from models.tables.sources import (
    FileOutcome,
    RunStatus,
    identity_conflict,
    identity_source,
    location,
    refused_file,
    report,
    report_content,
    run,
    run_file,
)

__all__ = [
    "ROWS_PER_REPORT",
    "CorrectedField",
    "CorrectionState",
    "FigureCorrection",
    "FileOutcome",
    "ReviewStatus",
    "RunStatus",
    "correction",
    "correction_state",
    "department_succession",
    "finding",
    "finding_quantity",
    "finding_review",
    "identity_conflict",
    "identity_source",
    "indicator_result",
    "location",
    "metadata",
    "metric",
    "missed_target",
    "prior_figure",
    "quantity",
    "refused_file",
    "region",
    "registry_state",
    "report",
    "report_content",
    "report_figures",
    "report_fund",
    "report_project",
    "review_score",
    "rule_outcome",
    "run",
    "run_file",
    "run_record",
    "run_report",
    "schema_state",
    "section",
    "two_values",
]
