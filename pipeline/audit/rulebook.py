"""The editable table of rules: statements, severities and wordings of messages.

Files of one's own (``JIXIAO_RULES``) are written like ``rules.yaml``. They add rules that need no
code (``identities``, ``at_most``), and may name a known rule to change what they give of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from models.finding import Severity, Verdict
from models.own_files import RULES, own_files
from models.problem import Problem


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

    Raises:
        Problem: a file of one's own has a mistake; says file, rule and reason.
    """
    table = yaml.load(
        files("pipeline.audit").joinpath("rules.yaml").read_text(encoding="utf-8"),
        yaml.CSafeLoader,
    )
    book = {rule_id: _rule(rule_id, row) for rule_id, row in table.items()}
    for path in own_files(RULES):
        for rule_id, row in _own_table(path).items():
            known = table.get(rule_id, {})
            try:
                messages = {**known.get("messages", {}), **row.get("messages", {})}
                table[rule_id] = {**known, **row, "messages": messages}
                book[rule_id] = _rule(str(rule_id), table[rule_id])
            except (KeyError, ValueError, TypeError, AttributeError) as error:
                reason = f"it lacks {error}" if isinstance(error, KeyError) else str(error)
                raise Problem(
                    f"{path}: rule {rule_id}: {reason}. "
                    "Correct it after the pattern of pipeline/audit/rules.yaml and run again."
                ) from error
    return book


def _own_table(path: str) -> Mapping[str, Any]:
    try:
        table = yaml.safe_load(Path(path).read_text(encoding="utf-8")) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise Problem(f"{path} cannot be read as a table of rules: {error}.") from error
    if not isinstance(table, dict):
        raise Problem(f"{path} is no table of rules: ids and what each rule says were expected.")
    return table


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
