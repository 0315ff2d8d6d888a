"""The editable table of rules: statements, severities and wordings of messages."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from models.finding import Severity, Verdict


@dataclass(frozen=True, slots=True)
class Wording:
    """How one kind of fault is put to the department.

    Attributes:
        text: Chinese, with ``{names}`` to be filled in.
        severity: overrides the rule's own; None to keep it.
        verdict: overrides the check's own; None to keep it.
    """

    text: str
    severity: Severity | None = None
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the book.

    Attributes:
        id: as in the book (``A01``).
        statement: what must hold, in Chinese.
        needs: what a report must state for the rule to be checked, in Chinese.
        severity: of its findings.
        wordings: by kind of fault.
        data: what else the table gives the rule: indicators, identities, word lists.
    """

    id: str
    statement: str
    needs: str
    severity: Severity
    wordings: Mapping[str, Wording]
    data: Mapping[str, Any]


_OWN_KEYS = {"statement", "needs", "severity", "messages"}


@cache
def rule_book() -> Mapping[str, Rule]:
    """All rules by id, in the order of the table.

    >>> rule_book()["A01"].severity
    <Severity.HIGH: 'high'>
    """
    table = yaml.safe_load(
        files("pipeline.audit").joinpath("rules.yaml").read_text(encoding="utf-8")
    )
    return {rule_id: _rule(rule_id, row) for rule_id, row in table.items()}


def _rule(rule_id: str, row: Mapping[str, Any]) -> Rule:
    return Rule(
        id=rule_id,
        statement=row["statement"],
        needs=row.get("needs", ""),
        severity=Severity(row["severity"]),
        wordings={kind: _wording(entry) for kind, entry in row.get("messages", {}).items()},
        data={key: value for key, value in row.items() if key not in _OWN_KEYS},
    )


def _wording(entry: str | Mapping[str, str]) -> Wording:
    if isinstance(entry, str):
        return Wording(entry)
    return Wording(
        entry["text"],
        Severity(entry["severity"]) if "severity" in entry else None,
        Verdict(entry["verdict"]) if "verdict" in entry else None,
    )
