"""What synthetic reports are made of: offices, names of metrics, chapters, and filler."""

OFFICES = (
    "应急管理局", "教育局", "农业农村局", "卫生健康局", "财政局", "民政局", "司法局", "水务局",
    "交通运输局", "文化和旅游局", "市场监督管理局", "审计局", "统计局", "医疗保障局",
)  # fmt: skip

LABELS: dict[str, tuple[str, ...]] = {
    "budget_initial": ("年初预算", "年初预算数", "年初部门预算", "年初批复预算"),
    "budget_supplement": ("年中追加预算", "追加预算", "年中追加资金"),
    "budget_adjusted": ("全年预算数", "调整后预算数", "调整预算数"),
    "expenditure_actual": ("全年执行数", "全年实际支出", "支出决算数"),
    "budget_execution_rate": ("预算执行率", "部门预算执行率"),
    "basic_actual": ("基本支出",),
    "project_actual": ("项目支出",),
    "personnel_actual": ("人员经费", "人员支出"),
    "public_actual": ("公用经费", "日常公用经费"),
    "sangong_actual": ("“三公”经费支出", "“三公”经费合计"),
    "sangong_vehicle_operation_actual": ("公务用车运行维护费", "公务用车运行费"),
    "sangong_reception_actual": ("公务接待费",),
    "procurement_budget": ("政府采购预算",),
    "procurement_actual": ("实际采购金额", "政府采购支出"),
    "carryover_end": ("年末结转和结余", "年末结余"),
    "staff_quota_total": ("核定编制", "人员编制"),
    "staff_actual": ("年末在职人员", "实有在职人数"),
    "staff_retired": ("退休人员",),
    "selfeval_score": ("自评总分", "自评得分"),
}
"""Ways in which departments name each metric."""

CHAPTERS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (
        ("部门概况", "部门基本情况", "单位概况"),
        (
            "[staff_quota_total]，[staff_actual]，[staff_retired]。",
            "截至年底，本部门[staff_quota_total]，[staff_actual]；另有[staff_retired]。",
        ),
    ),
    (
        ("预算执行情况", "部门整体支出情况", "资金管理情况"),
        (
            "本部门[budget_initial]，[budget_supplement]，[budget_adjusted]。"
            "[expenditure_actual]，[budget_execution_rate]。",
            "[budget_initial]。受政策调整影响，[budget_supplement]，[budget_adjusted]。"
            "[expenditure_actual]，[carryover_end]，[budget_execution_rate]。",
        ),
    ),
    (
        ("支出结构", "支出构成情况", "资金使用情况"),
        (
            "在支出中，[basic_actual]，[project_actual]。"
            "基本支出中，[personnel_actual]，[public_actual]。",
            "按用途分，[basic_actual]（其中[personnel_actual]，[public_actual]），[project_actual]。",
        ),
    ),
    (
        ("“三公”经费情况", "厉行节约情况"),
        (
            "[sangong_actual]，其中：[sangong_vehicle_operation_actual]，"
            "[sangong_reception_actual]。",
            "[sangong_actual]，比上年减少[=saved]，下降[=saved_rate]。其中："
            "[sangong_reception_actual]，[sangong_vehicle_operation_actual]。",
        ),
    ),
    (
        ("政府采购情况", "采购执行情况"),
        ("[procurement_budget]，[procurement_actual]。",),
    ),
    (
        ("自评结论", "综合评价结论", "绩效自评结果"),
        ("[selfeval_score]，评价等级为“优”。", "经综合评定，[selfeval_score]，等级为优。"),
    ),
)
"""Titles, and paragraphs with the metrics they state in brackets; after "=" stands a figure
that has no name of its own there."""

FILLER = (
    "坚持以习近平新时代中国特色社会主义思想为指导，认真履行部门职责，各项工作有序推进。",
    "健全内部控制制度，严格执行预算管理规定，资金使用安全规范。",
    "部分项目前期论证不充分，资金支付进度不够均衡，需要进一步加强管理。",
    "下一步将提前编制采购计划，按月调度支付进度，提高资金使用效益。",
)
