"""Twelve invented reports: four departments of a county that exists nowhere, three years."""

from collections.abc import Iterable
from decimal import Decimal

from tests.samples.departments import FARMS, HEALTH, SAFETY, SCHOOLS, Department
from tests.samples.figures import Fund, Project, Report, Staff, TravelAndCars

SAFETY_BEFORE, SAFETY_AFTER = "安全生产监督管理局", "应急管理局"
"""One department, renamed at the beginning of 2023."""

COMMON, SPECIAL, BONDS = "共同财政事权转移支付", "专项转移支付", "增发国债"


def _decimals(text: str) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, text.split()))


def _projects(text: str) -> tuple[Project, ...]:
    """Lines of name, budget, actual."""
    rows = (line.split() for line in text.strip().splitlines())
    return tuple(Project(name, Decimal(budget), Decimal(actual)) for name, budget, actual in rows)


def _fund(kind: str, budget: str, actual: str) -> Fund:
    central, province, city = _decimals(budget)
    return Fund(kind, (central, province, city), _three(actual))


def _three(text: str) -> tuple[Decimal, Decimal, Decimal]:
    central, province, city = _decimals(text)
    return central, province, city


def _report(
    name: str, year: int, department: Department, *, money: str, projects: str,
    funds: Iterable[Fund], travel: str, prior_travel: str, staff: str, at_start: int,
    satisfaction: str = "", form: str = "docx", features: str = "", **stated: str,
) -> Report:  # fmt: skip
    """A report from compact rows.

    Args:
        money: initial, supplement, personnel, public, public budget, procurement budget
            and actual.
        travel: budget, abroad, purchase, running, reception.
        staff: quota, administrative, like civil servants, institution, workers,
            contracted, retired.
    """
    initial, supplement, personnel, public, public_budget, *procurement = _decimals(money)
    indicators = department.indicators(year)
    return Report(
        name, year, initial, supplement, personnel, public, public_budget,
        _projects(projects), tuple(funds), TravelAndCars(*_decimals(travel)),
        Decimal(prior_travel), Staff(*map(int, staff.split())), at_start,
        (procurement[0], procurement[1]), indicators,
        satisfaction or f"{indicators[-1].actual}%", form, frozenset(features.split()), stated,
    )  # fmt: skip


