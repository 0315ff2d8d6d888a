"""Correcting in the workbench, by forms as a browser without scripts sends them."""

import re

import pytest
from sqlalchemy import Engine

from pipeline.workbench.corrections import MistakeError
from pipeline.workbench.selection import place_of
from tests.databases import rows, store
from tests.factories import Figure, make_report
from tests.workbench import Browser, browser_over

SPENT = Figure("实际支出", "2474.64万元", "expenditure_actual")
SENT = {
    "kind": "amount", "value": "2,400.5万元", "unit": "元", "metric_code": "expenditure_actual",
    "value_year": "2024", "point": "year", "line_item": "", "reason": "与附表不一致",
}  # fmt: skip
FORM = "/reports/1/quantities/1000001/correct"
MISSED = SENT | {"kind": "count", "value": "8", "unit": "辆", "metric_code": "official_vehicles"}


@pytest.fixture
def browser(engine: Engine) -> Browser:
    store(engine, make_report(SPENT, tail="公务用车八辆，其中八辆在用。\n"))
    return browser_over(engine)


def test_a_value_is_corrected_and_the_comparison_changes(browser: Browser, engine: Engine) -> None:
    assert "2,474.64" in browser.get("/compare?metric=expenditure_actual").text
    page = browser.get(FORM)
    assert page.status_code == 200
    assert "24746400" in page.text
    saved = browser.send_form(FORM, **SENT)
    assert saved.status_code == 303
    assert re.fullmatch(r"/reports/1\?new=[\d,]*&gone=0#q1000001", saved.headers["location"])
    assert "2,400.5" in browser.get("/compare?metric=expenditure_actual").text
    shown = browser.get("/reports/1").text
    assert "24,746,400 → 24,005,000" in shown
    assert "与附表不一致" in shown
    assert rows(engine, "SELECT author, field FROM v_correction") == [
        {"author": "local", "field": "value"}
    ]


def test_no_reason_no_change_and_no_sense_are_told(browser: Browser, engine: Engine) -> None:
    unchanged = SENT | {"value": "24746400"}
    for fields, words in (
        (SENT | {"reason": " "}, "请写明理由"),
        (unchanged, "没有改动"),
        (SENT | {"value": "两千"}, "不是数"),
        (SENT | {"value": "1e999999999"}, "不是数"),
        (SENT | {"value": "9" * 40}, "太大"),
        (SENT | {"metric_code": "x' OR 1=1"}, "指标目录中没有"),
        (SENT | {"value_year": "20244"}, "不是年度"),
        (SENT | {"kind": "money"}, "请选择类别"),
        (SENT | {"kind": "count", "value": "5", "unit": ""}, "请填写数量的单位"),
    ):
        answer = browser.send_form(FORM, **fields)
        assert (answer.status_code, words in answer.text) == (422, True), (fields, answer.text)
    assert rows(engine, "SELECT count(*) AS n FROM correction") == [{"n": 0}]


RATE = Figure("预算执行率", "80%", "budget_execution_rate")
PLANNED = Figure("全年预算", "3000.00万元", "budget_adjusted")


def test_the_page_shows_at_once_what_the_audit_makes_of_a_correction(engine: Engine) -> None:
    store(engine, make_report(SPENT, PLANNED, RATE))  # stored with no findings at all
    browser = browser_over(engine)
    saved = browser.send_form(FORM, **(SENT | {"value": "1500万元"}))
    shown = browser.get(saved.headers["location"]).text
    assert "已保存，并已重新审计：新增" in shown
    found = rows(engine, "SELECT finding_id, message FROM v_finding WHERE rule_id = 'A01'")
    assert len(found) == 1
    assert '<span class="tag applied">新</span> <code>A01</code>' in shown
    back = browser.send_form(FORM, **(SENT | {"value": "2400万元"}))
    shown = browser.get(back.headers["location"]).text
    assert "消除" in shown
    assert "<code>A01</code>" not in shown


