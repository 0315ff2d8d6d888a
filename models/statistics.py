"""What a database counts of its tables, to plan queries by."""

from sqlalchemy import Connection, text


def count_anew(connection: Connection) -> None:
    """Let the database count; without it, what is new or has grown is planned for by guess."""
    if connection.dialect.name == "sqlite":
        # Entries looked at of each index: enough to tell few from many, whatever its size.
        connection.execute(text("PRAGMA analysis_limit = 1000"))
    connection.execute(text("ANALYZE"))
