"""``jixiao search``: the full text of all reports."""

from typing import Annotated

import typer

from pipeline.commands._options import Database


def search(
    words: Annotated[str, typer.Argument(help="What to look for; terms parted by blanks.")],
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Reports to list at most.")] = 20,
    db: Database = None,
) -> None:
    """Find words in the full text of the reports, and show where they stand.

    Ends with 1 if nothing is found.
    """
    from rich.console import Console
    from rich.text import Text

    from models.database import open_to_read
    from pipeline.asking.search import search as find

    engine = open_to_read(db)
    with engine.connect() as connection:
        hits = find(connection, words, limit)
    engine.dispose()
    console = Console(highlight=False, soft_wrap=True)
    for hit in hits:
        head = f"{hit.report_id}  {hit.department or hit.file_name} {hit.fiscal_year or ''}"
        console.print(Text(head, style="bold"))
        one = hit.snippet
        console.print(Text.assemble("   ", one.before, (one.hit, "bold red"), one.after))
    if not hits:
        Console(stderr=True).print("Nothing found.")
        raise typer.Exit(1)
