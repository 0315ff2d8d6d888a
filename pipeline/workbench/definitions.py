"""What a metric means, how it is computed and who says so, as the pages tell it."""

from dataclasses import dataclass

from extractors.catalogue import Metric
from extractors.catalogue.sources import source_title
from pipeline.audit.knowledge import describe, formulas_of, metric


@dataclass(frozen=True, slots=True)
class Definition:
    """A metric of the catalogue in Chinese.

    Attributes:
        means: in words; "" where the name says it all.
        usual: what reports usually aim at and stay within; "" where nothing is usual.
        formulas: the official one first, then those that some places use instead.
        source: title of the document it is taken from.
    """

    code: str
    name: str
    means: str
    usual: str
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
        usual_values(entry),
        tuple(describe(formula.text) for formula in formulas_of(entry)),
        source_title(entry.source),
    )


def usual_values(entry: Metric) -> str:
    """What reports usually aim at, whether more or less is better, and the usual bounds.

    >>> usual_values(metric("staff_control_rate"))
    '通常目标≤100%，越低越好，一般不超过100'
    """
    better = {"higher": "越高越好", "lower": "越低越好"}.get(entry.better, "")
    target = f"通常目标{entry.usual_target}" if entry.usual_target else ""
    if better in target:
        better = ""
    bounds = (
        f"一般不低于{entry.soft_lower}" if entry.soft_lower is not None else "",
        f"一般不超过{entry.soft_upper}" if entry.soft_upper is not None else "",
    )
    return "，".join(part for part in (target, better, *bounds) if part)


def operands(code: str) -> tuple[str, ...]:
    """Codes of the metrics that the official formula is made of, each once.

    >>> operands("sangong_change_rate")
    ('sangong_actual',)
    """
    entry = metric(code)
    formula = entry.formula if entry else None
    return tuple(dict.fromkeys(one.code for one in formula.operands)) if formula else ()
