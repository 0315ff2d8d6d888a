"""What the pages draw of comparisons: each chart has one unit, and each point its sentence."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from pipeline.asking.rates import Rate
from pipeline.workbench.comparison import Column, Comparison, Value

MOST_LINES = 12
"""Departments drawn as lines; the table has all of them."""

MOST_BARS = 40

MISSING = "（缺）"
"""Stands behind the name of what has no value, where a gap alone would not be seen."""

Chart = dict[str, Any]
"""A chart as the script of the page takes it."""


def charts_of(comparison: Comparison, kind: str) -> list[Chart]:
    """Charts of a comparison that has values.

    Args:
        comparison: to draw.
        kind: ``line`` over the years, or ``bar`` across departments.
    """
    filled = [column for column in comparison.columns if column.figures]
    if kind == "line":
        return list(_lines(comparison, filled))
    return list(_bars(comparison, filled))


def _lines(comparison: Comparison, columns: Sequence[Column]) -> Iterable[Chart]:
    """Of one department a chart a unit, its metrics as lines; of several a chart a metric."""
    years = [str(year) for year in comparison.years]
    departments = comparison.departments
    if len(departments) == 1:
        [(key, name)] = departments
        for unit, group in _by_unit(columns):
            lines = [(column.name, _over_years(comparison, column, key)) for column in group]
            yield _chart("line", name, unit, years, lines)
        return
    for column in columns:
        all_lines = [(name, _over_years(comparison, column, key)) for key, name in departments]
        known = [at for at, (_, data) in enumerate(all_lines) if any(data)]
        drawn = known[:MOST_LINES]
        chart = _chart("line", column.name, column.unit, years, [all_lines[at] for at in drawn])
        # A department has the same colour in every chart of the page.
        yield chart | {"left_out": len(known) - len(drawn), "colours": drawn}


def _bars(comparison: Comparison, columns: Sequence[Column]) -> Iterable[Chart]:
    """Of one year a chart a unit, its metrics as bars; of several a chart a metric."""
    if len(comparison.years) == 1:
        [year] = comparison.years
        for unit, group in _by_unit(columns):
            title = "、".join(column.name for column in group)
            bars = [(column.name, column, year) for column in group]
            yield _bar_chart(comparison, f"{year}年{title}", unit, bars)
        return
    for column in columns:
        bars = [(str(year), column, year) for year in comparison.years]
        yield _bar_chart(comparison, column.name, column.unit, bars)


def _bar_chart(
    comparison: Comparison, title: str, unit: str, bars: Sequence[tuple[str, Column, int]]
) -> Chart:
    """Bars across departments, the greatest on top; those without any value below."""

    def height(key: str) -> Any:
        found = [column.figures[key, year].value for _, column, year in reversed(bars)
                 if (key, year) in column.figures]  # fmt: skip
        return (not found, -found[0] if found else 0)

    ordered = sorted(comparison.departments, key=lambda one: height(one[0]))
    drawn = ordered[:MOST_BARS]
    names = [name + (MISSING if height(key)[0] else "") for key, name in drawn]
    series = [
        (label, [column.figures.get((key, year)) for key, _ in drawn])
        for label, column, year in bars
    ]
    chart = _chart("bar", title, unit, names, series)
    return chart | {"left_out": len(ordered) - len(drawn)}


def _by_unit(columns: Sequence[Column]) -> list[tuple[str, list[Column]]]:
    """Columns of one unit together: two units never share an axis."""
    units = list(dict.fromkeys(column.unit for column in columns))
    ordered = sorted(columns, key=lambda column: units.index(column.unit))
    return [(unit, list(group)) for unit, group in groupby(ordered, lambda column: column.unit)]


def _over_years(comparison: Comparison, column: Column, key: str) -> list[Value | None]:
    return [column.figures.get((key, year)) for year in comparison.years]


def _chart(
    kind: str,
    title: str,
    unit: str,
    categories: list[str],
    series: Sequence[tuple[str, Sequence[Value | None]]],
) -> Chart:
    return {
        "kind": kind,
        "title": title,
        "unit": unit,
        "categories": categories,
        "series": [{"name": name, "data": [_point(one) for one in data]} for name, data in series],
        "left_out": 0,
    }


def _point(figure: Value | None) -> Chart | None:
    """A point, with the address of its sentence; None leaves a gap."""
    if figure is None:
        return None
    return {"value": float(figure.value), "place": figure.place}  # for drawing only


def scatter_of(name: str, rates: Sequence[Rate]) -> Chart:
    """Rates stated against recomputed, a colour a year; on the diagonal both are the same."""
    years: dict[int, list[Chart]] = {}
    for one in rates:
        if one.stated is not None and one.recomputed is not None:
            point = {
                "name": f"{one.department} {one.fiscal_year}",
                "value": [float(one.stated), float(one.recomputed)],
                "place": one.place,
            }
            years.setdefault(one.fiscal_year, []).append(point)
    series = [{"name": str(year), "data": years[year]} for year in sorted(years)]
    return {"kind": "scatter", "title": name, "unit": "%", "series": series, "left_out": 0}
