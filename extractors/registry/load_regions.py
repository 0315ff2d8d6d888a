"""Reads the tables of places and joins each division to its successors."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files

from models.identity import AdminLevel

_PEOPLES = (
    "各|蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|"
    "拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|普米|塔吉克|"
    "怒|鄂温克|德昂|保安|裕固|独龙|鄂伦春"
)
# 耿马傣族佤族自治县 → 耿马 + 县; 昌吉回族自治州 → 昌吉 + 州
_AUTONOMOUS = re.compile(rf"^(.{{2,}}?)(?:(?:{_PEOPLES})族?)+自治(州|县|旗)$")
# 唐山市 → 唐山; 阿里地区 → 阿里; 浦东新区 → 浦东
_SUFFIX = re.compile(r"^(.{2,}?)(?:地区|新区|林区|特区|省|市|县|区|旗|盟)$")
_SHORT_PROVINCES = {
    "内蒙古自治区": "内蒙古",
    "广西壮族自治区": "广西",
    "西藏自治区": "西藏",
    "宁夏回族自治区": "宁夏",
    "新疆维吾尔自治区": "新疆",
    "香港特别行政区": "香港",
    "澳门特别行政区": "澳门",
}


@dataclass(frozen=True, slots=True)
class Region:
    """One division, or a development zone, over the years in which its code was valid.

    Attributes:
        code: six digits of GB/T 2260; for a zone the division it lies in.
        first_year, last_year: inclusive; None where open.
        lineage: the same for a place through changes of code, name and rank; a place
            merged into another ends its own lineage.
    """

    code: str
    name: str
    level: AdminLevel
    first_year: int | None = None
    last_year: int | None = None
    lineage: str = ""

    def valid_in(self, year: int) -> bool:
        """Whether the code was in force in ``year``."""
        return self.distance(year) == 0

    def distance(self, year: int) -> int:
        """Years between ``year`` and the nearest one in which the code was in force."""
        if self.first_year and year < self.first_year:
            return self.first_year - year
        return max(0, year - self.last_year) if self.last_year else 0


@cache
def short_names(name: str) -> tuple[str, ...]:
    """Shorter forms in which a place is written; () where it has none.

    >>> short_names("耿马傣族佤族自治县"), short_names("丰南区"), short_names("南县")
    (('耿马', '耿马县'), ('丰南',), ())
    """
    if name in _SHORT_PROVINCES:
        return (_SHORT_PROVINCES[name],)
    if "自治" in name and (found := _AUTONOMOUS.match(name)):
        return (found[1], found[1] + found[2])
    found = _SUFFIX.match(name)
    return (found[1],) if found else ()


def stem_of(name: str) -> str:
    """What stays of a name when a county becomes a city or a district.

    >>> stem_of("丰南县") == stem_of("丰南市") == stem_of("丰南区")
    True
    """
    short = short_names(name)
    return short[0] if short else name[:-1]


def _level(code: str) -> AdminLevel:
    if code.endswith("0000"):
        return AdminLevel.PROVINCE
    return AdminLevel.CITY if code.endswith("00") else AdminLevel.COUNTY


def _rows(file_name: str) -> list[dict[str, str]]:
    path = files("extractors.registry") / file_name
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def _year(cell: str) -> int | None:
    return int(cell) if cell else None


def _dated() -> tuple[list[Region], dict[tuple[str, str], str]]:
    """All divisions with the later changes applied, and the renames between codes.

    Among them the invented ones of the sample reports, under 99, which no province has.
    """
    regions = [
        Region(row["code"], row["name"], _level(row["code"]),
               _year(row["first_year"]), _year(row["last_year"]))
        for row in (*_rows("regions.csv"), *_rows("sample_regions.csv"))
    ]  # fmt: skip
    known = {(region.code, region.name) for region in regions}
    ended: dict[str, int] = {}
    renamed: dict[tuple[str, str], str] = {}
    for row in _rows("region_changes.csv"):
        code, name, year = row["code"], row["name"], int(row["year"])
        if (code, name) not in known:
            regions.append(Region(code, name, _level(code), year))
        for old in filter(None, row["was"].split(";")):
            if row["kind"] != "split" and old != code:
                ended[old] = year - 1
            if row["kind"] == "rename":
                renamed[old, row["year"]] = code
    closed = [
        replace(region, last_year=ended[region.code])
        if region.code in ended and region.last_year is None
        else region
        for region in regions
    ]
    return closed, renamed


def _with_lineage(regions: list[Region], renamed: dict[tuple[str, str], str]) -> Iterator[Region]:
    """Follow each ended division to the one that took its place.

    The successor is named in the changes, or it begins within a year of the end, in the
    same province, with the same stem (丰南县 → 丰南市 → 丰南区).
    """
    begins: defaultdict[tuple[str, str], list[Region]] = defaultdict(list)
    for region in regions:
        if region.first_year:
            begins[region.code[:2], stem_of(region.name)].append(region)
    by_start = {(region.code, region.first_year): region for region in regions}

    def successor(region: Region) -> Region | None:
        if region.last_year is None:
            return None
        year = region.last_year + 1
        if named := renamed.get((region.code, str(year))):
            return by_start.get((named, year))
        heirs = [
            heir
            for province in _heir_provinces(region.code)
            for heir in begins[province, stem_of(region.name)]
            if heir is not region and abs((heir.first_year or 0) - year) <= 1
            and (heir.last_year or 9999) > region.last_year
        ]  # fmt: skip
        heirs.sort(key=lambda heir: (heir.level != region.level, heir.code[:4] != region.code[:4]))
        return heirs[0] if heirs else None

    for region in regions:
        last, heir = region, successor(region)
        while heir:
            last, heir = heir, successor(heir)
        ended = f"-{last.last_year}" if last.last_year else ""
        yield replace(region, lineage=last.code + ended)


def _heir_provinces(code: str) -> tuple[str, ...]:
    # 重庆 left 四川 in 1997, 海南 left 广东 in 1988.
    return {"51": ("51", "50"), "44": ("44", "46")}.get(code[:2], (code[:2],))


def _zones() -> Iterator[tuple[str, Region]]:
    """Every name of every listed zone with the zone."""
    for row in _rows("zones.csv"):
        own = row["own_area"] == "yes"
        lineage = row["code"] if own else f"{row['code']}/{row['name']}"
        zone = Region(row["code"], row["name"], AdminLevel.ZONE, lineage=lineage)
        for name in (row["name"], *filter(None, row["short"].split(";"))):
            yield name, zone


@lru_cache(maxsize=1)
def load_regions() -> tuple[Region, ...]:
    """All divisions since 1980, in the order of their codes; zones are not among them."""
    return tuple(sorted(_with_lineage(*_dated()), key=lambda region: (region.code, region.name)))


@lru_cache(maxsize=1)
def load_zones() -> tuple[tuple[str, Region], ...]:
    """Names of listed zones, full and short, with the zones."""
    return tuple(_zones())
