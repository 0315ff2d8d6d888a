"""Short lists of what questions ask of all reports, kept so that none looks at every quantity.

``models/digests.py`` makes them from a report's quantities, when it is stored and when it is
corrected. Amounts are steps of 1/10000 元, values of a ``kind`` of ``10**-PLACES[kind]``.
"""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, Table, Text

from models.columns import ID
from models.tables.base import metadata, report_key


def _ordinal() -> Column[int]:
    return Column("ordinal", Integer, primary_key=True, autoincrement=False)


report_fund = Table(
    "report_fund",
    metadata,
    report_key(primary=True),
    Column("fund_type", Text, primary_key=True),
    Column("fund_level", Text, primary_key=True),
    Column("budget", BigInteger),
    Column("spent", BigInteger),
    sqlite_with_rowid=False,
)
"""One row a kind of funds and level of government: its budget and what was spent of it in the
report's year, or by the end of it where only that is told; 'all' the total."""

report_project = Table(
    "report_project",
    metadata,
    report_key(primary=True),
    _ordinal(),
    Column("project", Text),
    Column("budget", BigInteger),
    Column("spent", BigInteger),
    sqlite_with_rowid=False,
)
"""One row a project or line item with a budget or spending, NULL what the report as a whole is
about; of several figures the largest."""

two_values = Table(
    "two_values",
    metadata,
    report_key(primary=True),
    _ordinal(),
    Column("metric_code", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("value_year", Integer),
    Column("point", Text, nullable=False),
    Column("fund_type", Text, nullable=False),
    Column("fund_level", Text, nullable=False),
    Column("n_values", Integer, nullable=False),
    Column("lowest", BigInteger, nullable=False),
    Column("highest", BigInteger, nullable=False),
    Column("first_place", Integer, nullable=False),
    Column("last_place", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""One row a metric to which the running text gives more than one value: how many, between which,
and where the first and the last of its figures begin."""

prior_figure = Table(
    "prior_figure",
    metadata,
    report_key(primary=True),
    _ordinal(),
    Column("metric_code", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("value", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""One row a figure of the year before that the report gives for the department as a whole."""

missed_target = Table(
    "missed_target",
    metadata,
    report_key(primary=True),
    Column(
        "result_id",
        ID,
        ForeignKey("indicator_result.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        index=True,
    ),
    sqlite_with_rowid=False,
)
"""One row a line of a form whose result, in numbers, misses its target."""

DIGESTS = (report_fund, report_project, two_values, prior_figure)
"""Those made of quantities alone; ``models.digests.digests`` gives their rows in this order."""
