"""Scores that the finance bureau gave when it reviewed what departments say of themselves."""

from sqlalchemy import Column, Integer, Table, Text

from models.columns import ScaledDecimal
from models.tables.base import metadata
from models.tables.facts import POINTS_PLACES

review_score = Table(
    "review_score",
    metadata,
    Column("department_id", Text, primary_key=True),
    Column("fiscal_year", Integer, primary_key=True),
    Column("project", Text, primary_key=True, comment="'' for the department as a whole"),
    Column("department", Text, nullable=False),
    Column("score", ScaledDecimal(POINTS_PLACES)),
    Column("grade", Text, nullable=False, comment="as printed (优, 良 …), '' where none is given"),
    Column("sheet", Text, nullable=False, comment="name of the file it was imported from"),
    Column("line", Integer, nullable=False, comment="row of the sheet, from 1"),
    Column("imported_at", Text, nullable=False, comment="UTC, ISO 8601"),
)
"""One row a department, year and project; importing again replaces it. It is not tied to a
report: the review stands whether or not the report was filed or read anew."""
