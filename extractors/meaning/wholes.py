"""Which total a figure is a part of."""

import re
from dataclasses import dataclass

from extractors.catalogue import Catalogue
from extractors.meaning.draft import Draft
from extractors.meaning.layout import Layout
from extractors.meaning.parts import fits, is_other_thing, is_whole_of, may_be_part, wholes_above
from models.mention import Kind

# "79亿元中,…", "2538.12万元,其中:…", "75.38万元(包含中央…", "7663.19万元。其中,人员支出…",
# "1950万元。分别为:…"
_OPENS = re.compile(
    r"其中|包[含括]|\((?:含|其中)|组成|\A中,|。含(?=[一-龥])|(?:分别|具体)(?:为|是)(?=:)|,含(?![税量])"
)
# 18人(公务员12人: a bracket right behind a figure; but 5万元(预算6万元), (占3人)
_BRACKET = re.compile(
    r"\((?![^()]*(?:[预决]算|[上去]年|年初|年末|调整|占|比|较|约|折合|单价|均|每|不含|已|未))"
    r"[一-龥]{2,14}"
)
# 货物类30万元,服务类130万元,面向中小企业采购112万元: the last is no third part.
_CUTS_ACROSS = re.compile(r"中小企业|小微企业|监狱企业")
# "其中:" may end its line, and the list begin on the next one
_ENDS = re.compile(r"。|(?<![\s:,])\s*\n")
# 收支总预算9万元。收入包括:…;支出|包括:…: the other side of one total
_OTHER_SIDE = re.compile(r"[;。]\s*(?:支出|收入)\s*\Z")
# 总投资9万元。|(二)分解情况。|某污水处理厂,其中中央资金5万元: of the plant of the next line
_OF_NEXT = re.compile(r"[。:]\s*\n(?![^\n]{0,4}按)[^\n]*[一-龥][^\n。]*,\s*\Z")
_NEAR = 200
_REACH = 80
"""How many figures back a total is looked for."""


def parents_of(drafts: dict[int, Draft], layout: Layout, catalogue: Catalogue) -> dict[int, int]:
    """The index of its total for every figure that is a part of one."""
    found: dict[int, int] = {}
    frames: list[_Frame] = []
    levels: list[int] = []
    last_end = level_end = 0
    for index, draft in drafts.items():
        start, end = draft.mention.span
        gap = layout.unbroken(last_end, start)
        last = _spoken_of(layout.text, last_end, gap, levels, drafts) if levels else None
        is_member = last is not None and _is_member(layout.text, drafts[last])
        _follow(gap, frames, last, is_member=is_member)
        last_end = end
        if not may_be_part(draft):
            continue
        gap = layout.unbroken(level_end, start)
        _close_list(gap, frames)
        level_end = end
        if frames and frames[-1].parts == 1 and is_other_thing(draft, drafts[frames[-1].total]):
            frames.pop()  # …追加退休2名。其中:教育支出5万元 is about no persons
        if frames and frames[-1].is_unsaid and not _is_smaller(draft, drafts[frames[-1].total]):
            frames.pop()  # 支出50万元(合同价80万元) is no list of parts
        parent = _by_meaning(draft, levels, drafts, layout, catalogue)
        if parent is not None and frames:
            is_nearer = _is_nearer(draft, parent, frames[-1], drafts, catalogue)
            parent = frames[-1].total if is_nearer else parent
        if parent is None and frames and not _CUTS_ACROSS.search(draft.label.of(layout.text)):
            if fits(draft, drafts[frames[-1].total], catalogue, is_after_semicolon=";" in gap):
                frames[-1].total = _large_enough(draft, frames[-1].total, levels, drafts)
                parent = frames[-1].total
            elif drafts[frames[-1].total].mention.kind is not Kind.HEADCOUNT or draft.metric:
                frames.clear()  # among persons 3个市场化公司 may stand: 聘用1155人
        if parent is not None:
            found[index] = parent
        levels.append(index)
        del levels[:-_REACH]
    return found


@dataclass(slots=True)
class _Frame:
    """An open 其中.

    Attributes:
        total: index of the figure it speaks of.
        in_bracket: a bracket will close it.
        parts: how many figures it has listed.
        has_commas: they are parted by commas, so that a semicolon closes the list.
        is_unsaid: nothing but a bracket opened it: 在职人员18人(公务员12人,事业人员5人).
    """

    total: int
    in_bracket: bool
    parts: int = 0
    has_commas: bool = False
    is_unsaid: bool = False


def _is_nearer(
    part: Draft, parent: int, frame: _Frame, drafts: dict[int, Draft], catalogue: Catalogue
) -> bool:
    """Whether the total of an open 其中 is itself a part of the one found by meaning.

    基本支出712.70万元,其中:工资福利支出500万元 is a part of 基本支出 first, then of all spending.
    """
    total = drafts[frame.total]
    if part.item is not None and part.item == total.item:
        return True  # 初中教育支出206万元,其中:基本支出200万元
    if total.metric is None and total.quote == part.quote and not is_other_thing(part, total):
        # 涉及资金785万元,其中基本支出500万元: what the words say, unless it is too small
        return total.mention.value >= part.mention.value
    metric, whole = total.metric, drafts[parent].metric
    while metric and metric.part_of:
        metric = catalogue.metrics[metric.part_of]
        if metric is whole:
            return True
    return False


