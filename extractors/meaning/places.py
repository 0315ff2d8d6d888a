"""The place that a government reports on, whose name narrows none of its figures."""

import re
from collections.abc import Iterator

from models.value import value

# 泉州台商投资区, 甲县本级: where the name of a place may end
_END = re.compile(r"(?:(?<=街)道|[省市州盟县区旗镇乡])(?:本级)?")
_GOVERNMENT = re.compile(r"政府|管委会|管理委员会|财政")
# A line with one of these is no title.
_SENTENCE = re.compile(r"[,;。:]")
_HEAD = 300
"""How much of a text's beginning may be titles."""


@value
class Places:
    """The places that a report is about as a whole; ``named`` holds them all."""

    named: str = ""

    def ends(self, text: str, start: int) -> Iterator[int]:
        """Where one of them that begins at ``start`` may end.

        >>> list(Places("甲县2024年财政决算").ends("甲县本级支出", 0))
        [4]
        >>> list(Places("甲县2024年财政决算").ends("乙镇支出", 0))
        []
        """
        if not self.named:
            return
        for end in _END.finditer(text, start + 1):
            if text[start : end.end()].removesuffix("本级") in self.named:
                yield end.end()


NOWHERE = Places()
"""Of a report that is about no place as a whole."""


def places_of(text: str, department: str | None, region: str | None) -> Places:
    """What the titles of ``text`` and its ``region`` name, in the report of a government.

    In a department's own report a place is a larger whole.
    """
    if department and not _GOVERNMENT.search(department):
        return NOWHERE
    lines = text[:_HEAD].split("\n")
    titles = ["".join(line.split()) for line in lines if not _SENTENCE.search(line)]
    return Places(" ".join([*titles, region or ""]))
