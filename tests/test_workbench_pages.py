"""Pages of the workbench: what they list, count, find and hand out."""

import csv
import io
import os
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PIL import Image
from sqlalchemy import Engine

from models.database import open_database
from models.finding import Finding, Severity, Verdict
from pipeline.ingesting.executors import Processes
from pipeline.ingesting.ingest import ingest
from pipeline.workbench.pages import overview
from tests import pdf_factory
from tests.databases import rows, store
from tests.factories import Figure, make_identity, make_report
from tests.workbench import Browser, browser_over

SPENT = Figure("实际支出", "2474.64万元", "expenditure_actual")
SMALL = Figure("支出", "0.10万元", "expenditure_actual")
DOUBT = Finding("B04", Verdict.HARD, Severity.HIGH, "不符", "1", "2", "", observations=(0,))


@pytest.fixture
def browser(engine: Engine) -> Browser:
    elsewhere = make_identity("财政局", 2024, region_code="130207", department_id="130207-财政局")
    store(
        engine,
        make_report(SPENT, findings=(DOUBT,), tail="特别国债资金<b>"),
        make_report(
            Figure("支出", "0.10万元", "expenditure_actual"), department="教育局", year=2023
        ),
        make_report(department="财政局", identity=elsewhere),
    )
    return browser_over(engine)


def test_the_list_finds_words_in_the_text(browser: Browser) -> None:
    page = browser.get("/reports?words=国债").text
    assert "共 1 份" in page
    assert '<mark class="hit">国债</mark>资金&lt;b&gt;' in page
    assert "/reports/1?words=%E5%9B%BD%E5%80%BA#hit1" in page
    assert "共 0 份" in browser.get("/reports?words=没有这样的话").text


def test_hits_are_marked_in_the_report(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_text(
        "云溪县应急管理局2024年自评\n\n国债<b>，实际支出80.00万元。\n", encoding="utf-8"
    )
    url = f"sqlite:///{tmp_path}/own.db"
    ingest([path], url, executor=Processes(0))
    engine = open_database(url)
    browser = browser_over(engine)
    page = browser.get("/reports/1?words=国债").text
    assert '<mark class="hit" id="hit1">国债</mark>&lt;b&gt;' in page
    page = browser.get("/reports/1?words=支出80.00").text
    assert '<mark class="hit" id="hit1">支出</mark>' in page
    assert 'class="amount hit"' in page
    assert '<span id="hit1"></span>' in browser.get("/reports/1?words=80.00").text
    engine.dispose()


def test_a_region_holds_what_lies_in_it(browser: Browser) -> None:
    page = browser.get("/reports?region=130000").text
    assert "共 1 份" in page
    assert '<option value="130000" selected>河北省</option>' in page


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 3),
        ("year=2023", 1),
        ("findings=true", 1),
        ("words=教育局", 1),
        ("words=%25", 0),
        ("department=999901-应急管理局", 1),
        ("format=txt&kind=dept_overall_self", 3),
    ],
)
def test_filters_of_the_list(browser: Browser, query: str, count: int) -> None:
    assert f"共 {count} 份" in browser.get(f"/reports?{query}").text


@pytest.mark.parametrize(
    ("query", "count"),
    [("", 1), ("severity=low", 0), ("department=应急", 1), ("year=2023", 0), ("report=1", 1)],
)
def test_filters_of_the_queue(browser: Browser, query: str, count: int) -> None:
    assert f"共 {count} 项" in browser.get(f"/findings?{query}").text


def test_what_is_missing_is_shown_as_missing(browser: Browser) -> None:
    page = browser.get("/compare?metric=expenditure_actual").text
    assert page.count(">缺</span>") == 3
    assert page.count(">缺</a>") == 1
    assert "2,474.64" in page
    assert "0.1</a>" in page


def test_a_comparison_is_downloaded(browser: Browser) -> None:
    address = "metric=expenditure_actual&find=云溪县"
    text = browser.get(f"/compare.csv?{address}").content.decode("utf-8-sig")
    table = list(csv.reader(io.StringIO(text)))
    assert table[0] == ["部门", "实际支出数（万元） 2023", "实际支出数（万元） 2024"]
    assert ["云溪县应急管理局", "", "2474.64"] in table
    book = openpyxl.load_workbook(io.BytesIO(browser.get(f"/compare.xlsx?{address}").content))
    assert [[cell.value for cell in row] for row in book["比较"].rows][1:] == [
        ["云溪县应急管理局", None, 2474.64],
        ["云溪县教育局", 0.1, None],
        ["云溪县财政局", None, None],
    ]


