"""Whose report it is, for which year, and of what type."""

from dataclasses import dataclass, field, replace

from extractors.identity.department import (
    PUBLISHERS,
    Claim,
    Settled,
    claims_of,
    level_of,
    self_claims,
)
from extractors.identity.page_head import publisher_of
from extractors.identity.places import (
    Place,
    cover_places,
    file_words,
    head_span,
    policy_places,
    signature_places,
)
from extractors.identity.title import title_of
from extractors.identity.type import scope_of, type_of_body, type_of_title
from extractors.identity.whereabouts import settle_in_place
from extractors.identity.year import (
    year_of_body,
    year_of_codes,
    year_of_file,
    year_of_title,
    year_reviewed,
)
from extractors.registry.departments import department_id, function_of
from extractors.registry.load_regions import Region
from extractors.registry.regions import choose_region, regions_of_code
from models.document import Document
from models.identity import Identity, ReportType, Scope
from models.outline import Section

_DEPARTMENT_FIELDS = ("department", "department_id", "region_code", "region_name", "admin_level")


@dataclass(slots=True)
class _Trail:
    """Where each field was found, and the rival values that were not taken."""

    sources: dict[str, str] = field(default_factory=dict)
    conflicts: list[tuple[str, str]] = field(default_factory=list)

    def reject(self, name: str, values: list[str]) -> None:
        self.conflicts.extend((name, value) for value in values)


def identify(
    document: Document,
    folded: str,
    sections: tuple[Section, ...],
    declared: Identity | None = None,
) -> Identity:
    """The report's identity; what ``declared`` (the manifest) says wins over all.

    A field that two places contradict, or that none gives, stays None; the rival values
    stand in ``conflicts``.
    """
    trail = _Trail()
    title, title_end = title_of(folded)
    name = file_words(document)
    year = _year(title, name, folded, trail)
    if declared and declared.fiscal_year:
        year = declared.fiscal_year
    claims = _claims(document, folded, Place("title", title, is_name=True), title_end)
    settled, source = settle_in_place(
        document, folded, title, claims, year, _declared_region(declared, year)
    )
    if source:
        trail.sources["region_code"] = source
    found = replace(
        _with_department(settled, trail),
        fiscal_year=year,
        report_type=_report_type(title, name, folded, sections, trail),
        scope=_scope(settled, title, name, trail),
        title=title,
    )
    found = replace(
        found, sources=tuple(trail.sources.items()), conflicts=tuple(dict.fromkeys(trail.conflicts))
    )
    return _declared_over(found, declared) if declared else found


def _year(title: str, name: str, text: str, trail: _Trail) -> int | None:
    head = text[slice(*head_span(text))]
    year, rivals = year_of_title(title)
    source = "title"
    if reviewed := year_reviewed(title, year, head):
        year, source = reviewed, "body"
    if year is None and not rivals:
        year, source = year_of_body(head), "body"
    if year is None and not rivals:
        year, source = year_of_codes(text), "code"
    if rivals:
        trail.reject("fiscal_year", [str(rival) for rival in rivals])
        return None
    file_year = year_of_file(name)
    if year is None:
        year, source = file_year, "file_name"
    # A report is made public the year after; that year in its file's name is no rival.
    elif file_year not in {None, year, year + 1}:
        trail.reject("fiscal_year", [str(year), str(file_year)])
        return None
    if year is not None:
        trail.sources["fiscal_year"] = source
    return year


def _claims(document: Document, text: str, title: Place, title_end: int) -> list[Claim]:
    """Who is said to have filed, the most telling place first."""
    cover = list(claims_of(cover_places(text, title_end)))
    header = list(claims_of([Place("header", publisher_of(text))]))
    body = list(self_claims(text))
    # A bureau that publishes for others is heard after the report's own words.
    is_publisher = bool(header) and function_of(header[0].named.key) in PUBLISHERS
    return [
        *claims_of([title]),
        *(claim for claim in cover if claim.is_filer),
        *claims_of(Place("running_head", head) for head in document.running_heads),
        *body,
        *([] if is_publisher else header),
        *(claim for claim in cover if not claim.is_filer),
        *(header if is_publisher else []),
        *claims_of(signature_places(text)),
        *claims_of(policy_places(text)),
        *claims_of([Place("file_name", file_words(document))]),
    ]


def _declared_region(declared: Identity | None, year: int | None) -> Region | None:
    code = declared.region_code if declared else None
    return choose_region(regions_of_code(code), year) if code else None


def _with_department(settled: Settled, trail: _Trail) -> Identity:
    claim, region = settled.claim, settled.region
    identity = Identity()
    if region:
        identity = replace(
            identity, region_code=region.code, region_name=region.name, admin_level=region.level
        )
        trail.sources.setdefault("region_code", claim.source if claim else "body")
    if claim is None:
        return identity
    if settled.is_contradicted or settled.name is None:
        own = [settled.name] if settled.name else []
        trail.reject("department", [*own, *settled.rivals])
        return identity
    trail.sources["department"] = claim.source
    if region is None and not claim.named.is_central:
        trail.reject("region_code", sorted({namesake.code for namesake in settled.namesakes}))
        return replace(identity, department=settled.name)
    return replace(
        identity,
        department=settled.name,
        department_id=department_id(claim.named.key, region),
        admin_level=level_of(claim.named, region),
    )


def _report_type(
    title: str, name: str, text: str, sections: tuple[Section, ...], trail: _Trail
) -> ReportType:
    head = text[slice(*head_span(text))]
    for source, words in (("title", title), ("file_name", name)):
        if kind := type_of_title(words, head):
            trail.sources["report_type"] = source
            return kind
    kind = type_of_body(sections, head)
    if kind is not ReportType.OTHER:
        trail.sources["report_type"] = "body"
    return kind


def _scope(settled: Settled, title: str, name: str, trail: _Trail) -> Scope | None:
    if settled.claim and settled.claim.named.is_unit and settled.claim.is_filer:
        trail.sources["scope"] = settled.claim.source
        return Scope.UNIT
    for source, words in (("title", title), ("file_name", name)):
        if scope := scope_of(words):
            trail.sources["scope"] = source
            return scope
    return None


def _declared_over(found: Identity, declared: Identity) -> Identity:
    """``found`` with every field that the manifest gives replaced, and its conflict settled."""
    fields = [name for name, _ in declared.sources]
    values = {name: getattr(declared, name) for name in fields}
    if "department" in fields:
        values |= {name: getattr(declared, name) for name in _DEPARTMENT_FIELDS}
    kept = tuple(pair for pair in found.sources if pair[0] not in fields)
    settled = {*fields, *(_DEPARTMENT_FIELDS if "department" in fields else ())}
    return replace(
        found,
        **values,
        sources=kept + declared.sources,
        conflicts=tuple(pair for pair in found.conflicts if pair[0] not in settled),
    )
