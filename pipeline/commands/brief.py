"""``jixiao brief``: a briefing as a Word document."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands._options import Database


def brief(
    target: Annotated[Path, typer.Argument(metavar="FILE.docx", help="Where to write.")],
    region: Annotated[
        str, typer.Option(help="Code of a division (130200) or its name; default all.")
    ] = "",
    year: Annotated[
        int | None, typer.Option(help="Fiscal year; default the latest in the database.")
    ] = None,
    db: Database = None,
) -> None:
    """Write a briefing on a region and year: execution, slow departments, findings to settle."""
    from rich.console import Console

    from extractors.identity.names import region_named
    from models.database import open_to_read
    from models.problem import Problem
    from pipeline.exporting.brief import BriefScope, write_brief
    from pipeline.exporting.writing import writing
    from pipeline.lists.expected import latest_year

    engine = open_to_read(db)
    try:
        asked = year or latest_year(engine)
        place = region_named(region, asked) if region else None
        if region and place is None:
            raise Problem(
                f"{region} is no division, or several have that name. Write its code (130207), or "
                "its name with those above it (唐山市丰南区)."
            )
        scope = BriefScope(place.code if place else "", asked)
        with engine.connect() as connection, writing(target, ".docx"):
            count = write_brief(connection, scope, target)
    finally:
        engine.dispose()
    Console(soft_wrap=True).print(f"{target} written: {count} departments.", highlight=False)
