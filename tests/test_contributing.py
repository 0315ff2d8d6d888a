"""What CONTRIBUTING says of where things are is so."""

import ast
import re
from pathlib import Path

from pipeline.audit.rulebook import rule_book

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")

# `models/words.py` · `models/views/`
PATH = re.compile(r"`((?:models|extractors|pipeline|tests|docs)/[\w/.]+)`")

# A01 to A12 · H01
RULES = re.compile(r"([A-Z])(\d\d)(?: to ([A-Z])(\d\d))?")


def test_every_place_is_there() -> None:
    places = PATH.findall(TEXT)
    assert len(places) > 20
    assert [place for place in places if not (ROOT / place).exists()] == []


def test_every_module_of_a_list_is_there() -> None:
    """The folders of the flow stand indented below ``extractors/`` and ``pipeline/``."""
    missing, parent = [], ""
    for line in TEXT.partition("## The flow")[2].partition("### ")[0].splitlines():
        names = re.findall(r"`([\w/]+/|\w+\.py)`", re.sub(r"[(].*?[)]", "", line))
        if line.startswith("- ") and names:
            parent = names[0]
        elif line.startswith("    - "):
            missing += [name for name in names if not (ROOT / parent / name).exists()]
    assert parent == "tests/"
    assert missing == []


def test_the_file_of_a_rule_names_it_in_its_first_line() -> None:
    named: set[str] = set()
    for path in (ROOT / "pipeline" / "audit").rglob("*.py"):
        first = (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").partition("\n")[0]
        for letter, low, _, high in RULES.findall(first.partition(":")[0]):
            named |= {f"{letter}{n:02}" for n in range(int(low), int(high or low) + 1)}
    with_code = {
        rule.id for rule in rule_book().values() if not {"identities", "at_most"} & rule.data.keys()
    }
    assert sorted(with_code - named - {"Z00"}) == []
