"""A metric, a wording, an audit rule, a format and a named query, each added from outside.

Each is one file or one entry, named by an environment variable; no line of Jixiao is touched.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extractors.catalogue import load_catalogue
from models.problem import Problem
from models.queries import named_queries
from pipeline.analyse import analyse_text
from pipeline.asking.query import ask
from pipeline.audit.rulebook import rule_book
from pipeline.audit.rules.text import pattern_of
from pipeline.lists.own_files import check_own_files
from pipeline.readers.formats import format_of, known_formats

TEXT = """样例省青禾市云岫县文化局2024年度部门整体绩效自评报告
一、收支情况
2024年年初核批经费200.50万元。公用经费支出3.00万元，其中会议费5.00万元。
二、履职情况
全年放映公益电影320场。
"""

METRIC_AND_WORDING = """\
films_shown:              # a new metric
  name: 公益电影放映场次
  kind: count
  units: [场]
  wordings: [放映公益电影, 公益电影放映]

budget_initial:           # a wording of a known one
  wordings: [年初核批经费]
"""

RULE = """\
X01:
  statement: 会议费不超过公用经费
  severity: medium
  at_most:
    - {part: meeting_cost, whole: public_actual}
  messages:
    differs: '“{part}”{stated}大于“{whole}”{expected}，请核实。'
"""

READER = '''\
"""Reports exported by an office system: a first line #OA, then UTF-8 text."""

from models.document import Document, SourceFile
from pipeline.readers.formats import Format
from pipeline.readers import document_of_text
from pipeline.readers.signatures import starts_with


def read(data: bytes, source: SourceFile) -> Document:
    return document_of_text(data.decode("utf-8").partition("\\n")[2], source)


