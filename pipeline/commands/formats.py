"""``jixiao formats``: what can be read here, and what is missing."""


def formats() -> None:
    """List the formats Jixiao knows, what reads each, and whether that is installed."""
    from rich import box
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from pipeline.readers.formats import known_formats

    table = Table(box=box.SIMPLE)
    for heading in ("format", "what it is", "read", "needs"):
        table.add_column(heading)
    for entry in known_formats():
        missing = [need.name for need in entry.needs if not need.is_installed()]
        if entry.reader is None and not entry.is_archive:
            state = "[yellow]no[/yellow]"
        else:
            state = "[red]not yet[/red]" if missing else "[green]yes[/green]"
        advice = " · ".join(f"{need.name}: {need.advice}" for need in entry.needs)
        table.add_row(entry.code, entry.title, state, escape(advice))
    Console().print(table)
