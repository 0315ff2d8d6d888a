"""Which place a report speaks of, where its department's name does not say."""

import re
from collections.abc import Iterator

from extractors.registry.load_regions import Region
from extractors.registry.regions import (
    choose_region,
    parents_of,
    parse_region,
    region_heads,
    regions_of_code,
)

# 监督索引号53092600… (云南), 项目编码：440306231391…: the first six digits are the division's.
_INDEX_CODE = re.compile(r"(?:监督索引号|项目编码)[:：\s]*(\d{6})(?=[\dA-Z]{4})")
# 统一社会信用代码：11500111…: digits 3 to 8 are the division's as of registration.
_CREDIT_CODE = re.compile(r"统一社会信用代码[:：\s]*1\d(\d{6})[\dA-Z]{10}")


def places_named(text: str, start: int, end: int) -> list[Region]:
    """Divisions written in full (丰南区, not 丰南) and those they lie in, in reading order."""
    found: dict[Region, None] = {}
    done = start
    for position in region_heads(text, start, end):
        match = parse_region(text, position) if position >= done else None
        if match is None:
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


def region_of_codes(text: str, year: int | None) -> Region | None:
    """The division that all printed codes agree on, through its later codes; else None."""
    codes = {*_INDEX_CODE.findall(text), *_CREDIT_CODE.findall(text)}
    chosen = {choose_region(regions_of_code(code), year) for code in codes}
    return chosen.pop() if len(chosen) == 1 else None
