"""What is remarked, and how its place is found in a file that is laid out otherwise."""

import re
from dataclasses import dataclass

from models.document import Document
from models.span import Span

AUTHOR = "绩效"
AROUND = 12
"""Characters before and after a place by which it is known."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Words to a place of the text; to the report as a whole where ``span`` is None."""

    span: Span | None
    words: str


def context(document: Document, span: Span) -> list[tuple[str, str, str]]:
    """Before, the place itself and after, without blanks; the longest context first.

    A figure is known best with both sides, then with one, and alone only if it is printed once.
    """
    text = document.text
    before = _bare(text[text.rfind("\n", 0, span.start) + 1 : span.start])[-AROUND:]
    line_end = text.find("\n", span.end)
    after = _bare(text[span.end : len(text) if line_end < 0 else line_end])[:AROUND]
    here = _bare(text[span.start : span.end])
    known = [(before, here, after), (before, here, ""), ("", here, after)]
    if _bare(text).count(here) == 1:
        known.append(("", here, ""))
    return [one for one in dict.fromkeys(known) if one[0] or one[2] or one == known[-1]]


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)
