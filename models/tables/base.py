"""What all tables share: names of constraints, keys and closed lists of codes."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, MetaData, Table, Text, text

from models.columns import ID

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""All tables. Constraints have names, so that migrations can speak of them."""

schema_state = Table("schema_state", metadata, Column("fingerprint", Text, primary_key=True))
"""One row: which migrations and views the database has (``models/schema.py``)."""


def one_of(column: str, codes: type[StrEnum]) -> CheckConstraint:
    """``column`` holds a code of the enumeration (or NULL, where the column allows it).

    Written with OR: for IN, SQLite builds a list anew for every row, which takes longer than
    the insertion of the row itself.
    """
    equal = " OR ".join(f"{column} = '{code.value}'" for code in codes)
    return CheckConstraint(equal, name=column)


def where_given(table: str, *columns: str) -> Index:
    """An index of the rows whose first column is not NULL, for columns that are mostly NULL."""
    given = text(f"{columns[0]} IS NOT NULL")
    name = f"ix_{table}_{'_'.join(columns)}"
    return Index(name, *columns, sqlite_where=given, postgresql_where=given)


def key() -> Column[int]:
    """The table's own key, given by whoever inserts the row."""
    return Column("id", ID, primary_key=True, autoincrement=False)


def report_key(*, primary: bool = False) -> Column[int]:
    """The report a row belongs to; the row goes when the report goes."""
    return Column(
        "report_id",
        ID,
        ForeignKey("report.id", ondelete="CASCADE"),
        primary_key=primary,
        nullable=False,
        autoincrement=False,
    )
