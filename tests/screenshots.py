"""Pictures of each page over the sample reports: ``python -m tests.screenshots [FOLDER]``.

The pictures of the documents are ``docs/images``, light and 1280 wide. With ``--all`` also in
dark and as wide as a telephone, to be looked at.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from models.database import open_database
from pipeline.ingesting.ingest import ingest
from pipeline.readers import read_file
from tests import pdf_factory
from tests.browser import opened_browser, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
RAW = ROOT / "data" / "raw"
SEVERAL = "metric=expenditure_actual&metric=budget_adjusted&metric=staff_actual"
PAGES = {
    "overview": "/",
    "reports": "/reports?words=结转",
    "report": "/reports/{report}",
    "findings": "/findings",
    "execution": "/execution?year=2024&below=98",
    "compare": f"/compare?{SEVERAL}",
    "compare-year": f"/compare?{SEVERAL}&year=2024",
    "compare-rates": "/compare?chart=scatter&metric=budget_execution_rate",
    "corrections": "/corrections",
    "sql": "/sql",
}
KEPT = ("overview", "reports", "report", "findings", "execution", "compare", "compare-rates")
SIZES = {"": (1280, 860), "-390": (390, 844)}
LINES = 16
"""Paragraphs on a page of the PDF that is made of a sample."""


def main(folder: Path, everything: bool) -> None:
    """Take the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with opened_browser() as browser:
        with _read(RAW) as engine, served(engine) as address:
            worst = _first(
                engine,
                "SELECT report_id FROM v_finding WHERE severity = 'high' GROUP BY report_id "
                "ORDER BY count(*) DESC, report_id LIMIT 1",
            )
            for name, place in PAGES.items():
                if everything or name in KEPT:
                    _take(browser, address + place.format(report=worst), folder / name, everything)
        with tempfile.TemporaryDirectory() as made, _read(_pdf(Path(made))) as engine:
            figure = _first(engine, "SELECT min(quantity_id) + 9 FROM v_quantity")
            with served(engine) as address:
                place = f"{address}/reports/1?pane=page#q{figure}"
                _take(browser, place, folder / "report-page", everything)


@contextmanager
def _read(path: Path) -> Iterator[Engine]:
    """A database of a file or folder, gone afterwards."""
    with tempfile.TemporaryDirectory() as temporary:
        url = f"sqlite:///{temporary}/samples.db"
        ingest([path], url)
        engine = open_database(url)
        try:
            yield engine
        finally:
            engine.dispose()


def _first(engine: Engine, question: str) -> int:
    with engine.connect() as connection:
        return int(connection.exec_driver_sql(question).scalar_one())


def _pdf(folder: Path) -> Path:
    """A sample that is a text, as a PDF."""
    source = sorted(RAW.glob("*.txt"))[0]
    lines = [line for line in read_file(source).text.splitlines() if line.strip()]
    pages = [lines[at : at + LINES] for at in range(0, len(lines), LINES)]
    path = folder / f"{source.stem}.pdf"
    path.write_bytes(pdf_factory.pdf(*(pdf_factory.prose(*page) for page in pages)))
    return path


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
