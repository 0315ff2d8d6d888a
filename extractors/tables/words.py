"""What the words of a table's heads make of their rows and columns."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from models.mention import Kind


class Role(StrEnum):
    """What a column holds."""

    CODE = "code"
    MUTE = "mute"
    REMARK = "remark"
    STUB = "stub"
    VALUE = "value"
    UNKNOWN = "unknown"


# A column with several of these words is the first of them: 项目编码 is a code and no stub.
_ROLE_ORDER = (Role.CODE, Role.MUTE, Role.REMARK, Role.STUB, Role.VALUE)
_KIND_ORDER = (Kind.PERCENT, Kind.SCORE, Kind.HEADCOUNT)


@dataclass(frozen=True)
class TableWords:
    """The patterns of ``words.yaml``, compiled."""

    roles: Mapping[Role, re.Pattern[str]]
    kinds: Mapping[Kind, re.Pattern[str]]
    counts: tuple[tuple[re.Pattern[str], str], ...]
    amount: re.Pattern[str]
    target: re.Pattern[str]
    physical: re.Pattern[str]
    class_mark: re.Pattern[str]
    money_column: re.Pattern[str]
    title: re.Pattern[str]
    not_title: re.Pattern[str]
    change: re.Pattern[str]
    falling: re.Pattern[str]
    rising: re.Pattern[str]
    unit_column: re.Pattern[str]
    sign_column: re.Pattern[str]
    ordinal_row: re.Pattern[str]


def raw_table_words() -> dict[str, list[dict[str, Any]]]:
    """The data file as it is, with the examples that go with each pattern."""
    text = files(__package__).joinpath("words.yaml").read_text(encoding="utf-8")
    loaded: dict[str, list[dict[str, Any]]] = yaml.load(text, yaml.CSafeLoader)
    return loaded


@cache
def table_words() -> TableWords:
    """The words of the data file, compiled once."""
    raw = raw_table_words()

    def joined(group: str) -> re.Pattern[str]:
        return re.compile("|".join(entry["pattern"] for entry in raw[group]))

    return TableWords(
        roles={role: joined(role.value) for role in _ROLE_ORDER},
        kinds={kind: joined(kind.value) for kind in _KIND_ORDER},
        counts=tuple((re.compile(entry["pattern"]), entry["unit"]) for entry in raw["count"]),
        amount=joined("amount"),
        target=joined("target"),
        physical=joined("physical"),
        class_mark=joined("class_mark"),
        money_column=joined("money_column"),
        title=joined("title"),
        not_title=joined("not_title"),
        change=joined("change"),
        falling=joined("falling"),
        rising=joined("rising"),
        unit_column=joined("unit_column"),
        sign_column=joined("sign_column"),
        ordinal_row=joined("ordinal_row"),
    )


@lru_cache(maxsize=4096)
def role_of(head: str) -> Role:
    """What a column with this head holds; ``head`` folded and without blanks.

    >>> role_of("功能分类科目编码"), role_of("项目"), role_of("决算数"), role_of("张三")
    (<Role.CODE: 'code'>, <Role.STUB: 'stub'>, <Role.VALUE: 'value'>, <Role.UNKNOWN: 'unknown'>)
    """
    roles = table_words().roles
    return next((role for role in _ROLE_ORDER if roles[role].search(head)), Role.UNKNOWN)


def is_head_word(text: str) -> bool:
    """Whether ``text`` reads like the head of a column of any kind.

    >>> is_head_word("年初预算数"), is_head_word("普陀区")
    (True, False)
    """
    return role_of(text) is not Role.UNKNOWN
