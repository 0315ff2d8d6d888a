"""The packages that Jixiao needs, from pyproject.toml: what each is for, and its licence."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.docs_build.tables import code, table

PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"

# As the packages themselves say; a test compares it with those installed.
LICENCES = {
    "alembic": "MIT",
    "argon2-cffi": "MIT",
    "charset-normalizer": "MIT",
    "distributed": "BSD-3-Clause",
    "duckdb": "MIT",
    "fastapi": "MIT",
    "itsdangerous": "BSD",
    "jieba": "MIT",
    "jinja2": "BSD",
    "lxml": "BSD-3-Clause",
    "numpy": "BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0",
    "onnxruntime": "MIT",
    "openpyxl": "MIT",
    "pdfplumber": "MIT",
    "pebble": "LGPL",
    "pillow": "MIT-CMU",
    "platformdirs": "MIT",
    "psycopg": "LGPL-3.0-only",
    "py7zr": "LGPL-2.1-or-later",
    "pyarrow": "Apache-2.0",
    "pydantic": "MIT",
    "pypdfium2": "BSD-3-Clause, Apache-2.0",
    "python-calamine": "MIT",
    "python-docx": "MIT",
    "python-multipart": "Apache-2.0",
    "pyyaml": "MIT",
    "quicktions": "PSF-2.0",
    "rapidocr": "Apache-2.0",
    "rarfile": "ISC",
    "regex": "Apache-2.0 AND CNRI-Python",
    "rich": "MIT",
    "rjieba": "MIT",
    "selectolax": "MIT",
    "spacy": "MIT",
    "sqlalchemy": "MIT",
    "starlette": "BSD-3-Clause",
    "typer": "MIT",
    "uvicorn": "BSD-3-Clause",
    "xlrd": "BSD",
    "xlsxwriter": "BSD-2-Clause",
}

INTRODUCTION = """# Dependencies

Every package that Jixiao needs, what it is for, and its licence. `requirements.lock` holds them
and what they need themselves with versions and hashes; a test looks at the licence of each, and
lets none in that would bind the programs of others (GPL, AGPL).

Known vulnerabilities are listed in databases that are asked over the network. From a machine that
reaches them, before each release: `.venv/bin/uv audit --preview-features audit-command`, or
`pip-audit -r requirements.lock`.
"""


class Dependency(NamedTuple):
    """One package: the extra that asks for it ("" for none), and what it is for."""

    name: str
    extra: str
    purpose: str


def dependencies() -> Iterator[Dependency]:
    """Those of ``pyproject.toml``, in its order; the comment beside each says what it is for."""
    text = PYPROJECT.read_text(encoding="utf-8")
    # "psycopg[binary]>=3.2",      # PostgreSQL
    said = dict(re.findall(r'^    "([\w.-]+)[^"]*",[ ]*# (.+)$', text, re.MULTILINE))
    project = tomllib.loads(text)["project"]
    for extra, names in {"": project["dependencies"], **project["optional-dependencies"]}.items():
        for name in names:
            plain = re.match(r"[\w.-]+", name)
            if plain:
                yield Dependency(plain[0], extra, said.get(plain[0], ""))


def page() -> str:
    """One table of all of them."""
    rows = [
        (code(one.name), one.purpose, code(one.extra), LICENCES.get(one.name, ""))
        for one in dependencies()
    ]
    return f"{INTRODUCTION}\n{table(('package', 'what it is for', 'extra', 'licence'), rows)}\n"
