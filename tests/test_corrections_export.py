"""Corrections as gold cases, and on the command line."""

import json
from pathlib import Path

from sqlalchemy import Engine
from typer.testing import CliRunner

from models.tables import CorrectedField as Field
from pipeline.commands import corrections as command
from pipeline.correcting import Change
from pipeline.correcting.gold import gold_cases
from tests.databases import store
from tests.factories import Figure, make_report
from tests.test_correcting import BUDGET, MISSED, SPENT, correct, take_back


def test_gold_cases_hold_what_stands_and_reslice(engine: Engine, tmp_path: Path) -> None:
    item = Figure("行政运行", "900.00万元")
    store(
        engine, make_report(BUDGET, SPENT, item, tail="公车八辆。"), make_report(BUDGET, year=2023)
    )
    correct(engine, 1, "2474.64万元", Change(Field.VALUE, "24746400", "24746400.05"))
    correct(engine, 1, "2538.12万元", Change(Field.QUANTITY, "2538.12万元", None))
    correct(
        engine, 1, "900.00万元",
        Change(Field.LINE_ITEM, None, "行政运行（项）"),
        Change(Field.METRIC, None, "budget_initial"),
    )  # fmt: skip
    correct(engine, 1, "八辆", Change(Field.QUANTITY, None, MISSED))
    [gone] = correct(engine, 2, "2538.12万元", Change(Field.VALUE, "25381200", "1"))
    take_back(engine, gone)
    with engine.connect() as connection:
        [case] = [case for case in gold_cases(connection) if case["quantities"]]
    assert case["report"]["department"] == "云溪县应急管理局"
    for one in case["quantities"] + case["ignored"]:
        assert case["text"][one["start"] : one["end"]] == one["text"]
    said = [{k: v for k, v in q.items() if k not in {"start", "end"}} for q in case["quantities"]]
    assert said == [
        {"text": "2474.64万元", "kind": "amount", "value": "24746400.05", "unit": "元",
         "metric": "expenditure_actual", "year": 2024},
        {"text": "900.00万元", "kind": "amount", "value": "9000000", "unit": "元",
         "item": "行政运行（项）", "item_measure": "budget_initial", "year": 2024},
        {"text": "八辆", "kind": "count", "value": "8", "unit": "辆",
         "metric": "official_vehicles"},
    ]  # fmt: skip
    assert [one["text"] for one in case["ignored"]] == ["2538.12万元"]


def test_the_commands(engine: Engine, tmp_path: Path) -> None:
    url = engine.url.render_as_string(hide_password=False)
    runner = CliRunner()
    assert "no corrections yet" in runner.invoke(command.app, ["list", "--db", url]).output
    store(engine, make_report(SPENT))
    correct(engine, 1, "2474.64万元", Change(Field.VALUE, "24746400", "7"))
    listed = runner.invoke(command.app, ["list", "--db", url], env={"COLUMNS": "300"}).output
    assert "与附表核对" in listed
    target = tmp_path / "gold.json"
    assert runner.invoke(command.app, ["export", str(target), "--db", url]).exit_code == 0
    assert json.loads(target.read_text("utf-8"))[0]["quantities"][0]["value"] == "7"
