"""Settles which department a report is of, from all the places that name one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors.identity.places import Place, head_span
from extractors.registry.departments import department_id
from extractors.registry.find_departments import (
    NamedDepartment,
    find_bare_department,
    find_central_department,
    find_departments,
    find_unlisted_department,
)
from extractors.registry.load_regions import Region
from extractors.registry.regions import RegionMatch, choose_region, parents_of
from models.identity import AdminLevel

# What a report says of its own department only: …是主管, …是一所, …的主要职责是, …部门决算包括.
_SELF = re.compile(
    r"(?:[（(](?:本级|机关|汇总|部门)[）)])?(?:\d{4}\s*年(?:度)?)?"
    r"(?:汇总[ \t]*(?:\n|$)|(?:部门|单位)*概况|是主管|是[一我][所家个]|"
    r"是[^,。]{2,20}(?:工作部门|直属|事业单位|单位|机构|机关)|是[^,。]{2,70}(?:人民|群众|社会)团体|"
    r"是[^。]{2,60}?(?:组成部门|直属机构|工作部门)|下[属辖设][^,。]{0,8}\d+个|"
    r"(?:部门|单位)?的?(?:主要|基本)?(?:职责|职能)|主要履行|,?内设(?:机构|\d)|机关设|机构设置|"
    r"部门[预决]算(?:是|包括|由|单位|编报)|部门(?:包括|由)|机关运行经费|"
    r"属[于]?[行参事全财]|[为系][^,。]{2,40}(?:部门|单位|派出机构|(?:人民|群众|社会)团体)|"
    r"包括[^,。]{0,4}本级|"
    r",?以下简称|[（(](?:以下)?简称|成立于|始建于|创[办建]于|部门整体|整体支出|"
    r"(?:关于)?20\d\d年(?:度)?\s*(?:部门|单位)?(?:预算|决算))"
)
# 现将2022年|西平县交通运输局…自评报告如下, 我代表|深圳市人民政府
_PRESENTED = re.compile(r"(?:现[将对就](?:20\d\d年(?:度)?)?|我代表)$")
_PRESENTED_WINDOW = 10
_BRACKET = re.compile(r"[（(][^（）()]*[）)]")
# Functions that put other departments' reports on their own page.
PUBLISHERS = ("finance", "government", "government_office", "government_services")
_RIVAL_SOURCES = {"title", "cover", "running_head", "file_name"}
_TOWN = re.compile(r"(?:镇|乡|街道)(?:党工委|人民政府|政府|办事处)?(?:（本级）)?$")


@dataclass(frozen=True, slots=True)
class Claim:
    """One place's word on whose report it is."""

    source: str
    named: NamedDepartment
    words: str
    is_filer: bool = True

    @property
    def printed(self) -> str:
        """The department as the place prints it, prefix included."""
        return self.named.prefix + self.words[self.named.start : self.named.end]


@dataclass(frozen=True, slots=True)
class Settled:
    """The department, its region where it could be told, and where that was found.

    Attributes:
        rivals: what other places say, or the name as printed where it was not taken.
        is_contradicted: a place as good as the first names another department.
        namesakes: the divisions that the printed place may mean, where several.
    """

    claim: Claim | None = None
    region: Region | None = None
    name: str | None = None
    rivals: tuple[str, ...] = ()
    is_contradicted: bool = False
    namesakes: tuple[Region, ...] = ()


def claims_of(places: Iterable[Place]) -> Iterator[Claim]:
    """What each place says; a bare name (教育局) counts where no full one stands."""
    for place in places:
        words = place.words
        named = next(find_departments(words), None) or find_central_department(words, 0, len(words))
        named = named or find_bare_department(words)
        if named is None and place.is_name:
            named = find_unlisted_department(words)
        if named:
            yield Claim(place.source, named, words, place.is_filer)


def self_claims(text: str) -> Iterator[Claim]:
    """Departments that the head of the report speaks of as itself."""
    begin, end = head_span(text)
    for named in find_departments(text, begin, end):
        before = max(begin, named.start - _PRESENTED_WINDOW)
        if _SELF.match(text, named.end, end) or _PRESENTED.search(text, before, named.start):
            yield Claim("body", named, text)


def region_of(match: RegionMatch | None, year: int | None, nearby: list[Region]) -> Region | None:
    """The division that a printed place means in the fiscal year, or None."""
    return choose_region(match.regions, year, nearby) if match else None


def canonical_name(named: NamedDepartment, region: Region, year: int | None) -> str:
    """The full name: place as printed where that is complete, else completed.

    A district is named with its city (唐山市丰南区…), a county stands alone.
    """
    match = named.region
    is_complete = match is not None and not match.is_short
    if named.is_proper:
        return named.prefix + "".join(match.parts if match else ()) + named.core
    if match and is_complete and (len(match.parts) > 1 or region.level is not AdminLevel.COUNTY):
        return named.prefix + "".join(match.parts) + named.core
    return named.prefix + _official_place(region, year) + named.core


