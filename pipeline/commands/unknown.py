"""``jixiao unknown``: labels that the catalogue does not know, the most frequent first."""

from typing import Annotated

import typer

from pipeline.commands._options import Database

WIDTH = 140
LEAST = 10


def unknown(
    top: Annotated[int, typer.Option(min=1, help="How many labels to show.")] = 40,
    db: Database = None,
) -> None:
    """Show the words that name figures but are bound to no metric, with an example each.

    Add the wordings that matter to the catalogue and run ingest again.
    """
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from models.database import open_to_read
    from pipeline.asking.unbound import bound_shares, unbound_labels

    engine = open_to_read(db)
    # Too narrow to show an example where the output is no terminal.
    console = Console(width=max(WIDTH, Console().width))
    table = Table("times", "reports", "kind", "label", "example", "file")
    for one in unbound_labels(engine, top):
        table.add_row(
            str(one.times), str(one.reports), one.kind,
            escape(one.label), escape(one.example), escape(one.file_name),
        )  # fmt: skip
    console.print(table)
    shares = bound_shares(engine)
    least = Table("bound", "of", "least understood reports")
    for share in shares[:LEAST]:
        least.add_row(str(share.bound), str(share.total), escape(share.file_name))
    console.print(least)
    bound, total = sum(one.bound for one in shares), sum(one.total for one in shares)
    if total:
        console.print(f"{bound} of {total} quantities are bound to a metric ({bound / total:.0%}).")
