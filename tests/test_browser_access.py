"""Every page can be used by everybody: by axe-core, in light and dark, wide and narrow."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Engine

from models.database import open_database
from pipeline.workbench.accounts import Accounts, Role
from tests.browser import opened_browser, read_samples, served
from tests.databases import rows

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
PASSWORD = "云岫的松树都很高"  # noqa: S105  of nobody


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with opened_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory, browser: "Browser") -> Iterator[Engine]:
    """Read once for all, and only where there is a browser."""
    engine = open_database(read_samples(tmp_path_factory.mktemp("access")))
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def address(engine: Engine) -> Iterator[str]:
    with served(engine) as address:
        yield address


@pytest.fixture(scope="module")
def pdf(engine: Engine) -> int:
    """The number of the report that is a PDF."""
    found = rows(engine, "SELECT report_id FROM v_report WHERE format = 'pdf'")
    return int(str(found[0]["report_id"]))


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
    browser: "Browser", address: str, engine: Engine, pdf: int, scheme: Any
) -> None:
    """No violation that axe-core calls serious or critical, at either width."""
    report = rows(engine, "SELECT min(report_id) AS id FROM v_report")[0]["id"]
    width = 390 if scheme == "dark" else 1280
    page = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 860})
    places = [address + place.format(report=report, pdf=pdf) for place in PAGES]
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
    browser: "Browser", engine: Engine, tmp_path: Path, scheme: Any, width: int
) -> None:
    accounts = Accounts(tmp_path / "accounts.json")
    for name in ("郑", "周"):
        accounts.set(name, Role.ADMINISTER, PASSWORD)
    accounts.change("周", is_disabled=True)
    with served(engine, accounts) as address:
        page = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 860})
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
    browser: "Browser", address: str, engine: Engine, pdf: int, width: int
) -> None:
    report = rows(engine, "SELECT min(report_id) AS id FROM v_report")[0]["id"]
    page = browser.new_page(viewport={"width": width, "height": 860})
    wide = []
    for place in PAGES:
        page.goto(address + place.format(report=report, pdf=pdf))
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(place)
    page.close()
    assert wide == []
