"""Every page made from code, by its name in docs/reference."""

from functools import cache
from pathlib import Path

from tests.docs_build import catalogue, commands, dependencies, formats, queries, rules, views

FOLDER = Path(__file__).parents[2] / "docs" / "reference"
MADE = "<!-- Made from the code by `python -m tests.docs_build`; do not edit. -->"


@cache
def pages() -> dict[str, str]:
    """The text of each page; what it says depends on nothing installed beside the package."""
    parts = {
        "commands.md": commands.page,
        "views.md": views.page,
        "metrics.md": catalogue.page,
        "rules.md": rules.page,
        "formats.md": formats.page,
        "queries.md": queries.page,
        "dependencies.md": dependencies.page,
    }
    return {name: f"{MADE}\n\n{page().strip()}\n" for name, page in parts.items()}
