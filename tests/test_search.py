"""Whatever stands in a report is found, in both databases, with its place and context."""

import re
from importlib import import_module
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text
from typer.testing import CliRunner

from models.search_words import folded, index_words, place_pattern, query_words
from pipeline.asking.search import places, search
from pipeline.cli import build
from tests.databases import rows, store
from tests.factories import Figure, make_report

SPENT = Figure("实际支出", "2474.64万元", "expenditure_actual")


def found(engine: Engine, words: str, limit: int = 20, offset: int = 0) -> list[str]:
    """What is found, as the hits read."""
    with engine.connect() as connection:
        return [hit.snippet.hit for hit in search(connection, words, limit, offset)]


@pytest.mark.parametrize(
    ("words", "hit"),
    [
        ("国债", "国债"),  # two characters: what trigram indexes cannot find
        ("债", "债"),  # one
        ("特别国债资金", "特别国债资金"),
        ("2538.12", "2538.12"),
        ("2,538.12", "2538.12"),
        ("２５３８．１２万", "2538.12万"),  # typed in full width
        ("1200", "1,200"),
        ("gdp", "GDP"),
        ("应急管理", "应急 管理"),  # broken over two lines of a PDF
        ("预算（调整）数", "预算（调整）数"),
        ("財政", "財政"),
    ],
)
def test_what_stands_in_a_report_is_found(engine: Engine, words: str, hit: str) -> None:
    tail = "特别国债资金2538.12万元，1,200人，ＧＤＰ；GDP。应急\n管理。预算（调整）数。財政"
    store(engine, make_report(SPENT, tail=tail))
    expected = "ＧＤＰ" if words == "gdp" else hit
    assert found(engine, words) == [expected]


@pytest.mark.parametrize(
    "words", ["538.12", "25", "国责", "国债5", "%", "", '"', "'; --", "*", "OR"]
)
def test_what_does_not_stand_there_is_not_found(engine: Engine, words: str) -> None:
    store(engine, make_report(SPENT, tail="国债2538.12万元"))
    assert found(engine, words) == []


def test_every_term_must_stand_there(engine: Engine) -> None:
    store(engine, make_report(SPENT, department="财政局", tail="国债和教育。"))
    store(engine, make_report(SPENT, department="教育局", tail="教育。"))
    assert found(engine, "教育") == ["教育", "教育"]
    assert found(engine, "国债 教育") == ["国债"]
    assert found(engine, "国债 卫生") == []


def test_words_are_found_apart_where_nothing_has_them_together(engine: Engine) -> None:
    store(engine, make_report(SPENT, tail="资金来自国债。"))
    assert found(engine, "国债资金") == ["国债"]
    store(engine, make_report(SPENT, department="教育局", tail="国债资金。"))
    assert found(engine, "国债资金") == ["国债资金"]


def test_the_latest_are_first_and_come_in_pages(engine: Engine) -> None:
    for department in ("财政局", "教育局", "审计局"):
        store(engine, make_report(SPENT, department=department, tail="国债"))
    with engine.connect() as connection:
        pages = [search(connection, "国债", limit=2, offset=at) for at in (0, 2, 4)]
    assert [[hit.report_id for hit in page] for page in pages] == [[3, 2], [1], []]


def test_reading_anew_replaces_what_is_found(engine: Engine) -> None:
    first = make_report(SPENT, tail="国债")
    store(engine, first)
    store(engine, first)
    assert found(engine, "国债") == ["国债"]
    store(engine, make_report(SPENT, tail="教育", path="/reports/other.txt"))
    with engine.begin() as connection:
        connection.execute(text("UPDATE report SET is_current = (id = 2)"))
    assert found(engine, "国债") == []
    assert found(engine, "支出") == ["支出"]


def test_the_place_is_the_place_in_the_text(engine: Engine) -> None:
    store(engine, make_report(SPENT, tail="𠀀按期拨付国债资金，" + "余" * 50))
    with engine.connect() as connection:
        (hit,) = search(connection, "国债")
    content = rows(engine, "SELECT text FROM report_content")[0]["text"]
    snippet = hit.snippet
    assert content[snippet.span.start : snippet.span.end] == "国债" == snippet.hit
    assert snippet.before.endswith("𠀀按期拨付")
    assert re.fullmatch("资金，余{33}…", snippet.after)


def test_an_older_database_gets_its_index(engine: Engine) -> None:
    store(engine, make_report(SPENT, tail="国债"))
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE report_search"))
        with Operations.context(MigrationContext.configure(connection)):
            import_module("models.migrations.versions.0008_full_text_search").upgrade()
    assert found(engine, "国债") == ["国债"]


TEXTS = st.text(alphabet="国债资金预算局0123.,，。 \nGDPｇ２", min_size=1, max_size=40)


@given(TEXTS, st.data())
@settings(max_examples=300, deadline=None)
def test_any_stretch_of_chinese_is_found(content: str, data: st.DataObject) -> None:
    """The words of a stretch follow each other among the words of its text."""
    start = data.draw(st.integers(0, len(content) - 1))
    stretch = content[start : data.draw(st.integers(start + 1, len(content)))]
    if not re.fullmatch(r"[国债资金预算局]+", stretch):
        return
    words, there = query_words(stretch), index_words(content)
    heads = (there[at : at + len(words)] for at in range(len(there)))
    assert any(h[:-1] == words[:-1] and h[-1].startswith(words[-1]) for h in heads if h)
    assert places(content, [stretch])


@example("0.0.0")  # a date such as 2024.1.5 is several numbers
@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_folding_keeps_every_place(content: str) -> None:
    assert len(folded(content)) == len(content)
    for term in content.split():
        if query_words(term):
            assert re.search(place_pattern(term), folded(content), re.IGNORECASE)


def test_the_command_prints_places(engine: Engine, tmp_path: Path) -> None:
    if engine.dialect.name != "sqlite":
        pytest.skip("the command opens either database in the same way")
    store(engine, make_report(SPENT, tail="特别国债资金"))
    url = engine.url.render_as_string()
    done = CliRunner().invoke(build(), ["search", "国债", "--db", url])
    assert done.exit_code == 0
    assert "云溪县应急管理局" in done.output
    assert "特别国债资金" in done.output
    assert CliRunner().invoke(build(), ["search", "没有的词", "--db", url]).exit_code == 1
