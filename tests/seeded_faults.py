"""Single faults put into clean reports, to measure what the audit finds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from random import Random

from models.finding import Finding, Verdict
from models.mention import Kind
from pipeline.analyse import analyse_text
from pipeline.audit.check import Check
from pipeline.audit.engine import RULES
from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure
from tests.samples import text as text_form
from tests.samples.figures import Report
from tests.samples.truth import CLEAN
from tests.samples.years import REPORTS

KINDS = (
    "digit_swapped",
    "digit_changed",
    "unit_changed",
    "part_dropped",
    "sign_changed",
    "row_copied",
)

# Comparisons of size alone, which most wrong numbers still satisfy, and mere questions.
_INEQUALITIES = ("B02", "B12", "E02", "F03", "F04", "G02", "G04", "H03")
_LISTS = ("B01", "B07", "F01")
_FEWEST_OF_LIST = 3
_MOST_TRIES = 2000

_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True)
class Fault:
    """One change to a clean report: ``old`` at ``start`` became ``new``."""

    kind: str
    start: int
    old: str
    new: str

    def applied_to(self, text: str) -> str:
        return text[: self.start] + self.new + text[self.start + len(self.old) :]


def clean_texts() -> list[tuple[str, str]]:
    """Name and text of every sample that has no planted contradiction."""
    return [(r.file_name, _text(r)) for r in REPORTS if r.file_name in CLEAN]


def _text(report: Report) -> str:
    plain = replace(report, form="utf-8", features=frozenset())
    return text_form.render(plain).decode("utf-8")


def equalities(facts: Facts) -> list[Check]:
    """The comparisons of a clean report in which one number must equal others."""
    steps = (step for rule in RULES for step in rule(facts))
    return [
        step
        for step in steps
        if isinstance(step, Check)
        and len(step.evidence) > 1
        and step.rule_id[0] in "ABCFGH"
        and step.rule_id not in _INEQUALITIES
        and step.wording not in ("part_exceeds", "bound")
    ]


def is_beyond_rounding(check: Check, figure: Figure, new: Decimal) -> bool:
    """Whether a new number in the place of ``figure`` breaks a comparison for certain.

    A change of an operand is taken to move a rate in proportion, which is less than it
    really moves.
    """
    moved = Fraction(abs(new - figure.value))
    stated = check.focus
    if stated is None or check.verdict is not None:
        return False
    if stated.mention.kind is Kind.PERCENT and figure.mention.kind is not Kind.PERCENT:
        moved = (
            moved / Fraction(figure.value) * abs(Fraction(stated.value))
            if figure.value
            else Fraction(0)
        )
    return moved > 2 * check.slack + Fraction(stated.half)


def contradictions(text: str) -> list[Finding]:
    """Hard findings of rules that compare figures."""
    findings = analyse_text(text).findings
    return [f for f in findings if f.verdict is Verdict.HARD and f.rule_id[0] in "ABCEFGH"]


def faults(text: str, kind: str, random: Random) -> Iterator[Fault]:
    """Endless faults of one kind at figures that the audit checks, beyond rounding."""
    facts = Facts(analyse_text(text))
    checks: dict[int, list[Check]] = {}
    for check in equalities(facts):
        for figure in check.evidence:
            checks.setdefault(figure.index, []).append(check)
    figures = [f for f in facts.results if f.index in checks]
    make = _MAKERS[kind]
    for _ in range(_MOST_TRIES):
        figure = random.choice(figures)
        fault = make(facts, figure, random)
        if fault is not None and _breaks(facts, figure, fault, checks[figure.index]):
            yield fault


def _breaks(facts: Facts, figure: Figure, fault: Fault, checks: list[Check]) -> bool:
    if fault.kind == "sign_changed":
        return any(check.rule_id in ("A06", "A08", "B09") for check in checks)
    if fault.kind == "part_dropped":
        # At least two parts are left: of a list of two nothing says that it was a list.
        return any(c.rule_id in _LISTS and len(c.evidence) > _FEWEST_OF_LIST for c in checks)
    if fault.new.startswith("0") and not fault.new.startswith("0."):
        return False  # nobody writes 010%
    new = _value(fault.new) * _scale(fault.new, figure)
    return any(is_beyond_rounding(check, figure, new) for check in checks)


def _scale(printed: str, figure: Figure) -> Decimal:
    if figure.mention.kind is not Kind.AMOUNT:
        return figure.mention.scale
    return Decimal(10**8 if "亿" in printed else 10**4 if "万" in printed else 1)


def _printed(facts: Facts, figure: Figure) -> str:
    return figure.mention.span.of(facts.text)


def _swap(facts: Facts, figure: Figure, random: Random) -> Fault | None:
    printed = _printed(facts, figure)
    digits = [i for i, char in enumerate(printed) if char.isdigit()]
    pairs = [(a, b) for a, b in pairwise(digits) if printed[a] != printed[b]]
    if not pairs:
        return None
    a, b = random.choice(pairs)
    chars = list(printed)
    chars[a], chars[b] = chars[b], chars[a]
    return Fault("digit_swapped", figure.start, printed, "".join(chars))


def _change(facts: Facts, figure: Figure, random: Random) -> Fault | None:
    printed = _printed(facts, figure)
    at = random.choice([i for i, char in enumerate(printed) if char.isdigit()])
    digit = random.choice([d for d in "0123456789" if d != printed[at]])
    new = printed[:at] + digit + printed[at + 1 :]
    return Fault("digit_changed", figure.start, printed, new)


def _value(printed: str) -> Decimal:
    match = _NUMBER.match(printed)
    return Decimal(match.group().replace(",", "")) if match else Decimal(0)


def _unit(facts: Facts, figure: Figure, random: Random) -> Fault | None:
    printed = _printed(facts, figure)
    if figure.value == 0 or not printed.endswith("万元"):
        return None
    new = printed[:-2] + random.choice(("元", "亿元"))
    return Fault("unit_changed", figure.start, printed, new)


def _drop(facts: Facts, figure: Figure, random: Random) -> Fault | None:
    """Leave out one addend of a list between 、 or ， with its words."""
    start, end = figure.start, figure.mention.span.end
    left = max(facts.text.rfind(mark, 0, start) for mark in "、，：（")
    words = facts.text[left:end]
    addend = (
        figure.value != 0
        and figure.mention.kind in (Kind.AMOUNT, Kind.HEADCOUNT)
        and facts.text[left] == "、"
        and facts.text[end : end + 1] in "、；。）"
        and "。" not in words
    )
    return Fault("part_dropped", left, words, "") if addend else None


def _sign(facts: Facts, figure: Figure, random: Random) -> Fault | None:
    start = figure.start
    printed = _printed(facts, figure)
    if printed.startswith("-"):
        return Fault("sign_changed", start, printed, printed[1:])
    if figure.mention.kind is Kind.PERCENT and "变动率" in facts.before(figure, 6):
        return Fault("sign_changed", start, printed, "-" + printed)
    for word, other in (("减少", "增加"), ("增加", "减少")):
        if facts.text[start - 2 : start] == word and figure.mention.kind is Kind.AMOUNT:
            return Fault("sign_changed", start - 2, word, other)
    return None


def _copy(facts: Facts, figure: Figure, random: Random) -> Fault | None:
    """The number of the neighbouring figure of the same unit, as when a row is copied."""
    others = [
        f
        for f in facts.results
        if f.mention.unit == figure.mention.unit
        and f.mention.printed_unit == figure.mention.printed_unit
        and 0 < abs(f.index - figure.index) <= 3
        and f.value != figure.value
    ]
    if not others:
        return None
    printed, new = _printed(facts, figure), _printed(facts, random.choice(others))
    return Fault("row_copied", figure.start, printed, new)


_MAKERS = {
    "digit_swapped": _swap,
    "digit_changed": _change,
    "unit_changed": _unit,
    "part_dropped": _drop,
    "sign_changed": _sign,
    "row_copied": _copy,
}
