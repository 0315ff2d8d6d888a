"""Every code that people meet has a word, and every word a code."""

from enum import StrEnum

import pytest

from models.finding import Outcome, Severity, Verdict
from models.identity import AdminLevel, ReportType, Scope
from models.mention import Comparator, Direction, Kind, Role
from models.observation import Point
from models.tables import CorrectedField, CorrectionState
from models.tables.findings import ReviewStatus
from models.words import WORDS
from pipeline.workbench.roles import AccountRole

CODES: dict[str, type[StrEnum]] = {
    "kind": Kind,
    "severity": Severity,
    "verdict": Verdict,
    "status": ReviewStatus,
    "outcome": Outcome,
    "report_type": ReportType,
    "admin_level": AdminLevel,
    "scope": Scope,
    "role": Role,
    "account_role": AccountRole,
    "direction": Direction,
    "point": Point,
    "field": CorrectedField,
    "state": CorrectionState,
    "comparator": Comparator,
}


@pytest.mark.parametrize("table", sorted(CODES.keys() | WORDS.keys()))
def test_codes_and_words_are_the_same(table: str) -> None:
    assert sorted(WORDS[table]) == sorted(code.value for code in CODES[table])
