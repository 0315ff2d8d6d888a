"""What the rules ask of the catalogue."""

import re
from collections.abc import Iterator
from functools import cache

from extractors.catalogue import Formula, Metric, load_catalogue

_CODE = re.compile(r"[a-z_]\w*(@prior)?", re.ASCII)
SIGNS = str.maketrans({"*": "×", "/": "÷", "-": "－", "+": "＋"})


def metric(code: str) -> Metric | None:
    """The catalogue's entry for a code, or None."""
    return load_catalogue().metrics.get(code)


def name_of(code: str) -> str:
    """A metric's Chinese name; the code itself where the catalogue has none."""
    return load_catalogue().name_of(code) or code


def is_worded(text: str, code: str) -> bool:
    """Whether any wording of a metric stands in a folded text."""
    entry = metric(code)
    return entry is not None and any(wording.text in text for wording in entry.wordings)


def formulas_of(indicator: Metric) -> Iterator[Formula]:
    """The official formula, then those that some places use instead."""
    if indicator.formula is not None:
        yield indicator.formula
    for variant in indicator.variants:
        yield variant.formula


@cache
def describe(formula: str) -> str:
    """A formula in Chinese, for messages.

    >>> describe("expenditure_actual / budget_adjusted * 100")
    '实际支出数÷调整后预算数×100'
    """

    def name(match: re.Match[str]) -> str:
        code = match.group()
        base = code.removesuffix("@prior")
        return ("上年" if base != code else "") + name_of(base)

    return _CODE.sub(name, formula).replace(" ", "").translate(SIGNS)