REPORTS: tuple[Report, ...] = (
    _report(
        SAFETY_BEFORE, 2022, SAFETY,
        money="1486.20 92.35 702.31 107.46 118.00 156.40 156.40",
        projects="""安全生产监管执法 320.00 312.46
                    安全生产宣传教育 86.00 85.20
                    隐患排查治理 210.50 205.33
                    应急救援装备购置 148.00 146.90""",
        funds=(_fund(COMMON, "0 62.00 3.50", "0 62.00 3.50"),),
        travel="9.20 0 0 6.12 1.76", prior_travel="8.15",
        staff="65 18 17 22 3 2 11", at_start=59, features="direct",
    ),
    _report(
        SAFETY_AFTER, 2023, SAFETY,
        money="1702.46 214.80 768.25 116.38 126.00 182.00 178.36",
        projects="""安全生产监管执法 335.00 331.72
                    应急管理宣传教育 92.00 90.15
                    自然灾害防治 268.40 259.86
                    应急物资储备 175.20 172.44""",
        funds=(
            _fund(COMMON, "0 68.20 4.00", "0 68.20 4.00"),
            _fund(SPECIAL, "35.00 20.00 0", "35.00 18.60 0"),
        ),
        travel="8.60 0 0 5.94 1.34", prior_travel="7.88",
        staff="66 19 17 23 3 3 12", at_start=60, features="direct footnote",
    ),
    _report(
        SAFETY_AFTER, 2024, SAFETY,
        money="1862.75 465.38 801.64 121.57 130.00 236.50 231.18",
        projects="""安全生产监管执法 342.00 339.15
                    应急管理宣传教育 95.00 93.42
                    自然灾害防治能力提升 542.30 493.65
                    应急物资储备 186.40 180.27
                    综合减灾示范社区创建 86.00 48.16""",
        funds=(
            _fund(COMMON, "0 71.40 4.00", "0 71.40 4.00"),
            _fund(BONDS, "500.80 41.50 0", "455.20 38.45 0"),
        ),
        travel="7.90 0 0 5.28 1.14", prior_travel="7.28",
        staff="68 19 18 24 3 3 13", at_start=62, features="direct text_box",
        completion_again="89.52", carryover="0", evaluated_count="4",
    ),
    _report(
        "教育局", 2022, SCHOOLS,
        money="28640.50 1873.26 21456.38 1652.74 1760.00 1284.60 1275.33",
        projects="""校舍维修改造 3260.00 3241.85
                    学生资助 1486.20 1483.60
                    营养改善计划 1728.00 1719.46
                    教学设备更新 612.00 608.17""",
        funds=(_fund(COMMON, "1620.00 865.40 120.00", "1615.30 865.40 120.00"),),
        travel="14.50 0 0 10.26 2.48", prior_travel="13.05",
        staff="2460 24 0 2386 18 126 915", at_start=2415, form="utf-8-sig", features="windows",
    ),
    _report(
        "教育局", 2023, SCHOOLS,
        money="29875.40 2106.85 22318.65 1698.42 1780.00 1346.00 1338.72",
        projects="""校舍维修改造 3585.00 3540.26
                    学生资助 1542.60 1540.15
                    营养改善计划 1765.00 1758.33
                    教学设备更新 648.50 641.79
                    普惠性幼儿园奖补 286.00 171.20""",
        funds=(_fund(COMMON, "1705.00 912.50 135.00", "1698.40 910.20 135.00"),),
        travel="14.00 0 0 9.85 2.36", prior_travel="12.74",
        staff="2472 24 0 2402 17 131 938", at_start=2428, features="styles",
        travel_running="9.58",
    ),
    _report(
        "教育局", 2024, SCHOOLS,
        money="31260.00 1945.32 23105.27 1722.16 1800.00 1402.50 1396.24",
        projects="""校舍维修改造 3640.00 3628.54
                    学生资助 1608.40 1606.95
                    营养改善计划 1812.00 1803.77
                    教学设备更新 655.00 652.30""",
        funds=(_fund(COMMON, "1782.00 946.30 142.00", "1782.00 944.10 142.00"),),
        travel="13.50 0 0 9.42 2.15", prior_travel="12.21",
        staff="2480 25 0 2411 16 135 962", at_start=2443, features="styles tracked",
    ),
    _report(
        "农业农村局", 2022, FARMS,
        money="6842.30 1256.45 2284.16 246.58 262.00 865.40 852.17",
        projects="""高标准农田建设 3680.00 3612.45
                    动物疫病防控 428.50 421.36
                    耕地地力保护补贴 1126.00 1126.00
                    农产品质量监管 185.20 183.94""",
        funds=(
            _fund(COMMON, "2150.00 680.00 96.00", "2150.00 672.45 96.00"),
            _fund(SPECIAL, "420.00 165.00 0", "420.00 158.30 0"),
        ),
        travel="11.80 0 0 8.46 2.04", prior_travel="11.35",
        staff="142 31 12 88 5 8 46", at_start=137, form="gb18030", satisfaction="优",
        travel_unit="万", travel_rate_sign="unsigned",
    ),
    _report(
        "农业农村局", 2023, FARMS,
        money="7215.60 1684.20 2356.82 251.74 266.00 924.00 915.36",
        projects="""高标准农田建设 4126.00 4068.92
                    动物疫病防控 436.40 431.15
                    耕地地力保护补贴 1142.00 1142.00
                    农产品质量监管 192.60 190.85
                    农村人居环境整治 368.00 352.46""",
        funds=(
            _fund(COMMON, "2240.00 706.00 102.00", "2240.00 701.20 102.00"),
            _fund(BONDS, "860.00 124.50 30.00", "846.35 120.18 30.00"),
        ),
        travel="11.20 0 0 8.02 1.93", prior_travel="10.50",
        staff="142 31 12 89 5 9 48", at_start=136, features="typed",
    ),
    _report(
        "农业农村局", 2024, FARMS,
        money="7468.90 1825.46 2418.35 256.10 270.00 986.50 972.84",
        projects="""高标准农田建设 4385.00 4290.16
                    动物疫病防控 442.00 439.28
                    耕地地力保护补贴 1156.00 1156.00
                    农产品质量监管 198.30 196.42
                    农村人居环境整治 372.50 206.34""",
        funds=(
            _fund(COMMON, "2316.00 728.00 108.00", "2316.00 720.46 108.00"),
            _fund(BONDS, "1085.00 136.40 42.00", "1012.74 128.65 42.00"),
        ),
        travel="10.80 0 0 7.66 1.82", prior_travel="10.35",
        staff="143 32 12 89 4 10 51", at_start=137, satisfaction="优", features="typed",
        project_rate="97.95",
    ),
    _report(
        "卫生健康局", 2022, HEALTH,
        money="9450.80 1128.40 3862.45 385.27 402.00 1126.00 1118.53",
        projects="""基本公共卫生服务 3426.00 3408.62
                    乡镇卫生院设备更新 986.50 975.38
                    乡村医生补助 742.00 742.00
                    妇幼健康服务 538.60 533.27""",
        funds=(_fund(COMMON, "1860.00 724.00 186.00", "1852.60 724.00 186.00"),),
        travel="12.40 0 0 8.94 2.26", prior_travel="11.65",
        staff="268 26 14 212 6 21 84", at_start=254, form="utf-8",
    ),
    _report(
        "卫生健康局", 2023, HEALTH,
        money="9826.30 1342.65 4015.72 392.48 410.00 1205.00 1196.84",
        projects="""基本公共卫生服务 3584.00 3571.36
                    乡镇卫生院设备更新 1048.00 1036.22
                    乡村医生补助 768.00 768.00
                    妇幼健康服务 556.40 551.85""",
        funds=(
            _fund(COMMON, "1938.00 752.00 194.00", "1938.00 748.35 194.00"),
            _fund(BONDS, "420.00 60.00 15.00", "412.86 58.40 15.00"),
        ),
        travel="12.00 0 0 8.52 2.14", prior_travel="11.20",
        staff="270 26 14 218 6 23 87", at_start=258, features="restart control",
    ),
    _report(
        "卫生健康局", 2024, HEALTH,
        money="10268.50 1276.80 4186.95 401.36 416.00 1264.00 1251.47",
        projects="""基本公共卫生服务 3716.00 3702.58
                    乡镇卫生院设备更新 1062.00 948.15
                    乡村医生补助 786.00 786.00
                    妇幼健康服务 572.30 568.44""",
        funds=(
            _fund(COMMON, "2012.00 776.00 205.00", "2012.00 770.62 205.00"),
            _fund(SPECIAL, "180.00 96.00 0", "174.35 92.10 0"),
        ),
        travel="11.60 0 0 8.16 1.98", prior_travel="10.66",
        staff="270 27 14 231 6 26 92", at_start=264, features="restart control",
        staff_rate="≦100%", full_score_row="更新诊疗设备台数",
    ),
)  # fmt: skip
