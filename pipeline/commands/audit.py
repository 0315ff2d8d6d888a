"""``jixiao audit``: list what the rules found, and write it down for others."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands._options import Database

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.audit.listing import Ended, Listed


def audit(
    department: Annotated[
        str | None,
        typer.Argument(help="Part of a department's or file's name; default all."),
    ] = None,
    year: Annotated[int | None, typer.Option(help="Fiscal year.")] = None,
    verdict: Annotated[
        str | None, typer.Option(help="hard, soft (rounding explains it) or info.")
    ] = None,
    xlsx: Annotated[
        Path | None, typer.Option(help="Write findings, rule outcomes and rules to a workbook.")
    ] = None,
    letter: Annotated[
        Path | None, typer.Option(help="Write a feedback letter (docx) for one report.")
    ] = None,
    db: Database = None,
) -> None:
    """Apply the rules between reports, then list the findings.

    The rules within a report run when it is read; those between years and departments run
    here over all reports, and their findings are stored beside the others.
    """
    from models.database import open_existing
    from models.problem import Problem
    from models.words import WORDS
    from pipeline.audit.history import audit_across
    from pipeline.audit.listing import Wanted, list_findings, list_outcomes

    verdicts = WORDS["verdict"]
    if verdict is not None and verdict not in verdicts:
        raise Problem(f"{verdict} is no verdict. Write one of: {', '.join(verdicts)}")
    engine = open_existing(db)
    audit_across(engine)
    wanted = Wanted(department, year, verdict)
    with engine.connect() as connection:
        findings = list_findings(connection, wanted)
        outcomes = list_outcomes(connection, wanted)
    if not outcomes and (department or year):
        wished = " of ".join(str(one) for one in (department, year) if one)
        raise Problem(f"There is no report of {wished}. See which there are: jixiao query reports")
    _write(findings, outcomes, letter, xlsx)
    _print(findings, outcomes)


def _write(
    findings: "Sequence[Listed]",
    outcomes: "Sequence[Ended]",
    letter: Path | None,
    xlsx: Path | None,
) -> None:
    from datetime import date

    from pipeline.audit.workbook import write_workbook
    from pipeline.exporting.letter import write_letter
    from pipeline.exporting.writing import writing

    if letter is not None:
        with writing(letter, ".docx"):
            points = write_letter(letter, findings, date.today())
        typer.echo(f"{letter}: {points} points")
    if xlsx is not None:
        with writing(xlsx, ".xlsx"):
            write_workbook(xlsx, findings, outcomes)
        typer.echo(f"{xlsx}: {len(findings)} findings")


def _print(findings: "Sequence[Listed]", outcomes: "Sequence[Ended]") -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from models.words import word
    from pipeline.audit.engine import COVERAGE

    console = Console()
    covered = {one.file_name: one.reason for one in outcomes if one.rule_id == COVERAGE}
    names = list(dict.fromkeys(one.file_name for one in outcomes))
    for name in names:
        mine = [one for one in findings if one.file_name == name]
        console.print(f"\n{name}  {covered.get(name, '')}", markup=False, highlight=False)
        table = Table("规则", "性质", "程度", show_header=bool(mine), box=None)
        table.add_column("问题", overflow="fold")
        for one in mine:
            verdict, severity = word(one.verdict, "verdict"), word(one.severity, "severity")
            # As Text, for messages quote reports, where [words] are no markup.
            table.add_row(one.rule_id, verdict, severity, Text(one.message))
        console.print(table if mine else "  没有发现问题")
    hard = sum(one.verdict == "hard" for one in findings)
    console.print(f"\n{len(names)} reports, {len(findings)} findings, {hard} contradictions.")
