"""Writes the sample reports: ``python -m tests.samples [FOLDER]``, by default data/raw."""

import sys
from pathlib import Path

from tests.samples import text, word
from tests.samples.figures import Report
from tests.samples.years import REPORTS

RAW = Path(__file__).parents[2] / "data" / "raw"


def render(report: Report) -> bytes:
    """The bytes of one report's file, the same each time."""
    return word.render(report) if report.form == "docx" else text.render(report)


def main(folder: Path) -> None:
    """Write all reports into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for report in REPORTS:
        (folder / report.file_name).write_bytes(render(report))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else RAW)
