"""Corrections apply, survive a new reading, can be taken back, and are never lost."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine, text

from models.problem import Problem
from models.result import ReportResult
from models.span import Span
from models.tables import CorrectedField as Field
from pipeline.audit import audit_report
from pipeline.correcting import Change, anchor_of, record, revert
from tests.databases import dump, rows, store
from tests.factories import Figure, make_report

BUDGET = Figure("全年预算", "2538.12万元", "budget_adjusted")
SPENT = Figure("实际支出", "2474.64万元", "expenditure_actual")
LAST_YEAR = Figure("上年支出", "2000.00万元", "expenditure_actual", year=2023)
AGAIN = Figure("决算支出", "2474.64万元", "expenditure_actual", is_primary=False)
JOURNAL = ("correction", "correction_state", "run", "schema_state")


def correct(
    engine: Engine, report_id: int, words: str, *changes: Change, occurrence: int = 1
) -> list[int]:
    """Correct the quantity printed so, or, for no words, the report."""
    with engine.begin() as connection:
        content = connection.scalar(
            text("SELECT text FROM report_content WHERE report_id = :id"), {"id": report_id}
        )
        place = None
        if words:
            start = [at for at in range(len(content)) if content.startswith(words, at)]
            at = start[occurrence - 1]
            place = anchor_of(content, Span(at, at + len(words)))
        return record(connection, report_id, changes, place=place, author="周", reason="与附表核对")


def take_back(engine: Engine, number: int) -> list[int]:
    with engine.begin() as connection:
        return revert(connection, number, author="周", reason="看错了行")


def values(engine: Engine) -> dict[str, object]:
    found = rows(engine, "SELECT printed, value FROM v_quantity ORDER BY char_start")
    return {str(row["printed"]): row["value"] for row in found}


def states(engine: Engine) -> list[object]:
    return [row["state"] for row in rows(engine, "SELECT state FROM v_correction ORDER BY 1")]


def test_a_corrected_value_is_everywhere_and_the_printed_one_stays(engine: Engine) -> None:
    [report] = store(engine, make_report(BUDGET, SPENT))
    correct(engine, report, "2474.64万元", Change(Field.VALUE, "24746400", "24746400.05"))
    found = rows(engine, "SELECT printed, value_scaled, is_corrected FROM v_quantity ORDER BY 1")
    assert [tuple(row.values()) for row in found] == [
        ("2474.64万元", 247464000500, True),
        ("2538.12万元", 253812000000, False),
    ]
    assert rows(engine, "SELECT value_scaled FROM v_own_figure ORDER BY 1") == [
        {"value_scaled": 247464000500},
        {"value_scaled": 253812000000},
    ]
    [row] = rows(engine, "SELECT expenditure_actual_wan AS wan FROM v_department_year")
    assert float(str(row["wan"])) == pytest.approx(2474.640005)
    [kept] = rows(engine, "SELECT author, reason, old_value, new_value, state FROM v_correction")
    assert list(kept.values()) == ["周", "与附表核对", "24746400", "24746400.05", "applied"]


def test_a_correction_survives_a_reading_that_moved_and_renumbered_everything(
    engine: Engine,
) -> None:
    first = make_report(BUDGET, SPENT, AGAIN)
    [report] = store(engine, first)
    correct(engine, report, "2474.64万元", Change(Field.VALUE, "24746400", "99"), occurrence=2)
    newer = make_report(Figure("编制", "65人"), BUDGET, SPENT, AGAIN)
    [again] = store(engine, same_content(newer, first))
    assert again == report
    found = rows(engine, "SELECT label, value FROM v_quantity ORDER BY char_start")
    assert {row["label"]: row["value"] for row in found} == {
        "编制": 65, "全年预算": 25381200, "实际支出": 24746400, "决算支出": 99,
    }  # fmt: skip
    assert states(engine) == ["applied"]


def same_content(newer: ReportResult, older: ReportResult) -> ReportResult:
    """``newer`` as another reading of the bytes that ``older`` was read from."""
    source = replace(newer.document.source, sha256=older.document.source.sha256)
    return replace(newer, document=replace(newer.document, source=source))


def test_a_correction_whose_place_is_gone_is_listed_and_comes_back(engine: Engine) -> None:
    first = make_report(BUDGET, SPENT)
    [report] = store(engine, first)
    correct(engine, report, "2474.64万元", Change(Field.VALUE, "24746400", "99"))
    store(engine, same_content(make_report(BUDGET), first))
    assert states(engine) == ["inapplicable"]
    assert values(engine) == {"2538.12万元": 25381200}
    store(engine, first)
    assert states(engine) == ["applied"]
    assert values(engine)["2474.64万元"] == 99


def test_taking_back_leaves_what_was_read(engine: Engine) -> None:
    made = make_report(BUDGET, SPENT, AGAIN, LAST_YEAR, tail="另有八辆公车。")
    findings, outcomes = audit_report(made)
    [report] = store(engine, replace(made, findings=findings, outcomes=outcomes))
    before = dump(engine, *JOURNAL)
    numbers = [
        *correct(
            engine, report, "2474.64万元",
            Change(Field.VALUE, "24746400", "1"), Change(Field.METRIC, "expenditure_actual", None),
        ),
        *correct(engine, report, "2538.12万元", Change(Field.QUANTITY, "2538.12万元", None)),
        *correct(engine, report, "八辆", Change(Field.QUANTITY, None, MISSED)),
        *correct(engine, report, "", Change(Field.FISCAL_YEAR, "2024", "2022")),
    ]  # fmt: skip
    assert dump(engine, *JOURNAL) != before
    for number in numbers:
        assert take_back(engine, number)
        assert take_back(engine, number) == []
    assert dump(engine, *JOURNAL) == before


MISSED = '{"kind": "count", "value": "8", "unit": "辆", "metric_code": "official_vehicles"}'


def test_a_reverted_revert_applies_again(engine: Engine) -> None:
    [report] = store(engine, make_report(SPENT))
    [number] = correct(engine, report, "2474.64万元", Change(Field.VALUE, "24746400", "7"))
    [back] = take_back(engine, number)
    assert states(engine) == ["applied", "reverted"]
    take_back(engine, back)
    assert values(engine) == {"2474.64万元": 7}


def test_the_later_of_two_corrections_stands(engine: Engine) -> None:
    [report] = store(engine, make_report(SPENT))
    correct(engine, report, "2474.64万元", Change(Field.VALUE, "24746400", "7"))
    [later] = correct(engine, report, "2474.64万元", Change(Field.VALUE, "7", "8"))
    assert values(engine) == {"2474.64万元": 8}
    take_back(engine, later)
    assert values(engine) == {"2474.64万元": 7}


def test_what_is_no_quantity_is_no_row_and_another_statement_speaks_for_it(
    engine: Engine,
) -> None:
    [report] = store(engine, make_report(SPENT, replace(AGAIN, printed="2500.00万元")))
    correct(engine, report, "2474.64万元", Change(Field.QUANTITY, "2474.64万元", None))
    assert values(engine) == {"2500.00万元": 25000000}
    [row] = rows(engine, "SELECT expenditure_actual_wan AS wan FROM v_department_year")
    assert float(str(row["wan"])) == 2500


def test_a_missed_quantity_becomes_a_row_at_its_place(engine: Engine) -> None:
    [report] = store(engine, make_report(SPENT, tail="公务用车八辆，均在用。\n"))
    correct(engine, report, "八辆", Change(Field.QUANTITY, None, MISSED))
    [row] = rows(engine, "SELECT * FROM v_quantity WHERE kind = 'count'")
    assert (row["printed"], row["value"], row["unit"], row["quote"]) == (
        "八辆", 8, "辆", "公务用车八辆，均在用。",
    )  # fmt: skip
    assert (row["is_primary"], row["section_path"]) == (True, "部门整体概况")
    correct(engine, report, "八辆", Change(Field.VALUE, "8", "9"))
    assert values(engine)["八辆"] == 9
    correct(engine, report, "八辆", Change(Field.QUANTITY, "八辆", None))
    assert list(values(engine)) == ["2474.64万元"]


def test_the_kind_changes_with_the_steps_of_its_value(engine: Engine) -> None:
    [report] = store(engine, make_report(Figure("完成", "97.5个")))
    correct(
        engine, report, "97.5个",
        Change(Field.KIND, "count", "percent"), Change(Field.UNIT, "个", "%"),
    )  # fmt: skip
    [row] = rows(engine, "SELECT kind, unit, value, value_scaled FROM v_quantity")
    assert (row["kind"], row["unit"], row["value_scaled"]) == ("percent", "%", 97_500_000)


def test_department_year_and_type_of_a_report(engine: Engine) -> None:
    [report] = store(engine, make_report(SPENT, LAST_YEAR))
    correct(
        engine, report, "",
        Change(Field.FISCAL_YEAR, "2024", "2022"),
        Change(Field.DEPARTMENT, "云溪县应急管理局", "唐山市丰南区应急局"),
        Change(Field.REPORT_TYPE, "dept_overall_self", "final_account"),
    )  # fmt: skip
    [row] = rows(engine, "SELECT * FROM v_report")
    assert (row["fiscal_year"], row["report_type"]) == (2022, "final_account")
    assert (row["department"], row["region_code"]) == ("唐山市丰南区应急管理局", "130207")
    assert row["is_corrected"]
    # The years of the figures follow from the report's own.
    found = rows(engine, "SELECT value_year FROM v_quantity ORDER BY char_start")
    assert [one["value_year"] for one in found] == [2022, 2021]


def test_a_department_that_nobody_knows_is_not_applied(engine: Engine) -> None:
    [report] = store(engine, make_report(SPENT))
    correct(engine, report, "", Change(Field.DEPARTMENT, None, "某某局"))
    assert states(engine) == ["inapplicable"]
    assert rows(engine, "SELECT department AS d FROM v_report") == [{"d": "云溪县应急管理局"}]


def test_the_journal_refuses_what_has_no_reason_and_outlives_its_report(engine: Engine) -> None:
    [report] = store(engine, make_report(SPENT))
    change = Change(Field.FISCAL_YEAR, "2024", "2023")
    with engine.begin() as connection:
        with pytest.raises(Problem):
            record(connection, report, [change], place=None, author="周", reason=" ")
        with pytest.raises(LookupError):
            record(connection, 99, [change], place=None, author="周", reason="无")
    [number] = correct(engine, report, "", change)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM quantity"))
        connection.execute(text("DELETE FROM report"))
        with pytest.raises(LookupError):
            revert(connection, number, author="周", reason="无")
    assert states(engine) == ["inapplicable"]
