"""What a catalogue must fulfil before it is used."""

from collections import defaultdict
from collections.abc import Iterable

from extractors.catalogue.entries import Metric, Wording
from extractors.catalogue.errors import CatalogueError
from extractors.catalogue.store import Catalogue


def check(catalogue: Catalogue, sources: frozenset[str]) -> None:
    """Refuse a catalogue that contradicts itself.

    Raises:
        CatalogueError: at the first unknown code, cycle, or wording of two metrics.
    """
    for metric in catalogue.metrics.values():
        _check_codes(metric, catalogue, sources)
    _check_cycles(catalogue, {m.code: _computed_from(m) for m in catalogue.metrics.values()})
    _check_cycles(
        catalogue, {m.code: [m.part_of] if m.part_of else [] for m in catalogue.metrics.values()}
    )
    _check_wordings(catalogue)
    _check_stages(catalogue)


def _refusal(metric: Metric, reason: str) -> CatalogueError:
    return CatalogueError(metric.origin.path, metric.origin.line, f"{metric.code}: {reason}")


def _computed_from(metric: Metric) -> list[str]:
    # The metric of the year before is another value, so it closes no circle.
    return [o.code for o in metric.formula.operands if not o.prior] if metric.formula else []


def _check_codes(metric: Metric, catalogue: Catalogue, sources: frozenset[str]) -> None:
    formulas = [metric.formula] if metric.formula else []
    formulas += [variant.formula for variant in metric.variants]
    used = [operand.code for formula in formulas for operand in formula.operands]
    for code in used:
        if code not in catalogue.metrics:
            raise _refusal(metric, f"its formula names the unknown metric {code!r}")
    if metric.part_of and metric.part_of not in catalogue.metrics:
        raise _refusal(metric, f"it is part of the unknown metric {metric.part_of!r}")
    if metric.stated_as and metric.stated_as not in catalogue.metrics:
        raise _refusal(metric, f"it is stated as the unknown metric {metric.stated_as!r}")
    for source in (metric.source, *metric.seen_in):
        if source and source not in sources:
            raise _refusal(metric, f"unknown source {source!r}")


def _check_cycles(catalogue: Catalogue, edges: dict[str, list[str]]) -> None:
    done: set[str] = set()
    for start in edges:
        path: list[str] = []
        stack: list[tuple[str, Iterable[str]]] = [(start, iter(edges[start]))]
        while stack and start not in done:
            code, rest = stack[-1]
            if code not in path:
                path.append(code)
            following = next(iter(rest), None)
            if following is None:
                done.add(code)
                path.pop()
                stack.pop()
            elif following in path:
                circle = " → ".join([*path[path.index(following) :], following])
                raise _refusal(catalogue.metrics[following], f"it goes round in a circle: {circle}")
            elif following not in done:
                stack.append((following, iter(edges[following])))


def _check_wordings(catalogue: Catalogue) -> None:
    owners: dict[tuple[str, str], list[Wording]] = defaultdict(list)
    for metric in catalogue.metrics.values():
        for wording in metric.wordings:
            owners[wording.text, metric.kind].append(wording)
    for (text, kind), wordings in owners.items():
        for index, one in enumerate(wordings):
            for other in wordings[index + 1 :]:
                if one.metric != other.metric and _clash(one, other, catalogue):
                    reason = f"{text!r} ({kind}) already means {one.metric!r}"
                    raise _refusal(catalogue.metrics[other.metric], reason)


def _clash(one: Wording, other: Wording, catalogue: Catalogue) -> bool:
    units, others = catalogue.metrics[one.metric].units, catalogue.metrics[other.metric].units
    if units and others and not set(units) & set(others):
        return False
    # A condition beats no condition, so the two can live together.
    if bool(one.within) != bool(other.within):
        return False
    return not one.within or bool(set(one.within) & set(other.within))


def _check_stages(catalogue: Catalogue) -> None:
    owners: dict[tuple[str, str], str] = {}
    for metric in catalogue.metrics.values():
        if not metric.subject:
            continue
        owner = owners.setdefault((metric.subject, metric.stage), metric.code)
        if owner != metric.code:
            place = f"{metric.subject}/{metric.stage}"
            raise _refusal(metric, f"subject and stage {place} already mean {owner!r}")
