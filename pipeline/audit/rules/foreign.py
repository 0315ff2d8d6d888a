"""I05: a text that speaks of another department as if it were its own."""

import re
from collections.abc import Iterator
from functools import lru_cache

from extractors.registry.departments import function_of, known_names
from extractors.registry.find_departments import (
    NamedDepartment,
    find_bare_department,
    find_departments,
)
from extractors.registry.load_regions import Region
from extractors.registry.regions import choose_region, regions_of_code
from models.finding import Verdict
from models.identity import AdminLevel
from models.span import Span
from pipeline.audit.check import Check, Missing, Steps
from pipeline.audit.facts import Facts
from pipeline.audit.rulebook import rule_book
from pipeline.audit.rules.text import quoted

# The longest place before an organ's name: 新疆维吾尔自治区巴音郭楞蒙古自治州和静县
_PLACE = 24
# 县水务局（挂县河长制办公室牌子）是县政府工作部门
_BRACKETED = re.compile(r"\([^()]{0,40}\)$")
_NAME_WITHIN = 30
_BOOK_WITHIN = 60
_UNKNOWN = "无法判定报告所属部门或地区"


def foreign_names(facts: Facts) -> Steps:
    """Another place's department of the same kind, or another organ presented as the own one.

    Superior organs, partners, subordinate units and titles in 《》 are named by right. So a
    namesake counts only at the same level and elsewhere, and for certain only where words of
    a report's own subject follow; an organ of another kind only where it is called the own one.
    """
    own = _Own.of(facts)
    if own is None:
        yield Missing("I05", _UNKNOWN)
        return
    found = [*_namesakes(facts, own), *_presented(facts, own)]
    if not found:
        yield Check("I05")
    yield from found


class _Own:
    """Whose report it is."""

    def __init__(self, function: str, region: Region, name: str) -> None:
        self.function = function
        self.region = region
        self.name = name

    @classmethod
    def of(cls, facts: Facts) -> "_Own | None":
        identity = facts.identity
        if not (identity.department_id and identity.region_code and identity.department):
            return None
        region = choose_region(regions_of_code(identity.region_code), facts.year)
        function = identity.department_id.partition("-")[2]
        if region is None or identity.admin_level is AdminLevel.TOWN:
            return None
        return cls(function, region, identity.department)

    @property
    def is_listed(self) -> bool:
        """Whether its kind is known; a unit of another kind may tell what its superior is."""
        return any(function_of(name) == self.function for name in known_names())

    def is_namesake(self, other: NamedDepartment, year: int | None) -> bool:
        """Whether it does the same for another place of the same level."""
        if other.region is None or function_of(other.key) != self.function:
            return False
        place = choose_region(other.region.regions, year, [self.region])
        return (
            place is not None
            and place.level is self.region.level
            and place.lineage != self.region.lineage
            and place.code != self.region.code
        )


@lru_cache(maxsize=256)
def _organs(function: str) -> re.Pattern[str]:
    """The names of organs with this function, places left out."""
    names = [name for name in known_names() if function_of(name) == function] or [function]
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))


def _namesakes(facts: Facts, own: _Own) -> Iterator[Check]:
    data = rule_book()["I05"].data
    before, behind, subject = (re.compile(data[key]) for key in ("before", "behind", "subject"))
    told: set[str] = set()
    for organ in _organs(own.function).finditer(facts.folded):
        if facts.folded[organ.start() - 1 : organ.start()] not in "省市县区州旗盟":
            continue
        limit = min(len(facts.folded), organ.end() + 8)
        named = [
            one
            for one in find_departments(facts.folded, max(0, organ.start() - _PLACE), limit)
            if one.start < organ.start() < one.end
        ]
        for one in named:
            span = Span(one.start, one.end)
            words = span.of(facts.folded)
            beside = facts.folded[max(0, one.start - 10) : one.start].rpartition("\n")[2]
            after = facts.folded[one.end : one.end + 10]
            skip = _in_a_title(facts, one) or before.search(beside) or behind.match(after)
            if skip or words in told or not own.is_namesake(one, facts.year):
                continue
            told.add(words)
            sure = bool(subject.match(after))
            yield _check(facts, own, span, Verdict.HARD if sure else Verdict.INFO, "namesake")


def _in_a_title(facts: Facts, named: NamedDepartment) -> bool:
    """Inside 《…》."""
    before = facts.folded[max(0, named.start - _BOOK_WITHIN) : named.start]
    return before.rfind("《") > before.rfind("》")


def _presented(facts: Facts, own: _Own) -> Iterator[Check]:
    """X局是县政府工作部门, X局（以下简称“我局”）, where X is not the department."""
    for claim in re.finditer(rule_book()["I05"].data["presented"], facts.folded):
        start = facts.folded.rfind("\n", 0, claim.start()) + 1
        head = _BRACKETED.sub("", facts.folded[max(start, claim.start() - 80) : claim.start()])
        begin = max(0, len(head) - _NAME_WITHIN)
        named = list(find_departments(head, begin))
        one = named[-1] if named else find_bare_department(head, begin)
        if one is None or one.end != len(head) or "《" in head[: one.start]:
            continue
        at = max(start, claim.start() - 80) + one.start
        words = head[one.start : one.end]
        if function_of(one.key) != own.function and one.core not in own.name:
            span = Span(at, at + len(words))
            sure = Verdict.HARD if own.is_listed else Verdict.INFO
            if span.of(facts.folded) == words:
                yield _check(facts, own, span, sure, "presented")


def _check(facts: Facts, own: _Own, span: Span, verdict: Verdict, wording: str) -> Check:
    words = span.of(facts.text)
    return Check(
        "I05",
        verdict,
        wording,
        {"words": words, "own": own.name, "quote": quoted(facts.text, span, 14)},
        stated=words,
        expected=own.name,
        span=span,
        group=f"I05:{words}",
    )
