"""The command line, as a person types it."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from pipeline.asking.tabular import open_workbook, write_csv, write_sheet
from pipeline.cli import build
from tests.databases import opened, store
from tests.factories import Figure, make_report

REPORT = make_report(
    Figure("申请预算资金", "2538.12万元", "budget_adjusted"),
    Figure("其中追加", "0.12万元", "budget_supplement"),
    Figure("实际支出", "2474.64万元", "expenditure_actual"),
    Figure("在职人员", "68人", "staff_actual"),
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('cli')}/test.db"
    with opened(url) as engine:
        store(engine, REPORT)
    return url


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """What a command prints; its failures are raised."""
    build()([str(one) for one in arguments], standalone_mode=False)
    return capsys.readouterr().out


def command(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, with its exit code and both outputs."""
    import os

    return subprocess.run(
        [sys.executable, "-m", "pipeline.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | environment,
        check=False,
    )


def test_ingest_ends_with_0_1_or_2(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text("一、概况\n2024年预算3万元。\n", encoding="utf-8")
    url = f"sqlite:///{tmp_path}/test.db"
    good = command("ingest", tmp_path / "raw", "--workers", 0, "--db", url)
    assert (good.returncode, good.stderr) == (0, "")
    assert "read in" in good.stdout
    assert "jixiao query" in good.stdout
    (tmp_path / "raw" / "b [x].txt").write_bytes(b"")
    bad = command("ingest", tmp_path / "raw", "--workers", 0, JIXIAO_DB=url)
    assert bad.returncode == 1
    assert "empty" in bad.stdout
    assert "b[x].txt" in "".join(bad.stdout.split())  # however the terminal folds it
    failed = command("ingest", tmp_path / "raw", "--db", "mysql://host/db")
    assert failed.returncode == 2
    assert failed.stderr.startswith("Jixiao keeps its data in SQLite or PostgreSQL")
    assert "Traceback" not in failed.stderr


def test_a_fault_of_ours_is_no_refused_file(monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline import cli

    monkeypatch.setattr(cli, "build", lambda: 1 / 0)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2


def test_query_without_a_name_lists_names_first(capsys: pytest.CaptureFixture[str]) -> None:
    lines = run(capsys, "query").splitlines()
    assert lines[0].split()[0] == "execution-ranking"


def test_query_prints_a_table(capsys: pytest.CaptureFixture[str], database: str) -> None:
    printed = run(capsys, "query", "execution-ranking", "--db", database)
    assert "云溪县应急管理局" in printed
    assert "97.5" in printed


def test_query_writes_csv_and_json(capsys: pytest.CaptureFixture[str], database: str) -> None:
    sql = "SELECT printed, value FROM v_quantity WHERE kind = 'amount' ORDER BY quantity_id"
    rows = list(
        csv.reader(io.StringIO(run(capsys, "query", sql, "--format", "csv", "--db", database)))
    )
    assert rows[:2] == [["printed", "value"], ["2538.12万元", "25381200"]]
    records = json.loads(run(capsys, "query", sql, "--format", "json", "--db", database))
    assert records[1] == {"printed": "0.12万元", "value": 1200}
    empty = run(capsys, "query", f"{sql} LIMIT 0", "--format", "json", "--db", database)
    assert json.loads(empty) == []


def test_query_writes_a_workbook(
    capsys: pytest.CaptureFixture[str], database: str, tmp_path: Path
) -> None:
    target = tmp_path / "答案.xlsx"
    sql = "SELECT '=1+1' AS formula, 2538.12 AS number, '013' AS code"
    run(capsys, "query", sql, "--format", "xlsx", "--output", target, "--db", database)
    sheet = openpyxl.load_workbook(target).active
    assert sheet is not None
    cells = [(cell.value, cell.data_type) for cell in sheet[2]]
    assert cells == [("=1+1", "s"), (2538.12, "n"), ("013", "s")]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("query", "over-qota"), "Did you mean over-quota"),
        (("query", "SELECT nothing FROM nowhere"), "jixiao query views"),
        (("query", "over-quota", "--format", "xlsx"), "--output FILE.xlsx"),
        (("query", "DELETE FROM report WHERE 1=1"), "readonly"),
        (("show", "没有这份"), "jixiao query reports"),
        (("show", "7"), "jixiao query reports"),
    ],
)
def test_mistakes_are_answered_in_sentences(
    database: str, arguments: tuple[str, ...], said: str
) -> None:
    failed = command(*arguments, "--db", database)
    assert failed.returncode == 2
    assert said in failed.stderr
    assert "Traceback" not in failed.stderr


