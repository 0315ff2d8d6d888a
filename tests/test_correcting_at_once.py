"""Corrections while the rules between reports are applied to the same reports."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, text

from models.tables import CorrectedField as Field
from pipeline.audit.history import audit_across
from pipeline.correcting import Change
from pipeline.storing.findings import REPLACING
from tests.databases import rows, store
from tests.factories import Figure, make_report
from tests.test_correcting import correct

SPENT = Figure("实际支出", "2474.64万元", "expenditure_actual")


@pytest.fixture
def reports(engine: Engine) -> list[int]:
    """Two years of a department, of which the second gives another figure for the first."""
    before = Figure("上年支出", "2000.00万元", "expenditure_actual", year=2023)
    return store(
        engine,
        make_report(Figure("实际支出", "2100.00万元", "expenditure_actual"), year=2023),
        make_report(SPENT, before),
    )


def test_a_correction_waits_for_the_audit_between_reports(
    engine: Engine, reports: list[int]
) -> None:
    if engine.dialect.name != "postgresql":
        pytest.skip("SQLite has one writer: there is nothing to wait for")
    change = Change(Field.VALUE, "24746400", "30000000")
    with ThreadPoolExecutor(1) as threads:
        with engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": REPLACING})
            made = threads.submit(correct, engine, reports[1], "2474.64万元", change)
            with pytest.raises(TimeoutError):
                made.result(0.3)
        assert made.result(20) == [1]


def test_both_at_once_leave_every_finding_once(engine: Engine, reports: list[int]) -> None:
    audit_across(engine)
    alone = found(engine)
    assert any(rule.startswith("D") for _, rule, _ in alone)

    def change(number: int) -> None:
        if number % 2:
            audit_across(engine)
        else:
            values = ("24746400", str(24746400 + number))
            correct(engine, reports[1], "2474.64万元", Change(Field.VALUE, *values))

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(change, range(8)))
    after = found(engine)
    assert len(after) == len(set(after))
    assert [one for one in after if one[1].startswith("D")] == [
        one for one in alone if one[1].startswith("D")
    ]


def found(engine: Engine) -> list[tuple[object, str, object]]:
    query = "SELECT report_id, rule_id, fingerprint FROM finding ORDER BY 1, 2, 3"
    return [
        (row["report_id"], str(row["rule_id"]), row["fingerprint"]) for row in rows(engine, query)
    ]
