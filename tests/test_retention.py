"""Backups and records of runs that are kept by a rule, and nothing removed unasked."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from models.database import open_database
from models.problem import Problem
from models.tables import run
from pipeline.cli import build
from pipeline.ingesting.cluster.executor import Dask
from pipeline.ingesting.executors import Processes
from pipeline.ingesting.ingest import ingest
from pipeline.ingesting.locking import Locked, run_lock
from pipeline.ingesting.runs import EMPTY, Difference, difference
from pipeline.operating.backup_folder import backup_into, backups_in, stem_of
from pipeline.operating.nightly import nightly
from pipeline.operating.pruning import prune
from pipeline.operating.retention import Retention
from pipeline.operating.schedule_units import Schedule
from pipeline.operating.upkeep import Upkeep
from pipeline.operating.verify import verify
from tests.databases import rows

TEXT = """云溪县应急管理局2024年度部门整体绩效自评报告
一、部门概况
年初预算2141.75万元，实际支出{spent}万元，年末在职人员68人。
"""
START = datetime(2025, 4, 1, 18, 30, tzinfo=UTC)


@given(
    moments=st.dictionaries(st.integers(), st.integers(0, 400), min_size=1, max_size=30),
    latest=st.none() | st.integers(1, 40),
    days=st.none() | st.integers(1, 400),
)
def test_what_expires_is_what_no_rule_keeps(
    moments: dict[int, int], latest: int | None, days: int | None
) -> None:
    at = {one: START + timedelta(days=day) for one, day in moments.items()}
    now = START + timedelta(days=401)
    expired = Retention(latest, days).expired(at, now)
    kept = at.keys() - set(expired)
    assert [at[one] for one in expired] == sorted(at[one] for one in expired)
    if latest is None and days is None:
        assert not expired
        return
    assert len(kept) >= min(latest or 1, len(at))
    assert all(at[one] <= at[other] for one in expired for other in kept)
    if days is not None:
        assert all(at[one] < now - timedelta(days=days) for one in expired)
        young = {one for one in at if at[one] >= now - timedelta(days=days)}
        assert young <= kept
        assert len(kept) == max(len(young), min(latest or 1, len(at)))


def old_backups(folder: Path, *names: str) -> list[Path]:
    folder.mkdir()
    made = [folder / name for name in names]
    for path in made:
        path.write_bytes(b"an old backup")
    return made


def test_a_folder_keeps_all_backups_unless_told_otherwise(filled: Path, tmp_path: Path) -> None:
    old = old_backups(tmp_path / "backups", f"{stem_of(str(filled))}-20200101T000000Z.db")
    made = backup_into(tmp_path / "backups", str(filled))
    assert made.removed == ()
    assert sorted(backups_in(tmp_path / "backups", str(filled))) == [*old, made.path]
    assert not [check for check in verify(str(made.path)) if check.fault]


def test_older_backups_go_and_other_files_stay(filled: Path, tmp_path: Path) -> None:
    folder, stem = tmp_path / "backups", stem_of(str(filled))
    others = old_backups(
        folder, "filled.db", "other-20200101T000000Z.db", f"{stem}-20200101T000000Z.db.txt",
        f"{stem}-before the move.db", f"my {stem}-20200101T000000Z.db",
        f"{stem_of('elsewhere/filled.db')}-20200101T000000Z.db",
    )  # fmt: skip
    moment = datetime.now(UTC)
    names = [f"{stem}-{moment - timedelta(days=n):%Y%m%dT%H%M%SZ}.db" for n in (400, 20, 3, 1)]
    for name in names:
        (folder / name).write_bytes(b"an old backup")
    made = backup_into(folder, str(filled), Retention(latest=2, days=7))
    assert [path.name for path in made.removed] == names[:2]
    assert sorted(folder.iterdir()) == sorted(
        [*others, folder / names[2], folder / names[3], made.path]
    )


def test_a_backup_that_fails_costs_none_of_the_older(tmp_path: Path) -> None:
    old = old_backups(
        tmp_path / "backups", f"{stem_of(str(tmp_path / 'none.db'))}-20200101T000000Z.db"
    )
    with pytest.raises(Problem, match="There is no file"):
        backup_into(tmp_path / "backups", str(tmp_path / "none.db"), Retention(latest=1))
    assert old[0].exists()


def test_the_command_names_the_file_and_says_what_went(filled: Path, tmp_path: Path) -> None:
    call = CliRunner().invoke
    (old,) = old_backups(tmp_path / "backups", f"{stem_of(str(filled))}-20200101T000000Z.db")
    words = ["backup", str(tmp_path / "backups"), "--db", str(filled)]
    done = call(build(), [*words, "--keep", "1"])
    assert done.exit_code == 0, done.output
    (made,) = (tmp_path / "backups").iterdir()
    assert f"{made} is whole" in done.stdout.replace("\n", "")
    assert f"Removed {old}" in done.stdout
    refused = call(build(), ["backup", str(made), "--keep", "1", "--db", str(filled)])
    assert str(refused.exception) == f"{made} is a file. Name a folder in which backups are kept."
    assert call(build(), [*words, "--keep", "0"]).exit_code == 2
    assert made.exists()


@pytest.fixture
def history(tmp_path: Path) -> str:
    """A database after five runs, four of which changed its one report."""
    url, raw = f"sqlite:///{tmp_path}/test.db", tmp_path / "raw"
    raw.mkdir()
    for spent in ("1.00", "2.00", "2.00", "3.00", "4.00"):
        (raw / "甲.txt").write_text(TEXT.format(spent=spent), encoding="utf-8")
        ingest([raw], url, executor=Processes(0))
    return url


def changes(url: str, before: int, after: int) -> Difference:
    engine = open_database(url)
    try:
        with engine.connect() as connection:
            return difference(connection, before, after)
    finally:
        engine.dispose()


def shown(url: str) -> list[list[dict[str, object]]]:
    """What analysts see."""
    engine = open_database(url)
    views = ("v_report", "v_quantity", "v_finding", "v_section")
    found = [rows(engine, f"SELECT * FROM {view}") for view in views]
    engine.dispose()
    return found


def test_kept_runs_compare_as_before_and_pruned_ones_say_so(history: str) -> None:
    pairs = [(3, 4), (4, 5), (3, 5), (EMPTY, 5), (5, 3)]
    before = {pair: changes(history, *pair) for pair in pairs}
    reports = shown(history)
    removed = prune(Retention(latest=3), history)
    assert removed.runs == 2
    assert removed.rows > 0
    assert {pair: changes(history, *pair) for pair in pairs} == before
    assert shown(history) == reports
    with pytest.raises(Problem) as told:
        changes(history, 2, 4)
    assert str(told.value) == (
        "What run 2 left was removed by jixiao runs prune. "
        "Run 3 and those after it can be compared."
    )
    assert prune(Retention(latest=3), history) == (0, 0)
    assert not [check for check in verify(history) if check.fault]


def test_the_run_after_pruning_is_compared_with_the_last(history: str, tmp_path: Path) -> None:
    prune(Retention(latest=1), history)
    (tmp_path / "raw" / "甲.txt").write_text(TEXT.format(spent="5.00"), encoding="utf-8")
    record = nightly([tmp_path / "raw"], history, logs=tmp_path, executor=Processes(0)).record
    assert record["previous_run"] == 5
    assert record["quantities"]["expenditure_actual"] == {"gained": 1, "lost": 1}


def test_runs_are_pruned_by_their_age(history: str) -> None:
    engine = open_database(history)
    with engine.begin() as connection:
        connection.execute(
            run.update().where(run.c.id < 3).values(started_at="2020-01-01T00:00:00Z")
        )
    engine.dispose()
    assert prune(Retention(days=30), history).runs == 2
    assert changes(history, 3, 5).gained


def test_the_command_prunes_only_by_a_rule(history: str, tmp_path: Path) -> None:
    call = CliRunner().invoke
    refused = call(build(), ["runs", "prune", "--db", history])
    assert str(refused.exception) == (
        "Say what to keep: --keep 90 for the latest 90 runs, or --keep-days 365."
    )
    nowhere = call(build(), ["runs", "prune", "--keep", "1", "--db", str(tmp_path / "typo.db")])
    assert "There is no database at" in str(nowhere.exception)
    with run_lock(history, "ingest"), pytest.raises(Locked):
        prune(Retention(latest=1), history)
    done = call(build(), ["runs", "prune", "--keep", "2", "--db", history])
    assert done.stdout.endswith("rows of 3 runs removed.\n")
    listed = call(build(), ["runs", "--db", history], env={"COLUMNS": "150"}).stdout
    assert len(listed.splitlines()) == 6


def test_a_night_backs_up_and_removes_what_is_asked(history: str, tmp_path: Path) -> None:
    backups, raw = tmp_path / "backups", tmp_path / "raw"
    stem = stem_of(history)
    old_backups(backups, f"{stem}-20200101T000000Z.db", f"{stem}-20200102T000000Z.db")
    nightly([raw], history, logs=tmp_path, executor=Processes(0))
    assert len(list(backups.iterdir())) == 2
    changes(history, 1, 2)
    upkeep = Upkeep(backups, keep_backups=2, keep_runs=2)
    nightly([raw], history, logs=tmp_path, executor=Processes(0), upkeep=upkeep)
    kept = sorted(path.name for path in backups.iterdir())
    assert kept[0] == f"{stem}-20200102T000000Z.db"
    assert len(kept) == 2
    assert shown(f"sqlite:///{backups / kept[1]}") == shown(history)
    with pytest.raises(Problem, match="Run 6 and those after it"):
        changes(history, 1, 2)


def test_a_night_whose_backup_fails_has_stored_what_it_read(history: str, tmp_path: Path) -> None:
    (tmp_path / "no folder").write_text("a file")
    (tmp_path / "raw" / "甲.txt").write_text(TEXT.format(spent="9.00"), encoding="utf-8")
    with pytest.raises(Problem, match=r"What was read is stored; the backup after it failed\. "):
        nightly(
            [tmp_path / "raw"], history, logs=tmp_path, executor=Processes(0),
            upkeep=Upkeep(tmp_path / "no folder"),
        )  # fmt: skip
    assert any(row["printed"] == "9.00万元" for row in shown(history)[1])
    assert "the backup after it failed" in (tmp_path / "nightly.log").read_text()


def test_the_schedule_says_who_reads(tmp_path: Path) -> None:
    cluster = Dask("tcp://10.0.0.5:8786", ship_content=True)
    night = Schedule.of([tmp_path], "a.db", tmp_path, "02:30", 0, executor=cluster)
    assert night.command[-5:] == cluster.options()
    here = Schedule.of([tmp_path], "a.db", tmp_path, "02:30", 0)
    assert here.command[-2:] == ("--logs", str(tmp_path))


def test_the_schedule_passes_the_rules_on(tmp_path: Path) -> None:
    upkeep = Upkeep(tmp_path / "backups", keep_backups=30, keep_runs=90)
    night = Schedule.of([tmp_path], f"sqlite:///{tmp_path}/a.db", tmp_path, "02:30", 0, upkeep)
    asked = ["--backups", f"{tmp_path}/backups", "--keep-backups", "30", "--keep-runs", "90"]
    assert list(night.command[-6:]) == asked
    assert tmp_path / "backups" in night.writable
