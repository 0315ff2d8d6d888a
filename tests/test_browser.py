"""The main journeys, walked in a real browser over the sample reports."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from PIL import Image
from sqlalchemy import Engine

from tests.databases import rows

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WAIT = 10_000


@pytest.fixture
def page(chromium: "Browser", samples_address: str) -> Iterator["Page"]:
    """A page that must not report any fault of a script."""
    context = chromium.new_context(
        base_url=samples_address, viewport={"width": 1280, "height": 860}
    )
    context.set_default_timeout(WAIT)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    yield page
    context.close()
    assert faults == []


def test_find_a_report_by_words_in_its_text(page: "Page") -> None:
    page.goto("/reports")
    page.get_by_label("查找").fill("结转下年继续使用")
    page.locator("select[name=year]").select_option("2024")
    page.wait_for_url(re.compile("year=2024"))
    hit = page.locator(".snippet a").first
    hit.wait_for()
    assert hit.locator("mark").inner_text() == "结转下年继续使用"
    hit.click()
    page.wait_for_url(re.compile(r"/reports/\d+\?words=.*#hit1"))
    place = page.locator("#hit1")
    assert place.inner_text() == "结转下年继续使用"[: len(place.inner_text())]
    box = place.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 860, "the place is in sight"


def test_both_places_of_a_contradiction_are_lit(page: "Page", samples: Engine) -> None:
    found = rows(
        samples,
        "SELECT report_id, finding_id, quantity_ids FROM v_finding "
        "WHERE verdict = 'hard' AND quantity_ids LIKE '%,%' ORDER BY finding_id",
    )[0]
    page.goto(f"/reports/{found['report_id']}#finding{found['finding_id']}")
    finding = page.locator(f"#finding{found['finding_id']}")
    finding.locator(".places a").nth(1).click()
    assert page.locator("mark.lit").count() >= 2
    assert page.locator("mark:target").count() == 1


def test_settle_a_finding_by_keyboard(page: "Page", samples: Engine) -> None:
    page.goto("/findings")
    page.keyboard.press("j")
    number = page.locator(".queue .finding:focus").get_attribute("id")
    assert number is not None
    page.keyboard.press("n")
    page.keyboard.type("已与部门核对")
    page.locator(f"#{number}").focus()
    page.keyboard.press("c")
    page.locator(f"#{number}.confirmed").wait_for()
    review = rows(samples, "SELECT status, reviewer_note, reviewer FROM finding_review")
    assert review == [{"status": "confirmed", "reviewer_note": "已与部门核对", "reviewer": "local"}]
    page.goto("/findings?status=confirmed")
    assert page.locator(".queue .finding").count() == 1


def test_compare_and_follow_a_point_to_its_sentence(page: "Page") -> None:
    page.goto("/compare")
    page.locator("#metric-chosen").click()
    page.get_by_label("在指标中查找").fill("在职人员数")
    page.get_by_role("checkbox", name="在职人员数", exact=True).check()
    assert page.locator("#metric-chosen").inner_text() == "实际支出数、在职人员数"
    page.keyboard.press("Escape")
    page.get_by_label("部门名称含").fill("教育局")
    page.get_by_role("button", name="比较").click()
    page.locator(".chart canvas").first.wait_for()
    assert page.locator(".chart canvas").count() == 2, "persons and money share no axis"
    link = page.locator("tbody td a").first
    printed = (link.get_attribute("title") or "").removeprefix("原文：")
    link.click()
    page.wait_for_url(re.compile(r"/reports/\d+#q\d+"))
    assert page.locator("mark:target").inner_text() == printed


def test_who_executed_below_ninety_percent_and_where_each_says_so(page: "Page") -> None:
    """Two clicks from the first page, and a third one to the sentence."""
    page.goto("/")
    page.get_by_role("link", name=re.compile("个部门 2024 年执行率低于 90%")).click()
    assert page.get_by_role("heading", level=1).inner_text() == "2024 年度预算执行率低于 90% 的部门"
    said = page.locator(".snippet a")
    assert said.count() == page.locator("tbody th").count() == 1
    figure = said.locator("mark").inner_text()
    said.click()
    page.wait_for_url(re.compile(r"/reports/\d+#q\d+"))
    assert page.locator("mark:target").inner_text() == figure


PLACE = """() => {
  const place = document.querySelector(".chart"), box = place.getBoundingClientRect();
  const chart = echarts.getInstanceByDom(place);
  const [first] = chart.getOption().series[0].data;
  const point = chart.convertToPixel({ seriesIndex: 0 }, [0, first.value]);
  return [box.x + point[0], box.y + point[1]];
}"""


def test_a_point_of_a_chart_leads_to_its_sentence(page: "Page") -> None:
    page.goto("/compare?metric=expenditure_actual&find=教育局")
    page.locator(".chart canvas").wait_for()
    page.mouse.click(*page.evaluate(PLACE))
    page.wait_for_url(re.compile(r"/reports/\d+#q\d+"))
    assert page.locator("mark:target").count() == 1


def test_a_chart_is_saved_as_a_picture(page: "Page", tmp_path: Path) -> None:
    page.goto("/compare?metric=expenditure_actual&year=2024")
    page.locator(".chart canvas").wait_for()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="保存图片").click()
    waiting.value.save_as(tmp_path / "a.png")
    with Image.open(tmp_path / "a.png") as image:
        assert image.format == "PNG"
        assert len(set(image.convert("RGB").resize((80, 40)).tobytes())) > 10, "something is drawn"


def test_metrics_are_chosen_by_keyboard(page: "Page") -> None:
    page.goto("/compare")
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("在职人员数")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    assert page.locator("#metric-chosen").inner_text() == "实际支出数、在职人员数"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("metric=expenditure_actual&metric=staff_actual"))


def test_a_workbook_is_downloaded_and_opens(page: "Page", tmp_path: Path) -> None:
    page.goto("/")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载 Excel 工作簿").click()
    path = tmp_path / "a.xlsx"
    waiting.value.save_as(path)
    book = openpyxl.load_workbook(path)
    assert book["明细"].max_row > 1000
    link = book["明细"]["A2"].hyperlink
    assert link is not None
    page.goto(f"{link.target}#{link.location}" if link.location else str(link.target))
    assert page.locator("mark:target").inner_text() == book["明细"]["H2"].value


def test_a_corrected_value_changes_the_comparison(page: "Page") -> None:
    page.goto("/compare?metric=expenditure_actual&find=教育局&year=2024")
    page.locator("tbody td a").first.click()
    page.wait_for_url(re.compile("#q"))
    page.locator("mark:target a").click()
    dialog = page.locator("#dialog")
    dialog.get_by_label("数值").fill("1234.5万元")
    dialog.get_by_label("理由（必填）").fill("以附表为准")
    dialog.get_by_role("button", name="保存更正").click()
    page.locator("mark.corrected").first.wait_for()
    page.goto("/compare?metric=expenditure_actual&find=教育局&year=2024")
    assert page.locator("tbody td a").first.inner_text() == "1,234.5"


def test_the_page_of_a_pdf_beside_the_text(page: "Page", pdf: int) -> None:
    page.goto(f"/reports/{pdf}")
    page.get_by_role("link", name="原页对照").click()
    figure, pane = page.locator("mark", has_text="80.50万元"), page.locator(".page-pane")
    pane.wait_for()  # the page before it has the figure, too
    page.wait_for_load_state()
    figure.click()
    pane.locator("img[src^='blob:']").wait_for()
    assert page.get_by_label("页码").input_value() == "2"
    assert not page.locator("#dialog").is_visible()
    page.get_by_role("button", name="上一页").click()
    assert "80.50" not in str(pane.locator("img").get_attribute("alt"))
    figure.click()
    pane.locator(".boxed a").click()
    page.locator("#dialog").wait_for()
