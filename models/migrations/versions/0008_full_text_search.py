"""An index of every report's words, in what each database has for it.

SQLite: an FTS5 table that keeps no text of its own; its row ids are the reports' ids.
PostgreSQL: a table of tsvectors.
"""

import sqlalchemy as sa
from alembic import op

from models.search_index import add_to_index

revision = "0008"
down_revision = "0006b"


def upgrade() -> None:
    """Create the index, and put into it what is there."""
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE report_search USING fts5("
            "words, content='', tokenize=\"unicode61 remove_diacritics 0 tokenchars '.'\")"
        )
    else:
        op.execute(
            "CREATE TABLE report_search ("
            "report_id BIGINT PRIMARY KEY REFERENCES report (id) ON DELETE CASCADE, "
            "words TSVECTOR NOT NULL)"
        )
        op.execute("CREATE INDEX ix_report_search_words ON report_search USING gin (words)")
    there = sa.text("SELECT report_id, text FROM report_content ORDER BY report_id")
    for report_id, text in connection.execute(there).all():
        add_to_index(connection, report_id, text)
