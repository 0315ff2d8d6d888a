"""Which division followed which: the registry's knowledge in rows, for those who ask in SQL."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractors.registry.load_regions import Region, load_regions, load_zones
from extractors.registry.region_lines import Heirs, dated_divisions, load_changes
from extractors.registry.regions import choose_region, regions_of_code
from models.identity import AdminLevel

EARLIEST = 2000
"""Divisions that ended before that year are left out: no report is about them."""


@dataclass(frozen=True, slots=True)
class RegionHistory:
    """A division or zone, what it lies in, and what took its place.

    Attributes:
        parent: the city or province it lay in at last; None for a province.
        successor: None while it is in force, or where it is not known.
        succession: ``rename`` (its line goes on) or ``merge``; "" without a successor.
    """

    region: Region
    parent: Region | None
    successor: Region | None
    succession: str


def region_histories() -> Iterator[RegionHistory]:
    """Divisions in force in ``EARLIEST`` or later in the order of their codes, then zones."""
    divisions = dated_divisions()
    heirs = Heirs(divisions)
    regions = dict(zip(divisions, load_regions(), strict=True))
    for division, region in regions.items():
        if division.last_year is not None and division.last_year < EARLIEST:
            continue
        if heir := heirs.of(division):
            yield _history(region, regions[heir], "rename")
        else:
            into = _merged_into(region)
            yield _history(region, into, "merge" if into else "")
    for zone in dict.fromkeys(zone for _, zone in load_zones()):
        yield _history(zone, None, "")


def _merged_into(region: Region) -> Region | None:
    """The division that the table of changes has a division go into, the first it names."""
    if region.last_year is None:
        return None
    for change in load_changes():
        if (
            change.kind == "merge"
            and change.year == region.last_year + 1
            and region.code in change.was
        ):
            named = [one for one in regions_of_code(change.code) if one.name == change.name]
            return named[-1]
    return None


def _history(region: Region, successor: Region | None, succession: str) -> RegionHistory:
    outer = [region.code[:4] + "00", region.code[:2] + "0000"]
    if region.level is AdminLevel.ZONE:
        outer.insert(0, region.code)
    places = (_place_at(code, region.last_year) for code in outer)
    # A city's code leads to the city itself, and 北京市 lies in nothing.
    parent = next((place for place in places if place and place.name != region.name), None)
    return RegionHistory(region, parent, successor, succession)


@cache
def _place_at(code: str, year: int | None) -> Region | None:
    return choose_region(regions_of_code(code), year)
