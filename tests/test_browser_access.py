"""Every page can be used by everybody: by axe-core, in light and dark, wide and narrow."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Engine

from pipeline.workbench.accounts import Accounts
from pipeline.workbench.roles import AccountRole
from tests.browser import served
from tests.databases import rows
from tests.people import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")

PAGES = (
    "/",
    "/reports?words=结转",
    "/reports/{report}?words=结转",
    "/reports/{pdf}?pane=page",
    "/findings",
    "/execution?year=2024&below=98",
    "/compare",
    "/compare?chart=scatter",
    "/corrections",
    "/sql",
    "/reports/0",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_bars_anyone(
    chromium: "Browser", samples_address: str, samples: Engine, pdf: int, scheme: Any
) -> None:
    """No violation that axe-core calls serious or critical, at either width."""
    report = rows(samples, "SELECT min(report_id) AS id FROM v_report")[0]["id"]
    width = 390 if scheme == "dark" else 1280
    page = chromium.new_page(color_scheme=scheme, viewport={"width": width, "height": 860})
    places = [samples_address + place.format(report=report, pdf=pdf) for place in PAGES]
    assert barred(page, places) == []
    page.close()


def barred(page: "Page", places: list[str]) -> list[tuple[str, ...]]:
    """What axe-core calls serious or critical on pages."""
    found = []
    for place in places:
        page.goto(place)
        page.evaluate(AXE)
        result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        found += [
            (place, fault["id"], node["target"], node["failureSummary"])
            for fault in result["violations"]
            if fault["impact"] in {"serious", "critical"}
            for node in fault["nodes"][:3]
        ]
    return found


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_pages_of_accounts_bar_nobody(
    chromium: "Browser", samples: Engine, tmp_path: Path, scheme: Any, width: int
) -> None:
    accounts = Accounts(tmp_path / "accounts.json")
    for name in ("郑", "周"):
        accounts.set(name, AccountRole.ADMINISTER, PASSWORD)
    accounts.change("周", is_disabled=True)
    with served(samples, accounts) as address:
        page = chromium.new_page(color_scheme=scheme, viewport={"width": width, "height": 860})
        assert barred(page, [f"{address}/login"]) == []
        page.get_by_label("姓名").fill("郑")
        page.get_by_label("密码").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.get_by_role("link", name="账号", exact=True).click()
        page.get_by_role("button", name="启用周").click()
        page.get_by_role("button", name="停用周").wait_for()
        assert barred(page, [f"{address}/accounts", f"{address}/account"]) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_is_wider_than_its_window(
    chromium: "Browser", samples_address: str, samples: Engine, pdf: int, width: int
) -> None:
    report = rows(samples, "SELECT min(report_id) AS id FROM v_report")[0]["id"]
    page = chromium.new_page(viewport={"width": width, "height": 860})
    wide = []
    for place in PAGES:
        page.goto(samples_address + place.format(report=report, pdf=pdf))
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(place)
    page.close()
    assert wide == []


IN_LINE = """
    [...document.querySelectorAll(".filters")].flatMap(form =>
        [...form.querySelectorAll(":scope > label:not(.check), :scope > .picker")]
            .map(label => label.getBoundingClientRect().top))
"""


def test_labels_of_filters_stand_in_line(chromium: "Browser", samples_address: str) -> None:
    """Where there is room for all, whatever kind of control stands below them."""
    page = chromium.new_page(viewport={"width": 1280, "height": 860})
    tops = {}
    for place in ("/reports", "/findings", "/execution", "/compare"):
        page.goto(samples_address + place)
        tops[place] = page.evaluate(IN_LINE)
    page.close()
    assert all(len(found) > 1 for found in tops.values())
    assert [place for place, found in tops.items() if max(found) - min(found) >= 1] == []
