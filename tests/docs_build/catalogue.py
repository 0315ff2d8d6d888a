"""The metrics of the catalogue, its dimensions and grades."""

from extractors.catalogue import Metric, load_catalogue
from pipeline.audit.knowledge import describe
from pipeline.workbench.definitions import usual_values
from tests.docs_build.tables import code, table

INTRODUCTION = """# Metrics 指标

What `metric_code` can be. The files are `extractors/catalogue/data/*.yaml`; the wordings that name
each metric stand there, and a file of your own adds to them: see [how-to](../how-to.md).
"""

FILES = {
    "budget": "Budgets and carry-over 预算与结转结余",
    "spending": "Expenditure 支出",
    "revenue": "Revenue 收入",
    "sangong": "三公经费",
    "procurement": "Procurement 政府采购",
    "assets": "Assets 资产",
    "staff": "Staff 人员",
    "projects": "Projects 项目",
    "scores": "Scores 评分",
    "rates": "Rates 比率",
    "judgements": "Judgements 定性指标",
    "analysis": "Analysis 分析指标",
}
DIMENSIONS = {
    "fund_type": "Types of funds 资金类型 (`fund_type`)",
    "fund_level": "Levels of funds 资金级次 (`fund_level`)",
    "budget_book": "Budget books 预算账本 (`budget_book`)",
}


def page() -> str:
    """A table of metrics a file, then the dimensions and grades."""
    catalogue = load_catalogue(())
    parts = [INTRODUCTION]
    for stem, title in FILES.items():
        metrics = [m for m in catalogue.metrics.values() if m.origin.path == f"{stem}.yaml"]
        rows = [_row(metric) for metric in metrics]
        heads = ("code", "名称", "kind", "含义", "公式", "wordings")
        parts.append(f"## {title}\n\n{table(heads, rows)}\n")
    for name, title in DIMENSIONS.items():
        rows = [
            (code(one.code), one.name, "、".join(one.words)) for one in catalogue.dimensions[name]
        ]
        note = "`all` is the total over all of them.\n\n"
        parts.append(f"## {title}\n\n{note}{table(('code', '名称', '写法'), rows)}\n")
    grades = [(g.name, "、".join(g.words[1:]), g.lower, g.upper) for g in catalogue.grades]
    parts.append(f"## Grades 等级\n\n{table(('grade', '写法', 'from', 'below'), grades)}\n")
    return "\n".join(parts)


def _row(metric: Metric) -> tuple[str, ...]:
    formulas = [metric.formula, *(variant.formula for variant in metric.variants)]
    written = "；或 ".join(describe(formula.text) for formula in formulas if formula)
    means = "；".join(words for words in (metric.means, usual_values(metric)) if words)
    return (
        code(metric.code), metric.name, metric.kind.value, means, written,
        str(len(metric.wordings)),
    )  # fmt: skip