def test_the_overview_names_who_has_not_filed(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "尚未报送" not in browser.get("/").text
    listed = tmp_path / "expected.csv"
    listed.write_text("department,region\n财政局,130207\n审计局,130207\n", encoding="utf-8")
    monkeypatch.setattr(overview, "EXPECTED", listed)
    page = browser.get("/").text
    assert "2024 年度尚未报送" in page
    assert "未报 " in page
    assert "唐山市丰南区审计局" in page


def test_the_workbook_is_handed_out(browser: Browser) -> None:
    answer = browser.get("/export.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames[0] == "报告清单"
    assert book["明细"].max_row == 3


def pdf_report(tmp_path: Path) -> tuple[Engine, Path]:
    path = tmp_path / "own.pdf"
    sentence = "全年预算100.00万元，实际支出80.00万元，其中项目支出80.00万元。"
    path.write_bytes(pdf_factory.pdf(pdf_factory.prose("云溪县应急管理局2024年自评", sentence)))
    url = f"sqlite:///{tmp_path}/pdf.db"
    ingest([path], url, executor=Processes(0))
    return open_database(url), path


def test_the_page_of_a_pdf_shows_the_figure_boxed(tmp_path: Path) -> None:
    engine, path = pdf_report(tmp_path)
    found = rows(engine, "SELECT quantity_id FROM v_quantity WHERE printed = '80.00万元'")
    browser = browser_over(engine)
    boxes = []
    for row in found:
        answer = browser.get(f"/reports/1/page.png?quantity={row['quantity_id']}")
        assert answer.headers["content-type"] == "image/png"
        boxes.append(_red(Image.open(io.BytesIO(answer.content))))
    assert len(boxes) == 2
    assert boxes[0] != boxes[1]
    assert browser.get("/reports/1/page.png?quantity=1").status_code == 404
    whole = browser.get("/reports/1/page.png?page=1")
    assert "x-figure-place" in answer.headers
    assert "x-figure-place" not in whole.headers
    assert _red(Image.open(io.BytesIO(whole.content))) is None
    assert browser.get("/reports/1/page.png?page=2").status_code == 404
    beside = browser.get("/reports/1?pane=page").text
    assert 'data-pages="1"' in beside
    assert beside.count('data-page="1"') == 3
    assert "page-pane" not in browser.get("/reports/1").text
    assert browser.get("/reports/1/marked").content.startswith(b"%PDF")
    path.write_bytes(path.read_bytes() + os.linesep.encode())
    assert browser.get(f"/reports/1/page.png?quantity={found[0]['quantity_id']}").status_code == 404
    assert browser.get("/reports/1/marked").status_code == 404
    engine.dispose()


def _red(image: Image.Image) -> tuple[int, int, int, int] | None:
    """The frame of all that is as red as the box."""
    wanted = (0xD0, 0, 0)
    mask = Image.new("1", image.size)
    mask.putdata([pixel == wanted for pixel in image.convert("RGB").getdata()])
    return mask.getbbox()


def test_every_place_of_a_finding_is_shown_with_its_sentence(engine: Engine) -> None:
    both = replace(DOUBT, observations=(0, 1))
    prior = Figure("上年支出", "9.00万元", "expenditure_actual", year=2023)
    across = replace(DOUBT, rule_id="D01", observations=(1,), other_report_id=1)
    store(
        engine,
        make_report(SMALL, year=2023),
        make_report(SPENT, prior, findings=(both, across)),
    )
    page = browser_over(engine).get("/reports/2").text
    assert '<a href="#q2000001">实际支出<b>2474.64万元</b>。</a>' in page
    assert page.count('<a href="#q2000002">上年支出<b>9.00万元</b>。</a>') == 2
    assert '另一份报告：</span><a href="/reports/1#q1000001">支出<b>0.10万元</b>。</a>' in page


def test_a_figure_tells_its_formula(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_text("云溪县应急管理局2024年自评\n\n预算执行率为80.00%。\n", encoding="utf-8")
    url = f"sqlite:///{tmp_path}/own.db"
    ingest([path], url, executor=Processes(0))
    engine = open_database(url)
    page = browser_over(engine).get("/reports/1").text
    assert 'data-formula="公式：实际支出数÷调整后预算数×100' in page
    engine.dispose()
