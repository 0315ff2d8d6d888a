"""One file a page; each has a ``router``."""

from pipeline.workbench.pages import overview, report, reports

ROUTERS = (overview.router, reports.router, report.router)
