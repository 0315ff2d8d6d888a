"""What a rule reports: comparisons made, and comparisons it could not make."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from models.finding import Verdict
from models.span import Span
from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure, in_unit
from pipeline.audit.intervals import Agreement, Interval, compare, rounded
from pipeline.audit.rulebook import Rule

VERDICTS = {
    Agreement.EXACT: None,
    Agreement.WITHIN_ROUNDING: Verdict.SOFT,
    Agreement.CONTRADICTION: Verdict.HARD,
}


@dataclass(frozen=True, slots=True)
class Check:
    """One comparison that was made.

    Attributes:
        rule_id: of the rule book.
        verdict: None where it passed.
        wording: which of the rule's messages fits; filled with ``values``.
        stated, expected, tolerance: for people, with units.
        focus: the figure stated wrongly, if one is.
        evidence: every figure compared.
        span: the place to look at, where it is not the focus.
        group: checks with the same group are one fault however many places it has.
        slack: the tolerance as a number, in the focus figure's base unit.
    """

    rule_id: str
    verdict: Verdict | None = None
    wording: str = "differs"
    values: Mapping[str, str] = field(default_factory=dict)
    stated: str = ""
    expected: str = ""
    tolerance: str = ""
    focus: Figure | None = None
    evidence: tuple[Figure, ...] = ()
    span: Span | None = None
    group: str = ""
    slack: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Missing:
    """A comparison that could not be made for want of an operand."""

    rule_id: str
    reason: str


Step = Check | Missing
Steps = Iterator[Step]


def judge(
    rule: Rule,
    stated: Figure,
    computed: Interval,
    operands: tuple[Figure, ...],
    *,
    point: Fraction | None = None,
    wording: str = "differs",
    group: str = "",
    values: Mapping[str, str] | None = None,
) -> Check:
    """Compare a printed figure with a value recomputed from others.

    ``point`` is the value recomputed as if the operands were exact; the middle of
    ``computed`` where it is not given.
    """
    at = computed.middle if point is None else point
    agreement = compare(stated.interval, at, computed)
    decimals = stated.mention.printed_decimals
    if agreement is Agreement.WITHIN_ROUNDING and rounded(at, decimals) == stated.value:
        agreement = Agreement.EXACT
    evidence = (stated, *operands)
    slack = computed.half + Fraction(stated.half)
    if agreement is Agreement.EXACT:
        # Most comparisons hold; words are made for the others alone.
        return Check(rule.id, focus=stated, evidence=evidence, group=group, slack=slack)
    expected, tolerance = in_unit(at, stated.mention), in_unit(slack, stated.mention)
    return Check(
        rule.id,
        VERDICTS[agreement],
        wording,
        {"stated": stated.printed, "expected": expected, "tolerance": tolerance, **(values or {})},
        stated=stated.printed,
        expected=expected,
        tolerance=f"±{tolerance}",
        focus=stated,
        evidence=evidence,
        group=group,
        slack=slack,
    )


def label_of(facts: Facts, figure: Figure, length: int = 16) -> str:
    """The words that name a figure: its label, else what stands before it in its clause."""
    if figure.observation.label:
        return figure.observation.label
    cell = figure.mention.cell
    if cell and (cell.row_label or cell.column_label):
        return "·".join(part for part in (cell.row_label, cell.column_label) if part)
    before = facts.before(figure, length)
    for mark in "，,。；;：:、（）()":
        before = before.rsplit(mark, 1)[-1]
    return before.strip() or "该处"
