"""Finds divisions in words, and tells which of several namesakes is meant."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from extractors.registry.load_regions import Region, load_regions, load_zones
from extractors.registry.region_names import short_names
from models.identity import AdminLevel
from models.value import value

# 合肥+高新技术产业开发区, 大足+工业园区, 唐山市+高新区: zones named after the place they lie in.
_ZONE = re.compile(
    r"(?:国家)?[\u4e00-\u9fff]{0,6}?(?:经济技术开发区|高新技术产业开发区|高新技术开发区|经济开发区|"
    r"高新区|经开区|开发区|综合保税区|保税港区|保税区|综合实验区|实验区|示范区|合作区|试验区|"
    r"旅游度假区|风景名胜区|风景区|工业园区|产业园区|产业集聚区|工业园|管理区|投资区|新城区|新区)"
)
_ZONE_FULL = {"高新区": "高新技术产业开发区", "经开区": "经济技术开发区"}
_RANK = {AdminLevel.PROVINCE: 0, AdminLevel.CITY: 1, AdminLevel.COUNTY: 2, AdminLevel.ZONE: 3}
_ZONE_WINDOW = 16
# 新区, 城区, 矿区: a district only behind its city, else a word like any other.
_NEEDS_CITY = re.compile(r".区")
_KINDS = tuple("省市县区州旗盟")


@value
class RegionMatch:
    """A place as written (唐山市丰南区): its end and the divisions it may mean.

    Attributes:
        parts: the names it is made of, from the largest place down.
        is_short: the last part is written without 省 / 市 / 县 / 区.
    """

    start: int
    end: int
    regions: tuple[Region, ...]
    parts: tuple[str, ...]
    is_short: bool


@lru_cache(maxsize=1)
def _index() -> tuple[dict[str, tuple[Region, ...]], dict[str, tuple[Region, ...]]]:
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
def _lengths() -> dict[str, tuple[int, ...]]:
    """For two first characters the lengths of the names that begin so, longest first."""
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for index in _index():
        for name in index:
            lengths[name[:2]].add(len(name))
    return {head: tuple(sorted(sizes, reverse=True)) for head, sizes in lengths.items()}


def _inside(region: Region, outer: Region) -> bool:
    prefix = {AdminLevel.PROVINCE: 2, AdminLevel.CITY: 4}.get(outer.level)
    return (
        prefix is not None
        and _RANK[region.level] > _RANK[outer.level]
        and region.code[:prefix] == outer.code[:prefix]
    )


def _next_part(text: str, start: int, outer: tuple[Region, ...]) -> RegionMatch | None:
    full, short = _index()
    for length in _lengths().get(text[start : start + 2], ()):
        name = text[start : start + length]
        if len(name) < length or (not outer and _NEEDS_CITY.fullmatch(name)):
            continue
        for index in (full, short):
            # 云溪|县文化局: a place that stands under its short name is called nothing else.
            is_torn = index is short and text[start + length : start + length + 1] in _KINDS
            regions = () if is_torn else index.get(name, ())
            if outer:
                regions = tuple(r for r in regions if any(_inside(r, o) for o in outer))
            if regions:
                return RegionMatch(start, start + length, regions, (name,), index is short)
    return None


def _generic_zone(text: str, place: RegionMatch) -> RegionMatch | None:
    found = _ZONE.match(text, place.end, min(len(text), place.end + _ZONE_WINDOW))
    if not found:
        return None
    printed = found.group()
    name = place.parts[-1] + _ZONE_FULL.get(printed, printed)
    zones = tuple(
        Region(region.code, name, AdminLevel.ZONE, region.first_year, region.last_year,
               f"{region.lineage}/{_ZONE_FULL.get(printed, printed)}")
        for region in place.regions
    )  # fmt: skip
    parts = (*place.parts[:-1], place.parts[-1] + printed)
    return RegionMatch(place.start, found.end(), zones, parts, is_short=False)


def parse_region(text: str, start: int = 0) -> RegionMatch | None:
    """The longest place that begins at ``start``: one name, or a chain of them.

    >>> found = parse_region("唐山市丰南区应急管理局")
    >>> found.parts, found.regions[-1].code
    (('唐山市', '丰南区'), '130207')
    >>> parse_region("应急管理局") is None
    True
    """
    place = _next_part(text, start, ())
    if place is None:
        return None
    while place.regions[0].level is not AdminLevel.ZONE:
        inner = _next_part(text, place.end, place.regions)
        if inner is None:
            break
        place = RegionMatch(
            start, inner.end, inner.regions, (*place.parts, *inner.parts), inner.is_short
        )
    if place.regions[0].level is AdminLevel.ZONE:
        return place
    return _generic_zone(text, place) or place


def choose_region(
    candidates: Iterable[Region], year: int | None, nearby: Iterable[Region] = ()
) -> Region | None:
    """The one division that ``candidates`` can mean, or None where several remain.

    Args:
        candidates: divisions of the same name.
        year: fiscal year; those in force then go first, else the nearest in time.
        nearby: other places the report names; a namesake that is or lies in one is taken.
    """
    pool = list(candidates)
    if not pool:
        return None
    least = min(_distance(region, year) for region in pool)
    pool = [region for region in pool if _distance(region, year) == least]
    if len({region.lineage for region in pool}) > 1:
        pool = _told_apart(pool, list(nearby))
    return pool[-1] if len({region.lineage for region in pool}) == 1 else None


def _told_apart(pool: list[Region], nearby: list[Region]) -> list[Region]:
    """Those inside a place named nearby, or named there themselves; of these the highest.

    南昌 alone is the city; 鼓楼区 is the one in 福州市 if the report names 福州市.
    """
    own = {region.lineage for region in pool}
    named = {place.lineage for place in nearby}
    around = [place for place in nearby if place.lineage not in own]
    inside = [region for region in pool if any(_inside(region, place) for place in around)]
    pool = inside or [region for region in pool if region.lineage in named] or pool
    highest = min(_RANK[region.level] for region in pool)
    return [region for region in pool if _RANK[region.level] == highest]


def _distance(region: Region, year: int | None) -> int:
    return region.distance(year) if year else int(region.last_year is not None)


def parents_of(region: Region, year: int | None = None) -> tuple[Region, ...]:
    """The province and, if there is one, the city that a division lies in."""
    codes = {region.code[:2] + "0000", region.code[:4] + "00"} - {region.code}
    if region.level is AdminLevel.ZONE:
        codes.add(region.code)
    found = (choose_region(regions_of_code(code), year) for code in sorted(codes))
    return tuple(parent for parent in found if parent and parent.name != region.name)


def full_name(region: Region, year: int | None = None) -> str:
    """The name with province and city before it.

    >>> full_name(choose_region(regions_of_code("130207"), 2024), 2024)
    '河北省唐山市丰南区'
    """
    if region.level is AdminLevel.ZONE:
        return region.name
    return "".join(parent.name for parent in parents_of(region, year)) + region.name


@lru_cache(maxsize=1)
def _by_code() -> dict[str, tuple[Region, ...]]:
    by_code: defaultdict[str, list[Region]] = defaultdict(list)
    for region in load_regions():
        by_code[region.code].append(region)
    return {code: tuple(regions) for code, regions in by_code.items()}


def regions_of_code(code: str) -> tuple[Region, ...]:
    """All places that ever had this code; a code can be given out twice.

    >>> [region.name for region in regions_of_code("500111")]
    ['双桥区', '大足区']
    """
    return _by_code().get(code, ())


def region_heads(text: str, start: int, end: int) -> Iterator[int]:
    """Where in ``text[start:end]`` a place's name may begin, by its first two characters.

    丰南区 may begin with 丰南, 南区 like other places.

    >>> list(region_heads("全力抓好丰南区财政", 0, 9))
    [4, 5]
    """
    heads = _lengths()
    # The second character may stand behind the end.
    for found in _head_pattern().finditer(text, start, end + 1):
        position = found.start()
        if position < end and text[position : position + 2] in heads:
            yield position


@cache
def _head_pattern() -> re.Pattern[str]:
    """Two characters that first ones of names are; few others pass."""
    first, second = (
        re.escape("".join(sorted(set(letters)))) for letters in zip(*_lengths(), strict=True)
    )
    return re.compile(f"(?=[{first}][{second}])")
