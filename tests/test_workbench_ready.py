"""What is slow the first time is done before the first page is asked for."""

import subprocess
import sys
from pathlib import Path

from models.database import open_database

CHECK = """
import sys
from models.database import open_database
from pipeline.workbench.app import app_over
from pipeline.workbench.ready import make_ready
from tests.workbench import Browser
app = app_over(open_database(sys.argv[1]))
make_ready(app)
browser = Browser(app)
opened = []
sys.addaudithook(lambda event, given: event == "open" and opened.append(str(given[0])))
for address in ("/", "/reports", "/compare", "/findings", "/execution", "/corrections", "/sql"):
    assert browser.get(address).status_code == 200, address
data = [name for name in opened if name.endswith((".yaml", ".csv", ".html", ".txt", ".dict"))]
print(data)
"""


def test_no_page_loads_what_all_pages_need(tmp_path: Path) -> None:
    """After the start no page opens a data file or a template any more."""
    url = f"sqlite:///{tmp_path}/empty.db"
    open_database(url).dispose()
    command = [sys.executable, "-c", CHECK, url]
    folder = Path(__file__).parents[1]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=120, check=False, cwd=folder
    )
    assert done.stdout.strip() == "[]", done.stdout + done.stderr
