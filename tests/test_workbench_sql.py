"""The SQL console reads, and does nothing else."""

import io
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import Engine

from models.queries import named_queries
from pipeline.asking.dictionary import describe
from pipeline.workbench.console import RefusedQueryError, answer
from pipeline.workbench.pages import sql as page
from tests.databases import dump, rows, store
from tests.factories import Figure, make_report
from tests.workbench import Browser, browser_over

SPENT = Figure("实际支出", "2474.64万元", "expenditure_actual")


@pytest.fixture
def browser(engine: Engine) -> Browser:
    store(engine, make_report(SPENT))
    return browser_over(engine)


def ask(browser: Browser, sql: str, **more: float) -> object:
    return answer(browser.app.state.reader, sql, **more)  # type: ignore[attr-defined, arg-type]


def test_an_answer_with_its_report_one_click_away(browser: Browser) -> None:
    shown = browser.get("/sql", params={"sql": "SELECT report_id, printed FROM v_quantity;"}).text
    assert '<a href="/reports/1">1</a>' in shown
    assert "2474.64万元" in shown


WRITES = [
    "DELETE FROM report",
    "UPDATE report SET title = 'x'",
    "INSERT INTO metric VALUES ('x', 'x', 1)",
    "DROP TABLE finding_review",
    "CREATE TABLE x (a int)",
    "CREATE TEMP TABLE x (a int)",
    "SELECT 1; DELETE FROM metric",
    "SELECT 1; SELECT 2",
    "WITH gone AS (DELETE FROM metric RETURNING 1) SELECT * FROM gone",
    "EXPLAIN ANALYZE DELETE FROM metric",
    "COMMIT",
    "COMMIT; DELETE FROM metric",
    "VACUUM",
]
OF_SQLITE = [
    "ATTACH '/tmp/x.db' AS x",
    "PRAGMA query_only = OFF",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA writable_schema = ON",
    "SELECT load_extension('x')",
    "DETACH main",
    "REINDEX",
    "BEGIN",
]
OF_POSTGRESQL = [
    "SET default_transaction_read_only = off",
    "SET ROLE postgres",
    "COPY metric TO '/tmp/x'",
    "COPY (SELECT 1) TO PROGRAM 'touch /tmp/x'",
    "DO $$ BEGIN DELETE FROM metric; END $$",
    "SELECT set_config('transaction_read_only', 'off', false) FROM metric",
    "SELECT nextval('x')",
    "SELECT 1 INTO x",
    "LOCK TABLE metric",
    "1) ; DELETE FROM metric; --",
]


def test_nothing_can_be_changed(browser: Browser, engine: Engine) -> None:
    of = {"sqlite": OF_SQLITE, "postgresql": OF_POSTGRESQL}[engine.dialect.name]
    before = dump(engine)
    for sql in (*WRITES, *of, "SELEC 1", "--", "/*"):
        shown = browser.get("/sql", params={"sql": sql})
        assert (shown.status_code, 'role="alert"' in shown.text) == (400, True), sql
        assert browser.get("/sql.csv", params={"sql": sql}).status_code == 400, sql
        # The connection serves the next question as before.
        assert browser.get("/sql", params={"sql": "SELECT 1 AS one"}).status_code == 200, sql
    assert dump(engine) == before
    assert len(rows(engine, "SELECT * FROM v_report")) == 1


def test_a_query_is_stopped_in_time(browser: Browser, engine: Engine) -> None:
    endless = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    )
    with pytest.raises(RefusedQueryError, match="秒，已停止"):
        ask(browser, endless, seconds=0.2)
    assert ask(browser, "SELECT 1", seconds=5)


def test_a_value_that_fills_the_memory_is_refused(browser: Browser, engine: Engine) -> None:
    if engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL keeps such values to its own process")
    with pytest.raises(RefusedQueryError, match="too big"):
        ask(browser, "SELECT zeroblob(1000000000)")
    with pytest.raises(RefusedQueryError):
        ask(browser, f"SELECT 'a' LIKE '{'%a' * 300}'")


def test_rows_are_cut_and_that_is_said(browser: Browser) -> None:
    many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500) "
    shown = browser.get("/sql", params={"sql": many + "SELECT i FROM n"}).text
    assert "还有更多" in shown
    assert shown.count("<tr>") == 1001
    saved = browser.get("/sql.csv", params={"sql": many + "SELECT i FROM n"}).text
    assert len(saved.splitlines()) == 1501


def test_files_hold_numbers_as_numbers_and_no_formulas(browser: Browser) -> None:
    sql = "SELECT '=HYPERLINK(1)' AS words, 63.5 AS number, '部门' AS name"
    saved = browser.get("/sql.csv", params={"sql": sql})
    assert saved.content.startswith("\ufeff".encode())
    assert saved.text.splitlines()[1] == "'=HYPERLINK(1),63.5,部门"
    book = openpyxl.load_workbook(io.BytesIO(browser.get("/sql.xlsx", params={"sql": sql}).content))
    cells = list(book.active.iter_rows(values_only=True))  # type: ignore[union-attr]
    assert cells == [("words", "number", "name"), ("=HYPERLINK(1)", 63.5, "部门")]
    assert book.active["A2"].data_type == "s"  # type: ignore[index]


def test_every_named_query_fills_the_box_and_runs(browser: Browser) -> None:
    for name in named_queries():
        shown = browser.get("/sql", params={"query": name})
        assert (shown.status_code, "SELECT" in shown.text) == (200, True), name


def test_every_column_is_explained_and_no_more(engine: Engine) -> None:
    with engine.connect() as connection:
        described = describe(connection)
    for view in described:
        assert [name for name, meaning in view.columns if not meaning] == [], view.name
    own = {v: set(s.get("columns", {})) for v, s in dictionary()["views"].items()}
    for view in described:
        assert own[view.name] <= {name for name, _ in view.columns}, view.name


def dictionary() -> dict[str, dict[str, dict[str, object]]]:
    import yaml

    path = Path(__file__).parents[1] / "models/views/dictionary.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def test_a_long_value_is_cut_on_the_page_alone(browser: Browser) -> None:
    long = "长" * 400
    shown = browser.get("/sql", params={"sql": f"SELECT '{long}' AS words"}).text
    assert f"<td>{'长' * page.SHOWN_CHARACTERS}…</td>" in shown
    assert long in browser.get("/sql.csv", params={"sql": f"SELECT '{long}' AS words"}).text
