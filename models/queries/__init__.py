"""The named queries: one question a file.

A file is ``NN_name.sql``: NN gives its place in the list, name is what one types. Its first two
lines are the question, in Chinese and in English; its columns follow from its SELECT.
"""

from dataclasses import dataclass
from functools import cache
from importlib import resources

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
    """
    files = [f for f in resources.files(__package__).iterdir() if f.name.endswith(".sql")]
    queries = {}
    for file in sorted(files, key=lambda entry: entry.name):
        name = file.name.removesuffix(".sql").partition("_")[2].replace("_", "-")
        sql = file.read_text(encoding="utf-8")
        chinese, english = (line.removeprefix("-- ") for line in sql.splitlines()[:2])
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
