"""The named queries, from their files."""

from models.queries import named_queries
from tests.docs_build.tables import code, table

INTRODUCTION = """# Named queries 常用问题

`jixiao query NAME` answers one; `--format csv`, `json` or `xlsx` writes the answer for other
programs. Each is a file in `models/queries`, to be read, copied and changed.
"""


def page() -> str:
    """One table of all questions in both languages."""
    rows = [(code(one.name), one.chinese, one.english) for one in named_queries().values()]
    return f"{INTRODUCTION}\n{table(('name', '问题', 'question'), rows)}\n"
