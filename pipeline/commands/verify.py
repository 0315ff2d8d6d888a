"""``jixiao verify``: whether the database is whole."""

import typer

from pipeline.commands._options import Database


def verify(db: Database = None) -> None:
    """Look whether the database is whole: file, references, spans, counts and views.

    Ends with 0 if it is, 1 if something is not so.
    """
    from rich.console import Console
    from rich.markup import escape

    from pipeline.operating.verify import verify as run

    console = Console(highlight=False, soft_wrap=True)
    checks = run(db)
    for check in checks:
        if check.fault:
            console.print(f"[red]not so[/red]  {check.name}: {escape(check.fault)}")
        else:
            console.print(f"[green]ok[/green]      {check.name}")
    raise typer.Exit(1 if any(check.fault for check in checks) else 0)
