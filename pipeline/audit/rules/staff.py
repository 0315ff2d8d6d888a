"""F01 to F04: kinds of staff add up; a change of staff is explained; quota and people."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from models.finding import Verdict
from models.mention import Kind
from pipeline.audit.check import Check, Missing, Steps, judge, words_of_sum
from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure, is_result
from pipeline.audit.intervals import total
from pipeline.audit.rulebook import rule_book

# 实有68人，另有退休12人 · 不含借调人员3人
_NESTED = re.compile(r"\((?:含|其中|包括)")
_BESIDE = re.compile(r"另|此外|不含|不包括")
# 、事业30人，合计50人
_SUMMED = re.compile(r"合计|共计?|总计|总数")
# 新增3人，其中招录公务员2人 · 减少3人（退休2人、调出1人） · 新增3人：招录2人、调入1人
_PARTS_FOLLOW = re.compile(r"其中|包括|含|[(:]")
# 新增3人（其中招录2人），调入1人: the parts end with the bracket
_CLOSED = re.compile(r"\([^()]*\)")


def staff(facts: Facts) -> Steps:
    """F01, F03, F04: the kinds of staff add up; a change of staff is explained."""
    rule = rule_book()["F01"]
    for sentence in facts.sentences():
        people = [f for f in sentence if f.code and is_result(f.mention)]
        wholes = [f for f in people if f.observation.metric_code in rule.data["totals"]]
        kinds = [
            f
            for f in people
            if f.observation.metric_code in rule.data["parts"] and not _is_within(facts, f)
        ]
        wholes = [f for f in wholes if not _are_posts_before(facts, kinds, f)]
        if wholes and len(kinds) > 1:
            # 核定编制68名，在职64人，其中：行政19人…: the kinds are of those whom they fit.
            summed = total(f.interval for f in kinds)
            whole = min(wholes, key=lambda f: abs(f.interval.middle - summed.middle))
            yield judge(
                rule,
                whole,
                summed,
                tuple(kinds),
                group=f"F01:{whole.index}",
                words=partial(words_of_sum, facts, whole, kinds),
            )
        yield from _people_of_sentence(facts, people)
    yield from _staff_movement(facts)
    yield from _quota_or_people(facts)


def _are_posts_before(facts: Facts, kinds: Sequence[Figure], whole: Figure) -> bool:
    """核定行政编制20名、事业编制30名，实有48人: approved posts, not those people's kinds."""
    ahead = bool(kinds) and all(kind.start < whole.start for kind in kinds)
    people = whole.observation.metric_code not in ("staff_quota_total",)
    return ahead and people and not _SUMMED.search(facts.before(whole, 10))


def _people_of_sentence(facts: Facts, people: Sequence[Figure]) -> Steps:
    """F02: 在编人员65名，另人事代理3名，共计68名; but not 实有68人，另有退休12人."""
    rule = rule_book()["F02"]
    named = {_role(f, people): f for f in people}
    for entry in rule.data["sums"]:
        stated = named.get(entry["total"])
        if stated is None:
            continue
        parts = [
            named[code]
            for code in entry["parts"]
            if code in named and not _is_beside(facts, named[code], stated)
        ]
        if len(parts) < len(entry["parts"]):
            continue
        check = judge(
            rule,
            stated,
            total(f.interval for f in parts),
            tuple(parts),
            group=f"F02:{stated.index}",
            words=partial(words_of_sum, facts, stated, parts),
        )
        if check.verdict is Verdict.HARD and not all(_are_people(facts, part) for part in parts):
            yield Missing("F02", "编制数不是在编人数")
        else:
            yield check


def _role(figure: Figure, people: Sequence[Figure]) -> str | None:
    """The metric; beside 在职人员共计68人 the 在编人员65名 are those on the quota."""
    on_quota = figure.code == "staff_actual" and "在编" in figure.observation.label
    others = on_quota and any(
        f.code == "staff_actual" and "在编" not in f.observation.label for f in people
    )
    return "staff_quota_total" if others else figure.observation.metric_code


def _is_within(facts: Facts, figure: Figure) -> bool:
    """事业编制38人（含参公管理事业编制10人）: counted already."""
    before = facts.before(figure, 24)
    inside = before[before.rfind("(") :] if before.rfind("(") > before.rfind(")") else ""
    return bool(_NESTED.match(inside))


