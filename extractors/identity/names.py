"""Reads a department's name as people write it in a list, with its region or beside it."""

from extractors.fold import fold
from extractors.identity.department import canonical_name, level_of, region_of
from extractors.registry.departments import canonical_core, department_id
from extractors.registry.find_departments import (
    NamedDepartment,
    find_central_department,
    find_departments,
)
from extractors.registry.load_regions import Region
from extractors.registry.regions import (
    choose_region,
    parents_of,
    parse_region,
    regions_of_code,
)
from models.identity import AdminLevel, Identity


def region_named(words: str, year: int | None) -> Region | None:
    """The division that a code or a name means in a year, or None where that is not one.

    >>> region_named("130207", 2024).name, region_named("唐山市丰南区", 2024).code
    ('丰南区', '130207')
    >>> region_named("鼓楼区", 2024) is None
    True
    """
    words = fold(words).strip()
    if words.isdigit():
        return choose_region(regions_of_code(words), year)
    match = parse_region(words)
    if match is None or match.end != len(words):
        return None
    return choose_region(match.regions, year)


def identity_of_name(words: str, year: int | None, region: Region | None = None) -> Identity | None:
    """Department, id, region and level of a name, or None where they cannot be told.

    Args:
        words: the whole name, its region in it (唐山市丰南区应急局) or not (应急局).
        year: fiscal year, for the code in force.
        region: the division given beside the name; tells namesakes apart.

    >>> identity_of_name("唐山市丰南区应急局", 2024).department
    '唐山市丰南区应急管理局'
    """
    words = fold(words).strip()
    named = next(find_departments(words), None)
    if named and (named.start != len(named.prefix) or named.end != len(words)):
        named = None
    central = find_central_department(words, 0, len(words))
    if named is None and central and central.end == len(words):
        return Identity(
            department=words,
            department_id=department_id(words, None),
            admin_level=AdminLevel.CENTRAL,
        )
    if named is None and region and parse_region(words) is None:
        named = NamedDepartment(0, len(words), canonical_core(words), None)
    if named is None:
        return None
    place = region_of(named.region, year, [region] if region else []) if named.region else region
    return _identity(named, place, year) if place else None


def _identity(named: NamedDepartment, place: Region, year: int | None) -> Identity:
    return Identity(
        department=canonical_name(named, place, year),
        department_id=department_id(named.key, place),
        region_code=place.code,
        region_name=place.name,
        admin_level=level_of(named, place),
    )


def why_unclear(words: str, year: int | None) -> str:
    """Why ``identity_of_name`` cannot tell a name, as a sentence for whoever wrote it.

    >>> why_unclear("鼓楼区教育局", 2024)
    "the region of '鼓楼区教育局' cannot be told; it is in 南京市, 徐州市, 福州市 or 开封市."
    """
    match = parse_region(fold(words).strip())
    if match is None:
        return (
            f"the region of {words!r} cannot be told; write its full name "
            "(唐山市丰南区应急管理局) or add its region."
        )
    if choose_region(match.regions, year):
        return f"{words!r} is no single organ's name that is known; write its name in full."
    alike = [region for region in match.regions if year is None or region.valid_in(year)]
    outer = [
        parents[-1].name
        for region in alike or match.regions
        if (parents := parents_of(region, year))
    ]
    *first, last = dict.fromkeys(outer)
    return (
        f"the region of {words!r} cannot be told; it is in "
        f"{', '.join(first)}{' or ' if first else ''}{last}."
    )
