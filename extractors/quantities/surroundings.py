"""The words before and behind a figure, as one looks at them to understand it."""

import re
from typing import NamedTuple

# How far a sentence is looked back at, and how far ahead.
_REACH_BACK = 120
_REACH_AHEAD = 20

# Where a sentence ends. A line break alone may be the page's own (下⏎降6.6%): it ends
# the sentence only behind a mark that does, or before a numbered heading.
_SENTENCE_END = re.compile(
    r"[。!?]|[;:]\n|\n[ \t]*(?:\([一二三四五六七八九十0-9]|[一二三四五六七八九十]+、)"
)


class Surroundings(NamedTuple):
    """The text around a figure without its blanks and line breaks.

    Attributes:
        before: its sentence up to the figure.
        behind: what follows the figure.
    """

    before: str
    behind: str

    @property
    def clause(self) -> str:
        """The part of the sentence since its last comma or bracket."""
        return clause_of(self.before)


def clause_of(sentence: str) -> str:
    """What follows the last mark inside a sentence.

    >>> clause_of("与上年相比,收入增加")
    '收入增加'
    """
    return sentence[max(map(sentence.rfind, ",;:")) + 1 :]


def surroundings_of(folded: str, start: int, end: int, low: int, stop: int) -> Surroundings:
    r"""The words around the figure ``[start, end)``, looked for within ``[low, stop)``.

    >>> surroundings_of("增加3人。经费下\n降 5万元左右。", 11, 14, 0, 17)
    Surroundings(before='经费下降', behind='左右。')
    """
    window = folded[max(low, start - _REACH_BACK) : start]
    cut = window.rfind("。") + 1  # the usual end, and quicker found than by the pattern
    for mark in _SENTENCE_END.finditer(window, cut):
        cut = mark.end()
    return Surroundings(
        "".join(window[cut:].split()),
        "".join(folded[end : min(stop, end + _REACH_AHEAD)].split()),
    )
