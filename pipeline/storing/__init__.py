"""From a report in memory to rows in the database, and back to the document as it was read."""

from pipeline.storing.findings import store_findings
from pipeline.storing.layout import load_document
from pipeline.storing.ready import ReportRows, report_rows
from pipeline.storing.report import Origin, store_report, write_reports

__all__ = [
    "Origin",
    "ReportRows",
    "load_document",
    "report_rows",
    "store_findings",
    "store_report",
    "write_reports",
]
