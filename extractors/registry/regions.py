"""Finds divisions in words, and tells which of several namesakes is meant."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from extractors.registry.load_regions import Region, load_regions
from extractors.registry.region_index import name_lengths, region_names
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
# 完成|县委工作 is not 成县's, 健康|县域 not 康县's.
_WORD = re.compile(
    r"[振复新]兴|[完形建达促组构]成|[健小]康|[召公展离]开|[平治公保]安|[街渠报]道|[管办治处经]理|"
    r"[丰致财]富|[贸交]易|主义|[现时]代|[人公]文|前景|贡献|[清名订]单"
)
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


def _inside(region: Region, outer: Region) -> bool:
    prefix = {AdminLevel.PROVINCE: 2, AdminLevel.CITY: 4}.get(outer.level)
    return (
        prefix is not None
        and _RANK[region.level] > _RANK[outer.level]
        and region.code[:prefix] == outer.code[:prefix]
    )


def _next_part(text: str, start: int, outer: tuple[Region, ...]) -> RegionMatch | None:
    full, short = region_names()
    for length in name_lengths().get(text[start : start + 2], ()):
        name = text[start : start + length]
        if len(name) < length or (not outer and not _can_begin(text, start, name)):
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


def _can_begin(text: str, start: int, name: str) -> bool:
    """Whether a name without a place before it is one: not 新区, nor 振|兴县域, 全市|和县本级."""
    if start and len(name) == 2 and name[1] == "县":
        is_joined = name == "和县" and "一" <= text[start - 1] <= "龥"
        if _WORD.match(text, start - 1) or (is_joined and text[start - 1] not in "年度"):
            return False
    return not _NEEDS_CITY.fullmatch(name)


def _generic_zone(text: str, place: RegionMatch) -> RegionMatch | None:
    found = _ZONE.match(text, place.end, min(len(text), place.end + _ZONE_WINDOW))
    if not found:
        return None
    printed = found.group()
    name = place.parts[-1] + _ZONE_FULL.get(printed, printed)
    area = _same_area(text, found.end())
    zones = tuple(
        Region(region.code, name, AdminLevel.ZONE, region.first_year, region.last_year,
               f"{region.lineage}/{_ZONE_FULL.get(printed, printed)}")
        for region in (area or place).regions
    )  # fmt: skip
    if area:
        printed = text[place.end : area.end + 1]
        parts = (*place.parts[:-1], place.parts[-1] + printed)
        return RegionMatch(place.start, area.end + 1, zones, parts, is_short=False)
    parts = (*place.parts[:-1], place.parts[-1] + printed)
    return RegionMatch(place.start, found.end(), zones, parts, is_short=False)


def _same_area(text: str, start: int) -> RegionMatch | None:
    """The district in brackets behind a zone that governs it: 高新区（乌鲁木齐市新市区）."""
    if text[start : start + 1] not in {"(", "（"}:
        return None
    inner = parse_region(text, start + 1)
    return inner if inner and text[inner.end : inner.end + 1] in {")", "）"} else None


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
    highest = min(_rank(region) for region in pool)
    return [region for region in pool if _rank(region) == highest]


def _rank(region: Region) -> int:
    """The lower, the higher; a zone in a city goes before one of the same name in its county."""
    is_inner = region.level is AdminLevel.ZONE and not region.code.endswith("00")
    return _RANK[region.level] + is_inner


def _distance(region: Region, year: int | None) -> int:
    return region.distance(year) if year else int(region.last_year is not None)


def parents_of(region: Region, year: int | None = None) -> tuple[Region, ...]:
    """The province and, if there is one, the city that a division lies in."""
    codes = {region.code[:2] + "0000", region.code[:4] + "00"} - {region.code}
    if region.level is AdminLevel.ZONE:
        codes.add(region.code)
    found = (choose_region(regions_of_code(code), year) for code in sorted(codes))
    return tuple(parent for parent in found if parent and parent.name != region.name)


def region_of_rank(region: Region, rank: str, year: int | None = None) -> Region | None:
    """The division, or the one it lies in, whose name ends in ``rank``; None where none does.

    >>> place = choose_region(regions_of_code("530502"), 2024)
    >>> [region_of_rank(place, rank, 2024).name for rank in ("", "区", "市", "省")]
    ['隆阳区', '隆阳区', '保山市', '云南省']
    >>> region_of_rank(place, "县", 2024) is None
    True
    """
    chain = (region, *reversed(parents_of(region, year)))
    return next((place for place in chain if place.name.endswith(rank)), None)


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
