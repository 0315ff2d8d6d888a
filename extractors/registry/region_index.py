"""All names of divisions and zones, and where in a text one may begin."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache

from extractors.registry.load_regions import Region, load_regions, load_zones
from extractors.registry.region_names import short_names


@lru_cache(maxsize=1)
def region_names() -> tuple[dict[str, tuple[Region, ...]], dict[str, tuple[Region, ...]]]:
    """Places by their full names, and by their short ones."""
    full: defaultdict[str, list[Region]] = defaultdict(list)
    short: defaultdict[str, list[Region]] = defaultdict(list)
    for region in load_regions():
        full[region.name].append(region)
        for name in short_names(region.name):
            # 耿马县 is as good as 耿马傣族佤族自治县; 耿马 alone is not.
            (full if name[-1] in "州县旗" and len(name) > 2 else short)[name].append(region)
    for name, zone in load_zones():
        full[name].append(zone)
    return (
        {name: tuple(regions) for name, regions in full.items()},
        {name: tuple(regions) for name, regions in short.items()},
    )


@lru_cache(maxsize=1)
def name_lengths() -> dict[str, tuple[int, ...]]:
    """For two first characters the lengths of the names that begin so, longest first."""
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for index in region_names():
        for name in index:
            lengths[name[:2]].add(len(name))
    return {head: tuple(sorted(sizes, reverse=True)) for head, sizes in lengths.items()}


def region_heads(text: str, start: int, end: int) -> Iterator[int]:
    """Where in ``text[start:end]`` a place's name may begin, by its first two characters.

    丰南区 may begin with 丰南, 南区 like other places.

    >>> list(region_heads("全力抓好丰南区财政", 0, 9))
    [4, 5]
    """
    heads = name_lengths()
    # The second character may stand behind the end.
    for found in _head_pattern().finditer(text, start, end + 1):
        position = found.start()
        if position < end and text[position : position + 2] in heads:
            yield position


@cache
def _head_pattern() -> re.Pattern[str]:
    """Two characters that first ones of names are; few others pass."""
    first, second = (
        re.escape("".join(sorted(set(letters)))) for letters in zip(*name_lengths(), strict=True)
    )
    return re.compile(f"(?=[{first}][{second}])")
