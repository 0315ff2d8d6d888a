"""What a metric means, how it is computed and who says so, as the pages tell it."""

from dataclasses import dataclass

from extractors.catalogue.sources import source_title
from pipeline.audit.knowledge import describe, formulas_of, metric


@dataclass(frozen=True, slots=True)
class Definition:
    """A metric of the catalogue in Chinese.

    Attributes:
        means: in words; "" where the name says it all.
        formulas: the official one first, then those that some places use instead.
        source: title of the document it is taken from.
    """

    code: str
    name: str
    means: str
    formulas: tuple[str, ...]
    source: str

    @property
    def formula(self) -> str:
        """All formulas in one line; "" for what is not computed."""
        return "；或 ".join(self.formulas)


def define(code: str) -> Definition | None:
    """The definition of a metric; None for a code that the catalogue does not have.

    >>> define("budget_execution_rate").formulas[0]
    '实际支出数÷调整后预算数×100'
    """
    entry = metric(code)
    if entry is None:
        return None
    return Definition(
        code,
        entry.name,
        entry.means,
        tuple(describe(formula.text) for formula in formulas_of(entry)),
        source_title(entry.source),
    )


def operands(code: str) -> tuple[str, ...]:
    """Codes of the metrics that the official formula is made of, each once.

    >>> operands("sangong_change_rate")
    ('sangong_actual',)
    """
    entry = metric(code)
    formula = entry.formula if entry else None
    return tuple(dict.fromkeys(one.code for one in formula.operands)) if formula else ()
