"""The API does what its own description says, and gives exact numbers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, given, settings
from sqlalchemy import Engine, text

from pipeline.workbench.api import ROUTERS
from pipeline.workbench.app import app_over
from tests.databases import opened, rows, store
from tests.factories import Figure, make_report
from tests.test_store import SURPLUS
from tests.workbench import Browser, browser_over

SPENT = Figure("实际支出", "2474.64万元", "expenditure_actual")
ODD = Figure("其中", "0.1000元", "basic_actual")
BASE = "/api/v1"


@pytest.fixture
def browser(engine: Engine) -> Browser:
    store(
        engine,
        make_report(SPENT, ODD, findings=(SURPLUS,)),
        make_report(SPENT, department="财政局", year=2023),
    )
    return browser_over(engine)


def test_reports_are_filtered_and_paged(browser: Browser) -> None:
    page = browser.get(f"{BASE}/reports?size=1&page=2").json()
    assert (page["total"], page["page"], page["size"]) == (2, 2, 1)
    assert page["items"][0]["department"] == "云溪县财政局"
    found = browser.get(f"{BASE}/reports?year=2023&region=999901").json()
    assert [item["report_id"] for item in found["items"]] == [2]
    assert browser.get(f"{BASE}/reports?department=x' OR '1'='1").json()["total"] == 0


def test_numbers_are_exact(browser: Browser) -> None:
    items = browser.get(f"{BASE}/reports/1/quantities").json()["items"]
    assert [(item["printed"], item["value"]) for item in items] == [
        ("2474.64万元", "24746400"), ("0.1000元", "0.1"),
    ]  # fmt: skip
    found = browser.get(f"{BASE}/quantities?metric=basic_actual&kind=amount&year=2024").json()
    assert [item["report_id"] for item in found["items"]] == [1]


def test_a_report_its_sections_and_findings(browser: Browser) -> None:
    assert browser.get(f"{BASE}/reports/1").json()["fiscal_year"] == 2024
    [section] = browser.get(f"{BASE}/reports/1/sections").json()["items"]
    assert section["title"] == "部门整体概况"
    [finding] = browser.get(f"{BASE}/findings?report=1&severity=high&status=open").json()["items"]
    assert finding["quantity_ids"] == [1000002, 1000001]
    for address in ("reports/9", "reports/9/sections", "reports/9/quantities", "queries/no"):
        answer = browser.get(f"{BASE}/{address}")
        assert (answer.status_code, list(answer.json())) == (404, ["detail"])


def test_comparison_and_named_queries(browser: Browser) -> None:
    found = browser.get(f"{BASE}/compare?metric=expenditure_actual&year=2024").json()
    assert found["unit"] == "万元"
    assert [(p["department"], p["value"]) for p in found["points"]] == [
        ("云溪县应急管理局", "2474.64")
    ]
    metrics = browser.get(f"{BASE}/metrics").json()
    codes = [metric["code"] for metric in metrics]
    assert metrics[0]["source"]
    assert sorted(codes) == ["basic_actual", "expenditure_actual"]
    names = [one["name"] for one in browser.get(f"{BASE}/queries").json()]
    assert "reports" in names
    answer = browser.get(f"{BASE}/queries/reports?size=1").json()
    assert (len(answer["rows"]), answer["is_cut"]) == (1, True)


def test_rates_stated_and_recomputed(engine: Engine) -> None:
    figures = (
        Figure("全年预算", "10.00万元", "budget_adjusted"),
        Figure("支出", "9.50万元", "expenditure_actual"),
        Figure("执行率", "85.5%", "budget_execution_rate"),
    )
    store(engine, make_report(*figures), make_report(*figures[:2], department="财政局"))
    browser = browser_over(engine)
    found = browser.get(f"{BASE}/rates/budget_execution_rate?year=2024").json()
    assert [(r["stated"], r["recomputed"], r["difference"], r["quantity_id"]) for r in found] == [
        ("85.5", "95", "-9.5", 1000003), (None, "95", None, None),
    ]  # fmt: skip
    assert browser.get(f"{BASE}/rates/satisfaction_rate").status_code == 404


SENSELESS = (
    "reports/99999999999999999999999", "findings?report=99999999999999999999", "reports/0",
    "reports?size=5000", "reports?page=0", "reports?year=x", "compare", "reports?region=%00",
    f"compare?metric={'x' * 500}", "reports/1/quantities?page=99999999999999",
    "compare?metric=x&year=99999999999999999999", "compare?metric=x&department=%00",
)  # fmt: skip


def test_what_makes_no_sense_is_refused_as_json(browser: Browser) -> None:
    for address in SENSELESS:
        answer = browser.get(f"{BASE}/{address}")
        assert answer.status_code == 422, address
        assert answer.headers["content-type"] == "application/json"


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[schemathesis.BaseSchema]:
    folder: Path = tmp_path_factory.mktemp("api")
    with opened(f"sqlite:///{folder}/test.db") as engine:
        store(engine, make_report(SPENT, ODD, findings=(SURPLUS,)))
        app = app_over(engine, hosts=("testserver",))  # the name that schemathesis asks for
        yield schemathesis.openapi.from_asgi(f"{BASE}/openapi.json", app)


PATHS = [one.path for router in ROUTERS for one in router.routes if isinstance(one, APIRoute)]


@pytest.mark.parametrize("path", PATHS)
def test_the_api_does_what_its_description_says(
    described: schemathesis.BaseSchema, path: str
) -> None:
    @given(case=described[path]["GET"].as_strategy())
    @settings(
        max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    def as_described(case: schemathesis.Case) -> None:
        case.call_and_validate()

    as_described()


def test_the_quick_count_is_the_count_of_the_view(browser: Browser, engine: Engine) -> None:
    """What superseded reports hold, and what people said is no quantity, is not counted."""
    browser.send_form("/reports/1/quantities/1000001/correct", none="1", reason="文号")
    [row] = rows(engine, "SELECT count(*) AS n FROM v_quantity")
    assert browser.get(f"{BASE}/quantities?size=1").json()["total"] == row["n"]
    with engine.begin() as connection:
        connection.execute(text("UPDATE report SET is_current = false WHERE id = 1"))
    [row] = rows(engine, "SELECT count(*) AS n FROM v_quantity")
    assert browser.get(f"{BASE}/quantities?size=1").json()["total"] == row["n"]
