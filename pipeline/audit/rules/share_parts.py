"""Which amount a share is the share of: 教育支出60万元，占60% · A、B分别为…，占比分别为31%和69%."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from models.mention import Kind
from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure, is_result
from pipeline.audit.rules.bases import base_of, subject_of

LIST_REACH = 900
"""A list's total stands at most so far before its last share."""

# 占71.73% · 占本年收入的99.79% · 占比为0.21%
_SHARE = re.compile(r"占[^,。;:0-9%]{0,18}?(?:的|比|比例|比重)?(?:分别)?(?:为|达|约)?\(?$")
_PART_WITHIN = 24
_BRACKET_WITHIN = 2
_ALL = 100
_NEW_LIST = re.compile(r"[。:\n]")
# 31.2%、52.9%和15.9% · 6571亿元、11155亿元和3344亿元
_NEXT = re.compile(r"\s*[、,和及与]\s*")
# 、乙项收入
_NEXT_NAMED = re.compile(r"\s*[、,和及与;][^,、。;:0-9]{0,16}")


class StatedShare(NamedTuple):
    """A share, the position of its amount in the text, and what it is said to be of."""

    stated: Figure
    part: int
    base: str


def stated_shares(facts: Facts, texts: Sequence[Figure]) -> Iterator[StatedShare]:
    """Every share of the running text with its amount; none where that is uncertain."""
    base, end = "", 0
    for at, figure in enumerate(texts):
        if not _is_percent(figure) or not _SHARE.search(facts.before(figure, 26)):
            continue
        rates = _run(facts, texts, at)
        # 接待费1.5万元，占“三公”经费的15%；用车费8.5万元，占85%: of the same.
        if _NEW_LIST.search(facts.between(end, figure.start)):
            base = ""
        base, end = base_of(facts, figure) or base, figure.mention.span.end
        if len(rates) > 1:
            parts = _amounts_of(facts, texts, at, len(rates))
            pairs = zip(rates, parts, strict=False)
            yield from (StatedShare(texts[rate], part, base) for rate, part in pairs)
        elif "分别" not in facts.before(figure, 26):
            part = _part_of(facts, texts, at, base)
            if part is not None and _is_amount(texts[part]):
                yield StatedShare(figure, part, base)


def _is_percent(figure: Figure) -> bool:
    mention = figure.mention
    return mention.kind is Kind.PERCENT and is_result(mention) and mention.value <= _ALL


def _is_amount(figure: Figure) -> bool:
    return figure.mention.kind is not Kind.PERCENT and is_result(figure.mention)


def _run(facts: Facts, texts: Sequence[Figure], at: int) -> list[int]:
    """The positions of the percentages that follow one another from a position on."""
    run = [at]
    while run[-1] + 1 < len(texts) and _is_percent(texts[run[-1] + 1]):
        between = facts.between(texts[run[-1]].mention.span.end, texts[run[-1] + 1].start)
        if not _NEXT.fullmatch(between):
            break
        run.append(run[-1] + 1)
    return run


def _amounts_of(facts: Facts, texts: Sequence[Figure], at: int, count: int) -> list[int]:
    """The positions of as many amounts, one after the other, as there are shares; else none."""
    if not at or texts[at].start - texts[at - 1].mention.span.end > _PART_WITHIN * 2:
        return []
    for mark in (_NEXT, _NEXT_NAMED):
        found = _listed_before(facts, texts, at, mark)
        if len(found) == count:
            return found
        if mark is _NEXT and len(found) > 1:
            return []
    return []


def _listed_before(
    facts: Facts, texts: Sequence[Figure], at: int, mark: re.Pattern[str]
) -> list[int]:
    """The positions of the amounts that a list with such marks leads up to a position."""
    found: list[int] = []
    for of in range(at - 1, -1, -1):
        if not _is_amount(texts[of]):
            break
        end = texts[of].mention.span.end
        if found and not mark.fullmatch(facts.between(end, texts[found[0]].start)):
            break
        found.insert(0, of)
    return found


def _part_of(facts: Facts, texts: Sequence[Figure], at: int, base: str) -> int | None:
    """The position of the amount just before a share; before a bracket that closes between them.

    1320.11万元（其中：…国有资本经营预算0.00万元），占收入合计98.51%: the share is of 1320.11.
    """
    if not at:
        return None
    of, end = at - 1, texts[at].start
    between = facts.between(texts[of].mention.span.end, end)
    if between.count(")") <= between.count("("):
        subject = subject_of(between)
        if subject:
            # Of a list's shares without amounts beside them nothing says what they are of.
            return _named(texts, of, subject, end) if base else None
        return of if end - texts[of].mention.span.end <= _PART_WITHIN else None
    end = facts.folded.rfind("(", max(0, end - LIST_REACH), texts[of].start)
    while end >= 0 and of and texts[of].start >= end:
        of -= 1
    return of if 0 <= end - texts[of].mention.span.end <= _BRACKET_WITHIN else None


def _named(texts: Sequence[Figure], last: int, subject: str, end: int) -> int | None:
    """The position of the amount that a share's own subject names, before a place in the text.

    省本级1665万元，市县7084万元。政府拨款收入占总收入的22.24% is no share of the 7084.
    """
    for of in range(last, -1, -1):
        if end - texts[of].start > LIST_REACH:
            return None
        label = texts[of].observation.label
        if label and (label in subject or subject in label):
            return of
    return None
