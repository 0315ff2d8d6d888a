"""Statements about the data that a reviewer should see."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from models.span import Span
from models.value import value


class Verdict(StrEnum):
    """Hard: no rounding explains it. Soft: rounding could. Info: a reviewer's note."""

    HARD = "hard"
    SOFT = "soft"
    INFO = "info"


class Severity(StrEnum):
    """High changes a headline number; medium needs an answer; low is presentation."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"


class Outcome(StrEnum):
    """What became of one rule on one report, so that silence is never taken for correctness."""

    PASSED = "passed"
    FOUND = "found"
    NOT_APPLICABLE = "not_applicable"
    MISSING_INPUT = "missing_input"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault or doubt, with its evidence.

    Attributes:
        rule_id: of the rule book (``A01``).
        message: Chinese, with the figures, fit to be sent to the department.
        stated, expected, tolerance: as shown to people, with units; empty where the rule
            compares no numbers.
        span: the place to look at, or None for the report as a whole.
        observations: indexes of the observations it rests on.
        other_report_id: the other report, for rules between reports.
        evidence: the figures compared, apart from the editable wording of the message:
            what makes it the same finding when its report is read again. Empty where the
            message itself does.
    """

    rule_id: str
    verdict: Verdict
    severity: Severity
    message: str
    stated: str = ""
    expected: str = ""
    tolerance: str = ""
    span: Span | None = None
    observations: tuple[int, ...] = ()
    other_report_id: int | None = None
    evidence: str = ""


@value
class RuleOutcome:
    """How one rule ended on one report; ``checks`` counts the comparisons it made."""

    rule_id: str
    outcome: Outcome
    checks: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorResult:
    """One line of a self-evaluation form.

    Attributes:
        level1, level2, level3: names of the indicator at its three levels.
        target, actual: as printed (``≥95%``, ``优``), since many are words.
        target_observation, actual_observation: indexes where they are quantities.
        weight, score: points; None where the form has none or leaves it empty.
        span: its row in the text.
    """

    level1: str
    level2: str
    level3: str
    target: str
    actual: str
    weight: Decimal | None
    score: Decimal | None
    deviation_reason: str
    span: Span
    project: str | None = None
    target_observation: int | None = None
    actual_observation: int | None = None
