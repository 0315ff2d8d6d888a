"""Finds departments in words: a place, then what the department is called."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.registry.departments import canonical_core, known_names, name_lengths
from extractors.registry.organ_words import (
    AFTER_LISTED,
    CENTRAL,
    CLOSING,
    COMMITTEE,
    GENERIC,
    LEADING,
    LEVEL_WORD,
    NO_NAME,
    PLAIN,
    PREFIX,
    PREFIX_KEY,
    PROPER,
    ROAD,
    RUN_ON,
    SCHOOL,
    TOWN,
    UNIT_MARK,
    UNIVERSITY,
    UNLISTED,
)
from extractors.registry.region_index import region_heads
from extractors.registry.regions import RegionMatch, parse_region
from models.identity import AdminLevel

_PREFIX_WINDOW = 12


@dataclass(frozen=True, slots=True)
class NamedDepartment:
    """A department as a text names it.

    Attributes:
        core: the name without region, in full (``应急管理局``).
        region: the place before it, or None where none is written.
        is_unit: followed by 本级 or the like: the unit without those below it.
        is_central: an organ of the central government.
        prefix: what stands before the place (``共青团`` in 共青团平江县委员会).
        is_proper: its short place is a part of its official name (郑州大学), or the name
            needs none (东华理工大学).
        rank: the kind of place that stands for its region (县 of 县教育局), or "".
    """

    start: int
    end: int
    core: str
    region: RegionMatch | None
    is_unit: bool = False
    is_central: bool = False
    prefix: str = ""
    is_proper: bool = False
    rank: str = ""

    @property
    def key(self) -> str:
        """The words that tell what it does (共青团委员会), for ``department_id``."""
        return PREFIX_KEY.get(self.prefix, "") + self.core


def parse_core(text: str, start: int, limit: int, *, known_only: bool = False) -> int | None:
    """Where the department's name that begins at ``start`` ends, or None.

    A name from the list that is complete wins; then the shortest string that ends like an
    organ and is followed by what follows a name; then a name from the list before
    anything (水利局农村饮水项目 is a project of 水利局; 眉山市民政部门 is no 民政部).
    """
    listed = None
    for length in name_lengths().get(text[start : start + 2], ()):
        end = start + length
        if end <= limit and text[start:end] in known_names():
            if AFTER_LISTED.match(text, end, limit):
                return end
            if text[end - 1 : end + 1] != "部门":
                listed = listed or end
    found = None if known_only else GENERIC.match(text, start, limit)
    if found and found.end() - start > 1 and not RUN_ON.search(found.group()):
        return _balanced_end(text, start, found.end(), limit) or listed
    return listed


def _balanced_end(text: str, start: int, end: int, limit: int) -> int | None:
    """Where a name's open bracket is closed; None where it closes one it did not open."""
    opened = sum(text.count(mark, start, end) for mark in "(（")
    closed = sum(text.count(mark, start, end) for mark in ")）")
    if opened > closed and (rest := CLOSING.match(text, end, limit)):
        return rest.end()
    return end if opened == closed else None


def parse_department(text: str, start: int, limit: int) -> NamedDepartment | None:
    """The department whose region begins at ``start``, or None.

    >>> parse_department("唐山市丰南区应急局2024年度", 0, 16).core
    '应急管理局'
    """
    region = parse_region(text, start)
    if region is None or region.end >= limit:
        return None
    if region.is_short and (proper := PROPER.match(text, region.end, limit)):
        found = _named(text, start, proper.end(), region.end, region)
        return replace(found, is_proper=True)
    is_plain = not region.is_short or bool(PLAIN.match(text, region.end))
    end = parse_core(text, region.end, limit, known_only=not is_plain)
    if end is None and not is_plain and (end := _own_name_end(text, region, limit)):
        return replace(_named(text, start, end, region.end, region), is_proper=True)
    if end is None and (outer := _without_last(text, region)):
        # 黄石市|大冶湖管理局 is not of 大冶.
        end = parse_core(text, outer.end, limit)
        return replace(_named(text, start, end, outer.end, outer), is_proper=True) if end else None
    if end is None and _is_committee(text, start, region.end, limit):
        end = region.end + 1
    if end is None:
        return None
    return _named(text, start, end, region.end, region)


def _without_last(text: str, region: RegionMatch) -> RegionMatch | None:
    """The place before the last one of a chain that ends in a short name, or None."""
    if not region.is_short or len(region.parts) < 2:
        return None
    end = region.end - len(region.parts[-1])
    outer = parse_region(text[:end], region.start)
    return outer if outer and outer.end == end else None


