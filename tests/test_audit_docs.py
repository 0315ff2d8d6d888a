"""The audit's page names every rule, and no rule that is not there."""

import re
from pathlib import Path

from pipeline.audit.rulebook import rule_book

PAGE = (Path(__file__).parents[1] / "docs" / "audit.md").read_text(encoding="utf-8")


def test_the_page_lists_the_rule_book():
    rows = dict(re.findall(r"^\| ([A-Z]\d\d) \| (.+?) \| \w+ \|$", PAGE, re.MULTILINE))
    assert rows == {rule.id: rule.statement for rule in rule_book().values()}
