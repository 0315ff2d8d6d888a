"""Documents as LibreOffice saves them."""

import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.readers import office

needs_libreoffice = pytest.mark.skipif(
    shutil.which(office.PROGRAM) is None, reason="LibreOffice is not installed"
)

FILTERS = {
    "doc": "doc:MS Word 97",
    "odt": "odt:writer8",
    "rtf": "rtf:Rich Text Format",
    "pdf": "pdf:writer_pdf_Export",
    "html": "html:HTML (StarWriter)",
    "xls": "xls:MS Excel 97",
}


def saved_as(extension: str, path: Path, folder: Path) -> Path:
    """``path`` opened and saved in another format in ``folder``."""
    subprocess.run(
        [
            office.PROGRAM,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            FILTERS[extension],
            "--outdir",
            str(folder),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / f"{path.stem}.{extension}"