def _own_name_end(text: str, region: RegionMatch, limit: int) -> int | None:
    """Where a name ends that has a short place as a part of it, or None.

    重庆解放碑…管理委员会 has its province's; 重庆市|荣昌仁义中学校 has a place's that the one
    before it makes certain.
    """
    if ROAD.match(text, region.end):
        return None
    found = GENERIC.match(text, region.end, limit)
    if found is None:
        return None
    is_certain = region.regions[0].level is AdminLevel.PROVINCE or (
        len(region.parts) > 1 and SCHOOL.search(found.group())
    )
    return _balanced_end(text, region.end, found.end(), limit) if is_certain else None


def _is_committee(text: str, start: int, place_end: int, limit: int) -> bool:
    """Whether 委 behind a place is a committee's last word: 共青团长沙市委2022年度."""
    before = PREFIX.search(text, max(0, start - _PREFIX_WINDOW), start)
    return bool(before and COMMITTEE.match(text, place_end, limit))


def _named(
    text: str, start: int, end: int, core_start: int, region: RegionMatch | None
) -> NamedDepartment:
    printed = text[core_start:end]
    core = "委员会" if printed == "委" else canonical_core(printed)
    before = PREFIX.search(text, max(0, start - _PREFIX_WINDOW), start)
    return NamedDepartment(
        start,
        end,
        core,
        region,
        is_unit=bool(UNIT_MARK.match(text, end)),
        prefix=before.group() if before and region else "",
    )


def find_departments(
    text: str, start: int = 0, end: int | None = None
) -> Iterator[NamedDepartment]:
    """Departments named with their region, left to right, not overlapping.

    >>> [d.core for d in find_departments("根据《丰南区财政局关于…》，丰南区发改委…")]
    ['财政局', '发展和改革委员会']
    """
    limit = len(text) if end is None else end
    done = start
    for position in region_heads(text, start, limit):
        if position >= done and (named := parse_department(text, position, limit)):
            yield named
            done = named.end


def find_bare_department(
    text: str, start: int = 0, end: int | None = None
) -> NamedDepartment | None:
    """The first department from the list that is named without its region, or None.

    It must begin a phrase (教育局2023年…, 县教育局…), else 区域教育局 would give 教育局.
    """
    limit = len(text) if end is None else end
    for position in range(start, limit):
        if text[position : position + 2] not in name_lengths():
            continue
        level = LEVEL_WORD.search(text, max(start, position - 4), position)
        if level is None:
            continue
        stop = parse_core(text, position, limit, known_only=True)
        if stop and AFTER_LISTED.match(text, stop, limit):
            return replace(_named(text, position, stop, position, None), rank=level["rank"] or "")
    return None


def find_unlisted_department(words: str) -> NamedDepartment | None:
    """The department that words begin with, though no list holds it and no place stands there.

    >>> find_unlisted_department("2022年度洛王街道办事处部门决算").core
    '洛王街道办事处'
    >>> find_unlisted_department("云溪县文化局部门决算") is None  # a place that never was
    True
    """
    begin = LEADING.match(words)
    found = UNLISTED.match(words, begin.end() if begin else 0)
    if found is None or NO_NAME.search(found["core"]):
        return None
    place = parse_region(words, found.start())
    is_school = bool(SCHOOL.search(found["core"]))
    # 共青城|茶山街道办事处 names its city in short; 连山乡 is a town, whatever else is 连山.
    if place and not TOWN.match(words, place.end) and not (place.is_short and is_school):
        return None
    named = _named(words, found.start(), found.end("core"), found.start(), None)
    # 核工业成都机电学校, 九江金安高级中学 name their place themselves.
    inner = region_heads(named.core, 0, len(named.core)) if is_school else ()
    is_placed = any(parse_region(named.core, position) for position in inner)
    return replace(
        named,
        is_proper=is_placed or bool(UNIVERSITY.search(named.core)),
        rank=(begin["rank"] or "") if begin else "",
    )


def find_central_department(text: str, start: int, end: int) -> NamedDepartment | None:
    """A ministry or bureau of the central government that the span begins with."""
    found = CENTRAL.match(text, start, end)
    if not found:
        return None
    is_unit = bool(UNIT_MARK.match(text, found.end()))
    return NamedDepartment(start, found.end(), found.group(), None, is_unit, is_central=True)
