"""The tables of a report, as rows of cells."""

from dataclasses import dataclass

from tests.samples.figures import Indicator, Report, rate


@dataclass(frozen=True)
class Merged:
    """A cell that spans columns or begins or continues a span of rows."""

    text: str
    columns: int = 1
    rows: str = ""


Row = tuple[str | Merged, ...]
CAPTIONS = {
    "projects": "{year}年度项目支出情况表（单位：万元）",
    "travel": "{year}年度“三公”经费支出情况表（单位：万元）",
    "scores": "{year}年度部门整体支出绩效自评表",
}


def rows(report: Report, table: str) -> tuple[Row, ...]:
    """The rows of one of the report's tables, heads first."""
    return {"projects": _projects, "travel": _travel, "scores": _scores}[table](report)


def _projects(report: Report) -> tuple[Row, ...]:
    head: Row = ("项目名称", "全年预算数", "全年执行数", "执行率")
    body = tuple(
        (p.name, f"{p.budget}", f"{p.actual}", f"{rate(p.actual, p.budget)}%")
        for p in report.projects
    )
    whole = report.stated.get("project_rate") or rate(report.project_actual, report.project_budget)
    total: Row = ("合计", f"{report.project_budget}", f"{report.project_actual}", f"{whole}%")
    return (head, *body, total)


def _travel(report: Report) -> tuple[Row, ...]:
    travel = report.travel
    running = report.stated.get("travel_running") or f"{travel.running}"
    return (
        ("项目", "本年决算数"),
        ("合计", f"{travel.total}"),
        ("1.因公出国（境）费", f"{travel.abroad}"),
        ("2.公务用车购置费", f"{travel.purchase}"),
        ("3.公务用车运行维护费", running),
        ("4.公务接待费", f"{travel.reception}"),
    )


def _scores(report: Report) -> tuple[Row, ...]:
    """The national form: money with its execution rate, then indicators with their scores."""
    top: tuple[Row, ...] = (
        (Merged("部门（单位）名称", 2), Merged(f"云岫县{report.department}", 6)),
        (
            Merged("预算执行情况（万元）", 2, "restart"),
            "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分",
        ),
        (
            Merged("", 2, "continue"),
            f"{report.initial}", f"{report.adjusted}", f"{report.spent}", "10",
            f"{rate(report.spent, report.adjusted)}%", f"{report.execution_score}",
        ),
        (
            "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分",
            "偏差原因分析",
        ),
    )  # fmt: skip
    body = []
    above = ("", "")
    for indicator in report.indicators:
        body.append(_indicator(report, indicator, above))
        above = (indicator.level1, indicator.level2)
    return (*top, *body, (Merged("总分", 5), "100", f"{report.score}", ""))


def _indicator(report: Report, indicator: Indicator, above: tuple[str, str]) -> Row:
    is_same = indicator.level1 == above[0]
    is_first = not is_same
    points = report.points(indicator)
    reason = "" if points == indicator.weight else "受工作量变化影响，未达到年度指标值"
    actual = f"{indicator.actual}{indicator.unit}"
    if indicator.level1 == "满意度指标" and report.satisfaction == "优":
        actual = "优"
    return (
        Merged(indicator.level1 if is_first else "", 1, "restart" if is_first else "continue"),
        Merged(
            "" if is_same and indicator.level2 == above[1] else indicator.level2,
            1,
            "continue" if is_same and indicator.level2 == above[1] else "restart",
        ),
        indicator.level3,
        f"{indicator.operator}{indicator.target}{indicator.unit}",
        actual,
        f"{indicator.weight}",
        f"{points.normalize():f}",
        reason,
    )