FORMAT = Format("oa", "export of the office system", starts_with(b"#OA"), reader=__name__)
'''

QUERY = """\
-- 各部门放映了多少场公益电影
-- How many films did each department show?
SELECT department, value AS films FROM v_quantity WHERE metric_code = 'films_shown'
"""


def jixiao(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command run in ``folder`` as a person would, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "pipeline.cli", *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def answer(folder: Path, question: str) -> list[tuple[Any, ...]]:
    with ask(question, f"{folder}/own.db") as found:
        return list(found.rows)


@pytest.fixture
def forgetful() -> Iterator[None]:
    """What is read once a process is read anew, in this test and in those after it."""
    remembered = (load_catalogue, rule_book, pattern_of, known_formats, named_queries)
    for function in remembered:
        function.cache_clear()
    yield
    for function in remembered:
        function.cache_clear()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of one report, read first without and then with everything added."""
    folder = tmp_path_factory.mktemp("extending")
    (folder / "raw").mkdir()
    (folder / "raw" / "报告.oa").write_text(f"#OA 3.1\n{TEXT}", encoding="utf-8")
    (folder / "own.yaml").write_text(METRIC_AND_WORDING, encoding="utf-8")
    (folder / "rules.yaml").write_text(RULE, encoding="utf-8")
    (folder / "oa.py").write_text(READER, encoding="utf-8")
    (folder / "queries").mkdir()
    (folder / "queries" / "90_films_shown.sql").write_text(QUERY, encoding="utf-8")
    for environment in ({}, OWN):
        done = jixiao(folder, "ingest", "raw", "--workers", "0", "--db", "own.db", **environment)
        assert done.returncode == 0, done.stderr
        if not environment:
            assert answer(folder, BOUND) == [
                ("3.00万元", "public_actual"),
                ("5.00万元", "meeting_cost"),
            ]
    return folder


OWN = {
    "JIXIAO_CATALOGUE": "own.yaml",
    "JIXIAO_RULES": "rules.yaml",
    "JIXIAO_READERS": "oa.py",
}
BOUND = (
    "SELECT printed, metric_code FROM v_quantity WHERE metric_code IS NOT NULL ORDER BY char_start"
)


def test_a_metric_and_a_wording_are_entries_of_one_file(folder: Path) -> None:
    assert answer(folder, BOUND) == [
        ("200.50万元", "budget_initial"),
        ("3.00万元", "public_actual"),
        ("5.00万元", "meeting_cost"),
        ("320场", "films_shown"),
    ]


def test_a_rule_is_an_entry_of_one_file(folder: Path) -> None:
    rows = answer(folder, "SELECT verdict, message FROM v_finding WHERE rule_id = 'X01'")
    assert rows == [("hard", "“会议费”5.00万元大于“公用经费支出”3.00万元，请核实。")]


def test_a_pattern_that_does_not_end_leaves_its_rule_unchecked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forgetful: None
) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text("I04:\n  patterns: ['(一|一一|一一一)+二']\n", encoding="utf-8")
    monkeypatch.setenv("JIXIAO_RULES", str(rules))
    outcomes = analyse_text("自评报告\n" + "一" * 60 + "\n").outcomes
    (told,) = [one for one in outcomes if one.rule_id == "I04"]
    assert (told.outcome.value, told.reason) == (
        "missing_input",
        "规则I04的匹配式超过2秒，未检查",
    )


def test_a_format_is_one_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, forgetful: None
) -> None:
    assert answer(folder, "SELECT format, char_count FROM v_report") == [("oa", len(TEXT))]
    monkeypatch.setenv("JIXIAO_READERS", str(folder / "oa.py"))
    assert format_of(b"#OA 3.1").title == "export of the office system"
    assert format_of(b"%PDF-1.7").code == "pdf"


def test_a_named_query_is_one_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, forgetful: None
) -> None:
    monkeypatch.setenv("JIXIAO_QUERIES", str(folder / "queries"))
    assert answer(folder, "films-shown") == [("样例省青禾市云岫县文化局", 320)]
    assert named_queries()["films-shown"].chinese == "各部门放映了多少场公益电影"


@pytest.mark.parametrize(
    ("variable", "name", "text", "said"),
    [
        (
            "JIXIAO_CATALOGUE", "own.yaml", "films:\n  name: 电影\n  kind: countt\n",
            "own.yaml:3: 'countt' is none of amount, percent, headcount, count, score, text. "
            "Correct this line and run again.",
        ),
        (
            "JIXIAO_CATALOGUE", None, "",
            "JIXIAO_CATALOGUE names missing, and there is no such file. Correct the variable, or "
            "unset it, and run again.",
        ),
        (
            "JIXIAO_RULES", "rules.yaml", "X01: {severity: high}\n",
            "rules.yaml: rule X01: it lacks 'statement'. Correct it after the pattern of "
            "pipeline/audit/rules.yaml and run again.",
        ),
        (
            "JIXIAO_RULES", "rules.yaml",
            RULE.replace("meeting_cost", "meetings"),
            "Rule X01 names the metric 'meetings', which the catalogue lacks. Correct its code, "
            "or add the metric by JIXIAO_CATALOGUE, and run again.",
        ),
        (
            "JIXIAO_READERS", "oa.py", "FORMAT = None\n",
            "oa.py has no FORMAT of pipeline.readers.formats, or no function read.",
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_told_as_a_whole(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    forgetful: None,
    variable: str,
    name: str | None,
    text: str,
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / (name or "other")).write_text(text, encoding="utf-8")
    monkeypatch.setenv(variable, name or "missing")
    with pytest.raises(Problem) as caught:
        check_own_files()
    assert str(caught.value) == said


def test_a_mistake_ends_the_run_before_it_begins(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "own.yaml").write_text("films:\n  name: 电影\n", encoding="utf-8")
    done = jixiao(tmp_path, "ingest", "raw", "--db", "own.db", JIXIAO_CATALOGUE="own.yaml")
    assert (done.returncode, done.stderr) == (
        2,
        "own.yaml:2: metric 'films' has no 'kind'. Correct this line and run again.\n",
    )
    assert not (tmp_path / "own.db").exists()


def test_a_query_without_its_question_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forgetful: None
) -> None:
    (tmp_path / "91_films.sql").write_text("SELECT 1", encoding="utf-8")
    monkeypatch.setenv("JIXIAO_QUERIES", str(tmp_path))
    with pytest.raises(Problem) as caught:
        named_queries()
    assert str(caught.value) == (
        f"{tmp_path}/91_films.sql is no named query. Call it NN_name.sql and begin it with two "
        "lines, each after '-- ': the question in Chinese, and in English."
    )
