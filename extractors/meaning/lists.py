"""Lists that name first and count afterwards: A、B分别为1万元、2万元."""

import re
from typing import NamedTuple

from extractors.meaning.words import words
from models.mention import Mention, Role
from models.span import Span


class ListName(NamedTuple):
    """What a list calls one of its figures.

    Attributes:
        span: the name.
        when: the year, where the list goes through years of one name.
        figure: where the figure begins, told of before, whose change the list tells.
        is_base: the list goes through what one thing is compared with: 比上年、预算分别.
    """

    span: Span
    when: Span | None = None
    figure: int | None = None
    is_base: bool = False


_RESPECTIVELY = re.compile(r"分别")
# 分别为, 分别增长, 分别比上年增长; a longer stretch is a clause of its own.
_JOIN = re.compile(r"[^,。;:、\n\d]{0,14}")
_BETWEEN = re.compile(r"[、,和及与\s]+(?:和|及)?")
# 分别增长5%、|下降3%: a verb of its own may follow
_AND_THEN = re.compile(r"\s*(?:、|以?及|和|与)\s*")
_BASE = re.compile(r"\s*[比较与同跟]")
# between figures and what is said of each: 。与上年预算执行数相比,|分别
_COMPARED = re.compile(
    r"\s*[,。;]?(?:[比较与同][^,。;:、\d]{0,8}(?:(?:19|20)\d\d年)?[^,。;:、\d]{0,14},?)?\s*"
)
_YEAR = re.compile(r"\s*(?:(?:19|20)\d\d\s*年度?|上年度?|本年度?|去年|今年)")
_COMMA = re.compile(r"[、,]")
_AND = re.compile(r"以及|[和及与]")
_TRAILING = re.compile(r"(?:[,\s]|同比|环比|均|比上年|较上年|比去年同期|已|则)+\Z")


def names_in_lists(text: str, mentions: list[tuple[int, Mention]]) -> dict[int, ListName]:
    """For each figure of such a list, by its index, where its name stands.

    A list whose names and figures differ in number is left alone.
    """
    starts = [mention.span.start for _, mention in mentions]
    found: dict[int, ListName] = {}
    at = 0
    for match in _RESPECTIVELY.finditer(text):
        while at < len(starts) and starts[at] < match.end():
            at += 1
        if at == len(starts) or not _JOIN.fullmatch(text, match.end(), starts[at]):
            continue
        figures = _figures(text, mentions, at)
        if len(figures) < 2:
            continue
        floor = mentions[at - 1][1].span.end if at else 0
        spans = _names(text, max(floor, match.start() - 120), match.start(), len(figures))
        if len(spans) == len(figures):
            found.update(zip(figures, _by_year(text, spans), strict=True))
        else:
            before = mentions[max(0, at - len(figures)) : at]
            if len(before) == len(figures) and _COMPARED.fullmatch(text, floor, match.start()):
                found.update(zip(figures, _names_before(text, before, found), strict=False))
    return found


def _names_before(
    text: str, before: list[tuple[int, Mention]], found: dict[int, ListName]
) -> list[ListName]:
    """The names of as many figures right before: 甲费5万元,乙费3万元,分别增长8%、9%.

    They may be a list themselves: 甲费、乙费分别为5万元、3万元,分别增长8%、9%.
    """
    first = before[0][1]
    if any((one.role, one.unit) != (first.role, first.unit) for _, one in before):
        return []
    known = [found[index] for index, _ in before if index in found]
    if len(known) == len(before):
        return [
            name._replace(figure=one.span.start)
            for name, (_, one) in zip(known, before, strict=True)
        ]
    names = []
    for place, (_, one) in enumerate(before):
        start = max(text.rfind(mark, 0, one.span.start) for mark in ",;。:、(\n") + 1
        is_listed = not place or start - before[place - 1][1].span.end <= 2
        if not is_listed or one.span.start - start > 40:
            return []
        names.append(ListName(Span(start, one.span.start), figure=one.span.start))
    return names


def _by_year(text: str, names: list[Span]) -> list[ListName]:
    """Names that are years but for the last, 2019年、2020年三公经费, share its name."""
    years = [_YEAR.match(text, *name) for name in names]
    last = years[-1]
    if last is None or not all(
        year and year.end() == name.end for year, name in zip(years[:-1], names[:-1], strict=True)
    ):
        is_base = _BASE.match(text, *names[0]) is not None
        return [ListName(name, is_base=is_base) for name in names]
    shared = Span(last.end(), names[-1].end)
    return [ListName(shared, Span(*year.span())) for year in years if year]


def _figures(text: str, mentions: list[tuple[int, Mention]], first: int) -> list[int]:
    figures = [mentions[first][0]]
    for (_, before), (index, mention) in zip(mentions[first:], mentions[first + 1 :], strict=False):
        if not _goes_on(text, before, mention):
            break
        figures.append(index)
    return figures


def _goes_on(text: str, before: Mention, mention: Mention) -> bool:
    """Whether nothing but a mark parts two figures, or a verb where both are changes."""
    end, start = before.span.end, mention.span.start
    if _BETWEEN.fullmatch(text, end, start):
        return True
    is_change = before.role is not Role.LEVEL
    is_alike = (before.role, before.unit) == (mention.role, mention.unit)
    mark = _AND_THEN.match(text, end, start) if is_change and is_alike else None
    return mark is not None and words().change.fullmatch(text, mark.end(), start) is not None


def _names(text: str, start: int, end: int, count: int) -> list[Span]:
    """The last ``count`` names in ``text[start:end]``, or fewer."""
    for char in "。;:\n":
        start = max(start, text.rfind(char, start, end) + 1)
    trailing = _TRAILING.search(text, start, end)
    end = trailing.start() if trailing else end
    names = _split(text, start, end, _COMMA)
    if names and len(names) == count - 1:
        # 商品和服务支出和资本性支出: only the last 和 parts two names.
        *_, tail = names
        ands = list(_AND.finditer(text, *tail))
        if ands and ands[-1].start() > tail.start:
            parted = [Span(tail.start, ands[-1].start()), Span(ands[-1].end(), tail.end)]
            names = names[:-1] + parted
    return names[-count:]


def _split(text: str, start: int, end: int, separator: re.Pattern[str]) -> list[Span]:
    names, at = [], start
    for match in separator.finditer(text, start, end):
        names.append(Span(at, match.start()))
        at = match.end()
    names.append(Span(at, end))
    return [name for name in names if name.of(text).strip()]
