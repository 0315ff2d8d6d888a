"""Every dependency earns its place, and none of them binds the programs of others."""

import ast
import re
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

from tests.docs_build.dependencies import LICENCES, dependencies

ROOT = Path(__file__).parents[1]
OURS = ("pipeline", "extractors", "models")

# Used without being imported, and by what.
INDIRECT = {
    "duckdb": "analysts ask Parquet files with it: docs/how-to.md",
    "itsdangerous": "Starlette signs sessions with it",
    "jinja2": "Starlette's templates are its",
    "onnxruntime": "rapidocr runs its models by it",
    "psycopg": "SQLAlchemy loads it as the driver of postgresql+psycopg",
    "python-multipart": "FastAPI reads forms with it",
    "rapidocr": "imported by name where it is installed: pipeline/readers/ocr.py",
}

# GNU licences that bind what is linked with the package; the Lesser ones do not.
BINDING = re.compile(r"\bA?GPL\b|(?<!Lesser )General Public License", re.IGNORECASE)


def imported() -> set[str]:
    """The packages that our code imports, by the names they are installed under."""
    found = set()
    for folder in OURS:
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    found |= {alias.name.split(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and not node.level:
                    found.add((node.module or "").split(".")[0])
    known = metadata.packages_distributions()
    foreign = found - set(OURS) - sys.stdlib_module_names
    return {_plain(name) for module in foreign for name in known.get(module, ())}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_dependency_is_used() -> None:
    declared = {one.name for one in dependencies()}
    assert declared - imported() - INDIRECT.keys() == set()
    assert INDIRECT.keys() <= declared


def test_every_import_is_declared() -> None:
    assert imported() - {one.name for one in dependencies()} == set()


def test_every_dependency_says_what_it_is_for() -> None:
    assert [one.name for one in dependencies() if not one.purpose] == []
    assert LICENCES.keys() == {one.name for one in dependencies()}


def locked() -> Iterator[str]:
    """The packages of the locks, but for those that are only measured against."""
    for path in (ROOT / "requirements.lock", ROOT / "requirements-ocr.lock"):
        for name in re.findall(r"^([\w.-]+)==", path.read_text(encoding="utf-8"), re.MULTILINE):
            yield _plain(name)


def licence_of(name: str) -> str:
    """The licence of an installed package, as it says itself.

    Raises:
        PackageNotFoundError: it is not installed.
    """
    about = metadata.metadata(name)
    classified = [
        entry.split(" :: ")[-1]
        for entry in about.get_all("Classifier") or ()
        if entry.startswith("License :: ") and entry.count(" :: ") > 1
    ]
    # Another finder of packages may be at work, whose answers have no None: hence get().
    said = about.get("License-Expression") or "; ".join(classified)
    return said or (about.get("License") or "")[:80]


def test_no_licence_binds_the_programs_of_others() -> None:
    looked_at, silent, binding = 0, [], []
    for name in sorted(set(locked())):
        try:
            licence = licence_of(name)
        except metadata.PackageNotFoundError:
            continue  # of another system, or of an extra that is not installed
        looked_at += 1
        # A choice between licences lets one choose the other.
        if not licence:
            silent.append(name)
        elif BINDING.search(licence) and " OR " not in licence:
            binding.append((name, licence))
    assert looked_at > 100
    assert (silent, binding) == ([], [])


@pytest.mark.parametrize(
    ("licence", "binds"),
    [
        ("AGPL-3.0-only", True),
        ("GPL-2.0-or-later", True),
        ("GNU General Public License v3 (GPLv3)", True),
        ("GNU Affero General Public License v3", True),
        ("LGPL-3.0-only", False),
        ("GNU Lesser General Public License v2 or later (LGPLv2+)", False),
        ("GNU Library or Lesser General Public License (LGPL)", False),
        ("MIT", False),
    ],
)
def test_which_licences_bind(licence: str, binds: bool) -> None:
    assert bool(BINDING.search(licence)) == binds


@pytest.mark.parametrize("name", sorted(LICENCES))
def test_the_documents_tell_the_licence_that_the_package_states(name: str) -> None:
    try:
        stated = licence_of(name)
    except metadata.PackageNotFoundError:
        pytest.skip(f"{name} is not installed")
    # MIT and MIT License, BSD and BSD License, LGPL and its long name.
    told = re.findall(r"[\w.-]+", LICENCES[name].removesuffix("-Clause"))
    assert all(word in stated for word in told), stated
