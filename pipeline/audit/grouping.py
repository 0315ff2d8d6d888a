"""From failed checks to findings: one fault is one finding, with all its places."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from models.finding import Finding, Severity, Verdict
from models.span import Span
from pipeline.audit.check import Check
from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure
from pipeline.audit.rulebook import Wording, rule_book

# Which of several failed rules gives a fault its name: an identity says more than a repeat.
_SEVERITIES = (Severity.HIGH, Severity.MEDIUM, Severity.LOW, Severity.INFO)
# Families whose hard findings may be several views of one wrong figure.
_ARITHMETIC = "ABCFG"


def findings_of(checks: Sequence[Check], facts: Facts) -> tuple[Finding, ...]:
    """Findings in the order of their places in the report."""
    failed = [check for check in checks if check.verdict is not None]
    merged = _merge_repeated(failed)
    suspects = _suspects(merged, checks)
    findings = [_finding(group) for group in _by_fault(merged, suspects)]
    return tuple(sorted(findings, key=lambda f: (f.span is None, f.span or Span(0, 0), f.rule_id)))


def _merge_repeated(failed: Iterable[Check]) -> list[list[Check]]:
    """Checks that name the same fault themselves; differences of rounding, rule by rule."""
    groups: dict[tuple[str, str, str], list[Check]] = defaultdict(list)
    for at, check in enumerate(failed):
        # A reviewer need not see every cent: one note a rule says where and how many.
        soft = check.verdict is Verdict.SOFT
        key = f"soft:{check.rule_id}" if soft else check.group or f"#{at}"
        apart = "" if check.group or soft else str(at)
        groups[key, check.verdict or "", apart].append(check)
    return list(groups.values())


def _suspects(groups: Sequence[Sequence[Check]], checks: Iterable[Check]) -> Counter[int]:
    """How suspicious each figure is: failed hard checks with it, less passed ones."""
    score: Counter[int] = Counter()
    for check in checks:
        if check.verdict in (None, Verdict.SOFT):
            for index in {figure.index for figure in check.evidence}:
                score[index] -= 1
    for group in groups:
        if _is_arithmetic(group[0]):
            score.update({figure.index for figure in group[0].evidence})
    return score


def _is_arithmetic(check: Check) -> bool:
    return check.verdict is Verdict.HARD and check.rule_id[0] in _ARITHMETIC and bool(check.focus)


def _by_fault(groups: Sequence[list[Check]], suspects: Counter[int]) -> list[list[Check]]:
    """Groups whose checks all point at one wrong figure become one."""
    faults: dict[object, list[Check]] = {}
    seen: dict[object, int] = {}
    for at, group in enumerate(groups):
        first = group[0]
        key: object = ("alone", at)
        if _is_arithmetic(first) and first.wording not in ("sign", "words"):
            suspect = _suspect(first, suspects)
            # A number copied from the text into a table is wrong once, not twice.
            copied = (first.stated, first.expected)
            key = seen.setdefault(copied, suspect.index)
        faults.setdefault(key, []).extend(group)
    return list(faults.values())


def _suspect(check: Check, suspects: Counter[int]) -> Figure:
    """The figure most likely wrong; the stated result where nothing tells them apart."""
    focus = check.focus or check.evidence[0]
    return max(check.evidence, key=lambda f: (suspects[f.index], f.index == focus.index, -f.index))


def _finding(group: Sequence[Check]) -> Finding:
    ordered = sorted(group, key=_weight)
    main = ordered[0]
    rule, wording = rule_book()[main.rule_id], _wording(main)
    message = _filled(main)
    others = dict.fromkeys(
        f"{_filled(check)}（规则{check.rule_id}）"
        for check in ordered[1:]
        if check.rule_id != main.rule_id or check.values != main.values
    )
    if others and main.verdict is Verdict.SOFT:
        message += f"另有{len(others)}处同类尾差。"
    elif others:
        message += "相关：" + "".join(others)
    evidence = dict.fromkeys(figure.index for check in ordered for figure in check.evidence)
    return Finding(
        rule_id=main.rule_id,
        verdict=wording.verdict or main.verdict or Verdict.INFO,
        severity=_severity(main, wording, rule.severity),
        message=message,
        stated=main.stated,
        expected=main.expected,
        tolerance=main.tolerance,
        span=main.span or (main.focus.mention.span if main.focus else None),
        observations=tuple(evidence),
        evidence=_evidence(main),
    )


def _evidence(check: Check) -> str:
    """The kind of fault and the figures compared, or the words quoted where there are none."""
    printed = (figure.printed for figure in check.evidence)
    return " ".join((check.wording, *(printed if check.evidence else check.values.values())))


class _Values(dict[str, str]):
    """Values of a message; a name that an edited wording made up is shown as it stands."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


def _filled(check: Check) -> str:
    return _wording(check).text.format_map(_Values(check.values))


def _wording(check: Check) -> Wording:
    return rule_book()[check.rule_id].wordings[check.wording]


def _severity(check: Check, wording: Wording, usual: Severity) -> Severity:
    """A rounding difference is at most a matter of presentation."""
    if check.verdict is Verdict.SOFT:
        return Severity.LOW
    return wording.severity or usual


def _weight(check: Check) -> tuple[int, bool, str]:
    wording = _wording(check)
    severity = wording.severity or rule_book()[check.rule_id].severity
    in_table = bool(check.focus and check.focus.mention.cell)
    return _SEVERITIES.index(severity), in_table, check.rule_id
