"""F01 to F04: kinds of staff add up; a change of staff is explained; quota and people."""

import re
from collections.abc import Sequence
from functools import partial

from models.finding import Verdict
from pipeline.audit.check import Check, Steps, judge, words_of_sum
from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure, is_result
from pipeline.audit.intervals import total
from pipeline.audit.rulebook import rule_book


def staff(facts: Facts) -> Steps:
    """F01, F03, F04: the kinds of staff add up; a change of staff is explained."""
    rule = rule_book()["F01"]
    for sentence in facts.sentences():
        people = [f for f in sentence if f.code and is_result(f.mention)]
        wholes = [f for f in people if f.observation.metric_code in rule.data["totals"]]
        kinds = [f for f in people if f.observation.metric_code in rule.data["parts"]]
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


def _people_of_sentence(facts: Facts, people: Sequence[Figure]) -> Steps:
    """F02: 在编人员65名，另人事代理3名，共计68名."""
    rule = rule_book()["F02"]
    named = {f.observation.metric_code: f for f in people}
    for entry in rule.data["sums"]:
        parts = [named[code] for code in entry["parts"] if code in named]
        stated = named.get(entry["total"])
        if stated is None or len(parts) < len(entry["parts"]):
            continue
        yield judge(
            rule,
            stated,
            total(f.interval for f in parts),
            tuple(parts),
            group=f"F02:{stated.index}",
            words=partial(words_of_sum, facts, stated, parts),
        )


def _staff_movement(facts: Facts) -> Steps:
    begin, end = (
        facts.find("staff_actual_begin", facts.year),
        facts.find("staff_actual", facts.year),
    )
    if not begin or not end:
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


def _quota_or_people(facts: Facts) -> Steps:
    data = rule_book()["F04"].data
    for figure in facts.all_of("staff_quota_total"):
        people = re.search(data["people"], facts.before(figure, 8))
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
