"""The short lists hold what the quantities say: when a report is stored, and ever after."""

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine, event, text

from models.digesting import REPORTS_AT_ONCE, refresh_digests, stale_digests
from models.digests import Said, digests, funds, misses, prior_figures, projects, two_values
from models.finding import IndicatorResult
from models.mention import Comparator
from models.observation import Point
from models.queries import named_query
from models.span import Span
from models.tables import CorrectedField as Field
from models.tables.digests import DIGESTS, missed_target
from models.tables.figures import refresh_figures
from models.views import run_plain
from pipeline.analyse import analyse_text
from pipeline.correcting import Change
from tests.databases import dump, emptied, opened, rows, store
from tests.factories import Figure, make_report
from tests.samples.text import render
from tests.samples.years import REPORTS
from tests.test_correcting import correct

LISTS = {table.name for table in (*DIGESTS, missed_target)}
BONDS = "treasury_additional"


def said(
    value: int | None, metric: str = "budget_adjusted", start: int = 0, **fields: object
) -> Said:
    """A figure of 2024 in running text, unless ``fields`` say otherwise."""
    known = Said(
        metric, "amount", "元", value, 2024, Point.YEAR, "all", "all", "all", None,
        Comparator.EQUAL, is_primary=True, is_target=False, is_threshold=False, table_index=None,
        char_start=start,
    )  # fmt: skip
    return known._replace(**fields)


