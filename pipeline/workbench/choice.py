"""What is compared: the choices that the address of the page holds, so that it can be shared."""

from collections.abc import Sequence
from typing import Annotated, Literal

from fastapi import Query
from pydantic import BaseModel, Field
from sqlalchemy import Connection

from pipeline.asking.rates import Rate, rates_of, recomputable
from pipeline.workbench.comparison import Comparison, compare, departments, years

DEFAULT_METRIC = "expenditure_actual"
DEFAULT_RATE = "budget_execution_rate"
MOST_METRICS = 8
SHOWN = 60
"""Departments on the page where none are chosen; the files hold all of them."""

Code = Annotated[str, Field(max_length=100)]
Year = Annotated[int, Field(ge=1900, le=2200)]


class Choice(BaseModel):
    """Metrics, departments and years chosen; what is left open stands for all."""

    metric: list[Code] = Field([], max_length=200)
    department: list[Code] = Field([], max_length=500)
    year: list[Year] = Field([], max_length=100)
    find: str = Field("", max_length=100)
    chart: Literal["auto", "line", "bar", "scatter"] = "auto"

    @property
    def metrics(self) -> list[str]:
        """Each once, and not more than a page can show."""
        return list(dict.fromkeys(self.metric))[:MOST_METRICS] or [DEFAULT_METRIC]

    def kind(self, in_years: Sequence[int]) -> str:
        """The chart to draw: lines over several years, bars within one, unless it is said."""
        if self.chart != "auto":
            return self.chart
        return "bar" if len(in_years) == 1 else "line"


Chosen = Annotated[Choice, Query()]
"""A page's parameter: the choice in its address."""


def compared(database: Connection, choice: Choice, limit: int | None = None) -> Comparison:
    """The values of all that is chosen; of so many departments at most."""
    shown, _ = departments(database, choice.department, choice.find, limit)
    return compare(database, choice.metrics, shown, choice.year or years(database))


def compared_rates(
    database: Connection, choice: Choice, limit: int | None = None
) -> dict[str, list[Rate]]:
    """Of each rate chosen, what is stated and recomputed; the execution rate where none is."""
    known = recomputable(database)
    shown, _ = departments(database, choice.department, choice.find, limit)
    keys, in_years = [key for key, _ in shown], choice.year or years(database)
    chosen = [code for code in choice.metrics if code in known] or [DEFAULT_RATE]
    return {code: rates_of(database, code, keys, in_years) for code in chosen}
