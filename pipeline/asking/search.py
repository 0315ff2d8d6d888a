"""Full-text search: reports in which words stand, each with the place and what is around it."""

import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, text

from models.search_index import Condition, condition
from models.search_words import folded, place_pattern, query_words
from models.span import Span

if TYPE_CHECKING:
    import jieba

AROUND = 36
"""Characters shown before and after a hit."""

_REPORTS = """
    SELECT r.report_id, r.department, r.fiscal_year, r.file_name, c.text
    FROM v_report AS r JOIN report_content AS c ON c.report_id = r.report_id
    WHERE r.is_current AND {condition}
    ORDER BY r.report_id DESC LIMIT :limit OFFSET :offset
"""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A hit in its context, on one line.

    Attributes:
        span: of the hit in the report's text.
    """

    span: Span
    before: str
    hit: str
    after: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A report in which the words stand; ``snippet`` is the first place."""

    report_id: int
    department: str | None
    fiscal_year: int | None
    file_name: str
    snippet: Snippet


def search(connection: Connection, words: str, limit: int = 20, offset: int = 0) -> list[Hit]:
    """Current reports in which every term stands, those read last first.

    Terms are parted by blanks and found as they are written, whatever words they are made of;
    where no report has them so, reports that have the words in any order are given.

    Args:
        connection: to read from.
        words: what was typed.
        limit: reports to give at most.
        offset: reports to leave out.
    """
    typed = words.split()
    rows = _reports(connection, typed, limit, offset)
    terms = typed if rows else terms_for(connection, words)
    if terms != typed:
        rows = _reports(connection, terms, limit, offset)
    return [hit for row in rows if (hit := _hit(row, terms)) is not None]


def _reports(
    connection: Connection, terms: Sequence[str], limit: int, offset: int
) -> Sequence[Any]:
    known = condition(connection, terms)
    if known is None:
        return ()
    # The condition is made of our own words; what was typed travels as values.
    query = text(_REPORTS.format(condition=known.sql))
    return connection.execute(query, {**known.values, "limit": limit, "offset": offset}).all()


def terms_for(connection: Connection, words: str) -> list[str]:
    """The terms to search for: as typed where some report has them all, else their words."""
    typed = [term for term in words.split() if query_words(term)]
    if not typed or _some(connection, condition(connection, typed)):
        return typed
    return list(dict.fromkeys(part for term in typed for part in _parts(term)))


def _parts(term: str) -> list[str]:
    """The shortest words that a term is made of.

    >>> _parts("国债资金"), _parts("国债")
    (['国债', '资金'], ['国债'])
    """
    words = [word for word in dictionary().cut_for_search(term) if query_words(word)]
    return [one for one in words if not any(len(w) > 1 and w in one for w in words if w != one)]


@cache
def dictionary() -> "jieba.Tokenizer":
    """Words as jieba cuts them. It takes half a second to load: only what is not found needs it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its old escapes, on which a newer Python remarks
        import jieba

    jieba.setLogLevel("ERROR")
    words = jieba.Tokenizer()
    # It keeps a copy where anybody could put another one, unless it has a folder of its own.
    with TemporaryDirectory(prefix="jixiao-words-") as folder:
        words.tmp_dir = folder
        words.initialize()
    return words


def _some(connection: Connection, known: Condition | None) -> bool:
    if known is None:
        return False
    query = f"SELECT 1 FROM v_report AS r WHERE r.is_current AND {known.sql} LIMIT 1"  # noqa: S608
    return connection.execute(text(query), known.values).first() is not None


def _hit(row: Any, terms: Sequence[str]) -> Hit | None:
    snippet = first_snippet(row.text, terms)
    if snippet is None:
        return None
    return Hit(row.report_id, row.department, row.fiscal_year, row.file_name, snippet)


def places(content: str, terms: Sequence[str]) -> list[Span]:
    """Where the terms stand in a text, in order, none overlapping another.

    >>> places("国债资金，其中国债5万元", ["国债"])
    [Span(start=0, end=2), Span(start=7, end=9)]
    """
    patterns = [place_pattern(term) for term in terms if query_words(term)]
    if not patterns:
        return []
    longest_first = "|".join(sorted(patterns, key=len, reverse=True))
    found = re.finditer(longest_first, folded(content), re.IGNORECASE)
    return [Span(*match.span()) for match in found]


def first_snippet(content: str, terms: Sequence[str]) -> Snippet | None:
    """The first place of the first term that stands in the text, in its context.

    >>> snippet = first_snippet("一、概况。安排国债资金。", ["国债"])
    >>> snippet.before, snippet.hit, snippet.after
    ('一、概况。安排', '国债', '资金。')
    """
    for term in terms:
        match = re.search(place_pattern(term), folded(content), re.IGNORECASE)
        if match:
            return _snippet(content, Span(*match.span()))
    return None


def _snippet(content: str, span: Span) -> Snippet:
    start, end = max(0, span.start - AROUND), span.end + AROUND
    before, hit, after = (
        re.sub(r"\s+", " ", part)
        for part in (
            content[start : span.start],
            content[span.start : span.end],
            content[span.end : end],
        )
    )
    return Snippet(
        span,
        before.lstrip() if start == 0 else "…" + before.lstrip(),
        hit,
        after.rstrip() + ("…" if end < len(content) else ""),
    )
