"""Titles as they stand over reports of all kinds of departments and places."""

from pathlib import Path

import pytest

from extractors.fold import fold
from extractors.identity.identify import identify
from pipeline.readers import document_of_text

LINES = (Path(__file__).parent / "cases" / "report_titles.txt").read_text(encoding="utf-8")
CASES = [line for line in LINES.splitlines() if not line.startswith("#")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.split("|")[0][:40])
def test_a_title_gives_department_year_type_and_region(case: str) -> None:
    printed, department, year, kind, region = case.split("|")
    text = printed.replace("/", "\n").replace("\\t", "\t") + "\n"
    found = identify(document_of_text(text), fold(text), ())
    assert str(found.department) == department
    assert str(found.fiscal_year) == year
    assert found.report_type.value == kind
    assert str(found.region_code) == region
