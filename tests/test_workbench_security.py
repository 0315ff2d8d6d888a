"""What strangers put into reports, addresses and forms does no harm; real requests all of them."""

import hashlib
import html
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from sqlalchemy import Engine, text

from models.result import ReportResult
from pipeline.analyse import analyse_file
from tests.databases import dump, rows, store
from tests.factories import Figure, make_report
from tests.test_store import SURPLUS
from tests.test_workbench_corrections import FORM, SENT
from tests.workbench import HERE, Browser, browser_over

ATTACK = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>"
    """"' autofocus onfocus=alert(3) x='"""
)
HOSTILE_TEXT = f"""{ATTACK}云溪县财政局2024年度部门整体绩效自评报告
一、{ATTACK}部门概况
预算{ATTACK}2538.12万元，</p></article><script>alert(4)</script>支出2474.64万元，javascript:alert(5)。
二、{{{{ 7*7 }}}}{{% raw %}}${{7*7}}
"""
PAGES = ("/", "/reports", "/reports/1", "/findings", "/findings?status=", "/compare",
         "/compare?chart=scatter", "/compare?chart=bar&metric=staff_actual", "/execution",
         "/corrections", "/sql?sql=SELECT+*+FROM+v_quantity", FORM, "/reports/1/correct",
         "/reports/1/missed", "/reports/1/missed?start=0&end=30")  # fmt: skip
HTTP_ATTRIBUTES = {"href", "src", "action", "formaction", "hx-get", "hx-post", "data-address"}


@pytest.fixture
def browser(engine: Engine) -> Browser:
    store(engine, make_report(Figure("实际支出", "2474.64万元", "expenditure_actual")))
    return browser_over(engine)


class Tags(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def hostile_report(folder: Path) -> ReportResult:
    """A file of such words and such a name, read by the real reader; findings say them again."""
    path = folder / f"{ATTACK.replace('/', '／')[:60]}.txt"
    path.write_text(HOSTILE_TEXT, encoding="utf-8")
    finding = replace(SURPLUS, message=ATTACK, stated=ATTACK, rule_id="B04", observations=())
    result = analyse_file(path)
    identity = replace(result.identity, department=ATTACK, department_id=ATTACK, title=ATTACK,
                       region_name=ATTACK, region_code=ATTACK, fiscal_year=2024)  # fmt: skip
    marked = replace(result.observations[0], metric_code="expenditure_actual", label=ATTACK,
                     line_item=None, value_year=2024, is_primary=True)  # fmt: skip
    return replace(result, identity=identity, findings=(finding,),
                   observations=(marked, *result.observations[1:]))  # fmt: skip


def test_nothing_in_a_report_becomes_part_of_a_page(engine: Engine, tmp_path: Path) -> None:
    store(engine, hostile_report(tmp_path))
    browser = browser_over(engine)
    browser.send_form("/findings/1000001", status="explained", note=ATTACK)
    sent = SENT | {"line_item": ATTACK, "reason": ATTACK, "metric_code": ""}
    assert browser.send_form(FORM, **sent).status_code == 303
    seen = 0
    for address in PAGES:
        answer = browser.get(address)
        assert answer.status_code == 200, address
        for tag, attributes in Tags(answer.text).found:
            assert not [name for name in attributes if name.startswith("on")], (address, tag)
            assert tag != "img", address
            if tag == "script":
                is_data = attributes.get("type") == "application/json"
                assert is_data or str(attributes.get("src", "")).startswith("/static/"), address
            for name in HTTP_ATTRIBUTES & attributes.keys():
                assert str(attributes[name]).startswith(("/", "#", "http://127.0.0.1/")), address
        assert "49" not in re.findall(r"二、(\S*)", html.unescape(answer.text)), address
        seen += "alert(1)" in html.unescape(answer.text)
    assert seen >= 9  # it is shown, as what it is


def test_every_answer_forbids_what_does_not_come_from_here(browser: Browser) -> None:
    for address in (*PAGES, "/nowhere", "/reports/9", "/api/v1/reports", "/static/app.js"):
        headers = browser.get(address).headers
        policy = headers["content-security-policy"]
        assert "script-src 'self';" in policy, address
        assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"


def test_a_json_script_cannot_be_left(engine: Engine, tmp_path: Path) -> None:
    """The chart's data stands in a script element: a department's name must not close it."""
    store(engine, hostile_report(tmp_path))
    shown = browser_over(engine).get("/compare").text
    data = shown.split('type="application/json">')[1].split("</script>")[0]
    assert "alert(1)" in data
    assert "<" not in data


STRANGERS = (
    {}, {"Origin": "https://evil.example"}, {"Origin": "null"}, {"Origin": ""}, {"Referer": HERE},
    {"Origin": HERE + ".evil.example"}, {"Origin": "http://127.0.0.1:8001"},
)  # fmt: skip
CHANGES = (FORM, "/reports/1/correct", "/reports/1/missed", "/corrections/1/revert",
           "/findings/1000001", "/login", "/logout", "/nowhere")  # fmt: skip


def test_other_sites_change_nothing(browser: Browser, engine: Engine) -> None:
    before = dump(engine)
    for headers in STRANGERS:
        for address in CHANGES:
            for method in ("POST", "PUT", "DELETE", "PATCH"):
                answer = browser.request(method, address, data=SENT, headers=headers)
                assert answer.status_code == 403, (method, address, headers)
    assert dump(engine) == before


def test_other_names_are_not_answered(browser: Browser) -> None:
    for host in ("evil.example", "testserver", "127.0.0.1.evil.example", "", "localhost@evil"):
        answer = browser.get("/reports", headers={"Host": host})
        assert (answer.status_code, "云溪县" in answer.text) == (400, False), host


def stored_file(engine: Engine, folder: Path, content: bytes = b"the report") -> Path:
    """A report whose source is a file that is there."""
    path = folder / '报告 "1";.txt'
    path.write_bytes(content)
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE report SET source_path = :path, sha256 = :sha, size = :size WHERE id = 1"),
            {
                "path": str(path),
                "sha": hashlib.sha256(content).hexdigest(),
                "size": len(content),
            },
        )
    return path


