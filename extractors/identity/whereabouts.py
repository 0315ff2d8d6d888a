"""In which place the department lies, where its own name does not say or says too little."""

from dataclasses import replace

from extractors.identity.department import Claim, Settled, settle
from extractors.identity.places import file_words, head_span
from extractors.identity.region import (
    is_over_counties,
    places_named,
    rank_of_place,
    region_of_codes,
    region_of_places,
    regions_above,
)
from extractors.registry.load_regions import Region
from extractors.registry.regions import choose_region, parents_of, region_of_rank
from models.document import Document
from models.identity import AdminLevel


def settle_in_place(
    document: Document,
    text: str,
    title: str,
    claims: list[Claim],
    year: int | None,
    declared: Region | None,
) -> tuple[Settled, str | None]:
    """Who filed, and where the region was found if not in the name itself.

    The claims come in the order of the places that make them; the region that the manifest
    declares wins.
    """
    if declared:
        settled = settle(claims, year, [declared], declared)
        return (settled if claims else replace(settled, region=declared)), None
    settled = settle(claims, year, [], None)
    above = _region_above(text, settled, year)
    if settled.region and above:
        return replace(settled, region=above), "body"
    if settled.region or settled.is_contradicted or (claims and claims[0].named.is_central):
        return settled, None
    name = file_words(document)
    nearby = places_named(text, *head_span(text)) + places_named(name, 0, len(name))
    rank = claims[0].named.rank if claims else ""
    fallback, source = (
        (above, "body") if above else _place_spoken_of(text, title, nearby, rank, year)
    )
    settled = settle(claims, year, nearby, fallback)
    if fallback and not claims:
        settled = replace(settled, region=fallback)
    is_fallback = settled.region is not None and settled.region is fallback
    return settled, source if is_fallback else None


def _region_above(text: str, settled: Settled, year: int | None) -> Region | None:
    """The place that the department says it is under, where its name tells none or a wider one.

    上海市实验幼儿园 is 普陀区's, 重庆解放碑…管理委员会 is 渝中区's.
    """
    claim, region = settled.claim, settled.region
    if claim is None or claim.named.is_central or settled.is_contradicted:
        return None
    if region and region.level not in {AdminLevel.PROVINCE, AdminLevel.CITY}:
        return None
    above = regions_above(text, claim.printed, *head_span(text))
    chosen = choose_region(above, year, [region] if region else [])
    return chosen if chosen and (not region or region in parents_of(chosen, year)) else None


def _place_spoken_of(
    text: str, title: str, nearby: list[Region], rank: str, year: int | None
) -> tuple[Region | None, str]:
    """The one place that the title names, else the one named nearby, else that of codes.

    The department's name may say its rank (县 of 县教育局); else the report's own words do.
    """
    in_title = region_of_places(places_named(title, 0, len(title)), year)
    if in_title and (place := region_of_rank(in_title, rank, year)):
        return place, "title"
    named = region_of_places(nearby, year)
    if named:
        named = region_of_rank(named, rank or rank_of_place(text, *head_span(text)), year)
    # In 南雄市 the meeting of a city's counties was held.
    is_within = named is not None and named.level is AdminLevel.COUNTY and rank != "县"
    if is_within and is_over_counties(text, *head_span(text)):
        named = None
    return (named, "body") if named else (region_of_codes(text, year), "code")
