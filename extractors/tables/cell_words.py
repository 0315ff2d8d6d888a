"""What words of titles and heads say of the figures below them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from models.observation import ALL

Patterns = list[dict[str, Any]]


def raw_cell_words() -> dict[str, Any]:
    """The data file as it is, with the examples that go with each pattern."""
    text = files(__package__).joinpath("cell_words.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, yaml.CSafeLoader)
    return loaded


def _joined(entries: Patterns) -> re.Pattern[str]:
    return re.compile("|".join(entry["pattern"] for entry in entries))


@dataclass(frozen=True)
class CellWords:
    """The patterns of ``cell_words.yaml``, compiled; ``single`` holds the ungrouped ones."""

    books: Mapping[str, re.Pattern[str]]
    stages: Mapping[str, re.Pattern[str]]
    subjects: Mapping[str, re.Pattern[str]]
    single: Mapping[str, re.Pattern[str]]

    def has(self, group: str, text: str) -> bool:
        """Whether a pattern of ``group`` is found in ``text``."""
        return self.single[group].search(text) is not None

    def without(self, group: str, text: str) -> str:
        """``text`` without what the patterns of ``group`` match."""
        return self.single[group].sub("", text)


@cache
def cell_words() -> CellWords:
    """The words of the data file, compiled once."""
    raw = raw_cell_words()
    groups = {
        name: {key: _joined(entries) for key, entries in raw[name].items()}
        for name in ("book", "stage", "subject")
    }
    single = {name: _joined(found) for name, found in raw.items() if isinstance(found, list)}
    return CellWords(groups["book"], groups["stage"], groups["subject"], single)


@lru_cache(maxsize=4096)
def book_of(words: str) -> str:
    """Code of the budget's book that the words name; the total where they name none or several.

    >>> book_of("一般公共预算财政拨款支出决算表"), book_of("收入支出决算总表")
    ('general_public', 'all')
    """
    found = [code for code, pattern in cell_words().books.items() if pattern.search(words)]
    return found[0] if len(found) == 1 else ALL


def without_books(words: str) -> str:
    """``words`` without the names of books, whose own 预算 is no stage.

    >>> without_books("一般公共预算财政拨款支出决算表")
    '财政拨款支出决算表'
    """
    for pattern in cell_words().books.values():
        words = pattern.sub("", words)
    return words


@lru_cache(maxsize=4096)
def stage_of(words: str) -> str | None:
    """``initial``, ``adjusted`` or ``actual``; None where the words name no stage.

    >>> stage_of("年初预算数"), stage_of("全年执行数(B)"), stage_of("一般公共预算财政拨款")
    ('initial', 'actual', None)
    """
    bare = cell_words().without("no_stage", without_books(words))
    return next((stage for stage, found in cell_words().stages.items() if found.search(bare)), None)


def is_only_book(words: str) -> bool:
    """Whether a head names a book of the budget and nothing else.

    >>> is_only_book("一般公共预算财政拨款"), is_only_book("一般公共预算基本支出")
    (True, False)
    """
    rest = without_books(words)
    return rest != words and not re.sub(r"财政拨款|预算|资金|拨款|支出|收入|[()]", "", rest)


def without_leading_book(words: str) -> str:
    """``words`` without the name of a book at their beginning.

    >>> without_leading_book("一般公共预算财政拨款收入"), without_leading_book("行政运行")
    ('财政拨款收入', '行政运行')
    """
    for pattern in cell_words().books.values():
        found = pattern.match(words)
        if found and found.end() < len(words):
            return words[found.end() :]
    return words


@lru_cache(maxsize=4096)
def name_in(words: str) -> str:
    """The name in the words of a row or column: no list number, no unit, no formula.

    >>> name_in("八、其他收入"), name_in("执行率(B/A)"), name_in("其中:财政拨款")
    ('其他收入', '执行率', '财政拨款')
    """
    name = cell_words().without("tail", cell_words().without("lead", words))
    return name if is_only_book(name) else without_leading_book(name)
