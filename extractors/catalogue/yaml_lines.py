"""YAML with the line of every entry, so that a mistake can be pointed at."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

import yaml

from extractors.catalogue.entries import Origin
from extractors.catalogue.errors import CatalogueError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Entry:
    """A YAML node and the file it stands in; every reader below refuses what is no such thing."""

    node: yaml.Node
    path: str

    @property
    def origin(self) -> Origin:
        """Where it begins."""
        return Origin(self.path, self.node.start_mark.line + 1)

    def refuse(self, reason: str) -> CatalogueError:
        """The error that says ``reason`` of this entry, to be raised."""
        return CatalogueError(self.path, self.origin.line, reason)

    def items(self) -> Iterator[tuple[str, "Entry"]]:
        """Keys and values of a mapping, in order; a key written twice is refused."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.refuse("a mapping of names to values was expected here")
        seen: set[str] = set()
        for key_node, value_node in self.node.value:
            key = Entry(key_node, self.path).text()
            if key in seen:
                raise Entry(key_node, self.path).refuse(f"{key!r} is written twice")
            seen.add(key)
            yield key, Entry(value_node, self.path)

    def fields(self, allowed: frozenset[str]) -> dict[str, "Entry"]:
        """A mapping whose keys must be among ``allowed``."""
        found = dict(self.items())
        for key, value in found.items():
            if key not in allowed:
                raise value.refuse(f"unknown key {key!r}; known are {', '.join(sorted(allowed))}")
        return found

    def text(self) -> str:
        """A single value, as written."""
        if not isinstance(self.node, yaml.ScalarNode):
            raise self.refuse("a single value was expected here")
        return str(self.node.value)

    def number(self) -> Decimal:
        """A single value that is a number."""
        try:
            return Decimal(self.text())
        except InvalidOperation:
            raise self.refuse(f"{self.text()!r} is not a number") from None

    def list(self) -> tuple["Entry", ...]:
        """The members of a list."""
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.refuse("a list was expected here")
        return tuple(Entry(node, self.path) for node in self.node.value)

    def texts(self) -> tuple[str, ...]:
        """The members of a list of single values."""
        return tuple(entry.text() for entry in self.list())

    @property
    def is_mapping(self) -> bool:
        """Whether it has keys."""
        return isinstance(self.node, yaml.MappingNode)


def read_yaml(text: str, path: str) -> Entry:
    """The root of the YAML document ``text``; an empty document is an empty mapping.

    Raises:
        CatalogueError: ``text`` is no YAML.
    """
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise CatalogueError(path, line, f"not YAML: {getattr(error, 'problem', error)}") from error
    return read_yaml("{}", path) if node is None else Entry(node, path)