def test_the_views_are_listed(capsys: pytest.CaptureFixture[str], database: str) -> None:
    printed = run(capsys, "query", "views", "--db", database)
    assert "v_quantity" in printed
    assert "is_primary" in printed


@pytest.mark.parametrize("name", ["1", "应急管理局2024.txt", "应急"])
def test_show_marks_the_quantities(
    capsys: pytest.CaptureFixture[str], database: str, name: str
) -> None:
    printed = run(capsys, "show", name, "--db", database)
    assert "云溪县应急管理局 · 2024" in printed
    assert "一、部门整体概况" in printed
    assert "申请预算资金2538.12万元。" in printed
    assert "amount 3" in printed


def test_marks_stand_on_the_quantities_and_nowhere_else(database: str) -> None:
    from models.database import open_to_read
    from pipeline.asking.showing import KIND_STYLES, load_view, render

    engine = open_to_read(database)
    with engine.connect() as connection:
        view = load_view(connection, 1)
    engine.dispose()
    marked, styles = [], set(KIND_STYLES.values())
    for part in render(view).renderables:
        for column in getattr(part, "columns", []):
            for cell in column.cells:
                spans = getattr(cell, "spans", [])
                marked += [cell.plain[s.start : s.end] for s in spans if s.style in styles]
    assert marked == ["2538.12万元", "0.12万元", "2474.64万元", "68人"]


def test_export_writes_a_workbook_and_a_folder(
    capsys: pytest.CaptureFixture[str], database: str, tmp_path: Path
) -> None:
    run(capsys, "export", tmp_path / "绩效.xlsx", "--db", database)
    book = openpyxl.load_workbook(tmp_path / "绩效.xlsx", read_only=True)
    assert book.sheetnames == ["报告清单", "指标汇总", "明细", "疑点", "数据字典"]
    assert len(list(book["明细"].rows)) == 5
    assert [file.name for file in tmp_path.iterdir()] == ["绩效.xlsx"]
    run(capsys, "export", tmp_path / "csv", "--db", database)
    with (tmp_path / "csv" / "v_quantity.csv").open(encoding="utf-8-sig") as file:
        assert [row["value"] for row in csv.DictReader(file)][:2] == ["25381200", "1200"]


def test_no_text_becomes_a_formula(tmp_path: Path) -> None:
    rows = [('=HYPERLINK("http://x")', "+1", "@x", "-", "-5.1", -5.1, "普通")]
    file = io.StringIO()
    write_csv(file, tuple("abcdefg"), rows)
    written = next(csv.reader(io.StringIO(file.getvalue().split("\n", 1)[1])))
    assert written[:3] == ['\'=HYPERLINK("http://x")', "'+1", "'@x"]
    assert written[5:] == ["-5.1", "普通"]
    with open_workbook(tmp_path / "a.xlsx") as book:
        assert write_sheet(book, "a", tuple("abcdefg"), rows) == 1
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert [cell.data_type for cell in sheet[2]] == ["s", "s", "s", "s", "s", "n", "s"]


def test_a_long_number_keeps_its_digits_in_excel(tmp_path: Path) -> None:
    with open_workbook(tmp_path / "a.xlsx") as book:
        write_sheet(book, "a", ("id",), [(1234567890123456789,)])
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert sheet["A2"].value == "1234567890123456789"


def test_help_is_quick_because_commands_load_late() -> None:
    heavy = "sqlalchemy spacy pdfplumber docx pipeline.analyse xlsxwriter fastapi"
    script = (
        "import sys; from pipeline.cli import build; build(); "
        f"print([m for m in '{heavy}'.split() if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_version_is_told() -> None:
    assert command("--version").stdout.startswith("jixiao 0.")
