"""Databases copied between engines, and nothing lost on the way."""

from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from models.database import open_database
from models.problem import Problem
from models.tables import metadata
from pipeline.asking.search import search
from pipeline.cli import build
from pipeline.operating.copying import copy_database
from tests.databases import dump_of, emptied, rows

# What the invented database does not hold.
EMPTY = {"identity_conflict", "run_record"}


def views(url: str) -> dict[str, list[str]]:
    """Every row of the views, numbers as numbers whatever the driver makes of them."""
    engine = open_database(url)
    try:
        return {
            view: sorted(
                repr([float(v) if hasattr(v, "as_tuple") else v for v in row.values()])
                for row in rows(engine, f"SELECT * FROM {view}")
            )
            for view in ("v_report", "v_section", "v_finding", "v_correction")
        }
    finally:
        engine.dispose()


def hits(url: str) -> list[tuple[int, str]]:
    """Where two words stand together, by the index of words."""
    engine = open_database(url)
    with engine.connect() as connection:
        found = [(hit.report_id, hit.snippet.before) for hit in search(connection, "应急 预算")]
    engine.dispose()
    return found


def test_the_database_to_copy_has_rows_in_every_table(filled: Path) -> None:
    empty = {name for name, held in dump_of(f"sqlite:///{filled}").items() if not held}
    assert empty <= EMPTY
    assert len(metadata.tables) - len(empty) >= 20


def test_from_a_file_to_a_server_and_back_everything_is_the_same(
    filled: Path, tmp_path: Path, postgresql_url: str
) -> None:
    server = emptied(postgresql_url)
    first, last = f"sqlite:///{filled}", f"sqlite:///{tmp_path}/back.db"
    copied = copy_database(first, server)
    assert copied["quantity"] > 500
    assert copied["correction"] == 3
    copy_database(server, last)
    assert dump_of(first) == dump_of(last)
    found = [hits(url) for url in (first, server, last)]
    assert found[0]
    assert found[1:] == found[:1] * 2
    ours = views(first)
    assert views(last) == ours
    for name, held in views(server).items():
        assert len(held) == len(ours[name]), name


def test_a_copy_replaces_only_when_told_to(filled: Path, tmp_path: Path) -> None:
    source, target = f"sqlite:///{filled}", f"sqlite:///{tmp_path}/copy.db"
    copy_database(source, target)
    with pytest.raises(Problem, match="holds runs and reports already"):
        copy_database(source, target)
    copy_database(source, target, replace=True)
    assert dump_of(source) == dump_of(target)


def test_a_database_is_not_copied_into_itself(filled: Path) -> None:
    with pytest.raises(Problem, match="into itself"):
        copy_database(str(filled), str(filled), replace=True)
    assert dump_of(f"sqlite:///{filled}")["report"]


def test_a_row_that_comes_out_otherwise_undoes_the_copy(filled: Path, tmp_path: Path) -> None:
    source, target = f"sqlite:///{filled}", f"sqlite:///{tmp_path}/copy.db"
    engine = open_database(target)
    with engine.begin() as connection:
        connection.execute(
            text(
                "CREATE TRIGGER spoil AFTER INSERT ON metric BEGIN"
                " UPDATE metric SET name = 'x' WHERE code = new.code; END"
            )
        )
    engine.dispose()
    with pytest.raises(Problem, match="A row of metric came out otherwise"):
        copy_database(source, target)
    assert not dump_of(target)["report"]


def test_the_command_says_what_it_copied(filled: Path, tmp_path: Path) -> None:
    target = f"sqlite:///{tmp_path}/copy.db"
    done = CliRunner().invoke(build(), ["copy", "--from", str(filled), "--to", target])
    assert done.exit_code == 0
    assert "tables copied, and alike in both" in done.stdout