def test_what_the_address_says_of_an_audit_is_numbers(browser: Browser) -> None:
    assert browser.get("/reports/1?new=<script>&gone=1").status_code == 422
    assert "疑点没有变化" in browser.get("/reports/1?new=&gone=0").text


def test_what_is_no_quantity_leaves_the_text(browser: Browser) -> None:
    browser.send_form(FORM, none="1", reason="这是文号")
    shown = browser.get("/reports/1").text
    assert 'id="q1000001"' not in shown
    assert "2474.64万元" in shown
    assert "不是数量" in shown
    assert browser.get(FORM).status_code == 404


def test_a_missed_quantity_by_words_and_by_selection(browser: Browser, engine: Engine) -> None:
    saved = browser.send_form("/reports/1/missed", printed="八辆", occurrence="2", **MISSED)
    assert saved.headers["location"].endswith("#q1000002")
    [row] = rows(engine, "SELECT char_start, value FROM v_quantity WHERE kind = 'count'")
    start = int(str(row["char_start"])) - len("八辆，其中")
    assert row["value"] == 8
    form = browser.get(f"/reports/1/missed?start={start}&end={start + 2}", headers=FETCHED)
    assert "八辆" in form.text
    assert "<html" not in form.text
    browser.send_form("/reports/1/missed", start=str(start), end=str(start + 2), **MISSED)
    assert len(rows(engine, "SELECT 1 AS one FROM v_quantity WHERE kind = 'count'")) == 2


FETCHED = {"HX-Request": "true"}


@pytest.mark.parametrize(
    "fields",
    [
        {"printed": "九辆"}, {"printed": ""}, {"printed": "八辆", "occurrence": "3"},
        {"printed": "八辆", "occurrence": "0"}, {"start": "9", "end": "3"},
        {"start": "9999999999999", "end": "99999999999999"}, {"start": "0", "end": "9000"},
    ],
)  # fmt: skip
def test_a_place_that_is_none(fields: dict[str, str]) -> None:
    with pytest.raises(MistakeError):
        place_of(
            "公务用车八辆，其中八辆在用。" * 10 if "end" in fields else "车八辆和八辆",
            fields,
        )


def test_the_report_itself_is_corrected(browser: Browser, engine: Engine) -> None:
    sent = {
        "department": "唐山市丰南区应急局", "fiscal_year": "2023", "report_type": "final_account",
        "reason": "封面写明",
    }  # fmt: skip
    assert browser.send_form("/reports/1/correct", **sent).status_code == 303
    [row] = rows(engine, "SELECT department, fiscal_year, report_type FROM v_report")
    assert list(row.values()) == ["唐山市丰南区应急管理局", 2023, "final_account"]
    shown = browser.get("/reports/1").text
    assert "部门整体自评 → 部门决算" in shown
    for wrong, words in (
        ({"department": "某某局"}, "请写全称"),
        ({"fiscal_year": ""}, "不能清空"),
        ({"report_type": "x"}, "请选择报告类型"),
    ):
        answer = browser.send_form("/reports/1/correct", **(sent | wrong))
        assert (answer.status_code, words in answer.text) == (422, True)


def test_a_correction_is_taken_back_on_the_page(browser: Browser, engine: Engine) -> None:
    browser.send_form(FORM, **SENT)
    assert browser.send_form("/corrections/1/revert", reason=" ").status_code == 422
    assert browser.send_form("/corrections/9/revert", reason="无").status_code == 404
    taken = browser.send_form("/corrections/1/revert", reason="看错了行")
    assert taken.headers["location"].endswith("#corrections")
    assert rows(engine, "SELECT value FROM v_quantity") == [{"value": 24746400}]
    shown = browser.get("/corrections").text
    assert "已撤销" in shown
    assert "看错了行" in shown
    assert "看错了行" not in browser.get("/corrections?state=reverted").text


def test_a_form_too_large_is_refused(browser: Browser) -> None:
    assert browser.send_form(FORM, **(SENT | {"reason": "长" * 1001})).status_code == 422
    many = {f"f{n}": "1" for n in range(100)}
    assert browser.send_form(FORM, **many).status_code in {400, 422}
