"""The editable table of rules: statements, severities and wordings of messages.

Files of one's own (``JIXIAO_RULES``) are written like ``rules.yaml``. They add rules that need no
code (``identities``, ``at_most``), and may name a known rule to change what they give of it.
"""

from collections.abc import Mapping, Set
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
_KEYS_WITHOUT_CODE = {"identities", "at_most"}
"""What a rule may hold that needs no code of its own."""


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
                _refuse_unknown(row.keys() - known.keys() - _OWN_KEYS - _KEYS_WITHOUT_CODE)
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
    except yaml.MarkedYAMLError as error:
        line = f":{error.problem_mark.line + 1}" if error.problem_mark else ""
        said = f"{path}{line}: {error.problem}. Correct this line and run again."
        raise Problem(said) from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise Problem(f"{path} is not UTF-8. Save it as UTF-8 and run again.") from error
    except OSError as error:
        raise Problem(
            f"{path} cannot be read: {error.strerror}. Correct {RULES}, or unset it, and run again."
        ) from error
    if not isinstance(table, dict):
        raise Problem(
            f"{path} is no table of rules: ids and what each rule says were expected. "
            "Correct it after the pattern of pipeline/audit/rules.yaml and run again."
        )
    return table


def _refuse_unknown(keys: Set[str]) -> None:
    if keys:
        known = ", ".join(sorted(_OWN_KEYS | _KEYS_WITHOUT_CODE))
        raise ValueError(f"unknown key {min(keys)!r}; known are {known}")


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
