"""G05, J07, K03: goals need a result, shortfalls a word, claims evidence."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from models.finding import Verdict
from models.mention import Kind
from models.observation import ALL
from models.span import Span
from pipeline.audit.check import Check, Missing, Steps
from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure
from pipeline.audit.rulebook import rule_book
from pipeline.audit.rules.text import quoted

_HAN_PAIR = re.compile(r"(?=([\u4e00-\u9fff]{2}))")
_GOAL_KINDS = (Kind.COUNT, Kind.HEADCOUNT, Kind.PERCENT)
# What a figure counts stands in so many characters before and behind it.
_BEFORE, _BEHIND = 8, 8
_MOST_TOLD = 5


def goals(facts: Facts) -> Steps:
    """G05: every goal with a number has a result about the same thing, somewhere."""
    if not facts.is_self_evaluation:
        return
    in_forms = {row.target_observation for row in facts.result.indicator_results}
    wanted = [
        figure
        for figure in facts.figures
        if figure.mention.is_target
        and figure.mention.kind in _GOAL_KINDS
        and figure.mention.cell is None
        and figure.mention.unit != "百分点"
        and figure.index not in in_forms
    ]
    if not wanted:
        return
    told = _told_by_results(facts)
    open_goals = [
        goal
        for goal in wanted
        if (topic := _topic(facts, goal))
        and not _is_answered(facts, goal)
        and told[goal.mention.kind].isdisjoint(topic)
    ]
    words = [quoted(facts.text, _around(facts, goal), 0) for goal in open_goals[:_MOST_TOLD]]
    yield Check(
        "G05",
        Verdict.INFO if open_goals else None,
        values={"goals": "”“".join(words), "count": str(len(open_goals))},
        stated=words[0] if words else "",
        focus=open_goals[0] if open_goals else None,
        evidence=tuple(open_goals or wanted),
        group="G05",
    )


def _told_by_results(facts: Facts) -> Mapping[Kind, set[str]]:
    """Pairs of characters of what the results count, by their kind."""
    told: dict[Kind, set[str]] = defaultdict(set)
    for figure in facts.figures:
        if not figure.mention.is_target and figure.mention.kind in _GOAL_KINDS:
            told[figure.mention.kind] |= _topic(facts, figure)
    return told


def _is_answered(facts: Facts, goal: Figure) -> bool:
    """计划维修山塘45口，实际完成45口: a result in the goal's own sentence."""
    return any(
        other.index != goal.index
        and other.mention.unit == goal.mention.unit
        and not other.mention.is_target
        for other in facts.in_sentence(goal)
    )


def _topic(facts: Facts, figure: Figure) -> frozenset[str]:
    """Pairs of characters of the words that say what is counted, units and verbs left out."""
    words = facts.after(figure, _BEHIND) if figure.mention.kind is not Kind.PERCENT else ""
    words = re.split(r"[,，。;；:：、()（）]", words)[0]
    if len(words) < 2:
        words = facts.before(figure, _BEFORE)
        words = re.split(r"[,，。;；:：、()（）]", words)[-1]
    common = rule_book()["G05"].data["common"]
    return frozenset(_HAN_PAIR.findall(re.sub(common, " ", words)))


def _around(facts: Facts, figure: Figure) -> Span:
    """The goal with the words about it: 自然灾害类等5个专项预案."""
    before = re.split(r"[,，。;；:：、]", facts.before(figure, _BEFORE))[-1]
    behind = re.split(r"[,，。;；:：、()（）]", facts.after(figure, _BEHIND))[0]
    return Span(figure.start - len(before), figure.mention.span.end + len(behind))


def shortfalls(facts: Facts) -> Steps:
    """J07: what was not spent, or added late, is a problem that the section on problems names."""
    if not facts.is_self_evaluation:
        return
    data = rule_book()["J07"].data
    troubles = list(_troubles(facts, Decimal(data["below"]), Decimal(data["added"])))
    title = re.compile(data["sections"])
    places = [s for s in facts.result.sections if title.search(s.title)]
    if not troubles or not places:
        if troubles:
            yield Missing("J07", "没有“存在的问题”部分")
        return
    told = any(re.search(data["words"], s.span.of(facts.folded)) for s in places)
    names = [f"{name}{shown}" for name, shown, _ in troubles[:_MOST_TOLD]]
    yield Check(
        "J07",
        None if told else Verdict.INFO,
        values={"names": "、".join(names)},
        stated=names[0],
        span=places[0].title_span if places[0].title_span else places[0].span,
        evidence=tuple(figure for *_, figure in troubles),
        group="J07",
    )


def _troubles(facts: Facts, below: Decimal, added: Decimal) -> Iterator[tuple[str, str, Figure]]:
    """Rates of execution too low, and additions too large: name, percentage, figure."""
    for year, scope in facts.places_of("budget_adjusted"):
        if scope.line_item is not None or scope.fund_level != ALL or year != facts.year:
            continue
        spent = facts.find("expenditure_actual", year, scope)
        given = facts.find("budget_adjusted", year, scope)
        if spent and given[0].value > 0:
            rate = spent[0].value / given[0].value * 100
            if rate < below:
                name = given[0].observation.label or "预算"
                yield f"“{name}”执行率", f"{rate:.2f}%", spent[0]
    initial = facts.find("budget_initial", facts.year)
    more = facts.find("budget_supplement", facts.year)
    if initial and more and initial[0].value > 0:
        rate = more[0].value / initial[0].value * 100
        if rate > added:
            yield "追加预算占年初预算", f"{rate:.2f}%", more[0]


def evidence_of_claims(facts: Facts) -> Steps:
    """K03: satisfaction is shown by asking people, not by money spent or an internal appraisal."""
    data = rule_book()["K03"].data
    claim, asked = re.compile(data["claim"]), re.compile(data["asked"])
    found = list(claim.finditer(facts.folded))
    if not found:
        return
    if asked.search(facts.folded):
        yield Check("K03")
        return
    beside = [match for match in found if re.search(data["beside"], match.group("reason"))]
    if not beside:
        yield Missing("K03", "满意度没有说明依据")
        return
    for match in beside:
        span = Span(*match.span())
        yield Check(
            "K03",
            Verdict.INFO,
            values={"claim": match.group("claim"), "reason": match.group("reason").strip()},
            stated=match.group("claim"),
            span=span,
            group=f"K03:{span.start}",
        )
