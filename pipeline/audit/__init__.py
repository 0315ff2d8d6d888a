"""The rule book applied to a report's figures, and to reports among each other."""

from models.finding import Finding, RuleOutcome
from models.result import ReportResult
from pipeline.audit.departments import audit_departments
from pipeline.audit.engine import audit
from pipeline.audit.facts import Facts
from pipeline.audit.years import audit_years

__all__ = ["audit_departments", "audit_report", "audit_years"]


def audit_report(result: ReportResult) -> tuple[tuple[Finding, ...], tuple[RuleOutcome, ...]]:
    """Findings of one report, and how each rule ended on it."""
    return audit(Facts(result))
