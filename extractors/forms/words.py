"""Words of indicator tables, as data (``words.yaml``)."""

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

# 年度指标值 is a target whatever level its name might suggest, 得分 a score and no result.
ROLES = ("level1", "level2", "level3", "reason", "weight", "score", "actual", "target")


def raw_form_words() -> dict[str, list[dict[str, Any]]]:
    """The data file as it is, with the examples that go with each pattern."""
    text = files(__package__).joinpath("words.yaml").read_text(encoding="utf-8")
    loaded: dict[str, list[dict[str, Any]]] = yaml.load(text, yaml.CSafeLoader)
    return loaded


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        group: re.compile("|".join(entry["pattern"] for entry in entries))
        for group, entries in raw_form_words().items()
    }


def is_form_word(group: str, text: str) -> bool:
    """Whether a pattern of ``group`` is found in ``text``, folded and without blanks."""
    return _patterns()[group].search(text) is not None


def without_form_words(group: str, text: str) -> str:
    """``text`` without what the patterns of ``group`` match."""
    return _patterns()[group].sub("", text)


@lru_cache(maxsize=2048)
def role_in_form(head: str) -> str | None:
    """Which part of an indicator a column holds: level1 … score; None for any other.

    >>> role_in_form("三级指标"), role_in_form("年度指标值"), role_in_form("得分系数")
    ('level3', 'target', None)
    """
    return next((role for role in ROLES if is_form_word(role, head)), None)
