"""Pictures of each page over the sample reports: ``python -m tests.screenshots [FOLDER]``.

The pictures of the documents are ``docs/images``, light and 1280 wide. With ``--all`` also in
dark and as wide as a telephone, to be looked at.
"""

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from models.database import open_database
from pipeline.ingest import ingest
from tests.browser import opened_browser, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
PAGES = {
    "overview": "/",
    "reports": "/reports?words=结转",
    "report": "/reports/{report}",
    "findings": "/findings",
    "compare": "/compare?metric=expenditure_actual",
    "corrections": "/corrections",
    "sql": "/sql",
}
KEPT = ("overview", "reports", "report", "findings", "compare")
SIZES = {"": (1280, 860), "-390": (390, 844)}


def main(folder: Path, everything: bool) -> None:
    """Take the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        url = f"sqlite:///{temporary}/samples.db"
        ingest([ROOT / "data" / "raw"], url)
        engine = open_database(url)
        with engine.connect() as connection:
            worst = connection.exec_driver_sql(
                "SELECT report_id FROM v_finding WHERE severity = 'high' GROUP BY report_id "
                "ORDER BY count(*) DESC, report_id LIMIT 1"
            ).scalar()
        with served(engine) as address, opened_browser() as browser:
            for name, place in PAGES.items():
                if everything or name in KEPT:
                    _take(browser, address + place.format(report=worst), folder / name, everything)
        engine.dispose()


def _take(browser: "Browser", address: str, file: Path, everything: bool) -> None:
    for ending, (width, height) in SIZES.items() if everything else [("", SIZES[""])]:
        for scheme in ("light", "dark") if everything else ("light",):
            page = browser.new_page(
                viewport={"width": width, "height": height},
                color_scheme="dark" if scheme == "dark" else "light",
            )
            page.goto(address, wait_until="networkidle")
            shade = "-dark" if scheme == "dark" else ""
            page.screenshot(path=file.with_name(f"{file.name}{ending}{shade}.png"))
            page.close()


if __name__ == "__main__":
    given = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    main(Path(given[0]) if given else ROOT / "docs" / "images", "--all" in sys.argv)
