"""One file a page; each has a ``router``."""

from pipeline.workbench.pages import compare, findings, overview, report, reports

ROUTERS = (overview.router, reports.router, report.router, findings.router, compare.router)
