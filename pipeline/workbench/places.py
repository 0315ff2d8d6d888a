"""Places to choose from: those that reports come from, and the regions they lie in."""

from collections.abc import Sequence
from typing import Any

from extractors.registry.regions import choose_region, parents_of, regions_of_code


def place_choices(found: Sequence[Any]) -> list[tuple[str, str]]:
    """Codes and names in order of the codes, each region before what lies in it.

    Args:
        found: rows of a region's code and name as the reports have them.

    >>> place_choices([("130207", "唐山市丰南区")])
    [('130000', '河北省'), ('130200', '唐山市'), ('130207', '唐山市丰南区')]
    """
    names: dict[str, str] = {}
    for code, name in found:
        region = choose_region(regions_of_code(code), None)
        if region is not None:
            names.update((parent.code, parent.name) for parent in parents_of(region))
        names[code] = name or names.get(code) or code
    return sorted(names.items())
