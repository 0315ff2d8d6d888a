"""B03 to B10, F02: a total against the sum that defines it.

The sums stand in the rule table: ``budget_adjusted = budget_initial + budget_supplement``.
A term with ``?`` counts only where the report states it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice, product

from models.finding import Verdict
from pipeline.audit.check import Check, Missing, Steps, judge
from pipeline.audit.facts import Facts, Figure, Scope
from pipeline.audit.intervals import total
from pipeline.audit.knowledge import name_of
from pipeline.audit.rulebook import Rule, rule_book

# Figures this close belong to one statement, even where the outline parts them.
_NEAR = 400
_MOST_COMBINATIONS = 32

# One term of a sum: `+ budget_supplement`, `- budget_reduction?`
_TERM = re.compile(r"([-+]?)\s*([a-z_]+)(\??)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Term:
    """One addend of an identity."""

    code: str
    negative: bool
    optional: bool


@dataclass(frozen=True, slots=True)
class Identity:
    """``total = term ± term``.

    >>> read_identity("a = b + c?").terms[1]
    Term(code='c', negative=False, optional=True)
    """

    text: str
    total: str
    terms: tuple[Term, ...]


@cache
def read_identity(text: str) -> Identity:
    """An identity as the rule table spells it."""
    left, _, right = text.partition("=")
    terms = tuple(
        Term(code, sign == "-", bool(optional)) for sign, code, optional in _TERM.findall(right)
    )
    return Identity(text, left.strip(), terms)


def identities(facts: Facts) -> Steps:
    """Every identity of the rule table, in every year and scope that the report states."""
    for rule in rule_book().values():
        for entry in rule.data.get("identities", ()):
            if facts.identity.report_type.value not in entry.get(
                "types", (facts.identity.report_type.value,)
            ):
                continue
            identity = read_identity(entry["sum"])
            if not re.search(rule.data.get("unless", r"(?!)"), facts.folded):
                yield from _check_identity(facts, rule, identity, bool(entry.get("near_only")))


def _check_identity(facts: Facts, rule: Rule, identity: Identity, near_only: bool) -> Steps:
    for code, year, scope in tuple(facts.keys()):
        if code != identity.total:
            continue
        totals = facts.find(code, year, scope)
        near = [t for t in totals if _parts(facts, identity, t, year, scope, near=True)]
        if near:
            for stated in near:
                yield from _best(facts, rule, identity, [stated], year, scope, near=True)
        elif any(_parts(facts, identity, t, year, scope, near=False) for t in totals):
            if not near_only:
                yield from _best(facts, rule, identity, totals, year, scope, near=False)
        else:
            missing = [
                name_of(term.code)
                for term in identity.terms
                if not term.optional and not facts.find(term.code, year, scope)
            ]
            yield Missing(rule.id, f"缺少{'、'.join(missing) or '可加总的分项'}")


def _best(
    facts: Facts,
    rule: Rule,
    identity: Identity,
    totals: Sequence[Figure],
    year: int | None,
    scope: Scope,
    *,
    near: bool,
) -> Steps:
    """The most favourable reading of several: a fault must survive all of them."""
    checks = []
    for stated in totals:
        options = _parts(facts, identity, stated, year, scope, near=near)
        for chosen in islice(options, _MOST_COMBINATIONS):
            checks.append(_sum_check(rule, identity, stated, chosen))
    order = {None: 0, Verdict.SOFT: 1, Verdict.HARD: 2}
    if checks:
        yield min(checks, key=lambda check: order.get(check.verdict, 2))


def _sum_check(
    rule: Rule, identity: Identity, stated: Figure, chosen: Sequence[tuple[Term, Figure]]
) -> Check:
    parts = [-f.interval if term.negative else f.interval for term, f in chosen]
    computation = "".join(
        ("－" if term.negative else "＋" if i else "") + figure.printed
        for i, (term, figure) in enumerate(chosen)
    )
    names = "".join(
        ("－" if term.negative else "＋" if i else "") + name_of(term.code)
        for i, (term, _) in enumerate(chosen)
    )
    check = judge(rule, stated, total(parts), tuple(figure for _, figure in chosen))
    values = {
        **check.values,
        "name": name_of(identity.total),
        "formula": names,
        "computation": computation,
    }
    group = f"{rule.id}:{identity.text}:{stated.value}:{computation}"
    return replace(check, values=values, group=group)


def _parts(
    facts: Facts,
    identity: Identity,
    stated: Figure,
    year: int | None,
    scope: Scope,
    *,
    near: bool,
) -> list[list[tuple[Term, Figure]]]:
    """The ways to fill the terms; empty where a needed one is lacking."""
    choices: list[list[tuple[Term, Figure] | None]] = []
    for term in identity.terms:
        found: list[tuple[Term, Figure] | None] = [
            (term, figure) for figure in _candidates(facts, term.code, stated, year, scope, near)
        ]
        if not found and not term.optional:
            return []
        choices.append([*found, None] if term.optional else found)
    filled = ([pair for pair in way if pair] for way in islice(product(*choices), 64))
    least = min(2, len(identity.terms))
    return [way for way in filled if len(way) >= least]


def _candidates(
    facts: Facts, code: str, stated: Figure, year: int | None, scope: Scope, near: bool
) -> list[Figure]:
    found = [f for f in facts.find(code, year, scope) if f.index != stated.index]
    if near:
        found = list(_neighbours(found, stated))
    found.sort(key=lambda f: (abs(f.start - stated.start), f.start))
    return list({f.value: f for f in reversed(found)}.values())[::-1][: 1 if near else 3]


def _neighbours(figures: Sequence[Figure], stated: Figure) -> Iterator[Figure]:
    """Figures of the same table, or close by in the running text."""
    cell = stated.mention.cell
    for figure in figures:
        other = figure.mention.cell
        if cell and other:
            if cell.table == other.table:
                yield figure
        elif not cell and not other and abs(figure.start - stated.start) <= _NEAR:
            yield figure
