"""B19: the change of a total is the sum of the changes of its parts."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise

from models.mention import Direction, Kind, Role
from pipeline.audit.check import Check, Missing, Steps, judge
from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure, Scope
from pipeline.audit.intervals import Interval, total
from pipeline.audit.knowledge import name_of
from pipeline.audit.rulebook import rule_book
from pipeline.audit.sums import Identity, read_identity

_Place = tuple[int | None, Scope]
_Changes = Mapping[str | None, list[Figure]]
# The parts of a total are told within so many characters of each other.
_TOGETHER = 900


def item_changes(facts: Facts) -> Steps:
    """Each change of a total against those of its parts, where each part has one."""
    by_place: dict[_Place, dict[str | None, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for figure in facts.figures:
        mention = figure.mention
        exact = mention.comparator.value == "=" and mention.value_upper is None
        if mention.role is Role.CHANGE and mention.kind is Kind.AMOUNT and exact:
            by_place[facts.year_of(figure), figure.scope][figure.code].append(figure)
    for place, changes in by_place.items():
        for text in rule_book()["B19"].data["changes"]:
            yield from _check(facts, read_identity(text), place, changes)


def _check(facts: Facts, identity: Identity, place: _Place, changes: _Changes) -> Steps:
    whole = changes.get(identity.total, [])
    if not whole:
        return
    parts = [changes.get(term.code, []) for term in identity.terms]
    none = [
        term.code
        for term, found in zip(identity.terms, parts, strict=True)
        if not found and not _is_nothing(facts, term.code, place)
    ]
    if none or sum(map(bool, parts)) < 2:
        yield Missing("B19", "缺少分项的增减额")
        return
    chosen = [found[0] for found in parts if found]
    if not _is_one_comparison(facts, [whole[0], *chosen]):
        yield Missing("B19", "各分项增减额的比较基数不同")
        return
    yield _sum_check(whole[0], chosen)


def _is_nothing(facts: Facts, code: str, place: _Place) -> bool:
    """Whether a part is stated as 0 and never as anything else: it did not change either."""
    found = facts.find(code, *place)
    prior = facts.find(f"{code}@prior", *place)
    return bool(found) and all(figure.value == 0 for figure in (*found, *prior))


def _is_one_comparison(facts: Facts, figures: list[Figure]) -> bool:
    """Whether all stand together and all compare with last year, or all with the budget."""
    ordered = sorted(figures, key=lambda figure: figure.start)
    near = all(b.start - a.start <= _TOGETHER for a, b in pairwise(ordered))
    bases = {"预算" in facts.before(figure, 14) for figure in figures}
    return near and len(bases) == 1


def _signed(figure: Figure) -> Interval:
    falls = figure.mention.direction is Direction.DECREASE
    return -figure.interval if falls else figure.interval


def _sum_check(whole: Figure, parts: list[Figure]) -> Check:
    falls = whole.mention.direction is Direction.DECREASE
    summed = total(_signed(part) for part in parts)
    return judge(
        rule_book()["B19"],
        whole,
        -summed if falls else summed,
        tuple(parts),
        group=f"B19:{whole.index}",
        words=lambda: {
            "name": name_of(whole.code or ""),
            "way": "减少" if falls else "增加",
            "computation": "".join(_addends(parts)),
        },
    )


def _addends(parts: list[Figure]) -> Iterator[str]:
    for at, part in enumerate(parts):
        falls = part.mention.direction is Direction.DECREASE
        yield ("－" if falls else "＋" if at else "") + part.printed
