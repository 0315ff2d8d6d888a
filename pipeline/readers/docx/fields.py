"""Word's fields: codes out, results in, across runs and paragraphs."""

import re
from dataclasses import dataclass, field

from pipeline.readers.docx.numerals import circled

# Fields that print the number of the page they stand on.
PAGE_FIELDS = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES"))
CONTENTS_FIELD = "TOC"

# "eq \o\ac(○,12)": Word's way to draw a number in a circle, which has no result.
_CIRCLED = re.compile(r"eq\s+\\o\\ac\(\s*[○〇]\s*[,，]\s*(\d{1,2})\s*\)", re.IGNORECASE)


def field_type(code: str) -> str:
    r"""The first word of a field code, upper case.

    >>> field_type(' TOC \\o "1-3"'), field_type("  ")
    ('TOC', '')
    """
    words = code.split(None, 1)
    return words[0].upper() if words else ""


@dataclass(slots=True)
class _Open:
    """A field that has begun: its code so far, and whether its result has begun."""

    code: str = ""
    is_result: bool = False
    type: str = ""


@dataclass(slots=True)
class Fields:
    """The fields that are open at the current place.

    Attributes:
        hidden: types whose results are not printed.
        is_visible: whether text at this place is printed.
        is_contents: whether this place is inside a table of contents.
    """

    hidden: frozenset[str] = frozenset()
    is_visible: bool = True
    is_contents: bool = False
    _open: list[_Open] = field(default_factory=list)

    @property
    def depth(self) -> int:
        """How many fields have begun and not ended."""
        return len(self._open)

    def add_code(self, text: str) -> None:
        """A piece of the code of the innermost field."""
        if self._open and not self._open[-1].is_result:
            self._open[-1].code += text

    def mark(self, kind: str) -> str:
        """Pass a mark (begin, separate, end); text that the field prints by its code alone."""
        printed = ""
        if kind == "begin":
            self._open.append(_Open())
        elif self._open and kind == "separate":
            innermost = self._open[-1]
            innermost.is_result, innermost.type = True, field_type(innermost.code)
        elif self._open and kind == "end":
            closed = self._open.pop()
            match = None if closed.is_result else _CIRCLED.search(closed.code)
            printed = circled(int(match[1])) if match else ""
        self.is_visible = all(f.is_result and f.type not in self.hidden for f in self._open)
        self.is_contents = any(f.type == CONTENTS_FIELD for f in self._open)
        return printed if self.is_visible else ""
