"""The rule book applied to a report's figures."""

from models.finding import Finding, RuleOutcome
from models.result import ReportResult
from pipeline.audit.engine import audit
from pipeline.audit.facts import Facts


def audit_report(result: ReportResult) -> tuple[tuple[Finding, ...], tuple[RuleOutcome, ...]]:
    """Findings of one report, and how each rule ended on it."""
    return audit(Facts(result))
