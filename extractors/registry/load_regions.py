"""Reads the tables of places and joins each division to its successors."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from operator import itemgetter
from typing import NamedTuple

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


# 重庆 left 四川 in 1997, 海南 left 广东 in 1988.
_HEIR_PROVINCES = {"51": ("51", "50"), "44": ("44", "46")}


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


def rows_of(file_name: str) -> list[list[str]]:
    """Cells of all rows of a table of this folder, without its head."""
    path = files("extractors.registry") / file_name
    return list(csv.reader(path.read_text(encoding="utf-8").splitlines()[1:]))


def _year(cell: str) -> int | None:
    return int(cell) if cell else None


class Dated(NamedTuple):
    """A code's name and years, before it is known what became of it."""

    code: str
    name: str
    first_year: int | None
    last_year: int | None


class Change(NamedTuple):
    """A row of ``region_changes.csv``: what a division was made of, and how."""

    code: str
    name: str
    year: int
    was: tuple[str, ...]
    kind: str
    note: str


@lru_cache(maxsize=1)
def load_changes() -> tuple[Change, ...]:
    """The changes kept by hand, in the order of the table."""
    return tuple(
        Change(code, name, int(year), tuple(filter(None, was.split(";"))), kind, note)
        for code, name, year, was, kind, note in rows_of("region_changes.csv")
    )


def dated_divisions() -> list[Dated]:
    """All divisions with the later changes applied, in the order of their codes and names.

    Among them the invented ones of the sample reports, under 99, which no province has.
    """
    divisions = [
        Dated(code, name, _year(first), _year(last))
        for code, name, first, last in (*rows_of("regions.csv"), *rows_of("sample_regions.csv"))
    ]
    known = {(division.code, division.name) for division in divisions}
    ended: dict[str, int] = {}
    for change in load_changes():
        if (change.code, change.name) not in known:
            divisions.append(Dated(change.code, change.name, change.year, None))
        if change.kind != "split":
            ended |= {old: change.year - 1 for old in change.was if old != change.code}
    closed = [
        division._replace(last_year=ended[division.code])
        if division.last_year is None and division.code in ended
        else division
        for division in divisions
    ]
    return sorted(closed, key=itemgetter(0, 1))


class Heirs:
    """Tells which division took the place of one that ended.

    It is named in the changes, or it begins within a year of the end, in the same province,
    with the same stem (丰南县 → 丰南市 → 丰南区).
    """

    def __init__(self, divisions: list[Dated]) -> None:
        self._begins: defaultdict[tuple[str, str], list[Dated]] = defaultdict(list)
        for division in divisions:
            if division.first_year:
                self._begins[division.code[:2], stem_of(division.name)].append(division)
        self._lineages: dict[Dated, str] = {}
        self._by_start = {(one.code, one.first_year): one for one in divisions}
        self._renamed = {
            (old, change.year): change.code
            for change in load_changes()
            if change.kind == "rename"
            for old in change.was
        }

    def of(self, division: Dated) -> Dated | None:
        """The one division whose line goes on; None where it was merged, or is in force."""
        if division.last_year is None:
            return None
        year = division.last_year + 1
        if named := self._renamed.get((division.code, year)):
            return self._by_start.get((named, year))
        stem = stem_of(division.name)
        heirs = [
            heir
            for province in _HEIR_PROVINCES.get(division.code[:2], (division.code[:2],))
            for heir in self._begins.get((province, stem), ())
            if heir is not division and abs((heir.first_year or 0) - year) <= 1
            and (heir.last_year or 9999) > division.last_year
        ]  # fmt: skip
        if len(heirs) > 1:
            level, city = _level(division.code), division.code[:4]
            heirs.sort(key=lambda heir: (_level(heir.code) != level, heir.code[:4] != city))
        return heirs[0] if heirs else None

    def lineage_of(self, division: Dated) -> str:
        """The code at the end of the line, with the year where the line ends."""
        if division.last_year is None:
            return division.code
        if division not in self._lineages:
            heir = self.of(division)
            ended = f"{division.code}-{division.last_year}"
            self._lineages[division] = self.lineage_of(heir) if heir else ended
        return self._lineages[division]


def _zones() -> Iterator[tuple[str, Region]]:
    """Every name of every listed zone with the zone."""
    for full, code, own_area, short, _ in rows_of("zones.csv"):
        lineage = code if own_area == "yes" else f"{code}/{full}"
        zone = Region(code, full, AdminLevel.ZONE, lineage=lineage)
        for name in (full, *filter(None, short.split(";"))):
            yield name, zone


@lru_cache(maxsize=1)
def load_regions() -> tuple[Region, ...]:
    """All divisions since 1980, in the order of their codes; zones are not among them."""
    divisions = dated_divisions()
    heirs = Heirs(divisions)
    return tuple(
        Region(*division[:2], _level(division.code), *division[2:], heirs.lineage_of(division))
        for division in divisions
    )


@lru_cache(maxsize=1)
def load_zones() -> tuple[tuple[str, Region], ...]:
    """Names of listed zones, full and short, with the zones."""
    return tuple(_zones())
