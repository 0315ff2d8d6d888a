"""Reads the tables of places: divisions through time, and development zones."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extractors.registry.region_lines import Heirs, dated_divisions, level_of_code, rows_of
from models.identity import AdminLevel


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
        Region(
            *division[:2], level_of_code(division.code), *division[2:], heirs.lineage_of(division)
        )
        for division in divisions
    )


@lru_cache(maxsize=1)
def load_zones() -> tuple[tuple[str, Region], ...]:
    """Names of listed zones, full and short, with the zones."""
    return tuple(_zones())
