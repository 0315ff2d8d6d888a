"""What was planted: the contradictions of the samples, each with its figures."""

from dataclasses import dataclass

from tests.samples.departments import FARMS
from tests.samples.years import REPORTS


@dataclass(frozen=True)
class Contradiction:
    """One planted contradiction.

    Attributes:
        rule: of the rule book.
        quote: words of the report that state it.
        stated, expected: as printed, and as it follows.
    """

    file: str
    rule: str
    quote: str
    stated: str
    expected: str


def _file(department: str, year: int) -> str:
    return next(r.file_name for r in REPORTS if (r.department, r.year) == (department, year))


PLANTED: tuple[Contradiction, ...] = (
    Contradiction(_file("应急管理局", 2024), "C01", "预算完成率为89.52%", "89.52%", "89.25%"),
    Contradiction(_file("应急管理局", 2024), "B04", "年末结转结余0万元", "0万元", "250.27万元"),
    Contradiction(_file("应急管理局", 2024), "G01", "纳入绩效自评的项目4个", "4个", "5个"),
    Contradiction(_file("应急管理局", 2024), "A16", "占部门项目总数的100%", "100%", "80%"),
    Contradiction(
        _file("教育局", 2023), "B07", "公务用车运行维护费9.58万元", "9.58万元", "9.85万元"
    ),
    Contradiction(_file("农业农村局", 2022), "I08", "本年度合计10.50万，", "10.50万", "10.50万元"),
    Contradiction(_file("农业农村局", 2022), "A06", "“三公”经费变动率为7.49%", "7.49%", "-7.49%"),
    Contradiction(_file("农业农村局", 2022), "J06", "服务对象满意度为优", "优", "百分比"),
    Contradiction(_file("农业农村局", 2024), "A04", "项目执行率为97.95%", "97.95%", "95.95%"),
    Contradiction(
        _file("农业农村局", 2024), "D05", FARMS.problems[2], "与上年报告逐字相同", "本年度的问题"
    ),
    Contradiction(_file("农业农村局", 2024), "D01", "上年度合计10.35万元", "10.35万元", "9.95万元"),
    Contradiction(_file("卫生健康局", 2024), "A07", "在职人员控制率≦100%", "≦100%", "102.96%"),
    Contradiction(_file("卫生健康局", 2024), "H05", "更新诊疗设备台数", "15", "14.25"),
)

CLEAN: tuple[str, ...] = tuple(
    report.file_name
    for report in REPORTS
    if report.file_name not in {planted.file for planted in PLANTED}
)
