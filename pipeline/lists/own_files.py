"""Mistakes in what a user adds are told before a run begins, not file by file."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from extractors.catalogue import load_catalogue
from models.own_files import CATALOGUE, READERS, RULES, own_files
from models.problem import Problem
from pipeline.audit.rulebook import rule_book
from pipeline.audit.sums import read_sum
from pipeline.readers.formats import known_formats


def check_own_files() -> None:
    """Read the catalogue, the rules and the readers that the environment names.

    Raises:
        Problem: the first mistake, with its place and reason.
    """
    for variable in (CATALOGUE, RULES, READERS):
        for path in own_files(variable):
            if not Path(path).is_file():
                fault = "that is a folder" if Path(path).is_dir() else "there is no such file"
                raise Problem(
                    f"{variable} names {path}, and {fault}. Correct the variable, or unset it, "
                    "and run again."
                )
    known_formats()
    metrics = load_catalogue().metrics
    for rule in rule_book().values():
        codes = list(_codes(rule.data))
        unknown = [code for code in codes if code not in metrics]
        if unknown:
            raise Problem(
                f"Rule {rule.id} names the metric {unknown[0]!r}, which the catalogue lacks. "
                "Correct its code, or add the metric by JIXIAO_CATALOGUE, and run again."
            )
        if codes and "differs" not in rule.wordings:
            raise Problem(
                f"Rule {rule.id} compares figures and has no message {'differs'!r} for what it "
                "finds. Add one after the pattern of pipeline/audit/rules.yaml and run again."
            )


def _codes(data: Mapping[str, Any]) -> Iterator[str]:
    """The metrics that a rule's sums and comparisons name."""
    for entry in data.get("identities", ()):
        identity = read_sum(entry["sum"])
        yield identity.total
        yield from (term.code for term in identity.terms)
    for pair in data.get("at_most", ()):
        yield from (pair["part"], pair["whole"])
