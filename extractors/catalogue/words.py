"""One spelling for words that differ only in width or in the shape of a quotation mark."""

import re
from functools import lru_cache

_QUOTES = dict.fromkeys(map(ord, "“”„‟‘’「」『』＂＇'〝〞"), '"')
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_TABLE = _WIDE | _QUOTES

_OTHER_SHAPE = re.compile(f"[{''.join(map(chr, sorted(_TABLE)))}]")

# Of normalised text; wordings are the same with and without them.
PASSED_OVER = frozenset('" \t\n\r\v\f\x85\xa0\u2028\u2029\u3000')
_COMPACTED = _TABLE | dict.fromkeys(map(ord, PASSED_OVER)) | dict.fromkeys(_QUOTES)


def normalise(text: str) -> str:
    """``text`` with half-width characters and plain quotation marks, of the same length.

    >>> normalise("“三公”经费、因公出国（境）费")
    '"三公"经费、因公出国(境)费'
    """
    return text.translate(_TABLE) if _OTHER_SHAPE.search(text) else text


@lru_cache(maxsize=4096)
def compact(text: str) -> str:
    """``normalise`` without white space and quotation marks: how wordings are compared.

    >>> compact("“三公” 经费"), compact("“三公经费”")
    ('三公经费', '三公经费')
    """
    return text.translate(_COMPACTED)
