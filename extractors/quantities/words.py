"""The words around numerals that say what they state, as data (``words.yaml``)."""

import re
from functools import cache
from importlib.resources import files

import yaml


@cache
def _table() -> dict[str, dict[str, str] | str]:
    table: dict[str, dict[str, str] | str] = yaml.load(
        files(__package__).joinpath("words.yaml").read_text("utf-8"), yaml.CSafeLoader
    )
    return table


def words(name: str, group: str | None = None) -> tuple[str, ...]:
    """The words listed under a name (and a group of it), longest first.

    >>> "不低于" in words("comparators_before", ">=")
    True
    """
    listed = _table()[name]
    text = (
        " ".join(listed.values())
        if isinstance(listed, dict) and group is None
        else (listed[group] if isinstance(listed, dict) and group is not None else str(listed))
    )
    return tuple(sorted(text.split(), key=len, reverse=True))


def groups(name: str) -> tuple[str, ...]:
    """The groups under a name."""
    listed = _table()[name]
    return tuple(listed) if isinstance(listed, dict) else ()


def group_of(name: str) -> dict[str, str]:
    """Each word under a name to its group."""
    return {word: group for group in groups(name) for word in words(name, group)}


def any_of(name: str, group: str | None = None) -> str:
    """A pattern for any of the words, the longest first; words are patterns themselves."""
    return rf"(?:{'|'.join(words(name, group))})"


def escaped(name: str) -> str:
    """A pattern for any of the words taken literally."""
    return rf"(?:{'|'.join(map(re.escape, words(name)))})"


class Endings:
    """Finds which listed word a text ends with, the longest first, by plain look-up.

    >>> Endings("comparators_before").find("控制率不低于")
    ('>=', 3)
    >>> Endings("comparators_before").find("控制率为") is None
    True
    """

    def __init__(self, name: str) -> None:
        self._groups = group_of(name)
        self._longest = max(map(len, self._groups))

    def find(self, text: str) -> tuple[str, int] | None:
        """The group of the word at the end of ``text`` and where the word begins."""
        for length in range(min(self._longest, len(text)), 0, -1):
            if group := self._groups.get(text[-length:]):
                return group, len(text) - length
        return None