def _official_place(region: Region, year: int | None) -> str:
    if region.level is AdminLevel.COUNTY and region.name.endswith("区"):
        return "".join(parent.name for parent in parents_of(region, year)[-1:]) + region.name
    return region.name


def settle(
    claims: list[Claim], year: int | None, nearby: list[Region], fallback: Region | None
) -> Settled:
    """The first claim in the order of the places, unless an equal one contradicts it.

    Args:
        claims: in the order of the places that make them.
        year: fiscal year, if known.
        nearby: places the report names elsewhere, to tell namesakes apart.
        fallback: the region that the rest of the report speaks of, for names without one.
    """
    if not claims:
        return Settled()
    full = [claim for claim in claims if claim.named.region or claim.named.is_central]
    first = claims[0]
    if first.named.region is None and not first.named.is_central:
        first = next((claim for claim in full if _is_fuller(claim, first)), first)
    region = region_of(first.named.region, year, nearby) or (
        fallback if first.named.region is None else None
    )
    if rivals := _rivals(first, region, claims, year, nearby):
        # Whoever it is, all may lie in the same place.
        shared = all(_same_place(region, rival, year, nearby) for rival in rivals)
        printed = tuple(dict.fromkeys(rival.printed for rival in rivals))
        return Settled(
            first, region if shared else None, first.printed, printed, is_contradicted=True
        )
    if first.named.is_central:
        return Settled(first, None, first.printed)
    if region is None:
        candidates = first.named.region.regions if first.named.region else ()
        is_named = candidates or first.named.is_proper
        name = first.printed if is_named else None
        return Settled(first, None, name, () if name else (first.printed,), namesakes=candidates)
    return Settled(first, region, canonical_name(first.named, region, year))


def _is_fuller(claim: Claim, bare: Claim) -> bool:
    """Whether a claim says in full what another says without a place.

    区环卫中心 on a cover yields to any name that the report gives itself; 园林中心 in a title
    only to one that it abbreviates (园林绿化服务中心).
    """
    if claim.named.key == bare.named.key:
        return True
    letters = iter(claim.named.core)
    is_short = all(letter in letters for letter in bare.named.core)
    return claim.source == "body" and (bare.source in {"cover", "header"} or is_short)


def _rivals(
    first: Claim, region: Region | None, claims: list[Claim], year: int | None, nearby: list[Region]
) -> list[Claim]:
    """What title, cover, running head or file name say otherwise."""
    rivals = []
    for claim in claims:
        # Policies count against each other only: a report may well cite another's.
        is_peer = claim.source in _RIVAL_SOURCES or claim.source == first.source == "policy_title"
        if not (is_peer and claim.is_filer and first.is_filer):
            continue
        if first.source == "body" and claim.named.region is None:
            continue  # an abbreviation that yielded to the full name
        if not _agrees(first, region, claim, year, nearby):
            rivals.append(claim)
    return rivals


def _agrees(
    first: Claim, region: Region | None, other: Claim, year: int | None, nearby: list[Region]
) -> bool:
    if other.named.is_central != first.named.is_central:
        return False
    # 枣庄职业（技师）学院 is 枣庄职业学院.
    one, two = (_BRACKET.sub("", claim.named.key) for claim in (first, other))
    whole, part = sorted((_spelled(first), _spelled(other)), key=len, reverse=True)
    if whole.endswith(part) and first.named.region and other.named.region:
        return True  # 正阳工业园区管委会 is the one of 重庆市, whatever else is 正阳
    # 教育局 and 教育局财政所: the one is part of the other.
    same_organ = department_id(one, None) == department_id(two, None) or one in two or two in one
    return same_organ and (region is None or _same_place(region, other, year, nearby))


def _spelled(claim: Claim) -> str:
    """The name in full, with the place as printed."""
    parts = claim.named.region.parts if claim.named.region else ()
    return claim.named.prefix + "".join(parts) + claim.named.core


def _same_place(
    region: Region | None, other: Claim, year: int | None, nearby: list[Region]
) -> bool:
    """Whether the other lies in the region, as far as it says where it lies."""
    if region is None or other.named.region is None:
        return region is not None
    theirs = region_of(other.named.region, year, [*nearby, region])
    return theirs is None or theirs.code == region.code or theirs.lineage == region.lineage


def level_of(named: NamedDepartment, region: Region | None) -> AdminLevel | None:
    """Central, or town for a township's or subdistrict's own government, else the region's."""
    if named.is_central:
        return AdminLevel.CENTRAL
    if _TOWN.search(named.core):
        return AdminLevel.TOWN
    return region.level if region else None