def _are_people(facts: Facts, part: Figure) -> bool:
    """Whether a figure of the quota tells people in post (在编人员65名), not approved posts."""
    if part.code != "staff_quota_total":
        return True
    staffed: str = rule_book()["F04"].data["staffed"]
    return re.search(staffed, facts.before(part, 8)) is not None


def _is_beside(facts: Facts, part: Figure, total: Figure) -> bool:
    """Whether people come on top of a total named before them: 实有68人，另有退休12人."""
    return total.start < part.start and bool(_BESIDE.search(facts.before(part, 10)))


def _staff_movement(facts: Facts) -> Steps:
    """F03: 年初66人，新增3人，减少1人，年末68人 adds up; where no number is given, a reason is."""
    begin, end = (
        facts.find("staff_actual_begin", facts.year),
        facts.find("staff_actual", facts.year),
    )
    if not begin or not end:
        return
    moves = list(_moves(facts, begin[0], end[-1]))
    if moves:
        yield _movement_check(facts, begin[0], end[-1], moves)
        return
    moved = begin[0].value != end[-1].value
    explained = re.search(rule_book()["F03"].data["reasons"], facts.folded)
    yield Check(
        "F03",
        Verdict.INFO if moved and not explained else None,
        values={"stated": end[-1].printed, "expected": begin[0].printed},
        stated=end[-1].printed,
        expected=begin[0].printed,
        focus=end[-1],
        evidence=(begin[0], end[-1]),
        group="F03",
    )


def _moves(facts: Facts, begin: Figure, end: Figure) -> Iterator[tuple[Figure, bool]]:
    """People who came or went, in the sentences of the two totals; True for those who came.

    Those told as part of a move are counted with it.
    """
    data = rule_book()["F03"].data
    joined, left = re.compile(data["joined"]), re.compile(data["left"])
    both = {figure.index: figure for one in (begin, end) for figure in facts.in_sentence(one)}
    last: dict[bool, Figure] = {}
    for figure in both.values():
        if figure.mention.kind is not Kind.HEADCOUNT or figure.index in (begin.index, end.index):
            continue
        before = facts.before(figure, 10)
        came = joined.search(before) is not None
        if not came and not left.search(before):
            continue
        if came not in last or not _is_part_of(facts, figure, last[came]):
            last[came] = figure
            yield figure, came


def _is_part_of(facts: Facts, figure: Figure, move: Figure) -> bool:
    """Whether people who came or went are told as part of a move of the same way before them."""
    if figure.observation.parent == move.index:
        return True
    between = facts.folded[move.mention.span.end : figure.start]
    same = facts.sentence(figure.start) == facts.sentence(move.start)
    return same and _PARTS_FOLLOW.search(_CLOSED.sub("", between)) is not None


def _movement_check(
    facts: Facts, begin: Figure, end: Figure, moves: Sequence[tuple[Figure, bool]]
) -> Check:
    computed = total([begin.interval, *(f.interval if came else -f.interval for f, came in moves)])
    signs = "".join(f"{'＋' if came else '－'}{figure.printed}" for figure, came in moves)
    check = judge(
        rule_book()["F03"],
        end,
        computed,
        (begin, *(figure for figure, _ in moves)),
        wording="sum",
        group="F03",
        words=lambda: {"computation": begin.printed + signs},
    )
    # Those who came or went may be told in several sentences.
    together = facts.sentence(begin.start) == facts.sentence(end.start)
    doubtful = check.verdict is Verdict.HARD and not together
    return replace(check, verdict=Verdict.INFO) if doubtful else check


def _quota_or_people(facts: Facts) -> Steps:
    data = rule_book()["F04"].data
    for figure in facts.all_of("staff_quota_total"):
        kinds = [f for f in facts.in_sentence(figure) if f.code in rule_book()["F01"].data["parts"]]
        summed = kinds and sum(f.value for f in kinds) == figure.value
        people = summed and re.search(data["people"], facts.before(figure, 8))
        approved = re.search(data["approved"], facts.folded)
        yield Check(
            "F04",
            Verdict.INFO if people and not approved else None,
            values={"stated": figure.printed},
            stated=figure.printed,
            focus=figure,
            evidence=(figure,),
            group="F04",
        )
