"""What paragraph and character styles say, resolved through what they are based on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.readers.docx import names as n
from pipeline.readers.docx.names import Element

DEFAULT_SIZE = 20
"""Half-points of text for which nothing at all says a size."""

BODY_TEXT_LEVEL = 9
"""The outline level that means "no heading"."""

# "heading 1", "Heading 2", "标题 3": built-in names, whatever the style's id is.
_HEADING_NAME = re.compile(r"(?:heading|标题) ?([1-9])", re.IGNORECASE)
# "toc 1", "目录 2"
_CONTENTS_NAME = re.compile(r"(?:toc|目录) ?[1-9]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Style:
    """One style with all that it inherits.

    Attributes:
        chain: ids from the style itself up to what it is based on.
        list_id, list_level: numbering that the style brings along.
        outline_level: 1 to 9 of headings.
        size: half-points.
    """

    chain: tuple[str, ...] = ()
    list_id: str | None = None
    list_level: int | None = None
    outline_level: int | None = None
    is_bold: bool = False
    is_hidden: bool = False
    size: int = DEFAULT_SIZE
    is_contents: bool = False


@dataclass(slots=True)
class StyleSheet:
    """The styles of a document, each resolved when it is first asked for."""

    root: Element | None
    _elements: dict[str, Element] = field(default_factory=dict)
    _resolved: dict[str | None, Style] = field(default_factory=dict)
    _default_id: str | None = None
    _base: Style = field(default_factory=Style)

    def __post_init__(self) -> None:
        for style in () if self.root is None else self.root.iterchildren(n.STYLE):
            style_id = style.get(n.STYLE_ID)
            if style_id is None:
                continue
            self._elements[style_id] = style
            if style.get(n.TYPE) == "paragraph" and style.get(n.IS_DEFAULT) in ("1", "true", "on"):
                self._default_id = style_id
        defaults = None if self.root is None else self.root.find(n.DEFAULTS)
        size = None if defaults is None else next(defaults.iter(n.SIZE), None)
        self._base = Style(size=n.number(size) or DEFAULT_SIZE)

    def paragraph(self, style_id: str | None) -> Style:
        """The style of a paragraph that names ``style_id``, or the default style."""
        return self.of(style_id if style_id in self._elements else self._default_id)

    def of(self, style_id: str | None) -> Style:
        """The style of that id; the document's defaults where there is none."""
        found = self._resolved.get(style_id)
        if found is None:
            found = self._resolved[style_id] = self._resolve(style_id)
        return found

    def list_of_style(self, style_id: str) -> str | None:
        """The list that a numbering style points at (``w:numStyleLink``)."""
        return self.of(style_id).list_id

    def _ancestry(self, style_id: str | None) -> Iterator[str]:
        """The style and what it is based on; a circle ends where it closes."""
        seen = set()
        while style_id in self._elements and style_id not in seen:
            assert style_id is not None  # noqa: S101 - it is a key, for the type checker
            seen.add(style_id)
            yield style_id
            based_on = self._elements[style_id].find(n.BASED_ON)
            style_id = None if based_on is None else based_on.get(n.VAL)

    def _resolve(self, style_id: str | None) -> Style:
        chain = tuple(self._ancestry(style_id))
        elements = [self._elements[name] for name in chain]
        titles = [_name(element) for element in elements]
        return Style(
            chain=chain,
            list_id=_first_value(elements, f"{n.PARAGRAPH_PROPERTIES}/{n.NUMBERING}/{n.LIST_ID}"),
            list_level=_first_number(
                elements, f"{n.PARAGRAPH_PROPERTIES}/{n.NUMBERING}/{n.LIST_LEVEL}"
            ),
            outline_level=_outline_level(elements, titles),
            is_bold=_first_toggle(elements, f"{n.RUN_PROPERTIES}/{n.BOLD}"),
            is_hidden=_first_toggle(elements, f"{n.RUN_PROPERTIES}/{n.VANISH}"),
            size=_first_number(elements, f"{n.RUN_PROPERTIES}/{n.SIZE}") or self._base.size,
            is_contents=any(_CONTENTS_NAME.fullmatch(title) for title in titles),
        )


def outline_level_of(printed: int | None) -> int | None:
    """Word's outline level, counted from 0, as ours, counted from 1; None for body text.

    >>> outline_level_of(0), outline_level_of(9), outline_level_of(None)
    (1, None, None)
    """
    is_heading = printed is not None and 0 <= printed < BODY_TEXT_LEVEL
    return printed + 1 if printed is not None and is_heading else None


def _name(style: Element) -> str:
    name = style.find(n.NAME)
    return (name.get(n.VAL) or "") if name is not None else ""


def _outline_level(elements: list[Element], titles: list[str]) -> int | None:
    """What the nearest style says, by its outline level or by its built-in name."""
    for element, title in zip(elements, titles, strict=True):
        printed = n.number(element.find(f"{n.PARAGRAPH_PROPERTIES}/{n.OUTLINE_LEVEL}"))
        if printed is not None:
            return outline_level_of(printed)
        if match := _HEADING_NAME.fullmatch(title):
            return int(match[1])
    return None


def _first(elements: list[Element], path: str) -> Element | None:
    """What the nearest style that says anything says."""
    found = (element.find(path) for element in elements)
    return next((element for element in found if element is not None), None)


def _first_value(elements: list[Element], path: str) -> str | None:
    found = _first(elements, path)
    return None if found is None else found.get(n.VAL)


def _first_number(elements: list[Element], path: str) -> int | None:
    return n.number(_first(elements, path))


def _first_toggle(elements: list[Element], path: str) -> bool:
    return n.is_on(_first(elements, path))
