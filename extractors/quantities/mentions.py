"""Every quantity in running prose."""

import re
from collections.abc import Iterator

from extractors.quantities.candidates import (
    Candidate,
    numeral_end,
    read_candidate,
)
from extractors.quantities.changes import Change, change_of, is_list_continued
from extractors.quantities.comparators import (
    comparator_before,
    comparator_behind,
    comparator_of,
)
from extractors.quantities.exclusions import (
    is_in_code,
    is_no_quantity,
    is_page_view,
    is_rank,
    is_subject_code,
)
from extractors.quantities.listed import read_listed
from extractors.quantities.patterns import RUN
from extractors.quantities.surroundings import Surroundings, surroundings_of
from extractors.quantities.targets import (
    is_base_of_comparison,
    is_called_target,
    is_target,
    is_threshold,
)
from extractors.quantities.units import Unit, magnitude
from models.document import BlockKind, Document
from models.mention import Comparator, Kind, Mention, Role
from models.span import Span


def _prose_stretches(document: Document) -> Iterator[Span]:
    """Stretches between tables, as long as can be.

    Not block by block: where a reader kept the line breaks of a page, a number and its
    unit may stand in two blocks.
    """
    start = end = None
    for block in document.blocks:
        if block.kind is BlockKind.TABLE:
            if start is not None and end is not None:
                yield Span(start, end)
            start = end = None
            continue
        start = block.span.start if start is None else start
        end = block.span.end
    if start is not None and end is not None:
        yield Span(start, end)


def _is_from_cells(folded: str, candidate: Candidate) -> bool:
    """Whether numeral and unit are two cells of a flattened table: ``84.65⏎项目支出``.

    So it is where a line break parts them and the numeral is all its line holds, or has
    decimals, or a blank follows the unit (``705,443.00⏎项 目``). Money units are taken
    all the same: no cell begins with 万元.
    """
    start, end = candidate.span
    numeral, is_broken, _ = folded[start:end].partition("\n")
    if not is_broken or candidate.unit.kind is Kind.AMOUNT:
        return False
    if folded[start - 1 : start] in ("", "\n") and numeral.strip().isascii():
        return True
    return candidate.unit.kind is not Kind.PERCENT and (
        candidate.numeral.decimals > 0 or folded[end : end + 1].isspace()
    )


def _is_excluded(folded: str, candidate: Candidate) -> bool:
    start, end = candidate.span
    return (
        is_no_quantity(folded, start, end, candidate.unit.kind)
        or is_rank(folded, start, candidate.unit.printed)
        or is_subject_code(folded, start, end)
        or is_page_view(folded, start)
        or _is_from_cells(folded, candidate)
    )


def _is_listed_with(folded: str, previous: Mention, candidate: Candidate, sentence: str) -> bool:
    """Whether a figure continues the list that the one before it began."""
    unit = candidate.unit
    joint = folded[previous.span.end : candidate.span.start]
    return (previous.kind, previous.unit) == (unit.kind, unit.unit) and is_list_continued(
        joint, "分别" in sentence
    )


# 分别不低于20%、45%和70%: the words between 分别 and the first figure
_FOR_ALL = re.compile(r"分别[^\d,;。、]{1,8}(?=\d)")


def _bound_of_all(
    folded: str, previous: Mention, candidate: Candidate
) -> tuple[Comparator, str] | None:
    """The bound that 分别 says of all figures of a list, for one of its later members."""
    before = folded[max(0, previous.span.end - 40) : candidate.span.start]
    if not _is_listed_with(folded, previous, candidate, before):
        return None
    announced = _FOR_ALL.findall(before)
    return comparator_before(announced[-1]) if announced else None


def _bound_and_change(
    around: Surroundings, unit: Unit
) -> tuple[tuple[Comparator, str] | None, Change | None]:
    """The bound in front of a figure and its change against a base."""
    bound = comparator_before(around.before)
    change = change_of(around, bound[1] if bound else around.before, unit.kind, unit.unit)
    if (
        bound
        and change is None
        and (change := change_of(around, around.before, unit.kind, unit.unit))
    ):
        return None, change  # 比去年高出5%: a comparison, no bound
    return bound, change


def _mention(folded: str, candidate: Candidate, span: Span, previous: Mention | None) -> Mention:
    unit, numeral = candidate.unit, candidate.numeral
    around = surroundings_of(folded, *candidate.span, *span)
    bound, change = _bound_and_change(around, unit)
    role, direction = change or (Role.LEVEL, None)
    if (
        change is None
        and previous is not None
        and _is_listed_with(folded, previous, candidate, around.before)
    ):
        role, direction = previous.role, previous.direction
    if bound is None and previous is not None:
        bound = _bound_of_all(folded, previous, candidate)
    names_class = is_threshold(around, unit.kind, bound is not None, candidate.upper is not None)
    return Mention(
        span=candidate.span,
        kind=unit.kind,
        value=candidate.value,
        unit=unit.unit,
        printed_unit=numeral.magnitudes + (unit.printed if candidate.rule != "bare" else ""),
        scale=magnitude(numeral.magnitudes) * unit.scale,
        printed_decimals=numeral.decimals,
        value_upper=candidate.upper,
        comparator=comparator_of(bound, comparator_behind(around.behind), numeral.vague),
        role=role,
        direction=direction,
        is_target=not names_class and _is_goal(around, role),
        is_threshold=names_class,
        rule=candidate.rule,
    )


def _is_goal(around: Surroundings, role: Role) -> bool:
    """Whether a figure is a goal: its sentence says so, or the words right behind it.

    How far a result lies from its goal (低于目标值5个百分点) is none itself.
    """
    if is_called_target(around.behind):
        return True
    return is_target(around.before) and not (
        role is not Role.LEVEL and is_base_of_comparison(around.before)
    )


def find_in_text(folded: str, span: Span) -> tuple[Mention, ...]:
    """Quantities within one stretch of folded text, in reading order.

    >>> text = "比上年减少0.69万元,下降9.5%"
    >>> [(m.span.of(text), str(m.value), m.role.value) for m in find_in_text(text, Span(0, 19))]
    [('0.69万元', '6900.00', 'change'), ('9.5%', '9.5', 'change_rate')]
    """
    mentions: list[Mention] = []
    done = span.start
    for run in RUN.finditer(folded, span.start, span.end):
        if run.start() < done:
            continue
        if is_in_code(folded, run.start()):
            done = numeral_end(folded, run.start(), span.end)
            continue
        candidate = read_candidate(folded, run.start(), span.end) or read_listed(
            folded, run.start(), span.end
        )
        if candidate is None:
            continue
        done = candidate.span.end
        if not _is_excluded(folded, candidate):
            mentions.append(_mention(folded, candidate, span, mentions[-1] if mentions else None))
    return tuple(mentions)


def find_mentions(document: Document, folded: str) -> tuple[Mention, ...]:
    """Quantities of all blocks but tables, in reading order.

    Args:
        document: as a reader made it.
        folded: ``fold(document.text)``.
    """
    return tuple(
        mention for span in _prose_stretches(document) for mention in find_in_text(folded, span)
    )
