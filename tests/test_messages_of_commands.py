"""Files and places that people name by mistake on the command line, and the whole answer."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from models.problem import Problem
from pipeline.audit.rulebook import rule_book
from pipeline.cli import build
from pipeline.workbench.accounts import Accounts
from pipeline.workbench.roles import AccountRole
from tests.people import PASSWORD
from tests.test_cli import command


def said(*words: object) -> str:
    """What is said of a problem that ends a command."""
    done = CliRunner().invoke(build(), [str(word) for word in words])
    assert isinstance(done.exception, Problem), (done.output, done.exception)
    return str(done.exception)


@pytest.mark.parametrize(
    "words",
    [
        ("audit",), ("serve",), ("verify",), ("runs",), ("show", "1"), ("unknown",),
        ("export", "out"), ("corrections", "list"), ("copy", "--to", "b.db", "--from"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_misspelt_database_is_not_made(tmp_path: Path, words: tuple[str, ...]) -> None:
    path = tmp_path / "jixao.db"
    named = words if words[-1] == "--from" else (*words, "--db")
    assert said(*named, path) == f"There is no database at {path}. Make one with: jixiao ingest"
    assert not path.exists()


@pytest.mark.parametrize(
    "words",
    [
        ("query", "reports", "--output", "PLACE.csv", "--format", "csv"),
        ("query", "reports", "--output", "PLACE.json", "--format", "json"),
        ("query", "reports", "--output", "PLACE.xlsx", "--format", "xlsx"),
        ("query", "reports", "--output", "PLACE.txt"),
        ("audit", "--xlsx", "PLACE.xlsx"),
        ("audit", "应急管理局2024", "--letter", "PLACE.docx"),
        ("brief", "PLACE.docx"),
        ("corrections", "export", "PLACE.json"),
        ("export", "PLACE.xlsx"),
    ],
    ids=" ".join,
)
def test_a_place_that_cannot_be_written_to(filled: Path, words: tuple[str, ...]) -> None:
    named = [word.replace("PLACE", "/proc/none/a") for word in words]
    place = next(word for word in named if word.startswith("/proc"))
    assert said(*named, "--db", filled) == (
        f"{place} cannot be written: No such file or directory. Close it in other programs, or "
        "choose another name."
    )


def test_a_name_of_another_kind_of_file(filled: Path, tmp_path: Path) -> None:
    for words in (("brief",), ("audit", "应急管理局2024", "--letter")):
        assert said(*words, tmp_path / "a.pdf", "--db", filled) == (
            f"What is written is a .docx file. Name it so: {tmp_path}/a.docx"
        )
    assert said("audit", "--xlsx", tmp_path / "a.csv", "--db", filled) == (
        f"What is written is a .xlsx file. Name it so: {tmp_path}/a.xlsx"
    )
    assert said("export", tmp_path / "a.csv", "--db", filled) == (
        f"{tmp_path}/a.csv is the name of another kind of file. Name a workbook (.xlsx), or a "
        "folder for a file a view."
    )
    assert list(tmp_path.glob("a.*")) == []


def test_reports_that_are_not_there(filled: Path, tmp_path: Path) -> None:
    target, ending = tmp_path / "a.docx", ("--db", filled)
    see = "See which there are: jixiao query reports"
    assert said("audit", "火星局", *ending) == f"There is no report of 火星局. {see}"
    assert said("audit", "应急", "--year", 1950, *ending) == (
        f"There is no report of 应急 of 1950. {see}"
    )
    assert said("brief", target, "--year", 1950, *ending) == (
        f"There is no report of year 1950 in the database. {see}"
    )
    assert said("brief", target, "--region", "火星", *ending) == (
        "火星 is no division, or several have that name. Write its code (130207), or its name "
        "with those above it (唐山市丰南区)."
    )


def test_a_report_that_cannot_be_marked(filled: Path, tmp_path: Path) -> None:
    assert said("mark", "改.txt", tmp_path / "a.docx", "--db", filled) == (
        "改.txt is txt; only .docx and .pdf can be marked. Write its findings as a letter: "
        "jixiao audit 改 --letter FILE.docx"
    )


def test_queries_that_are_none(filled: Path) -> None:
    assert said("query", "DELETE FROM run", "--db", filled) == (
        "The database cannot run this query: attempt to write a readonly database. Queries only "
        "read; what is wrong is corrected in the workbench: jixiao serve"
    )
    assert said("query", "SELECT 1; SELECT 2", "--db", filled) == (
        "The database cannot run this query: You can only execute one statement at a time. The "
        "views and their columns are listed by: jixiao query views"
    )


def test_an_address_of_another_machine(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    Accounts().set("郑", AccountRole.ADMINISTER, PASSWORD)
    done = command("serve", "--host", "203.0.113.7", "--db", filled, XDG_CONFIG_HOME=str(tmp_path))
    assert (done.returncode, done.stderr) == (
        2,
        "Port 8000 on 203.0.113.7 cannot be used (Cannot assign requested address). "
        "Name another one: jixiao serve --port 8001\n",
    )


KNOWN = "known are at_most, identities, messages, needs, severity, statement"
PATTERN = "Correct it after the pattern of pipeline/audit/rules.yaml and run again."


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("A05:\n  severty: high\n", f": rule A05: unknown key 'severty'; {KNOWN}. {PATTERN}"),
        ("A05:\n  severity: hihg\n", f": rule A05: 'hihg' is not a valid Severity. {PATTERN}"),
        ("X1:\n  severity: high\n", f": rule X1: it lacks 'statement'. {PATTERN}"),
        ("- A05\n", f" is no table of rules: ids and what each rule says were expected. {PATTERN}"),
        (
            "A05:\n  severity: [high\nB01:\n",
            ":3: expected ',' or ']', but got ':'. Correct this line and run again.",
        ),
        ("说明".encode("gbk"), " is not UTF-8. Save it as UTF-8 and run again."),
        (
            None,
            " cannot be read: No such file or directory. Correct JIXIAO_RULES, or unset it, and "
            "run again.",
        ),
    ],
)
def test_rules_of_ones_own_with_a_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | bytes | None, told: str
) -> None:
    own = tmp_path / "rules.yaml"
    if content is not None:
        own.write_bytes(content if isinstance(content, bytes) else content.encode())
    monkeypatch.setenv("JIXIAO_RULES", str(own))
    rule_book.cache_clear()
    try:
        with pytest.raises(Problem) as caught:
            rule_book()
    finally:
        rule_book.cache_clear()
    assert str(caught.value) == f"{own}{told}"
