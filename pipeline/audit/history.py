"""The rules between reports, over the database."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain

from sqlalchemy import Connection, Engine, delete

from models.finding import Finding
from models.tables import finding
from pipeline.audit.departments import CopiedPassages
from pipeline.audit.engine import BETWEEN_REPORTS
from pipeline.audit.lineages import read_lineages
from pipeline.audit.years import audit_years
from pipeline.storing.findings import replace_findings_alone, store_findings


def audit_across(engine: Engine) -> int:
    """Apply the rules between reports to all current reports, replacing earlier findings.

    Time grows with the number of reports. Memory does not, beyond a line for each report:
    departments are read, audited and written one after another, and the passages that later
    ones are compared with lie in a temporary file.

    Returns:
        how many findings there are now.
    """
    with engine.begin() as connection, CopiedPassages() as copied:
        replace_findings_alone(connection)
        connection.execute(delete(finding).where(finding.c.rule_id.in_(BETWEEN_REPORTS)))
        return sum(
            _store(connection, chain(audit_years(reports), copied.audit(reports)))
            for reports in read_lineages(connection)
        )


def _store(connection: Connection, found: Iterable[tuple[int, Finding]]) -> int:
    by_report: dict[int, list[Finding]] = defaultdict(list)
    for report_id, one in found:
        by_report[report_id].append(one)
    for report_id, findings in by_report.items():
        store_findings(connection, report_id, findings)
    return sum(map(len, by_report.values()))
