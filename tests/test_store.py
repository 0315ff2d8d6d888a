"""What is stored is what was read; stored twice is stored once."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, func, insert, select
from sqlalchemy.exc import IntegrityError

from models.database import open_database, open_to_read, parse_url
from models.document import Block, BlockKind, Cell, Table
from models.finding import Finding, IndicatorResult, Outcome, RuleOutcome, Severity, Verdict
from models.problem import Problem
from models.span import Span
from models.tables import finding_review, metadata, quantity, report, schema_state
from pipeline.storing import load_document
from tests.databases import dump, rows, store
from tests.factories import Figure, make_report

BUDGET = Figure("申请预算资金", "2538.12万元", "budget_adjusted")
SPENT = Figure("实际支出", "2474.64万元", "expenditure_actual")
RATE = Figure("预算执行率为", "97.50%", "budget_execution_rate")
SURPLUS = Finding(
    "B04",
    Verdict.HARD,
    Severity.HIGH,
    "年末结余0万元，与预算减支出63.48万元不符",
    "0万元",
    "63.48万元",
    span=Span(9, 20),
    observations=(1, 0),
)


def test_migrations_give_exactly_the_tables_of_the_models(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_table_of_ours})
        assert compare_metadata(context, metadata) == []


def is_table_of_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Not one of the tables in which a database keeps its full-text index."""
    return not (kind == "table" and str(name).startswith("report_search"))


def _is_in_models(name: str | None, kind: str, _parents: object) -> bool:
    """Whether the models speak of it: the search index is each database's own."""
    return kind != "table" or not (name or "").startswith("report_search")


def test_every_span_reslices_to_what_was_printed(engine: Engine) -> None:
    store(engine, make_report(BUDGET, SPENT, RATE, tail="结余𠀀留待下年。"))
    found = rows(
        engine,
        """SELECT q.printed, q.quote,
                  substr(c.text, q.char_start + 1, q.char_end - q.char_start) AS slice
           FROM v_quantity q JOIN report_content c ON c.report_id = q.report_id
           ORDER BY q.quantity_id""",
    )
    assert [row["slice"] for row in found] == ["2538.12万元", "2474.64万元", "97.50%"]
    assert [row["printed"] for row in found] == [row["slice"] for row in found]
    assert found[0]["quote"] == "申请预算资金2538.12万元。"


def test_values_are_exact_in_sql(engine: Engine) -> None:
    store(engine, make_report(Figure("差旅费", "0.10元"), Figure("会议费", "0.20元"), RATE))
    exact = "SELECT sum(value_scaled) AS total FROM v_quantity WHERE kind = 'amount'"
    assert rows(engine, exact) == [{"total": 3000}]
    found = rows(engine, "SELECT value, value_upper FROM v_quantity WHERE kind = 'percent'")
    assert [Decimal(str(row["value"])) for row in found] == [Decimal("97.5")]
    assert found[0]["value_upper"] is None


def test_a_whole_value_is_shown_whole(engine: Engine) -> None:
    store(engine, make_report(BUDGET))
    assert str(rows(engine, "SELECT value FROM v_quantity")[0]["value"]) == "25381200"


def test_stored_twice_is_stored_once(engine: Engine) -> None:
    result = make_report(
        BUDGET,
        SPENT,
        replace(RATE, parent=0),
        findings=(SURPLUS, SURPLUS),
        outcomes=(RuleOutcome("B04", Outcome.FOUND, 1),),
        indicators=(line_of_a_form(),),
    )
    first = store(engine, result)
    before = dump(engine)
    assert before["finding_quantity"]
    assert store(engine, result) == first
    assert dump(engine) == before


def line_of_a_form() -> IndicatorResult:
    return IndicatorResult(
        "产出指标",
        "数量指标",
        "检查企业数",
        "≥20家",
        "21家",
        Decimal("10"),
        Decimal("9.75"),
        "",
        Span(0, 5),
        target_observation=0,
    )


