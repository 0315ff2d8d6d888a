"""One file a page; each has a ``router``."""

from pipeline.workbench.pages import (
    accounts,
    compare,
    corrections,
    execution,
    findings,
    login,
    originals,
    overview,
    report,
    reports,
    sql,
)

ROUTERS = (
    overview.router,
    reports.router,
    report.router,
    originals.router,
    findings.router,
    execution.router,
    compare.router,
    corrections.router,
    sql.router,
    login.router,
    accounts.router,
)
