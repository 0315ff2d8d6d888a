"""A real browser on a real server: Debian's or Playwright's Chromium, whichever is installed."""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Engine

from pipeline.ingesting.executors import Processes
from pipeline.ingesting.ingest import ingest
from pipeline.workbench.accounts import Accounts
from tests import pdf_factory

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Nothing that the browser would do on its own: updates, synchronisation, first-run pages.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)
RAW = Path(__file__).parents[1] / "data" / "raw"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


def read_samples(folder: Path) -> str:
    """The database, in a folder, of the sample reports and of a PDF of two pages."""
    first = pdf_factory.prose("云溪县应急管理局2024年自评", "全年预算90.50万元。")
    second = pdf_factory.prose("全年实际支出80.50万元。")
    (folder / "own.pdf").write_bytes(pdf_factory.pdf(first, second))
    url = f"sqlite:///{folder}/samples.db"
    ingest([RAW, folder / "own.pdf"], url, executor=Processes(0))
    return url


@contextmanager
def served(engine: Engine, accounts: Accounts | None = None) -> Iterator[str]:
    """The address of the workbench over a database, served by a thread."""
    import uvicorn  # here, for all tests load this file, and few serve

    from pipeline.workbench.app import app_over

    app = app_over(engine, accounts=accounts)
    config = uvicorn.Config(app, port=0, log_level="warning")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        if not thread.is_alive():
            raise RuntimeError("the workbench did not start")
        threading.Event().wait(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)


@contextmanager
def opened_browser() -> Iterator["Browser"]:
    """A browser without a window; the test is skipped where there is none."""
    pytest.importorskip("playwright", reason="playwright is not installed")
    from playwright.sync_api import Error, sync_playwright

    installed = next((path for name in PROGRAMS if (path := shutil.which(name))), None)
    program = os.environ.get("JIXIAO_BROWSER") or installed
    with sync_playwright() as playwright:
        if program is None and not Path(playwright.chromium.executable_path).exists():
            pytest.skip("no Chromium is installed (playwright install chromium)")
        try:
            browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        except Error as error:
            pytest.skip(f"Chromium does not start: {error.message.splitlines()[0]}")
        try:
            yield browser
        finally:
            browser.close()