def test_a_parent_may_stand_after_its_parts(engine: Engine) -> None:
    part = Figure("其中中央", "500.80万元", parent=1)
    store(engine, make_report(part, BUDGET))
    found = rows(engine, "SELECT quantity_id, parent_quantity_id FROM v_quantity ORDER BY 1")
    assert found[0]["parent_quantity_id"] == found[1]["quantity_id"]


def test_a_document_comes_back_as_it_was_read(engine: Engine) -> None:
    result = make_report(BUDGET, SPENT)
    document = replace(
        result.document,
        blocks=(
            Block(BlockKind.PARAGRAPH, Span(0, 9), 1, 2, Span(0, 2), "3/0", True),
            Block(BlockKind.TABLE, Span(10, 24), is_contents=True),
        ),
        tables=(Table(Span(10, 24), (Cell(Span(10, 16), 0, 0, 1, 2, "0.00%"),), "附表", 2),),
        running_heads=("云溪县应急管理局",),
        notes=("2 line ends repaired",),
        pages=(Span(0, 9), Span(10, 24)),
        confidence=((Span(0, 9), 0.97),),
    )
    [report_id] = store(engine, replace(result, document=document))
    with engine.connect() as connection:
        assert load_document(connection, report_id) == document
        with pytest.raises(LookupError):
            load_document(connection, report_id + 1)


def test_a_review_survives_a_rereading(engine: Engine) -> None:
    result = make_report(BUDGET, SPENT, findings=(SURPLUS,))
    [report_id] = store(engine, result)
    with engine.begin() as connection:
        mark = connection.exec_driver_sql("SELECT fingerprint FROM finding").scalar_one()
        connection.execute(
            insert(finding_review).values(
                report_id=report_id,
                fingerprint=mark,
                status="explained",
                reviewer_note="已上缴国库",
                reviewer="周",
                reviewed_at="2025-05-01T00:00:00Z",
            )
        )
    moved = replace(SURPLUS, span=Span(10, 21))
    store(engine, replace(result, findings=(moved,)))
    found = rows(engine, "SELECT status, reviewer_note, char_start, quantity_ids FROM v_finding")
    assert found == [
        {
            "status": "explained",
            "reviewer_note": "已上缴国库",
            "char_start": 10,
            "quantity_ids": "[1000002,1000001]",
        }
    ]


def test_a_report_that_cannot_be_written_leaves_nothing(engine: Engine) -> None:
    broken = Finding("X01", Verdict.HARD, Severity.LOW, "引用不存在的数字", observations=(99,))
    with pytest.raises(IntegrityError):
        store(engine, make_report(BUDGET, findings=(broken,)))
    with engine.connect() as connection:
        for table in (report, quantity):
            assert connection.scalar(select(func.count()).select_from(table)) == 0


def test_a_database_of_a_newer_version_is_left_alone(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        connection.execute(schema_state.update().values(fingerprint="newer"))
    with pytest.raises(Problem, match="newer version of Jixiao"):
        open_database(engine.url.render_as_string(hide_password=False))


def test_a_reader_cannot_write(engine: Engine) -> None:
    reader = open_to_read(engine.url.render_as_string(hide_password=False))
    with reader.connect() as connection, pytest.raises(Exception, match=r"read.?only"):
        connection.exec_driver_sql("DELETE FROM report")
    reader.dispose()


@pytest.mark.parametrize("url", ["mysql://host/db", "sqlite:///:memory:", "sqlite:///"])
def test_databases_that_cannot_serve_are_named(url: str) -> None:
    with pytest.raises(Problem):
        open_database(url)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "报告.db"
    path.write_text("这不是数据库" * 200, encoding="utf-8")
    with pytest.raises(Problem, match="not a database"):
        open_database(str(path))
    with pytest.raises(Problem, match="jixiao ingest"):
        open_to_read(str(tmp_path / "没有.db"))


def test_a_path_with_odd_characters_is_a_database(tmp_path: Path) -> None:
    path = tmp_path / "绩效 100%?#.db"
    open_database(str(path)).dispose()
    open_to_read(str(path)).dispose()
    assert path.is_file()
    assert parse_url(str(path)).database == str(path)
