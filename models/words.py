"""Chinese words for the codes that the database holds."""

WORDS: dict[str, dict[str, str]] = {
    "kind": {
        "amount": "金额",
        "percent": "百分比",
        "headcount": "人数",
        "count": "数量",
        "score": "分数",
    },
    "severity": {"high": "高", "medium": "中", "low": "低", "info": "提示"},
    "verdict": {"hard": "矛盾", "soft": "可由四舍五入解释", "info": "提示"},
    "status": {
        "open": "待处理",
        "confirmed": "已确认",
        "explained": "已说明",
        "rejected": "不成立",
    },
    "outcome": {
        "passed": "通过",
        "found": "有问题",
        "not_applicable": "不适用",
        "missing_input": "缺少数据",
    },
    "report_type": {
        "dept_overall_self": "部门整体自评",
        "project_self": "项目自评",
        "final_account": "部门决算",
        "budget": "部门预算",
        "key_evaluation": "重点评价",
        "transfer_self": "转移支付自评",
        "work_report": "工作报告",
        "other": "其他",
    },
    "admin_level": {
        "central": "中央",
        "province": "省级",
        "city": "市级",
        "county": "县级",
        "town": "乡镇",
        "zone": "功能区",
    },
    "scope": {"department": "部门（含下属单位）", "unit": "单位本级"},
    "role": {"level": "数值", "change": "增减额", "change_rate": "增减率"},
    "account_role": {
        "read": "只看",
        "review": "处理疑点、更正",
        "administer": "管理",
    },
    "direction": {"increase": "增加", "decrease": "减少"},
    "point": {"year": "全年", "start": "年初", "end": "年末"},
    "field": {
        "value": "数值",
        "value_upper": "上限",
        "unit": "单位",
        "kind": "类别",
        "metric_code": "指标",
        "value_year": "年度",
        "point": "时点",
        "line_item": "项目或科目",
        "quantity": "数量",
        "department": "部门",
        "fiscal_year": "报告年度",
        "report_type": "报告类型",
    },
    "state": {
        "applied": "有效",
        "overruled": "已被后来的更正取代",
        "reverted": "已撤销",
        "inapplicable": "已不适用",
    },
    "comparator": {"=": "", "<=": "不超过", ">=": "不低于", "<": "低于", ">": "超过", "~": "约"},
}


def word(code: object, table: str) -> str:
    """The word for a code of a table; the code itself where there is none.

    >>> word("hard", "verdict"), word(None, "scope"), word("新", "kind")
    ('矛盾', '', '新')
    """
    return "" if code is None else WORDS[table].get(str(code), str(code))
