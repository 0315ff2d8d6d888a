"""The audit of a stored report, made again after people corrected it."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import Connection, delete, or_, select

from models.finding import Finding
from models.tables import finding, report, rule_outcome
from pipeline.audit import audit_report, audit_years
from pipeline.audit.engine import BETWEEN_REPORTS, BETWEEN_YEARS
from pipeline.audit.lineages import read_lineages
from pipeline.storing.findings import store_findings, store_outcomes
from pipeline.storing.loading import load_result


def audit_again(connection: Connection, report_id: int) -> None:
    """Replace what the rules within a report found in it by what they find in its rows now.

    What reviewers said of a finding stays with it where its evidence is the same.

    Args:
        connection: in the transaction that changed the report.
        report_id: of a stored report.

    Raises:
        LookupError: there is no such report.
    """
    stored = load_result(connection, report_id)
    findings, outcomes = audit_report(stored.result)
    mine = finding.c.report_id == report_id
    connection.execute(delete(finding).where(mine, finding.c.rule_id.not_in(BETWEEN_REPORTS)))
    connection.execute(delete(rule_outcome).where(rule_outcome.c.report_id == report_id))
    placed = [
        replace(one, observations=tuple(stored.positions[index] for index in one.observations))
        for one in findings
    ]
    store_findings(connection, report_id, placed)
    store_outcomes(connection, report_id, outcomes)


def audit_years_again(connection: Connection, report_id: int, departments: Collection[str]) -> None:
    """Replace what the rules between years found in the reports of some departments.

    Args:
        connection: in the transaction that changed a report.
        report_id: of that report, which may be of no known department by now.
        departments: ids; of a report whose department was corrected the old one and the new.
    """
    theirs = select(report.c.id).where(report.c.department_id.in_(departments))
    mine_or_theirs = or_(finding.c.report_id == report_id, finding.c.report_id.in_(theirs))
    connection.execute(delete(finding).where(finding.c.rule_id.in_(BETWEEN_YEARS), mine_or_theirs))
    by_report: dict[int, list[Finding]] = defaultdict(list)
    for reports in read_lineages(connection, departments):
        for report_id, one in audit_years(reports):
            by_report[report_id].append(one)
    for report_id, findings in by_report.items():
        store_findings(connection, report_id, findings)
