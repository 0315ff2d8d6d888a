"""The index of every report's words: what goes in, what comes out, and how it is asked.

The two databases differ in all three. What is common to them is the list of words
(``models/search_words.py``) and that the rows are the reports'.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from models.search_words import (
    FULL_WIDTH,
    HALF_WIDTH,
    index_words,
    is_beginning,
    is_chinese,
    place_pattern,
    query_words,
)

_ADD_SQLITE = text("INSERT INTO report_search (rowid, words) VALUES (:report, :words)")
_REMOVE_SQLITE = text(
    "INSERT INTO report_search (report_search, rowid, words) VALUES ('delete', :report, :words)"
)
_ADD_POSTGRESQL = text(
    "INSERT INTO report_search (report_id, words) VALUES (:report, array_to_tsvector(:words))"
)
_REMOVE_POSTGRESQL = text("DELETE FROM report_search WHERE report_id = :report")
_TEXT = text("SELECT text FROM report_content WHERE report_id = :report")


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on ``report_id`` for an SQL statement, and its parameters."""

    sql: str
    values: dict[str, str]


def add_to_index(connection: Connection, report_id: int, content: str) -> None:
    """Put a report that is not in the index into it."""
    add_words(connection, {report_id: " ".join(index_words(content))})


def add_words(connection: Connection, reports: Mapping[int, str]) -> None:
    """The same for several reports, each with the words of its text, parted by blanks."""
    if connection.dialect.name == "sqlite":
        rows = [{"report": report_id, "words": words} for report_id, words in reports.items()]
        connection.execute(_ADD_SQLITE, rows)
    else:
        distinct = [
            {"report": report_id, "words": sorted(set(words.split()))}
            for report_id, words in reports.items()
        ]
        connection.execute(_ADD_POSTGRESQL, distinct)


def remove_from_index(connection: Connection, report_id: int) -> None:
    """Take a report out of the index, while its text is still in the database."""
    if connection.dialect.name == "postgresql":
        connection.execute(_REMOVE_POSTGRESQL, {"report": report_id})
        return
    content = connection.scalar(_TEXT, {"report": report_id})
    if content is not None:
        words = " ".join(index_words(content))
        connection.execute(_REMOVE_SQLITE, {"report": report_id, "words": words})


def condition(connection: Connection, terms: Sequence[str]) -> Condition | None:
    """What holds of the reports in which every term stands; None where no term can be found.

    The statement has to call the view or table with the column ``report_id`` ``r``.
    """
    known = [term for term in terms if query_words(term)]
    if not known:
        return None
    if connection.dialect.name == "sqlite":
        match = " AND ".join(_fts5_phrase(query_words(term)) for term in known)
        inside = "SELECT rowid FROM report_search WHERE report_search MATCH :search_match"
        return Condition(f"r.report_id IN ({inside})", {"search_match": match})
    return _postgresql_condition(known)


def _fts5_phrase(words: list[str]) -> str:
    """Words that follow each other.

    >>> _fts5_phrase(["国债"]), _fts5_phrase(["2538.12", "万"])
    ('"国债"', '"2538.12 万"*')
    """
    return f'"{" ".join(words)}"' + ("*" if is_beginning(words[-1]) else "")


def _postgresql_condition(terms: list[str]) -> Condition:
    """A tsvector knows at most 256 places of a word: whether words follow each other is seen
    in the text itself, of one report after the other, so that no more are read than are shown.
    """
    lexemes = [f"'{word}'" for term in terms for word in query_words(term)[:-1]]
    for term in terms:
        last = query_words(term)[-1]
        lexemes.append(f"'{last}'" + (":*" if is_beginning(last) else ""))
    match = "s.words @@ CAST(:search_match AS tsquery)"
    sql = f"r.report_id IN (SELECT s.report_id FROM report_search AS s WHERE {match})"  # noqa: S608
    values = {"search_match": " & ".join(lexemes)}
    seen = []
    for number, term in enumerate(term for term in terms if len(query_words(term)) > 1):
        content = "t.text"
        if not is_chinese(term):  # to look at both widths takes ten times as long
            content = "translate(t.text, :search_full, :search_half)"
            values |= {"search_full": FULL_WIDTH, "search_half": HALF_WIDTH}
        seen.append(f"{content} ~* :search_pattern_{number}")
        values[f"search_pattern_{number}"] = place_pattern(term)
    if seen:
        inside = "FROM report_content AS t WHERE t.report_id = r.report_id"
        sql += f" AND (SELECT {' AND '.join(seen)} {inside})"
    return Condition(sql, values)
