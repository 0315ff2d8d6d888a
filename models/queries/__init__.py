"""The named queries: one question a file.

A file is ``NN_name.sql``: NN gives its place in the list, name is what one types. Its first two
lines are the question, in Chinese and in English; its columns follow from its SELECT. Folders of
one's own (``JIXIAO_QUERIES``) add to them; a file there goes before ours of the same name.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from models.own_files import QUERIES, own_files
from models.problem import Problem


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question kept as a file.

    Attributes:
        name: what one types (``execution-ranking``).
        chinese, english: the question.
        sql: that answers it, on both databases.
    """

    name: str
    chinese: str
    english: str
    sql: str


@cache
def named_queries() -> dict[str, NamedQuery]:
    """All named queries by name, in their order.

    >>> next(iter(named_queries()))
    'execution-ranking'

    Raises:
        Problem: a file of one's own is no named query.
    """
    queries = _read(resources.files(__package__).iterdir())
    for folder in own_files(QUERIES):
        if not Path(folder).is_dir():
            raise Problem(
                f"{folder} is no folder. {QUERIES} names folders of .sql files: correct it, or "
                "unset it, and run again."
            )
        queries |= _read(Path(folder).iterdir())
    return queries


def _read(entries: Iterable[Traversable]) -> dict[str, NamedQuery]:
    """The queries in these files, in the order of their names; other files are none."""
    files = [entry for entry in entries if entry.name.endswith(".sql")]
    queries = {}
    for file in sorted(files, key=lambda entry: entry.name):
        name = file.name.removesuffix(".sql").partition("_")[2].replace("_", "-")
        sql = file.read_text(encoding="utf-8")
        head = sql.splitlines()[:2]
        if not name or len(head) < 2 or not all(line.startswith("-- ") for line in head):
            raise Problem(
                f"{file} is no named query. Call it NN_name.sql and begin it with two lines, "
                "each after '-- ': the question in Chinese, and in English."
            )
        chinese, english = (line.removeprefix("-- ") for line in head)
        queries[name] = NamedQuery(name, chinese, english, sql)
    return queries


def named_query(name: str) -> NamedQuery:
    """The query of that name; underscores do as well as hyphens.

    Raises:
        Problem: there is none; the message names those that are like it.
    """
    from difflib import get_close_matches

    queries = named_queries()
    found = queries.get(name.replace("_", "-"))
    if found is not None:
        return found
    like = get_close_matches(name, queries, n=3, cutoff=0.4)
    hint = f"Did you mean {' or '.join(like)}?" if like else "List them with: jixiao query"
    raise Problem(f"There is no query named {name}. {hint}")
