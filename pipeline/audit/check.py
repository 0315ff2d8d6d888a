"""What a rule reports: comparisons made, and comparisons it could not make."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field, replace

from models.finding import Verdict
from models.span import Span
from models.value import value
from pipeline.audit.exact import Fraction
from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure, in_unit
from pipeline.audit.intervals import Agreement, Interval, compare, rounded
from pipeline.audit.rulebook import Rule

_MOST_SHOWN = 12
_NOTHING = Fraction(0)


@value
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
        computed: the value recomputed from the others, in the same unit; 0 where none was.
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
    slack: Fraction = _NOTHING
    computed: Fraction = _NOTHING


@value
class Missing:
    """A comparison that could not be made for want of an operand.

    Attributes:
        reason: Chinese.
        applies: False where the report is not one that the rule can be held against.
    """

    rule_id: str
    reason: str
    applies: bool = True


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
    words: Callable[[], Mapping[str, str]] = dict,
) -> Check:
    """Compare a printed figure with a value recomputed from others.

    Args:
        rule: of the rule book.
        stated: the printed figure.
        computed: all values that the operands' intervals allow.
        operands: what it was recomputed from.
        point: the value recomputed as if the operands were exact; the middle of ``computed``
            where it is not given.
        wording: which of the rule's messages fits.
        group: see ``Check``.
        words: makes the message's further values. Most comparisons hold, so it is asked only
            where one does not.
    """
    at = computed.middle if point is None else point
    check = Check(
        rule.id,
        verdict_on(stated, computed, at),
        wording,
        focus=stated,
        evidence=(stated, *operands),
        group=group,
        slack=computed.half + Fraction(stated.half),
        computed=at,
    )
    return _told(check, stated, words()) if check.verdict else check


def _told(check: Check, stated: Figure, words: Mapping[str, str]) -> Check:
    """A comparison that does not hold, with what its message says."""
    expected, tolerance = (in_unit(n, stated.mention) for n in (check.computed, check.slack))
    return replace(
        check,
        values={"stated": stated.printed, "expected": expected, "tolerance": tolerance, **words},
        stated=stated.printed,
        expected=expected,
        tolerance=f"±{tolerance}",
    )


def verdict_on(stated: Figure, computed: Interval, point: Fraction) -> Verdict | None:
    """How a printed figure lies to the value recomputed from others; None where they agree."""
    agreement = compare(stated.interval, point, computed)
    if agreement is Agreement.WITHIN_ROUNDING:
        decimals = stated.mention.printed_decimals
        return None if rounded(point, decimals) == stated.value else Verdict.SOFT
    return Verdict.HARD if agreement is Agreement.CONTRADICTION else None


def words_of_sum(facts: Facts, whole: Figure, parts: Sequence[Figure]) -> dict[str, str]:
    """The values of a message about a total and its parts."""
    return {
        "name": label_of(facts, whole),
        "computation": "＋".join(part.printed for part in parts),
    }


def shortened_sum(parts: Sequence[Figure]) -> str:
    """The first addends of a long sum for a message: ``1.5万元＋2.5万元＋…``."""
    rest = "＋…" if len(parts) > _MOST_SHOWN else ""
    return "＋".join(part.printed for part in parts[:_MOST_SHOWN]) + rest


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
