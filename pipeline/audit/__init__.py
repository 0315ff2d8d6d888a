"""The rule book applied to a report's figures, and to reports among each other."""

from models.finding import Finding, RuleOutcome
from models.result import ReportResult
from pipeline.audit.engine import audit
from pipeline.audit.facts import Facts
from pipeline.audit.years import audit_years

__all__ = ["audit_report", "audit_years"]


def audit_report(
    result: ReportResult, folded: str | None = None
) -> tuple[tuple[Finding, ...], tuple[RuleOutcome, ...]]:
    """Findings of one report, and how each rule ended on it.

    ``folded`` is ``fold(result.document.text)``, where it is at hand.
    """
    return audit(Facts(result, folded))
