"""From a report in memory to rows in the database, and back to the document as it was read."""

from pipeline.storing.findings import store_findings
from pipeline.storing.layout import load_document
from pipeline.storing.report import Origin, store_report

__all__ = ["Origin", "load_document", "store_findings", "store_report"]
