"""Where a missed quantity stands: what was selected on the page, or words and which of them."""

from collections.abc import Mapping

from extractors.fold import fold
from models.span import Span
from pipeline.correcting import Anchor, anchor_of
from pipeline.correcting.places import Squeezed
from pipeline.workbench.corrections import MAX_WORDS, MistakeError

PLACE = ("start", "end", "printed", "occurrence")
"""Fields of a form that say where; a selection has the first two, words the others."""


def place_of(content: str, fields: Mapping[str, str | None]) -> Anchor:
    """Where the missed quantity stands: offsets from a selection, or words and their number.

    Raises:
        MistakeError: there is no such place.
    """
    start, end = fields.get("start"), fields.get("end")
    if start and end and start.isdecimal() and end.isdecimal():
        span = _trimmed(content, int(start[:9]), min(int(end[:9]), len(content)))
    else:
        span = _occurrence(content, fields.get("printed") or "", fields.get("occurrence") or "1")
    if span.end - span.start > MAX_WORDS:
        raise MistakeError(f"选中的文字太长，最多 {MAX_WORDS} 个字，请只选数和单位。")
    return anchor_of(content, span)


def _trimmed(content: str, start: int, end: int) -> Span:
    """The stretch without blanks at its ends."""
    words = content[start:end]
    if not words.strip():
        raise MistakeError("没有选中文字。")
    start += len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def _occurrence(content: str, words: str, number: str) -> Span:
    squeezed, wanted = Squeezed.of(content), "".join(words.split())
    folded = Squeezed(fold(squeezed.text), squeezed.offsets)
    places = folded.places(wanted)
    at = int(number[:9]) - 1 if number.isdecimal() else -1
    if not 0 <= at < len(places):
        raise MistakeError(f"原文中“{words[:20]}”只有 {len(places)} 处。")
    first, last = places[at], places[at] + len(wanted) - 1
    return Span(squeezed.offsets[first], squeezed.offsets[last] + 1)
