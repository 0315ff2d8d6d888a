"""Places and organs through time, as the registry of the extractors knows them."""

from sqlalchemy import Column, Integer, Table, Text

from models.tables.base import metadata

region = Table(
    "region",
    metadata,
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("code", Text, nullable=False, comment="of a zone: the division it lies in"),
    Column("name", Text, nullable=False),
    Column("admin_level", Text, nullable=False),
    Column("parent_code", Text),
    Column("parent_name", Text),
    Column("valid_from", Integer, comment="first year; NULL: as far back as is known"),
    Column("valid_to", Integer, comment="last year; NULL: in force"),
    Column("successor_code", Text),
    Column("successor_name", Text),
    Column("succession", Text, comment="rename or merge; NULL: in force, or not known"),
    Column("lineage", Text, nullable=False, comment="the beginning of department_id"),
)
"""One row a name and code over the years it was in force."""

department_succession = Table(
    "department_succession",
    metadata,
    Column("before", Text, primary_key=True, comment="function; the end of department_id"),
    Column("after", Text, primary_key=True),
    Column("kind", Text, nullable=False, comment="rename, merge or split"),
    Column("year", Integer, nullable=False, comment="first fiscal year of the new one"),
    Column("before_name", Text, nullable=False),
    Column("after_name", Text, nullable=False),
    Column("note", Text, nullable=False),
)
"""One row a function that passed into another."""

registry_state = Table("registry_state", metadata, Column("digest", Text, primary_key=True))
"""One row: of which state of the registry the two tables are."""
