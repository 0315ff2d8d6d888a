"""Lists of numerals that share one unit, which stands behind the last of them."""

import re

from extractors.quantities.candidates import Candidate, read_candidate
from extractors.quantities.printed import Numeral, read_numeral
from extractors.quantities.units import magnitude
from models.span import Span

# 分别回落2.16和1.66个百分点, 分别为12.3、14.5、9亿元: the unit stands once, behind the last.
# Bounded, for it is tried at every numeral: 1,1,1,1 is not to be read to its end each time.
_NUMERAL = r"\d[\d,]{0,20}(?:\.\d{1,8})?"
_LISTED = re.compile(rf"(?P<numeral>{_NUMERAL})(?:(?:[、和与及]|以及){_NUMERAL}){{1,30}}")
_ANNOUNCED = re.compile(r"分别[^\d,;。:()]{0,10}(?:[\d.]+(?:[、和与及]|以及))*$")


def read_listed(folded: str, start: int, stop: int) -> Candidate | None:
    """The bare numeral at ``start`` where it shares the unit of the last one of its list.

    >>> text = "分别回落2.16和1.66个百分点"
    >>> read_listed(text, 4, len(text)).value, read_listed(text, 4, len(text)).unit.unit
    (Decimal('2.16'), '百分点')
    >>> read_listed("第2和3个", 1, 5) is None
    True
    """
    listed = _LISTED.match(folded, start, stop)
    if listed is None or not _ANNOUNCED.search(folded, max(0, start - 40), start):
        return None
    last = max(map(listed[0].rfind, "、和与及")) + 1
    whole = read_candidate(folded, start + last, stop)
    numeral = read_numeral(listed["numeral"])
    if whole is None or numeral is None or whole.upper is not None:
        return None
    sizes = whole.numeral.magnitudes
    shared = Numeral(numeral.value * magnitude(sizes), sizes, numeral.decimals, "")
    return Candidate(Span(*listed.span("numeral")), shared, whole.unit, rule="listed")
