"""Comparing: several metrics, charts of one unit each, rates twice, and where each is said."""

import csv
import io
import json
import re
import sqlite3
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import Engine

from pipeline.asking.execution import BANDS, BOUNDS, executed, rate_bands
from pipeline.asking.rates import rates_of, recomputable
from pipeline.workbench.charts import MISSING, MOST_LINES, charts_of
from pipeline.workbench.comparison import compare, departments, years
from pipeline.workbench.definitions import define
from tests.databases import opened, store
from tests.factories import Figure, make_report
from tests.workbench import Browser, browser_over


def said(budget: str, spent: str, rate: str = "", staff: str = "") -> list[Figure]:
    figures = [
        Figure("全年预算", budget, "budget_adjusted"),
        Figure("实际支出", spent, "expenditure_actual"),
    ]
    figures += [Figure("执行率", rate, "budget_execution_rate")] if rate else []
    figures += [Figure("在职", staff, "staff_actual")] if staff else []
    return figures


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Three departments: one of two years, one that contradicts itself, one that says little."""
    with opened(f"sqlite:///{tmp_path}/test.db") as engine:
        store(
            engine,
            make_report(*said("100.00万元", "80.00万元", "80%", "6人")),
            make_report(*said("50.00万元", "49.00万元"), year=2023),
            make_report(*said("10.00万元", "9.50万元", "85%"), department="教育局"),
            make_report(Figure("在职", "9人", "staff_actual"), department="财政局"),
        )
        yield engine


@pytest.fixture
def browser(engine: Engine) -> Browser:
    return browser_over(engine)


def charts(engine: Engine, kind: str, *metrics: str, only: tuple[int, ...] = ()) -> list[Any]:
    with engine.connect() as database:
        shown, _ = departments(database)
        found = compare(database, metrics, shown, only or years(database))
        return charts_of(found, kind)


def drawn(page: str) -> list[dict[str, Any]]:
    """The data of every chart of a page."""
    return [json.loads(one) for one in re.findall(r'application/json">(.*?)</script>', page)]


def test_metrics_of_different_units_share_no_axis(engine: Engine) -> None:
    metrics = ("expenditure_actual", "staff_actual", "budget_adjusted", "budget_execution_rate")
    bars = charts(engine, "bar", *metrics, only=(2024,))
    assert [(chart["unit"], len(chart["series"])) for chart in bars] == [
        ("万元", 2), ("人", 1), ("%", 1),
    ]  # fmt: skip
    lines = charts(engine, "line", *metrics)
    assert [chart["unit"] for chart in lines] == ["万元", "人", "万元", "%"]


def test_of_one_department_metrics_of_one_unit_are_one_chart(browser: Browser) -> None:
    page = browser.get(
        "/compare?metric=expenditure_actual&metric=budget_adjusted&metric=staff_actual"
        "&department=999901-应急管理局"
    ).text
    found = drawn(page)
    assert [(c["kind"], c["unit"], [s["name"] for s in c["series"]]) for c in found] == [
        ("line", "万元", ["实际支出数", "调整后预算数"]), ("line", "人", ["在职人员数"]),
    ]  # fmt: skip
    assert found[0]["series"][0]["data"] == [
        {"value": 49.0, "place": "/reports/2#q2000002"},
        {"value": 80.0, "place": "/reports/1#q1000002"},
    ]


def test_what_is_missing_leaves_a_gap_and_a_word(engine: Engine) -> None:
    [line] = charts(engine, "line", "expenditure_actual")
    by_name = {one["name"]: one["data"] for one in line["series"]}
    assert by_name["云溪县教育局"][0] is None
    assert "云溪县财政局" not in by_name
    [bar] = charts(engine, "bar", "expenditure_actual", only=(2024,))
    assert bar["categories"] == ["云溪县应急管理局", "云溪县教育局", "云溪县财政局" + MISSING]
    assert bar["series"][0]["data"][2] is None


def test_a_missing_value_leads_to_the_report_that_lacks_it(browser: Browser) -> None:
    page = browser.get("/compare?metric=expenditure_actual&year=2023&year=2024").text
    assert page.count('<span class="missing" title="没有该年度的报告">缺</span>') == 2
    assert page.count('<a class="missing" href="/reports/4"') == 1


def test_more_lines_than_one_can_tell_apart_are_left_out_and_said(tmp_path: Path) -> None:
    with opened(f"sqlite:///{tmp_path}/many.db") as engine:
        offices = [f"{name}局" for name in "甲乙丙丁戊己庚辛壬癸子丑寅卯"]
        for office in offices:
            store(engine, make_report(*said("9.00万元", "8.00万元"), department=office))
            store(engine, make_report(*said("9.00万元", "7.00万元"), department=office, year=2023))
        [line] = charts(engine, "line", "expenditure_actual")
        assert (len(line["series"]), line["left_out"]) == (MOST_LINES, 14 - MOST_LINES)
        assert "还有 2 个部门未画" in browser_over(engine).get("/compare").text


def test_the_address_holds_every_choice(browser: Browser) -> None:
    address = "/compare?metric=staff_actual&metric=budget_adjusted&year=2024&chart=line"
    page = browser.get(address).text
    assert page.count(" checked") == 3
    assert '<option value="line" selected>' in page
    assert [chart["kind"] for chart in drawn(page)] == ["line", "line"]


def test_definitions_and_sources_stand_beside_the_figures(browser: Browser) -> None:
    page = browser.get("/compare?metric=staff_control_rate&metric=expenditure_actual").text
    assert "公式：在职人员数÷编制数×100" in page
    assert "通常目标≤100%，越低越好，一般不超过100。" in page
    assert "财预〔2013〕53号" in page
    assert "本年实际完成的支出" in page
    assert define("no_such_metric") is None


def test_every_rate_that_the_views_recompute_can_be_drawn(engine: Engine) -> None:
    with engine.connect() as database:
        known = recomputable(database)
        assert {"budget_execution_rate", "sangong_change_rate"} <= known
        assert "satisfaction_rate" not in known
        keys = [key for key, _ in departments(database)[0]]
        for rate in known:
            rates_of(database, rate, keys, [2024])
        with pytest.raises(LookupError):
            rates_of(database, "satisfaction_rate", keys, [2024])


def test_stated_against_recomputed(browser: Browser) -> None:
    page = browser.get("/compare?chart=scatter&metric=expenditure_actual").text
    [chart] = drawn(page)
    points = [point for one in chart["series"] for point in one["data"]]
    assert [(p["name"], p["value"], p["place"]) for p in points] == [
        ("云溪县应急管理局 2024", [80.0, 80.0], "/reports/1#q1000003"),
        ("云溪县教育局 2024", [85.0, 95.0], "/reports/3#q3000003"),
    ]
    assert "-10" in page
    assert "metric=expenditure_actual&amp;metric=budget_adjusted" in page
    text = browser.get("/compare.csv?chart=scatter").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0][3:] == ["报告所列（%）", "重算（%）", "相差（百分点）"]
    assert ["预算执行率", "云溪县教育局", "2024", "85", "95", "-10"] in rows
    assert ["预算执行率", "云溪县应急管理局", "2023", "", "98", ""] in rows


def test_several_metrics_are_downloaded_side_by_side(browser: Browser) -> None:
    address = "metric=expenditure_actual&metric=staff_actual&year=2024"
    book = openpyxl.load_workbook(io.BytesIO(browser.get(f"/compare.xlsx?{address}").content))
    table = [[cell.value for cell in row] for row in book["比较"].rows]
    assert table[0] == ["部门", "实际支出数（万元） 2024", "在职人员数（人） 2024"]
    assert ["云溪县应急管理局", 80, 6] in table
    assert ["云溪县财政局", None, 9] in table


def test_who_executed_too_little_and_where_it_says_so(browser: Browser) -> None:
    overview = browser.get("/").text
    assert '<a href="/execution?year=2024&amp;below=90"><b>1</b> 个部门 2024 年' in overview
    page = browser.get("/execution?year=2024&below=90").text
    assert "共 1 个部门" in page
    assert '<a href="/reports/1#q1000003">执行率<mark class="hit">80%</mark>。</a>' in page
    assert '<a href="/reports/1#q1000002">80.00</a>' in page
    assert "教育局" not in page
    rows = list(csv.reader(io.StringIO(browser.get("/execution.csv?year=2024").text)))
    assert [row[0] for row in rows[1:]] == ["云溪县应急管理局", "云溪县教育局"]
    assert browser.get("/execution?year=2024&below=x").status_code == 422


def test_a_field_that_was_cleared_asks_for_nothing(browser: Browser) -> None:
    every = browser.get("/execution?year=2024")
    cleared = browser.get("/execution?year=2024&below=&band=")
    assert (every.status_code, cleared.status_code) == (200, 200)
    assert cleared.text.count("<tr>") == every.text.count("<tr>") > 1
    assert 'size="6" value=""' in cleared.text
    assert 'size="6" value="90"' in every.text
    assert browser.get("/execution?year=&below=90").status_code == 200
    for ending in ("csv", "xlsx"):
        assert browser.get(f"/execution.{ending}?year=2024&below=").status_code == 200
    assert browser.get("/execution?below=x").status_code == 422
    assert browser.get("/reports?year=&region=&words=").status_code == 200


def test_more_departments_than_one_statement_can_name(engine: Engine) -> None:
    """SQLite takes 32,766 values unless it was built to take more; so does every machine here."""
    with engine.connect() as database:
        connection = database.connection.driver_connection
        assert connection is not None
        connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 32_766)
        shown, _ = departments(database)
        made_up = [(f"made-up-{number}", "某局") for number in range(33_000)]
        few = compare(database, ["expenditure_actual"], shown, years(database))
        many = compare(database, ["expenditure_actual"], shown + made_up, years(database))
        assert many.columns == few.columns
        assert len(many.columns[0].figures) == 3
        assert many.reports == few.reports
        keys = [key for key, _ in made_up + shown]
        rates = rates_of(database, "budget_execution_rate", keys, years(database))
        assert rates == rates_of(database, "budget_execution_rate", keys[33_000:], years(database))
        assert rates


def test_each_band_lists_as_many_departments_as_it_counts(engine: Engine) -> None:
    with engine.connect() as database:
        bands = rate_bands(database)
        for year, counts in bands["years"].items():
            listed = [len(executed(database, year, band=band)) for band in range(len(BANDS))]
            assert listed == counts
            assert len(executed(database, year, below=Decimal(90))) == bands["slow"][year]
    assert len(BANDS) == len(BOUNDS) + 1
