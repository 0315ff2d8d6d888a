"""What a report says: its outline, its quantities and the lines of its forms.

Keys are ``report_id * ROWS_PER_REPORT + position``, position from 1: known before the rows
are written, the same after every re-reading, and in reading order.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    text,
)

from models.columns import ID, ScaledDecimal
from models.mention import Comparator, Direction, Kind, Role
from models.observation import Point
from models.outline import SectionKind
from models.tables.base import key, metadata, one_of, report_key, where_given

ROWS_PER_REPORT = 1_000_000
"""Sections, quantities, findings or form lines that one report can have at most."""

POINTS_PLACES = 4
"""Decimal places kept of weights and scores."""

FIGURE = (
    "is_primary AND role = 'level' AND NOT is_target AND NOT is_threshold"
    " AND comparator IN ('=', '~') AND line_item IS NULL"
    " AND fund_type = 'all' AND fund_level = 'all' AND budget_book = 'all'"
)
"""What makes a quantity a figure of the department as a whole, as ``v_stored_figure`` has it:
both say it in the same words, or the index would not serve the view."""

PROBLEMS = "kind = 'heading' AND title LIKE '%问题%'"
"""What makes a section one of problems, as the named query has it, in the same words."""

section = Table(
    "section",
    metadata,
    key(),
    report_key(),
    Column(
        "parent_id",
        ID,
        ForeignKey("section.id", deferrable=True, initially="DEFERRED"),
        index=True,
    ),
    Column("ordinal", Integer, nullable=False, comment="place in reading order, from 1"),
    Column("depth", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("path", Text, nullable=False, comment="titles from the top, joined by ' > '"),
    Column("label_start", Integer, nullable=False),
    Column("label_end", Integer, nullable=False),
    Column("title_start", Integer, nullable=False),
    Column("title_end", Integer, nullable=False),
    Column("char_start", Integer, nullable=False),
    Column("char_end", Integer, nullable=False),
    Column("rule", Text, nullable=False),
    one_of("kind", SectionKind),
    Index(None, "report_id"),
    Index(
        "ix_section_problems",
        "report_id",
        "char_start",
        "char_end",
        sqlite_where=text(PROBLEMS),
        postgresql_where=text(PROBLEMS),
    ),
)

quantity = Table(
    "quantity",
    metadata,
    key(),
    report_key(),
    Column("section_id", ID, ForeignKey("section.id"), index=True),
    Column("printed", Text, nullable=False),
    Column("printed_unit", Text, nullable=False),
    Column("printed_decimals", Integer, nullable=False),
    Column("scale", ScaledDecimal(4), comment="value is the printed number times this"),
    Column("char_start", Integer, nullable=False),
    Column("char_end", Integer, nullable=False),
    Column("quote_start", Integer, nullable=False),
    Column("quote_end", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("value_scaled", BigInteger, comment="steps of 10**-PLACES[kind]; NULL: too large"),
    Column("value_upper_scaled", BigInteger),
    Column("unit", Text, nullable=False),
    Column("comparator", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("direction", Text),
    Column("is_target", Boolean, nullable=False),
    Column("is_threshold", Boolean, nullable=False),
    Column("label", Text, nullable=False),
    Column("metric_code", Text),
    Column("value_year", Integer),
    Column("point", Text, nullable=False),
    Column("fund_type", Text, nullable=False),
    Column("fund_level", Text, nullable=False),
    Column("budget_book", Text, nullable=False),
    Column("line_item", Text),
    Column("parent_id", ID, ForeignKey("quantity.id", deferrable=True, initially="DEFERRED")),
    Column("is_primary", Boolean, nullable=False),
    Column("table_index", Integer, comment="NULL in running text"),
    Column("table_row", Integer),
    Column("table_column", Integer),
    Column("row_label", Text),
    Column("column_label", Text),
    Column("table_title", Text),
    Column("found_by", Text, nullable=False, comment="the pattern that found it"),
    Column("meant_by", Text, nullable=False, comment="the step that gave the metric"),
    Column("as_read", Text, comment="JSON: what was read where it was corrected"),
    Column("correction", Text, comment="changed, added, void; NULL: as read"),
    Column("confidence", Float, comment="0 to 1; NULL: not read from a picture"),
    one_of("kind", Kind),
    one_of("comparator", Comparator),
    one_of("role", Role),
    one_of("direction", Direction),
    one_of("point", Point),
    CheckConstraint("char_start < char_end", name="span"),
    Index(None, "report_id"),
    where_given("quantity", "parent_id"),
    Index(
        "ix_quantity_figure",
        "report_id",
        "metric_code",
        "value_year",
        "point",
        "value_scaled",
        sqlite_where=text(FIGURE),
        postgresql_where=text(FIGURE),
    ),
    where_given("quantity", "metric_code", "value_year"),
)

metric = Table(
    "metric",
    metadata,
    Column("code", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("ordinal", Integer, nullable=False, comment="the catalogue's own order"),
)
"""Names of the catalogue's metrics, written anew at the start of every run."""

indicator_result = Table(
    "indicator_result",
    metadata,
    key(),
    report_key(),
    Column("project", Text),
    Column("level1", Text, nullable=False),
    Column("level2", Text, nullable=False),
    Column("level3", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("actual", Text, nullable=False),
    Column("target_quantity_id", ID, ForeignKey("quantity.id")),
    Column("actual_quantity_id", ID, ForeignKey("quantity.id")),
    Column("weight", ScaledDecimal(POINTS_PLACES)),
    Column("score", ScaledDecimal(POINTS_PLACES)),
    Column("deviation_reason", Text, nullable=False),
    Column("char_start", Integer, nullable=False),
    Column("char_end", Integer, nullable=False),
    Index(None, "report_id", "project", "weight", "score"),
    where_given("indicator_result", "target_quantity_id"),
    where_given("indicator_result", "actual_quantity_id"),
)
"""Lines of self-evaluation forms."""
