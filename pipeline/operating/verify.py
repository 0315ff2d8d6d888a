"""Whether a database is whole: its file, references, spans, counts, lists and views."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError

from models.database import open_to_read
from models.digesting import stale_digests
from models.tables import metadata
from models.views import ORDER

SPANS = {
    "every printed quantity re-slices from its report": """
        SELECT count(*) FROM quantity AS q JOIN report_content AS c ON c.report_id = q.report_id
        WHERE substr(c.text, q.char_start + 1, q.char_end - q.char_start) <> q.printed
    """,
    "every quotation holds its quantity": """
        SELECT count(*) FROM quantity
        WHERE quote_start > char_start OR quote_end < char_end
    """,
    "every section lies in its report": """
        SELECT count(*) FROM section AS s JOIN report AS r ON r.id = s.report_id
        WHERE s.char_start < 0 OR s.char_start > s.char_end OR s.char_end > r.char_count
    """,
    "every finding lies in its report": """
        SELECT count(*) FROM finding AS f JOIN report AS r ON r.id = f.report_id
        WHERE f.char_start < 0 OR f.char_start > f.char_end OR f.char_end > r.char_count
    """,
}
"""Each counts the rows of which its name is not true."""

COUNTS = {
    "every report has its text, whole": """
        SELECT count(*) FROM report AS r LEFT JOIN report_content AS c ON c.report_id = r.id
        WHERE c.text IS NULL OR length(c.text) <> r.char_count
    """,
    "every run has seen what it read, left, refused and missed": """
        SELECT count(*) FROM run
        WHERE status = 'finished' AND seen <> read + unchanged + refused + vanished
    """,
    "no report both holds and is superseded": """
        SELECT count(*) FROM report WHERE is_current AND superseded_by IS NOT NULL
    """,
    "every quantity of a current report is in v_quantity": """
        SELECT abs((SELECT count(*) FROM v_quantity) - (
            SELECT count(*) FROM quantity AS q JOIN report AS r ON r.id = q.report_id
            WHERE r.is_current AND coalesce(q.correction, '') <> 'void'
        ))
    """,
    "every quantity's metric is in the catalogue": """
        SELECT count(*) FROM quantity AS q LEFT JOIN metric AS m ON m.code = q.metric_code
        WHERE q.metric_code IS NOT NULL AND m.code IS NULL
    """,
}
"""Likewise."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at.

    Attributes:
        fault: what is wrong with it, "" if nothing.
    """

    name: str
    fault: str = ""


def verify(url: str | None = None) -> list[Check]:
    """Look at everything that must be true of a database.

    Raises:
        Problem: there is no such database, or it cannot be opened at all.
    """
    engine = open_to_read(url)
    try:
        with engine.connect() as connection:
            return [*_checks(connection)]
    finally:
        engine.dispose()


def _checks(connection: Connection) -> Iterator[Check]:
    if connection.dialect.name == "sqlite":
        yield _integrity(connection)
    yield _index(connection)
    yield _references(connection)
    for name, sql in {**SPANS, **COUNTS}.items():
        yield _count(connection, name, sql)
    yield _lists(connection)
    yield _views(connection)


def _integrity(connection: Connection) -> Check:
    name = "the file is whole"
    try:
        complaints = connection.scalars(text("PRAGMA integrity_check")).all()
    except DatabaseError as error:
        return Check(name, str(error.orig))
    return Check(name, "" if complaints == ["ok"] else "; ".join(map(str, complaints[:5])))


def _index(connection: Connection) -> Check:
    # The table in which SQLite keeps the length of every text it has indexed.
    indexed = "report_search_docsize" if connection.dialect.name == "sqlite" else "report_search"
    sql = f"SELECT abs((SELECT count(*) FROM report_content) - (SELECT count(*) FROM {indexed}))"  # noqa: S608
    return _count(connection, "every report's words are in the index", sql)


def _references(connection: Connection) -> Check:
    """Asked of the rows themselves, for whoever wrote them may not have been asked to check."""
    faults = []
    for table in metadata.sorted_tables:
        for column in table.columns:
            for key in column.foreign_keys:
                there = key.column.table.name
                # Names of tables and columns are our own.
                sql = (
                    f"SELECT count(*) FROM {table.name} AS a LEFT JOIN {there} AS b"  # noqa: S608
                    f" ON b.{key.column.name} = a.{column.name}"
                    f" WHERE a.{column.name} IS NOT NULL AND b.{key.column.name} IS NULL"
                )
                found = _count(connection, f"{table.name}.{column.name}", sql)
                if found.fault:
                    faults.append(f"{found.name}: {found.fault}")
    return Check("every reference leads somewhere", "; ".join(faults))


def _count(connection: Connection, name: str, sql: str) -> Check:
    try:
        wrong = connection.scalar(text(sql))
    except DatabaseError as error:
        connection.rollback()
        return Check(name, str(error.orig))
    return Check(name, f"{wrong} rows are not so" if wrong else "")


def _lists(connection: Connection) -> Check:
    name = "every short list says what the rows of its reports say"
    try:
        stale = stale_digests(connection)
    except DatabaseError as error:
        connection.rollback()
        return Check(name, str(error.orig))
    return Check(name, "; ".join(f"{table}: wrong for {n} reports" for table, n in stale.items()))


def _views(connection: Connection) -> Check:
    faults = []
    for view in ORDER:
        try:
            connection.execute(text(f"SELECT * FROM {view} LIMIT 1")).all()  # noqa: S608  our own
        except DatabaseError as error:
            connection.rollback()
            faults.append(f"{view}: {error.orig}")
    return Check("every view can be read", "; ".join(faults))