def lists(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    return {name: held for name, held in dump(engine).items() if name in LISTS}


def form_line(target: int, actual: int) -> IndicatorResult:
    return IndicatorResult(
        "产出", "数量", "培训", "≥20个", "18个", None, None, "", Span(0, 5),
        target_observation=target, actual_observation=actual,
    )  # fmt: skip


def test_funds_are_counted_once_whatever_the_books_they_stand_in() -> None:
    of_all_books = [said(100), said(80, budget_book="general"), said(20, budget_book="capital")]
    assert funds(of_all_books, 2024) == [("all", "all", 100, None)]
    assert funds(of_all_books[1:], 2024) == [("all", "all", 100, None)]


def test_funds_said_at_two_points_are_counted_once() -> None:
    at_end = said(100)._replace(point=Point.END)
    assert funds([said(100), at_end], 2024) == [("all", "all", 100, None)]
    assert funds([at_end, said(90)], 2024) == [("all", "all", 90, None)]
    books = [said(80, budget_book="general"), at_end._replace(budget_book="capital")]
    assert funds([*books, at_end._replace(budget_book="general")], 2024) == [
        ("all", "all", 180, None)
    ]
    assert funds([said(100)._replace(point=Point.START)], 2024) == []


def test_funds_are_those_of_the_year_and_of_the_department_itself() -> None:
    others = (
        said(1, value_year=2023),
        said(2, line_item="防汛"),
        said(3, is_primary=False),
        said(4, "project_budget"),
        said(None),
    )
    assert funds(others, 2024) == []
    spent = said(5, "expenditure_actual", fund_type=BONDS, fund_level="central")
    assert funds([*others, spent], 2024) == [(BONDS, "central", None, 5)]


def test_of_a_project_the_largest_figures_count() -> None:
    figures = (
        said(100, "project_budget", line_item="防汛"),
        said(60, "project_actual", line_item="防汛"),
        said(90, "budget_adjusted", line_item="防汛"),
        said(70, "expenditure_actual"),
        said(900, "project_budget", line_item="抗旱", fund_type=BONDS),
    )
    assert projects(figures) == [(1, "防汛", 100, 60), (2, None, None, 70)]


def test_a_project_is_one_by_whichever_of_its_names() -> None:
    figures = [
        said(100, "budget_adjusted", line_item="河岸整治项目"),
        said(60, "expenditure_actual", line_item="“河岸整治”项目"),
        said(60, "expenditure_actual", line_item="河岸整治"),
        said(20, "budget_adjusted", line_item="堤防项目"),
    ]
    assert projects(figures) == [(1, "河岸整治", 100, 60), (2, "堤防项目", 20, None)]
    whole = [said(90, "budget_adjusted"), said(30, "budget_adjusted", line_item="项目")]
    assert projects(whole) == [(1, None, 90, None), (2, "项目", 30, None)]


def test_two_values_tell_how_many_and_where() -> None:
    figures = (
        said(95, start=5, table_index=0),
        said(94, start=6, is_target=True),
        said(93, start=7, comparator=Comparator.AT_MOST),
        said(92, start=8, fund_type=BONDS),
        said(None, start=9),
        said(97, start=10),
        said(96, start=30),
        said(97, start=50),
    )
    key = ("budget_adjusted", "amount", 2024, "year", "all", "all")
    assert two_values(figures) == [(1, *key, 2, 96, 97, 10, 50)]
    assert two_values(figures[:-2]) == []


def test_prior_figures_are_results_of_the_year_before() -> None:
    before = said(7, value_year=2023)
    others = (
        said(1),
        before._replace(point=Point.START),
        before._replace(line_item="防汛"),
        before._replace(fund_level="central"),
        before._replace(comparator=Comparator.AT_LEAST),
        before._replace(is_primary=False),
    )
    assert prior_figures([*others, before], 2024) == [(1, "budget_adjusted", "amount", "元", 7)]
    assert prior_figures([before], None) == []


@pytest.mark.parametrize("kept", ["= 3", "= 2", "> 3", ">= 2", "< 1", "<= 2", "~ 1", "~ 2", "~ 3"])
def test_a_target_of_two_is_kept(kept: str) -> None:
    comparator, actual = kept.split()
    assert not misses(comparator, Decimal(2), Decimal(actual))


@pytest.mark.parametrize("missed", ["= 1", "> 1", "> 2", ">= 1", "< 2", "< 3", "<= 3"])
def test_a_target_of_two_is_missed(missed: str) -> None:
    comparator, actual = missed.split()
    assert misses(comparator, Decimal(2), Decimal(actual))


def test_a_list_of_every_table() -> None:
    assert len(digests([], 2024)) == len(DIGESTS)


def test_what_is_stored_is_what_the_rows_say(engine: Engine) -> None:
    texts = [one for one in REPORTS if one.form != "docx"]
    store(engine, *(analyse_text(render(one).decode(one.form)) for one in texts))
    aimed = Figure("目标", "20个", is_target=True, comparator=Comparator.AT_LEAST)
    figures = (
        aimed,
        Figure("完成", "18个"),
        Figure("预算执行率为", "96.50%", "budget_execution_rate"),
        Figure("执行率又为", "96.00%", "budget_execution_rate", is_primary=False),
        Figure("上年支出", "3万元", "expenditure_actual", year=2023),
    )
    store(engine, make_report(*figures, indicators=(form_line(0, 1), form_line(1, 0))))
    before = lists(engine)
    assert all(before[name] for name in LISTS)
    with engine.begin() as connection:
        refresh_digests(connection)
    assert lists(engine) == before


def test_an_amount_given_twice_is_no_fault_of_the_levels(engine: Engine) -> None:
    """Said once of the year and once of its end: 500, not 1000 against 300 + 200."""
    said_twice = (
        "唐山市丰南区应急管理局2023年度部门整体绩效自评报告\n"
        "2023年全年预算500万元。截至2023年12月31日，调整后预算500万元，"
        "其中中央资金300万元、省级资金200万元。"
    )
    store(engine, analyse_text(said_twice))
    wan = 10_000 * 10_000
    held = rows(engine, "SELECT fund_level, budget FROM report_fund ORDER BY 1")
    assert {str(row["fund_level"]): row["budget"] for row in held} == {
        "all": 500 * wan, "central": 300 * wan, "province": 200 * wan,
    }  # fmt: skip
    with engine.connect() as connection:
        assert run_plain(connection, named_query("funding-parts").sql).all() == []


def test_a_value_too_large_to_store_misses_nothing(engine: Engine) -> None:
    """It is known when a report is stored, but not afterwards: both must say the same."""
    figures = (
        Figure("目标", f"{10**15}个", comparator=Comparator.AT_LEAST),
        Figure("完成", "18个"),
    )
    store(engine, make_report(*figures, indicators=(form_line(0, 1),)))
    assert not lists(engine)["missed_target"]
    with engine.connect() as connection:
        assert stale_digests(connection) == {}


def test_a_list_that_went_stale_is_told(engine: Engine) -> None:
    rate, again = "budget_execution_rate", Figure("又称", "97.05%", "budget_execution_rate")
    of = (Figure("执行率", "97.50%", rate), again, Figure("支出", "1万元", "expenditure_actual"))
    store(engine, make_report(*of), make_report(*of, department="财政局"))
    with engine.begin() as connection:
        assert stale_digests(connection) == {}
        connection.execute(text("UPDATE report_fund SET spent = spent + 1 WHERE report_id = 1"))
        connection.execute(text("DELETE FROM two_values"))
        assert stale_digests(connection) == {"report_fund": 1, "two_values": 2}


def test_never_all_quantities_are_in_memory(postgresql_url: str) -> None:
    """A server's driver takes every row of an answer at once, unless told not to beforehand."""
    from psycopg import ServerCursor

    with opened(emptied(postgresql_url)) as engine:
        spent = Figure("支出", "1万元", "expenditure_actual")
        store(
            engine, *(make_report(spent, department=f"第{n}局") for n in range(REPORTS_AT_ONCE + 1))
        )
        before = lists(engine)
        taken: list[int] = []

        def note(_: object, cursor: Any, sql: str, *__: object) -> None:
            if "quantity" in sql and not isinstance(cursor, ServerCursor):
                taken.append(cursor.rowcount)

        event.listen(engine, "after_cursor_execute", note)
        with engine.begin() as connection:
            refresh_figures(connection)
            assert taken == []
            refresh_digests(connection)
        assert max(taken) == REPORTS_AT_ONCE
        assert lists(engine) == before


def test_the_lists_follow_corrections(engine: Engine) -> None:
    rate, again = "budget_execution_rate", Figure("又称", "97.05%", "budget_execution_rate")
    report, other = store(
        engine,
        make_report(Figure("执行率", "97.50%", rate), again),
        make_report(Figure("执行率", "97.50%", rate), again, department="财政局"),
    )
    both = [{"report_id": report}, {"report_id": other}]
    assert rows(engine, "SELECT report_id FROM two_values ORDER BY 1") == both
    correct(engine, report, "97.05%", Change(Field.VALUE, "97.05", "97.5"))
    assert rows(engine, "SELECT report_id FROM two_values") == both[1:]


def test_the_lists_go_with_their_report(engine: Engine) -> None:
    figures = (
        Figure("支出", "1万元", "expenditure_actual"),
        Figure("上年", "2万元", "sangong_actual", 2023),
    )
    [report] = store(engine, make_report(*figures, indicators=(form_line(0, 1),)))
    assert any(lists(engine).values())
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM report WHERE id = :id"), {"id": report})
    assert not any(lists(engine).values())
