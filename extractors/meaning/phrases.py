"""The noun phrase that names a figure which the catalogue does not know."""

import re

from extractors.meaning.words import words
from models.span import Span

_LONG = 8
"""A label of up to this many characters is left as it is."""

# Prepositions and adverbs end what is not the name: 区评审中心 共 | 审结项目任务.
_BEFORE_NAME = frozenset({"p", "d"})
_TRAILING = re.compile(
    r"(?:突破|临近|接近|[了着过为是]|(?<!下)达|达到|分别|共有|共计|合计|仅|约|近|超过?|[\s,:、])+\Z"
)
# 182个 | 预算单位 | 实行国库集中支付模式
_BEHIND = re.compile(r"[一-龥]{2,12}")
_NOUN = re.compile(r"n|vn|an|b|j|l|i|a")


def name_before(text: str, label: Span) -> Span:
    """The part of a clause that names its figure.

    >>> text = "区评审中心共审结项目任务"
    >>> name_before(text, Span(0, len(text))).of(text)
    '审结项目任务'
    """
    start = max(label.start, text.rfind(",", label.start, label.end) + 1)
    trailing = _TRAILING.search(text, start, label.end)
    end = trailing.start() if trailing else label.end
    if end - start <= _LONG:
        return Span(start, max(start, end))
    cut = at = start
    for word, flag in _tagged(text[start:end]):
        at += len(word)
        if flag in _BEFORE_NAME and end - at >= 2:
            cut = at
    return Span(cut, end)


def name_behind(text: str, position: int) -> Span | None:
    """The noun right behind a counted figure, if there is one.

    >>> text = "共有182个预算单位实行国库集中支付模式"
    >>> name_behind(text, 6).of(text)
    '预算单位'
    """
    match = _BEHIND.match(text, position)
    if match is None:
        return None
    at = position
    for word, flag in _tagged(match[0]):
        # 预算单位: a verb may open the name, none may follow in it.
        if at > position and not _NOUN.match(flag):
            break
        at += len(word)
    return Span(position, at) if at - position >= 2 else None


def says_nothing(text: str, label: Span) -> bool:
    """Whether a label is too short to name anything, or holds mere link words."""
    piece = label.of(text).strip()
    return len(piece) < 2 or bool(words().mixed.fullmatch(piece))


def _tagged(text: str) -> list[tuple[str, str]]:
    """Words with their classes; none where they do not add up to the text again."""
    # Its dictionary takes a while to load, and few names need it.
    import rjieba

    tagged: list[tuple[str, str]] = rjieba.tag(text)
    return tagged if "".join(word for word, _ in tagged) == text else []
