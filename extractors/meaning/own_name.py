"""The department's own name, which says as little before a figure as 我单位."""

import re
from functools import lru_cache

from extractors.catalogue import normalise

# 大竹县周家镇人民政府: what stands before the own name of an office.
_PLACE = re.compile(r"[一-龥]{2,9}?(?:自治[州县旗区]|[省市县区旗州盟镇乡])(?=[一-龥]{4})")
# Names that every place has: 人民政府 may be that of another one.
_GENERAL = frozenset(("人民政府", "人民法院", "人民检察院", "管理委员会", "中级人民法院"))
_SHORTEST = 4


def without_own_name(text: str, department: str | None) -> str:
    """``text`` with blanks, of the same number, for the name of its own department.

    >>> without_own_name("2020年周家镇人民政府收入预算5万元", "大竹县周家镇人民政府")
    '2020年       收入预算5万元'
    """
    names = _names(department) if department else ()
    if not names:
        return text
    pattern = re.compile("|".join(map(re.escape, names)))
    return pattern.sub(lambda name: " " * len(name[0]), text)


@lru_cache(maxsize=64)
def _names(department: str) -> tuple[str, ...]:
    """The full name and what is left of it without the places before it, longest first."""
    name = normalise(department)
    names = [name]
    while place := _PLACE.match(name):
        name = name[place.end() :]
        names.append(name)
    return tuple(one for one in names if len(one) >= _SHORTEST and one not in _GENERAL)
