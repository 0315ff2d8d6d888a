"""Everything that is known of one report, as one immutable value."""

from dataclasses import dataclass

from models.document import Document
from models.finding import Finding, IndicatorResult, RuleOutcome
from models.identity import Identity
from models.observation import Observation
from models.outline import Section


@dataclass(frozen=True, slots=True)
class ReportResult:
    """A report, read, sectioned, extracted, interpreted and audited."""

    document: Document
    identity: Identity
    sections: tuple[Section, ...]
    observations: tuple[Observation, ...]
    indicator_results: tuple[IndicatorResult, ...] = ()
    findings: tuple[Finding, ...] = ()
    outcomes: tuple[RuleOutcome, ...] = ()
