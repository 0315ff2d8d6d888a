"""Which place a report speaks of, where its department's name does not say."""

import re
from collections import Counter
from collections.abc import Iterator

from extractors.registry.load_regions import Region
from extractors.registry.region_index import region_heads
from extractors.registry.regions import (
    choose_region,
    parents_of,
    parse_region,
    regions_of_code,
)

# 监督索引号53092600… (云南), 项目编码：440306231391…: the first six digits are the division's.
_INDEX_CODE = re.compile(r"(?:监督索引号|项目编码)[:：\s]*(\d{6})(?=[\dA-Z]{4})")
# 统一社会信用代码：11500111…: digits 3 to 8 are the division's as of registration.
_CREDIT_CODE = re.compile(r"统一社会信用代码[:：\s]*1\d(\d{6})[\dA-Z]{10}")

# …（以下简称本部门）为|渝中区政府派出机构, …学校隶属|上高县教育局; the place follows
_IS_UNDER = r"(?:[（(][^（）()]{0,20}[）)])?(?:[是为系](?:隶属|直属|属)?于?|隶属于?|属于?)"
_SUBORDINATE = re.compile(
    r"[^,。;\n]{0,16}?(?:派出|直属|下属|所属|隶属|管理|主管|工作部门|组成部门|局|委员会)"
)
# 我县, 全市; 7月20日|市财政局, 市级部门; not 保山市财政局, nor 在市委领导下
_OWN_RANK = re.compile(
    r"[我全]([省市县区州旗])(?![面体力国部])"
    r"|(?:(?<![\u4e00-\u9fff])|(?<=[年日经由据受报将向]))([省市县区州旗])"
    r"(?:财政[局厅]|直|级(?:部门|财政|预算))"
)
# (不含青岛市): not of it
_LEFT_OUT = re.compile(r"(?:不含|不包[括含])$")
# 各县(市、区), 全市10个县区: of a place above counties
_OVER_COUNTIES = re.compile(r"各县|县区|区县|县市区|县[(（]市")


def places_named(text: str, start: int, end: int) -> list[Region]:
    """Divisions written in full (丰南区, not 丰南) and those they lie in, in reading order."""
    found: dict[Region, None] = {}
    done = start
    for position in region_heads(text, start, end):
        match = parse_region(text, position) if position >= done else None
        if match is None or _LEFT_OUT.search(text, max(0, position - 3), position):
            continue
        done = match.end
        if not match.is_short:
            found.update(dict.fromkeys(match.regions))
        clear = None if match.is_short else choose_region(match.regions, None)
        if clear:
            found.update(dict.fromkeys(parents_of(clear)))
    return list(found)


def region_of_places(named: list[Region], year: int | None) -> Region | None:
    """The one most exact place among those named, or None where several stand apart.

    唐山市, 河北省 and 丰南区 give 丰南区; two counties give None.
    """
    exact: dict[str, Region] = {}
    above: set[str] = set()
    for region in _current(named, year):
        known = exact.setdefault(region.lineage, region)
        # 琼中县 became 琼中黎族苗族自治县; a report of today names it both ways.
        if year and region.distance(year) < known.distance(year):
            exact[region.lineage] = region
        above.update(parent.lineage for parent in parents_of(region, year))
    left = [region for lineage, region in exact.items() if lineage not in above]
    return left[0] if len(left) == 1 else None


def _current(named: list[Region], year: int | None) -> Iterator[Region]:
    by_name: dict[str, list[Region]] = {}
    for region in named:
        by_name.setdefault(region.name, []).append(region)
    for candidates in by_name.values():
        if chosen := choose_region(candidates, year, named):
            yield chosen


def is_over_counties(text: str, start: int, end: int) -> bool:
    """Whether a report speaks of counties as parts of its own place."""
    return bool(_OVER_COUNTIES.search(text, start, end))


def regions_above(text: str, name: str, start: int, end: int) -> list[Region]:
    """Divisions that a report says its department is under, in its own words about it.

    >>> words = "重庆解放碑管委会（以下简称本部门）为渝中区政府派出机构，…"
    >>> regions_above(words, "重庆解放碑管委会", 0, len(words))[0].name
    '渝中区'
    """
    found = re.compile(re.escape(name) + _IS_UNDER).search(text, start, end)
    match = parse_region(text, found.end()) if found else None
    if match and _SUBORDINATE.match(text, match.end, end):
        return list(match.regions)
    return []


def rank_of_place(text: str, start: int, end: int) -> str:
    """The kind of place that a report calls its own most often (我县, 县政府), or "".

    >>> words = "市级财政下达我市，市财政局批复"
    >>> rank_of_place(words, 0, len(words))
    '市'
    """
    found = Counter(one[1] or one[2] for one in _OWN_RANK.finditer(text, start, end))
    first, second = [*found.most_common(2), ("", 0), ("", 0)][:2]
    return first[0] if first[1] > max(second[1], 1) else ""


def region_of_codes(text: str, year: int | None) -> Region | None:
    """The division that all printed codes agree on, through its later codes; else None."""
    codes = {*_INDEX_CODE.findall(text), *_CREDIT_CODE.findall(text)}
    chosen = {choose_region(regions_of_code(code), year) for code in codes}
    return chosen.pop() if len(chosen) == 1 else None
