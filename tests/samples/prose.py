"""What a report says, as headings, items and paragraphs without their numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tests.samples.departments import FARMS, HEALTH, SAFETY, SCHOOLS, Department
from tests.samples.figures import LEVELS, Fund, Report, rate

WORDS: dict[str, Department] = {
    "安全生产监督管理局": SAFETY,
    "应急管理局": SAFETY,
    "教育局": SCHOOLS,
    "农业农村局": FARMS,
    "卫生健康局": HEALTH,
}
FIRST_YEAR = 2022
MARK = "（样例数据，地区、单位和数字均为虚构）"


@dataclass(frozen=True)
class Node:
    """A line of a report.

    Attributes:
        depth: 1 to 3 for headings, 4 for numbered items, 0 for plain text.
        was: in Word, words that a tracked change replaced, and what replaced them.
        table: name of the table that follows in Word.
    """

    text: str
    depth: int = 0
    was: tuple[str, str] | None = None
    table: str = ""


def lines(report: Report) -> list[Node]:
    """The whole report after its title, in order."""
    return [
        *_overview(report),
        *_organisation(report),
        *_results(report),
        *_conclusion(report),
        *_problems(report),
    ]


def title(report: Report) -> str:
    return f"样例省青禾市云岫县{report.department}{report.year}年度部门整体绩效自评报告"


def _overview(report: Report) -> Iterator[Node]:
    words = WORDS[report.department]
    yield Node("部门整体概况", 1)
    yield Node("部门主要职责及人员情况", 2)
    yield Node("主要职责", 3)
    yield from (Node(duty, 4) for duty in words.duties)
    yield Node("人员情况", 3)
    yield Node(_staff(report))
    yield Node("部门预算执行情况", 2)
    yield _money(report)
    yield Node(
        f"支出总额中，基本支出{report.basic}万元，其中人员经费{report.personnel}万元、"
        f"公用经费{report.public}万元；项目支出{report.project_actual}万元。"
    )
    yield Node("年度项目支出情况", 2)
    yield Node(_projects(report), table="projects")


def _staff(report: Report) -> str:
    staff = report.staff
    kinds = (
        ("行政编制人员", staff.administrative),
        ("参照公务员管理人员", staff.like_civil_servants),
        ("事业编制人员", staff.institution),
        ("机关工勤人员", staff.workers),
    )
    parts = "、".join(f"{name}{count}人" for name, count in kinds if count)
    return (
        f"截至{report.year}年12月31日，我局核定编制数{staff.quota}名，年末在职人员"
        f"{staff.on_posts}人，其中：{parts}；另有编外聘用人员{staff.contracted}人，"
        f"退休人员{staff.retired}人。"
    )


def _money(report: Report) -> Node:
    budgets = "，".join(_fund(fund, fund.budget) for fund in report.funds)
    spending = "，".join(_fund(fund, fund.actual) for fund in report.funds)
    # Where no surplus is admitted, nothing is said of where it went.
    has_surplus = "carryover" not in report.stated
    left = "未执行完毕的转移支付等资金按规定结转下年继续使用。" if has_surplus else ""
    text = (
        f"{report.year}年度本部门年初预算{report.initial}万元，年中追加预算{report.supplement}"
        f"万元，全年预算{report.adjusted}万元，其中：{budgets}；全年实际支出{report.spent}万元，"
        f"其中：{spending}；预算执行率{rate(report.spent, report.adjusted)}%。{left}"
    )
    new = f"全年实际支出{report.spent}万元"
    old = f"全年实际支出{report.spent - Decimal('74.64')}万元"
    return Node(text, was=(old, new) if "tracked" in report.features else None)


def _fund(fund: Fund, amounts: Sequence[Decimal]) -> str:
    parts = "、".join(f"{level}{amount}万元" for level, amount in zip(LEVELS, amounts, strict=True))
    return f"{fund.kind}{sum(amounts)}万元（包含{parts}）"


def _projects(report: Report) -> str:
    each = "；".join(
        f"{p.name}项目预算{p.budget}万元，支出{p.actual}万元，执行率{rate(p.actual, p.budget)}%"
        for p in report.projects
    )
    whole = report.stated.get("project_rate") or rate(report.project_actual, report.project_budget)
    return (
        f"本年度共安排项目{len(report.projects)}个，预算金额合计{report.project_budget}万元，"
        f"实际支出{report.project_actual}万元，项目执行率为{whole}%。其中：{each}。"
    )


def _organisation(report: Report) -> Iterator[Node]:
    words = WORDS[report.department]
    yield Node("绩效评价组织情况", 1)
    yield Node("总体绩效目标", 2)
    yield Node(words.goal)
    yield Node("分项绩效目标", 2)
    for task, goals in words.tasks:
        yield Node(task, 3)
        yield from (Node(goal, 4) for goal in goals)
    yield Node("绩效自评组织过程", 2)
    count = len(report.projects)
    evaluated = report.stated.get("evaluated_count") or str(count)
    yield Node(
        "我局成立绩效自评工作组，由财务部门牵头、各业务科室配合，对照年初目标逐项核实。"
        f"本次纳入绩效自评的项目{evaluated}个，占部门项目总数的100%，"
        f"涉及预算金额{report.project_budget}万元。评价标准采用计划标准和历史标准，"
        "评价方法采用比较法和因素分析法。"
    )


def _results(report: Report) -> Iterator[Node]:
    yield Node("部门整体绩效实现情况", 1)
    yield Node("预算配置", 2)
    yield Node(_staff_rate(report), 3)
    yield Node(_travel(report), 3, table="travel")
    yield Node("预算执行", 2)
    yield from (Node(text, 3) for text in _execution(report))
    yield Node("预算管理", 2)
    yield from (Node(text, 3) for text in _management(report))
    yield Node("预算绩效开展", 2)
    yield Node("项目绩效自评覆盖率为100%，所有项目均开展了绩效自评。", 3)
    yield Node("职责履行", 2)
    works = 12 + report.year - FIRST_YEAR
    yield Node(
        f"年度绩效目标完成情况良好。{WORDS[report.department].works}。县委、县政府交办的重点工作"
        f"{works}项，已办结{works}项，重点工作办结率为100%。"
    )
    yield Node("履职效益", 2)
    if report.satisfaction == "优":
        yield Node("服务对象满意度为优，达到年初绩效目标。")
    else:
        yield Node(f"经问卷调查，服务对象满意度为{report.satisfaction}，达到年初绩效目标。")


def _staff_rate(report: Report) -> str:
    staff = report.staff
    computed = f"为{rate(Decimal(staff.on_posts), Decimal(staff.quota))}%"
    stated = report.stated.get("staff_rate") or computed
    return (
        f"在职人员控制率{stated}。{report.year}年年初在职人员{report.staff_at_start}人，"
        f"年末在职人员{staff.on_posts}人，编制数{staff.quota}名。"
    )


def _travel(report: Report) -> str:
    travel, unit = report.travel, report.stated.get("travel_unit") or "万元"
    less = report.prior_travel - travel.total
    sign = "" if report.stated.get("travel_rate_sign") == "unsigned" else "-"
    running = report.stated.get("travel_running") or travel.running
    return (
        f"“三公”经费变动率为{sign}{rate(less, report.prior_travel)}%。“三公”经费本年度合计"
        f"{travel.total}{unit}，上年度合计{report.prior_travel}{unit}，比上年度减少{less}万元。"
        f"其中：因公出国（境）费{travel.abroad}万元，公务用车购置费{travel.purchase}万元，"
        f"公务用车运行维护费{running}万元，公务接待费{travel.reception}万元。"
    )


def _execution(report: Report) -> Iterator[str]:
    done = rate(report.spent, report.adjusted)
    left = report.stated.get("carryover") or f"{report.adjusted - report.spent}"
    again = report.stated.get("completion_again")
    repeated = f"，预算完成率为{again}%" if again else ""
    yield (
        f"预算完成率为{done}%。本年预算及追加预算合计{report.adjusted}万元，"
        f"实际支出{report.spent}万元，年末结转结余{left}万元{repeated}。"
    )
    yield (
        f"预算控制率为{rate(report.supplement, report.initial)}%。本年追加预算为"
        f"{report.supplement}万元，年初预算为{report.initial}万元。"
    )


def _management(report: Report) -> Iterator[str]:
    travel, (planned, bought) = report.travel, report.procurement
    yield (
        f"公用经费控制率为{rate(report.public, report.public_budget)}%。公用经费预算安排"
        f"{report.public_budget}万元，实际支出{report.public}万元。"
    )
    yield (
        f"“三公经费”控制率为{rate(travel.total, travel.budget)}%。本年预算安排"
        f"{travel.budget}万元，实际支出{travel.total}万元。"
    )
    yield (
        f"政府采购执行率为{rate(bought, planned)}%。政府采购预算{planned}万元，"
        f"实际采购金额{bought}万元。"
    )
    yield "资金使用合规，预决算信息按规定时限公开，内部控制制度健全并得到有效执行。"


def _conclusion(report: Report) -> Iterator[Node]:
    yield Node("自评得分及结论", 1)
    yield Node(
        f"对照部门整体支出绩效评价指标体系，{report.year}年度自评得分{report.score}分，"
        f"其中预算执行率得分{report.execution_score}分，自评等级为“{report.grade}”。",
        table="scores",
    )


def _problems(report: Report) -> Iterator[Node]:
    words = WORDS[report.department]
    yield Node("存在的问题和改进措施", 1)
    yield Node("存在的主要问题", 2)
    yield Node(words.problems[report.year - FIRST_YEAR])
    yield Node("下一步改进措施", 2)
    yield Node(f"{report.year + 1}年，我局将{words.remedies}")
    yield Node("其他需要说明的问题", 1)
    yield Node("无。")
    yield Node(f"云岫县{report.department}")
    yield Node(f"{report.year + 1}年3月20日")