def _large_enough(part: Draft, total: int, levels: list[int], drafts: dict[int, Draft]) -> int:
    """The total that 其中 speaks of, where the figure right before it is too small to be it.

    实际支出298.65万元,结余资金21.35万元。其中:水库维修支出180.2万元 is about the spending. A part
    larger than every figure of that sentence keeps its total: that is for the audit to say.
    """
    nearest = drafts[total]
    if part.mention.value <= nearest.mention.value:
        return total
    for index in reversed(levels):
        other = drafts[index]
        if other.quote != nearest.quote:
            break
        is_same_kind = other.mention.unit == part.mention.unit
        # No part of the list itself is the total of the others.
        if is_same_kind and index <= total and other.mention.value >= part.mention.value:
            return index
    return total


def _close_list(gap: str, frames: list[_Frame]) -> None:
    """Go on to the next member of the innermost list, or end it at a semicolon."""
    while frames and ";" in gap and frames[-1].has_commas and not frames[-1].in_bracket:
        frames.pop()
    if frames:
        frames[-1].has_commas |= frames[-1].parts > 0 and ";" not in gap
        frames[-1].parts += 1


def _spoken_of(text: str, end: int, gap: str, levels: list[int], drafts: dict[int, Draft]) -> int:
    """The figure that an 其中 in the ``gap`` behind ``end`` is about.

    Behind a bracket that closed it is the one before the bracket:
    支出100万元(含政府采购60万元),其中设备款50万元: of the spending, not of the procurement.
    """
    opening = _OPENS.search(gap) if ")" in gap else None
    before = gap[: opening.start()] if opening else ""
    last = drafts[levels[-1]]
    floor = max(last.quote.start, end - _NEAR)
    bracket = _open_bracket(text[floor:end], before.count(")") - before.count("("))
    for index in reversed(levels) if bracket >= 0 else ():
        if drafts[index].mention.span.end <= floor + bracket:
            return index if drafts[index].quote == last.quote else levels[-1]
    return levels[-1]


def _open_bracket(text: str, depth: int) -> int:
    """Where the bracket opens in ``text`` that closes as the ``depth``-th behind it, or -1."""
    for at in range(len(text) - 1 if depth > 0 else -1, -1, -1):
        depth += {"(": -1, ")": 1}.get(text[at], 0)
        if depth == 0:
            return at
    return -1


def _is_member(text: str, draft: Draft) -> bool:
    """Whether a figure stands behind a semicolon of its sentence, one of a list itself."""
    start = draft.mention.span.start
    return text.rfind(";", max(draft.quote.start, start - _NEAR), start) >= 0


def _follow(gap: str, frames: list[_Frame], last: int | None, *, is_member: bool) -> None:
    """Open and close frames as the words between two figures tell.

    财政收入38亿元,其中地方级26亿元;投资105亿元: a semicolon that parts totals closes their parts.
    """
    opening = _OPENS.search(gap)
    before = gap[: opening.start()] if opening else gap
    after = gap[opening.end() :] if opening else ""
    is_other_side = bool(frames) and _OTHER_SIDE.search(before) is not None
    last = frames[0].total if is_other_side else last
    if (
        "\n" in gap
        or "。" in after
        or ("。" in before and not (opening and before.strip() == "。"))
    ):
        frames.clear()
        is_other = _OF_NEXT.search(before) is not None or _ENDS.search(after) is not None
        opening = None if is_other else opening
    if ";" in after:  # 主要包括基本工资、奖金;公用经费5万元: a list without figures, closed again
        opening = None
    for _ in range(before.count(")") - before.count("(")):
        while frames and not frames.pop().in_bracket:
            pass
    if opening and _is_closed_again(gap, opening.start()):
        opening = None
    if opening and last is not None:
        in_bracket = "(" in gap[: opening.end()] and ")" not in gap[opening.end() :]
        is_inner = is_member and not gap.startswith(":", opening.end())
        frames.append(_Frame(last, in_bracket, has_commas=is_inner))
    elif last is not None and _BRACKET.fullmatch(gap):
        frames.append(_Frame(last, in_bracket=True, is_unsaid=True))


def _is_smaller(part: Draft, total: Draft) -> bool:
    of_part, of_total = part.mention, total.mention
    is_same_unit = (of_part.kind, of_part.unit) == (of_total.kind, of_total.unit)
    return is_same_unit and of_part.value <= of_total.value and part.year == total.year


def _is_closed_again(gap: str, opening: int) -> bool:
    """Whether a list opens in brackets that close without a figure: (包含县道),…."""
    return gap.find(")", gap.rfind("(", 0, opening + 1)) > opening >= gap.find("(") >= 0


def _by_meaning(
    draft: Draft,
    levels: list[int],
    drafts: dict[int, Draft],
    layout: Layout,
    catalogue: Catalogue,
) -> int | None:
    """The nearest earlier figure that must be the total by what both measure."""
    if draft.metric is None:
        return None
    # Persons are counted in ways that overlap: only 其中 says which are among which.
    if draft.mention.kind is Kind.HEADCOUNT:
        return None
    chapter = layout.chapter(draft.section)
    for wanted in wholes_above(draft, catalogue):
        for index in reversed(levels):
            total = drafts[index]
            if total.metric is not wanted or total.year != draft.year:
                continue
            is_near = draft.item is None or layout.chapter(total.section) == chapter
            if is_near and is_whole_of(total, draft):
                return index
    return None