def test_the_original_file_is_handed_out_as_a_file(
    browser: Browser, engine: Engine, tmp_path: Path
) -> None:
    stored_file(engine, tmp_path, b"<script>alert(1)</script>")
    answer = browser.get("/reports/1/file")
    assert answer.content == b"<script>alert(1)</script>"
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment;")


def test_no_other_file_is_handed_out(browser: Browser, engine: Engine, tmp_path: Path) -> None:
    path = stored_file(engine, tmp_path)
    secret = tmp_path / "secret"
    secret.write_bytes(b"not public")  # as long as the report
    path.unlink()
    path.symlink_to(secret)
    assert browser.get("/reports/1/file").status_code == 404
    for planted in ("/etc/passwd", "/dev/zero", str(tmp_path), "../../etc/passwd", "x\0y", ""):
        if "\0" in planted and engine.dialect.name == "postgresql":
            continue
        with engine.begin() as connection:
            connection.execute(text("UPDATE report SET source_path = :p"), {"p": planted})
        answer = browser.get("/reports/1/file")
        assert (answer.status_code, "root:" in answer.text) == (404, False), planted
        assert browser.get("/reports/1").status_code == 200


ESCAPES = ("/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py",
           "/static/....//app.py", "/static//etc/passwd", "/reports/1%00/file",
           "/reports/..%2f..%2fetc%2fpasswd/file")  # fmt: skip


def test_paths_lead_nowhere_else(browser: Browser) -> None:
    for address in ESCAPES:
        answer = browser.get(address)
        assert answer.status_code in {404, 422}, address
        assert "create_app" not in answer.text


INJECTIONS = ("' OR '1'='1", "1; DROP TABLE report", "') UNION SELECT * FROM report --", '"',
              "\\", "%", "_", "\x00", "' || (SELECT text FROM report_content) || '")  # fmt: skip
FILTERS = {
    "/reports": ("region", "kind", "format", "department", "words", "year", "page", "findings"),
    "/findings": ("status", "severity", "rule", "department", "year", "page"),
    "/compare": ("metric", "department", "year", "find", "chart"),
    "/compare.csv": ("metric", "department", "year", "find", "chart"),
    "/execution": ("year", "below", "band", "page"),
    "/execution.csv": ("year", "below", "band"),
    "/corrections": ("state", "page"),
    "/sql": ("query",),
    "/api/v1/reports": ("region", "department", "report_type", "year", "page", "size"),
    "/api/v1/quantities": ("metric", "kind", "year"),
    "/api/v1/findings": ("report", "severity", "status", "rule"),
    "/api/v1/compare": ("metric", "department", "year"),
    "/api/v1/rates/budget_execution_rate": ("department", "year"),
}


def test_sql_in_a_filter_is_a_word_like_any_other(browser: Browser, engine: Engine) -> None:
    before = dump(engine)
    for address, names in FILTERS.items():
        for name in names:
            for words in INJECTIONS:
                answer = browser.get(f"{address}?{name}={quote(words)}")
                assert answer.status_code in {200, 400, 404, 422}, (address, name, words)
                if words.startswith("' OR") and name in {"region", "department", "rule"}:
                    assert "2474.64万元" not in answer.text
    assert dump(engine) == before


def test_huge_parameters_are_refused_or_found_nothing(browser: Browser) -> None:
    digits, words = "9" * 6_000, "长" * 6_000
    for address in ("/reports/{}", "/reports/{}/file", "/reports/1/quantities/{}/correct",
                    "/findings?year={}", "/findings?page={}", "/reports?year={}",
                    "/reports?page={}", "/reports/1/missed?start={}&end=3", "/compare?year={}",
                    "/execution?below={}", "/execution?year={}", "/execution?band={}",
                    "/api/v1/reports/{}", "/api/v1/findings?report={}",
                    "/corrections?page={}"):  # fmt: skip
        assert browser.get(address.format(digits)).status_code in {200, 404, 422}, address
    for address in ("/reports?words={}", "/compare?metric={}", "/sql?sql={}", "/findings?rule={}"):
        assert browser.get(address.format(words)).status_code in {200, 400, 422}, address
    assert browser.send_form(FORM, **(SENT | {"value": digits})).status_code == 422
    answer = browser.send_form(f"/corrections/{digits}/revert", reason="x")
    assert answer.status_code in {404, 422}


def test_numbers_that_a_database_cannot_hold(browser: Browser) -> None:
    for address in (f"/compare?year={2**70}", f"/reports/{2**63}", f"/reports/{2**62}",
                    "/reports/0", "/reports/-1", f"/findings?year={2**70}"):  # fmt: skip
        assert browser.get(address).status_code in {200, 404, 422}, address


def test_a_page_that_may_only_be_read_is_so_to_the_end(browser: Browser, engine: Engine) -> None:
    """No GET changes anything, whatever it carries."""
    before = dump(engine)
    for address in (*PAGES, "/corrections/1/revert?reason=x", "/logout", f"{FORM}?none=1&reason=x"):
        assert browser.get(address).status_code in {200, 400, 404, 405}, address
    assert dump(engine) == before
    assert rows(engine, "SELECT count(*) AS n FROM correction") == [{"n": 0}]
