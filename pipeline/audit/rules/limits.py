"""B12, E01, E02, E06, E07, F01, F03, F04, G01 to G04: what a figure cannot or should not be."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from models.finding import Verdict
from models.mention import Kind
from pipeline.audit.check import Check, Steps, label_of
from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure
from pipeline.audit.knowledge import metric, name_of
from pipeline.audit.rulebook import rule_book
from pipeline.audit.rules.repeats import digits_of

# Figures further apart may speak of different money.
_NEAR = 400
_SLIPS = (Decimal(10) ** 4, Decimal(10) ** 8)


def at_most(facts: Facts) -> Steps:
    """E02, G02, B12: a part is no larger than its whole, what is spent than what was given."""
    for rule in rule_book().values():
        for pair in rule.data.get("at_most", ()):
            if not _applies(facts, pair):
                continue
            for year, scope in facts.places_of(pair["part"]):
                wholes = facts.find(pair["whole"], year, scope)
                if wholes:
                    parts = facts.find(pair["part"], year, scope)
                    check = _compare_sizes(facts, rule.id, parts, wholes)
                    more = facts.find(pair.get("besides", ""), year, scope)
                    doubtful = pair.get("doubtful") or _is_covered(check, more)
                    in_doubt = check.verdict and doubtful
                    yield replace(check, verdict=Verdict.INFO) if in_doubt else check


def _is_covered(check: Check, more: Sequence[Figure]) -> bool:
    """Whether money beside the whole makes up for the excess: 年初结转20万元 was there to spend."""
    part, whole = check.evidence
    reach = whole.interval.high
    return any(m.value > 0 and part.interval.low <= reach + m.interval.high for m in more)


def _applies(facts: Facts, pair: Mapping[str, Any]) -> bool:
    """Whether a comparison is meant for reports of this type."""
    types = pair.get("types")
    return types is None or facts.identity.report_type.value in types


def _compare_sizes(
    facts: Facts, rule_id: str, parts: Sequence[Figure], wholes: Sequence[Figure]
) -> Check:
    """Larger by every reading: the smallest part against the largest whole."""
    part = min(parts, key=lambda f: f.value)
    whole = max(wholes, key=lambda f: f.value)
    exceeds = part.interval.low > whole.interval.high
    if not exceeds:
        return Check(rule_id, focus=part, evidence=(part, whole))
    near = abs(part.start - whole.start) <= _NEAR
    return Check(
        rule_id,
        Verdict.HARD if near else Verdict.INFO,
        values={
            "part": label_of(facts, part),
            "stated": part.printed,
            "whole": label_of(facts, whole),
            "expected": whole.printed,
        },
        stated=part.printed,
        expected=f"≤{whole.printed}",
        focus=part,
        evidence=(part, whole),
        group=f"{rule_id}:{part.index}",
    )


def ranges(facts: Facts) -> Steps:
    """E01: a value outside the bounds that the catalogue sets its metric."""
    for figure in facts.results:
        entry = metric(figure.observation.metric_code or "")
        if entry is None or figure.observation.line_item:
            continue
        if entry.kind.value != figure.mention.kind.value:
            # “三公”控制率为76.64%，较上年22.90万元: money is bounded by no rate.
            continue
        low, high = entry.lower, entry.upper
        if low is None and high is None:
            continue
        falls = entry.code in rule_book()["E01"].data["may_fall"]
        outside = (low is not None and figure.value < low and not falls) or (
            high is not None and figure.value > high
        )
        if not outside:
            yield Check("E01", focus=figure, evidence=(figure,))
            continue
        limits = f"{'' if low is None else low}～{'' if high is None else high}"
        cell = figure.mention.cell
        yield Check(
            "E01",
            # A column without a head may be that of 增减额.
            Verdict.INFO if cell and not cell.column_label else Verdict.HARD,
            values={"name": entry.name, "stated": figure.printed, "expected": limits},
            stated=figure.printed,
            expected=limits,
            focus=figure,
            evidence=(figure,),
            group=f"E01:{figure.index}",
        )


def unit_slips(facts: Facts) -> Steps:
    """E06: one metric stated with the same digits, 10⁴ or 10⁸ times apart."""
    for code, year, scope in tuple(facts.stated()):
        figures = [f for f in facts.find(code, year, scope) if f.mention.kind is Kind.AMOUNT]
        if len(figures) < 2:
            continue
        usual = sorted(figures, key=lambda f: f.value)[len(figures) // 2]
        for figure in figures:
            ratio = _ratio(figure.value, usual.value)
            if ratio not in _SLIPS or digits_of(figure) != digits_of(usual):
                yield Check("E06", focus=figure, evidence=(figure, usual))
                continue
            yield Check(
                "E06",
                Verdict.HARD,
                values={
                    "name": name_of(code),
                    "stated": figure.printed,
                    "expected": usual.printed,
                },
                stated=figure.printed,
                expected=usual.printed,
                focus=figure,
                evidence=(figure, usual),
                group=f"C01:{code}:{scope}:{figure.value}",
            )


def _ratio(a: Decimal, b: Decimal) -> Decimal:
    low, high = sorted((abs(a), abs(b)))
    return high / low if low else Decimal(0)


def projects(facts: Facts) -> Steps:
    """G01, G04: as many projects evaluated as there are; a low rate has a reason."""
    counts = facts.find("project_count", facts.year)
    named = re.compile(rule_book()["G01"].data["evaluated"])
    evaluated = facts.find("selfeval_project_count", facts.year) or [
        f for f in facts.results if f.mention.unit == "个" and named.search(f.observation.label)
    ]
    for count, own in zip(counts[:1], evaluated[:1], strict=False):
        full = any(f.value == 100 for f in facts.find("selfeval_coverage_rate", facts.year))
        differs = Verdict.HARD if full else Verdict.INFO
        yield Check(
            "G01",
            None if count.value == own.value else differs,
            values={"stated": own.printed, "expected": count.printed},
            stated=own.printed,
            expected=count.printed,
            focus=own,
            evidence=(own, count),
            group="G01",
        )
    if counts and evaluated:
        yield from _amount_evaluated(facts)
    yield from _low_rates(facts)


def _amount_evaluated(facts: Facts) -> Steps:
    """G03: where all projects are evaluated, so is all their money, budgeted or spent."""
    money = [
        *facts.find("project_budget", facts.year),
        *facts.find("project_actual", facts.year),
    ]
    if not money or not any(
        f.value == 100 for f in facts.find("selfeval_coverage_rate", facts.year)
    ):
        return
    for stated in facts.find("selfeval_project_amount", facts.year):
        fits = [f for f in money if f.interval.overlaps(stated.interval)]
        other = fits[0] if fits else money[0]
        yield Check(
            "G03",
            None if fits else Verdict.HARD,
            values={
                "stated": stated.printed,
                "name": label_of(facts, other),
                "expected": other.printed,
            },
            stated=stated.printed,
            expected=other.printed,
            focus=stated,
            evidence=(stated, other),
            group="G03",
        )


def _low_rates(facts: Facts) -> Steps:
    data = rule_book()["G04"].data
    for code in data["rates"]:
        for figure in facts.all_of(code):
            low = 0 < figure.value < Decimal(data["below"])
            near = facts.folded[figure.start : figure.start + 200]
            silent = low and not re.search(data["reasons"], near)
            yield Check(
                "G04",
                Verdict.INFO if silent else None,
                values={"name": name_of(code), "stated": figure.printed},
                stated=figure.printed,
                expected=f"≥{data['below']}%",
                focus=figure,
                evidence=(figure,),
                group=f"G04:{code}:{figure.value}",
            )
