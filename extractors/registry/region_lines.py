"""Which division followed which, from the tables of codes and of later changes."""

import csv
from collections import defaultdict
from functools import lru_cache
from importlib.resources import files
from operator import itemgetter
from typing import NamedTuple

from extractors.registry.region_names import stem_of
from models.identity import AdminLevel

# 重庆 left 四川 in 1997, 海南 left 广东 in 1988.
_HEIR_PROVINCES = {"51": ("51", "50"), "44": ("44", "46")}


def _is_city(code: str) -> bool:
    return code.endswith("00")


def level_of_code(code: str) -> AdminLevel:
    """The level of the government that a code stands for."""
    if code.endswith("0000"):
        return AdminLevel.PROVINCE
    return AdminLevel.CITY if _is_city(code) else AdminLevel.COUNTY


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
    with the same stem (丰南县 → 丰南市 → 丰南区). A county may become a city; no city's
    departments go on in a county.
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
            and not (_is_city(division.code) and not _is_city(heir.code))
        ]  # fmt: skip
        if len(heirs) > 1:
            level, city = level_of_code(division.code), division.code[:4]
            heirs.sort(
                key=lambda heir: (
                    heir.name != division.name,
                    level_of_code(heir.code) != level,
                    heir.code[:4] != city,
                )
            )
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
